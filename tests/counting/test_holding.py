"""A truce's figures: what is put to which side, what cannot be, and part by part of the area."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from pactwatch.counting.effort import Effort
from pactwatch.counting.holding import days_of, hold
from pactwatch.counting.rules import Told
from pactwatch.counting.sectors import by_sector, label, sectors_of
from pactwatch.counting.showing import as_json, lines
from pactwatch.datasets import Reject, open_events
from pactwatch.pacts import loading
from pactwatch.pacts.loading import load_pacts
from pactwatch.places import resolve
from pactwatch.times import Span
from pactwatch.types import Event, Zone, ZoneReading

PACTS = load_pacts(Path(__file__).parents[2] / "examples" / "karabakh-2020" / "pacts")
MOSCOW = PACTS["moscow-2020-10-10"]


def told(name: str, when: str, place: str = "Hadrut") -> Told:
    return Told(Event(name, ("attack",), Span.parse(when), (place,), (), (name,)), ())


def test_what_lies_on_both_sides_of_a_truce_is_unattributable() -> None:
    events = [
        told("before", "2020-10-01"),
        told("short", "2020-10-09/2020-10-12"),
        told("long", "2020-10-01/2020-10-20"),
        told("vague", "2020-10-11/2020-10-20"),
        told("undated", "../2020-10-20"),
        told("after", "2020-10-10"),
    ]
    held = hold(events, MOSCOW)
    assert held.unattributable == ("short", "long")
    assert held.vague == ("long", "vague", "undated")
    assert (held.change.before.count, held.change.after.count) == (2, 1), "what is dated to few days counts by its first"
    assert held.without is not None
    assert (held.without.before.count, held.without.after.count) == (1, 1)
    shown = as_json(held)
    assert shown["unattributable"] == ["short", "long"]
    assert any(text.startswith("unattributable, their dates on both sides of 2020-10-10: 2;") for text in lines(held))
    assert json.loads(json.dumps(shown)) == shown


def test_days_between_making_and_effect_are_no_baseline() -> None:
    pact = replace(MOSCOW, made=Span.of(date(2020, 10, 7)))
    events = [told(str(n), f"2020-10-{n:02}") for n in range(1, 16)]
    held = hold(events, pact, days=3)
    assert days_of(pact) == (date(2020, 10, 7), date(2020, 10, 10))
    assert (held.change.before.first, held.change.before.last) == (date(2020, 10, 4), date(2020, 10, 6))
    assert (held.change.after.first, held.change.after.last) == (date(2020, 10, 10), date(2020, 10, 12))
    assert (held.change.before.count, held.change.after.count) == (3, 3)


def test_effort_weighs_the_days_and_is_told() -> None:
    days = [date(2020, 9, 25) + timedelta(days=n) for n in range(30)]
    hours = {d: 20.0 if d < date(2020, 10, 10) else 5.0 for d in days if d != date(2020, 10, 20)}
    events = [told(f"{d}-{n}", str(d)) for d in days for n in range(4 if d < date(2020, 10, 10) else 1)]
    held = hold(events, MOSCOW, effort=Effort({"hours": hours}))
    assert held.change.ratio == pytest.approx(1), "a quarter as many in a quarter of the hours"
    assert held.change.answer == "not measurably better"
    assert held.unwatched == 1
    said = lines(held)
    assert "exposure: hours, 300 before and 70 after" in said
    assert "not in the rates: 1 by per_event, on days without exposure" in said
    assert hold(events, MOSCOW).change.answer == "fell", "unweighed"


def test_none_before_gives_a_ratio_without_bound() -> None:
    held = hold([told("after", "2020-10-10")], MOSCOW)
    assert any(text.startswith("the rate after is not to be told from a rate of none (95 %: ") for text in lines(held))
    assert as_json(held)["ratio"]["high"] is None
    assert hold([], MOSCOW).change.answer == "not measurably better"
    assert hold([], MOSCOW, effort=Effort()).change.answer == "not observed"


def test_places_by_their_parts() -> None:
    hadrut, masrik, unknown = resolve("Hadrut"), resolve("Mets Masrik"), None
    assert [sectors_of(p, "place") for p in (hadrut, masrik, unknown)] == [("hadrut",), ("mets-masrik",), ("nowhere",)]
    donetsk = resolve("Donetsk")
    assert sectors_of(donetsk, "district") == ("donetsk-region",)
    assert sectors_of(donetsk, "sector") == ("donbas",)
    with pytest.raises(ValueError, match="by is none of"):
        sectors_of(hadrut, "colour")


def test_a_contested_zone_has_a_part_for_each_reading() -> None:
    wide, narrow = ZoneReading("wide", ("karabakh", "ARM")), ZoneReading("narrow", ("ARM",))
    zones = {"front": Zone("front", (wide, narrow)), "all": Zone("all", (ZoneReading("anywhere", ("*",)),))}
    pact = replace(MOSCOW, zones=zones)
    assert sectors_of(resolve("Mets Masrik"), "sector", pact) == ("front: wide", "front: narrow")
    assert sectors_of(resolve("Hadrut"), "sector", pact) == ("front: wide",)
    assert sectors_of(resolve("Donetsk"), "sector", pact) == ("outside",)
    assert label("outside", "ar") == "خارج مناطق الاتفاق"
    assert label("khankendi-stepanakert") == "Khankendi / Stepanakert"


def test_events_by_part_the_most_first() -> None:
    events = [told("a", "2020-10-01", "Ganja"), told("b", "2020-10-01"), told("c", "2020-10-02"), told("d", "2020-10-02", "?")]
    found = by_sector(events, "place", MOSCOW)
    assert {part: len(there) for part, there in found.items()} == {"hadrut": 2, "ganja": 1, "nowhere": 1}
    assert next(iter(found)) == "hadrut"


def test_spans_of_autumn_2020_that_straddle_a_truce_are_shown(shared: Path) -> None:
    _, rows = open_events(shared / "data" / "events" / "ucdp-karabakh.csv")
    claims = [c for row in rows if not isinstance(row, Reject) for c in row[1]]
    events = [Told(Event(c.statement.id, ("attack",), c.when, (), (), ()), (c,)) for c in claims if c.when]
    astride = {
        name: [str(t.event.span) for t in events if t.event.id in hold(events, PACTS[name]).unattributable]
        for name in ("moscow-2020-10-10", "washington-2020-10-25", "statement-2020-11-10")
    }
    assert astride["washington-2020-10-25"] == ["2020-10-22/2020-10-26"]
    assert astride["statement-2020-11-10"] == []
    assert hold(events, PACTS["statement-2020-11-10"]).change.after.count == 0


def test_minsk_truces_by_the_events_of_ucdp(shared: Path) -> None:
    _, rows = open_events(shared / "data" / "events" / "ucdp-ged-ukraine.csv")
    claims = [c for row in rows if not isinstance(row, Reject) for c in row[1]]
    events = [Told(Event(c.statement.id, ("attack",), c.when, (), (), ()), (c,)) for c in claims if c.when]
    library = load_pacts(Path(loading.__file__).with_name("library"))
    minsk = library["minsk-protocol-2014-09-05"]
    for rule, before, after in (("per_event", 424, 81), ("deaths_best", 505, 119)):
        held = hold(events, minsk, rule=rule)
        assert (held.change.before.count, held.change.after.count) == (before, after)
        assert held.change.answer == "fell"
        assert held.unattributable
        assert held.without is None or held.without.answer == "fell"
    second = hold(events, library["minsk-package-2015-02-12"], rule="deaths_best").change
    assert (second.before.last, second.after.first, second.after.count) == (date(2015, 2, 11), date(2015, 2, 15), 107)

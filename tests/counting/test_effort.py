"""Effort as a view tells it: by day, unit, area and source; what is unknown; and rates that are weighed by it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from pactwatch.counting.effort import Effort, merged
from pactwatch.counting.watched import effort_by_source, effort_of
from pactwatch.ledger.views import View
from pactwatch.times import Span
from pactwatch.types import Amount, Claim, Report, Source, Statement

SOURCES = {
    "form": Source("form", {"en": "Forms"}, kind="monitor"),
    "smm": Source("smm", {"en": "SMM"}, kind="monitor", parties=("OSCE",)),
    "firms": Source("firms", {"en": "FIRMS"}, kind="sensor"),
    "ucdp": Source("ucdp", {"en": "UCDP"}, kind="dataset"),
    "paper": Source("paper", {"en": "A paper"}),
}


def view(*claims: Claim, published: str | None = None) -> View:
    """A view in which each claim stands in a report named like `source` or `source/2`."""
    names = dict.fromkeys(c.statement.report for c in claims)
    when = Span.parse(published) if published else None
    reports = {n: Report(n, n.partition("/")[0], "en", n, "", when, None, "") for n in names}
    return View(1, datetime(2021, 1, 1, tzinfo=UTC), SOURCES, reports, {str(n): c for n, c in enumerate(claims)})


def watched(source: str, when: str, value: float, unit: str = "hours", **more: Any) -> Claim:
    statement = Statement(source, 0, 1, ".")
    amounts = (Amount(value, unit),)
    given: dict[str, Any] = {"speaker": "OSCE", "actor": ("OSCE",), "act": "monitor", "amounts": amounts, **more}
    return Claim(statement, 0, 1, ".", stance="asserts", negated=False, when=Span.parse(when), **given)


def on(day: int) -> date:
    return date(2020, 10, day)


def test_effort_of_a_period_is_spread_on_its_days_and_cameras_run_on_each() -> None:
    effort = effort_of(view(watched("smm", "2020-10-01/2020-10-04", 8), watched("smm", "2020-10-01/2020-10-04", 3, "cameras")))
    assert effort.units["hours"] == {on(n): 2 for n in (1, 2, 3, 4)}
    assert effort.units["cameras"] == {on(n): 3 for n in (1, 2, 3, 4)}
    assert effort.total("hours", on(3), on(9)) == 4


def test_the_shortest_period_counts_reprints_once_and_submissions_of_one_report_add_up() -> None:
    weekly, daily = watched("smm", "2020-10-01/2020-10-07", 70), watched("smm/2", "2020-10-02", 12)
    reprint = watched("paper", "2020-10-02", 12)
    shifts = [watched("form", "2020-10-03", hours, speaker="ANNA", places=("Hadrut",)) for hours in (6, 5)]
    effort = effort_of(view(weekly, daily, reprint, *shifts))
    assert effort.units["hours"][on(1)] == 10
    assert effort.units["hours"][on(2)] == 12
    assert effort.units["hours"][on(3)] == 10 + 11


def test_a_mission_whose_total_and_places_are_told_is_not_counted_twice() -> None:
    placed = [watched("smm", "2020-10-01", 5, places=(place,)) for place in ("Hadrut", "Ganja")]
    assert effort_of(view(*placed, watched("smm", "2020-10-01", 8))).units["hours"] == {on(1): 10}
    assert effort_of(view(*placed, watched("smm", "2020-10-01", 14))).units["hours"] == {on(1): 14}


def test_effort_of_an_area_is_what_is_told_of_its_places() -> None:
    claims = [watched("smm", "2020-10-01", 5, places=("Hadrut",)), watched("smm", "2020-10-01", 9)]
    effort = effort_of(view(*claims), lambda where: any("karabakh" in p.within for p in where))
    assert effort.units == {"hours": {on(1): 5}}
    assert on(1) in effort.reported, "whoever reports on a conflict reports on each part of it"


def test_what_is_clear_of_cloud_is_what_a_sensor_can_see() -> None:
    sky = [watched("firms", "2020-10-01", 80, "percent", speaker="OUTLET"), watched("firms", "2020-10-02", 100, "percent")]
    assert effort_of(view(*sky)).units["clear"] == pytest.approx({on(1): 0.2, on(2): 0})
    assert effort_of(view(watched("smm", "2020-10-01", 80, "percent"))).units == {}, "a monitor's per cent is no cloud"


def test_denials_of_access_are_those_of_who_watches() -> None:
    denied = replace(watched("smm", "2020-10-01/2020-10-02", 6, "other"), act="block_access", target=("OSCE",), actor=())
    aid = replace(denied, target=("CIV",))
    effort = effort_of(view(denied, aid))
    assert effort.denied == {on(1): 3, on(2): 3}
    assert effort.units == {}
    assert not effort.reported, "to be kept out is not to have seen"


def test_a_day_of_which_nothing_is_told_is_unknown_and_not_quiet() -> None:
    attack: dict[str, Any] = {"act": "attack", "amounts": (), "speaker": "AZE.MIL", "actor": ("ARM.MIL",)}
    told = [
        watched("paper", "2020-10-02", 0, **attack),
        watched("paper", "2020-10-05/2020-10-09", 0, **attack),
        watched("ucdp", "2020-10-11", 0, **attack),
        watched("ucdp", "2020-10-14", 0, **attack),
        watched("form", "2020-10-16", 4),
        replace(watched("smm", "2020-10-18", 4), negated=True),
    ]
    unknown = effort_of(view(*told)).unknown(on(1), on(18))
    assert [d.day for d in unknown] == [1, 3, 4, 5, 6, 7, 8, 9, 10, 15, 17, 18]
    assert on(17) not in effort_of(view(*told, published="2020-10-17")).unknown(on(1), on(18))


def test_a_monitor_tells_of_each_day_of_its_period() -> None:
    weekly = watched("smm", "2020-10-01/2020-10-14", 0, act="violate_ceasefire", amounts=(), actor=())
    assert effort_of(view(weekly)).unknown(on(1), on(15)) == (on(15),)


def test_what_is_told_of_years_or_without_end_is_told_of_no_day() -> None:
    attack: dict[str, Any] = {"act": "attack", "amounts": (), "speaker": "AZE.MIL"}
    open_ended = [watched("smm", "2020-10-01/..", 9), watched("ucdp", "../2020-10-09", 0, **attack)]
    assert effort_of(view(*open_ended)) == Effort()


def test_the_effort_of_each_source_stands_by_itself() -> None:
    found = effort_by_source(view(watched("smm", "2020-10-01", 5), watched("form", "2020-10-01", 3, speaker="ANNA")))
    assert {name: effort.units["hours"][on(1)] for name, effort in found.items()} == {"smm": 5, "form": 3}
    together = merged(found.values())
    assert together.units == {"hours": {on(1): 8}}


BEFORE, AFTER = (on(1), on(5)), (on(10), on(14))


def every(days: tuple[date, date], value: float) -> dict[date, float]:
    return {days[0] + timedelta(days=n): value for n in range((days[1] - days[0]).days + 1)}


def test_the_only_unit_told_of_both_periods_is_taken_by_itself() -> None:
    both = {**every(BEFORE, 12), **every(AFTER, 6)}
    effort = Effort({"hours": both, "patrols": every(BEFORE, 1)})
    found = effort.exposure(BEFORE, AFTER)
    assert (found.unit, found.others) == ("hours", ("patrols",))
    assert found.by_day == both


def test_of_two_units_none_is_taken_unasked() -> None:
    both = {**every(BEFORE, 12), **every(AFTER, 6)}
    effort = Effort({"hours": both, "patrols": {**every(BEFORE, 1), on(10): 1.0}}, reported=frozenset({on(1)}))
    found = effort.exposure(BEFORE, AFTER)
    assert (found.unit, found.others) == ("days", ("hours", "patrols"))
    asked = effort.exposure(BEFORE, AFTER, "patrols")
    assert asked.by_day == {**every(BEFORE, 1), on(10): 1.0}, "days without a patrol are left out"


def test_without_effort_known_days_count_alike() -> None:
    found = Effort(reported=frozenset({on(2), on(10)})).exposure(BEFORE, AFTER)
    assert found.by_day == {on(2): 1.0, on(10): 1.0}
    assert len(found.unknown) == 8

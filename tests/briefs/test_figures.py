"""Figures stand with their rule and the effort; accounts stand side by side; pictures are told in words."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest

from pactwatch.briefs import render
from pactwatch.briefs.citing import Citations
from pactwatch.briefs.composed import Composed, composed
from pactwatch.briefs.figures import Figures, figures, happenings
from pactwatch.briefs.pictures import pictures
from pactwatch.briefs.svg import Picture
from pactwatch.briefs.wording import Wording
from pactwatch.case import open_case
from pactwatch.counting import RULES
from pactwatch.counting.effort import Effort
from pactwatch.counting.halting import forbids_fighting, term
from pactwatch.counting.holding import hold
from pactwatch.counting.truces import Truce
from pactwatch.pacts.loading import load_pacts
from pactwatch.places.gazetteer import places
from pactwatch.times import Span
from pactwatch.types import Event
from tests.briefs.sample import END, sample, whole

EXAMPLE = Path(__file__).parents[2] / "examples" / "karabakh-2020"


_ONE_DAY: dict[str, Any] = {"kind": "daily", "start": END - timedelta(days=5), "end": END - timedelta(days=4)}


def _texts(picture: Picture) -> list[str]:
    return [t.text or "" for t in ElementTree.fromstring(str(picture.svg)).iter() if t.tag.endswith("text")]


def counted(brief: Composed, language: str = "en") -> Figures:
    wording = Wording(brief, language)
    found = figures(brief, wording, Citations(brief, wording))
    assert found is not None
    return found


def drawn(brief: Composed, language: str = "en") -> tuple[Picture, ...]:
    return pictures(brief, Wording(brief, language))


@pytest.mark.parametrize("language", ["en", "ar", "ru"])
def test_every_rule_has_its_figure_and_its_words(language: str) -> None:
    told = counted(whole(), language).counted
    assert len(told) == len(RULES)
    assert len({c.rule for c in told}) == len(RULES)


def test_what_began_or_ended_outside_is_in_no_figure_and_told() -> None:
    found = counted(whole())
    assert [c.events for c in found.counted[:3]] == [2, 1, 2]
    assert found.left_out == (
        "In no figure, as they began before these days or ended after them: 1.",
        "In no figure, as nobody tells when they began or ended: 1.",
    )


def test_effort_stands_beside_the_figures() -> None:
    assert [(w.what, w.amount) for w in counted(whole()).watched] == [("patrols", 12)]
    assert counted(whole()).unknown == "Of these days, nothing is told of: 7. They are unknown, not quiet."
    text = render(replace(whole(), effort=(), watched=Effort()), "en", "markdown")
    assert "A day without reports is not a quiet day." in text
    assert "## Fighting in figures" not in render(sample(), "en", "markdown")


def test_the_sides_accounts_stand_beside_one_another() -> None:
    brief = whole()
    wording = Wording(brief, "en")
    (told,) = happenings(brief, wording, Citations(brief, wording))
    assert [(v.holder, len(v.cited)) for v in told.versions] == [("Armenia", 1), ("Azerbaijan", 2)]
    assert told.text == "What is told: attack, by Armenia (armed forces), Tartar and Shusha / Shushi, on 4 November 2020."


def test_what_may_lie_on_either_side_of_a_truce_is_given_to_neither() -> None:
    truce = load_pacts(EXAMPLE / "pacts")["moscow-2020-10-10"]  # in effect from noon
    events = [
        Event(name, ("attack",), Span.parse(when), ("Tartar",), (), ("shelled",))
        for name, when in (
            ("that day", "2020-10-10"),
            ("the day before", "2020-10-09"),
            ("evening", "2020-10-10T18:00/2020-10-10T20:00"),
        )
    ]
    start, end = datetime(2020, 10, 5, 20, tzinfo=UTC), datetime(2020, 10, 12, 19, 59, 59, tzinfo=UTC)
    brief = replace(whole(), pacts=(truce,), start=start, end=end, events=tuple(events), versions={})
    (found,) = counted(brief).astride
    assert found.truce.text == "Moscow statement"
    assert found.since.startswith("10 October 2020, 12:00")
    assert "on 10 October 2020" in found.text


def test_a_truce_begins_for_a_brief_when_its_halt_does() -> None:
    truce = load_pacts(EXAMPLE / "pacts")["moscow-2020-10-10"]
    later = tuple(
        replace(c, window=Span.parse("2020-11-03T12:00/2020-11-30")) if forbids_fighting(c) else c for c in truce.clauses
    )
    halt = replace(truce, clauses=later)
    assert term(halt)[0].astimezone(ZoneInfo(truce.time_zone)) == datetime(2020, 11, 3, 12, tzinfo=ZoneInfo(truce.time_zone))
    event = Event("e", ("attack",), Span.parse("2020-11-03"), ("Tartar",), (), ("shelled",))
    start, end = datetime(2020, 10, 30, 20, tzinfo=UTC), datetime(2020, 11, 5, 19, 59, 59, tzinfo=UTC)
    brief = replace(whole(), pacts=(halt,), start=start, end=end, events=(event,), versions={})
    assert [a.since[:22] for a in counted(brief).astride] == ["3 November 2020, 12:00"]
    days = next(p for p in drawn(brief) if p.title == Wording(brief, "en").label("by_day"))
    assert [row[2] for row in days.key] == ["3 November 2020"]


@pytest.mark.parametrize("language", ["en", "ar", "ru"])
def test_pictures_are_sound_and_told_in_words(language: str) -> None:
    places, days = drawn(whole(), language)
    for picture in (places, days):
        root = ElementTree.fromstring(str(picture.svg))
        assert root.get("role") == "img"
        assert (root.get("aria-label") or "").startswith(picture.alternative[:12].replace("\u2068", ""))
        assert not re.search(r"url\(|href|<image|<script", str(picture.svg))
    assert places.key == (), "every place has its name on the map"
    text = render(whole(), language, "markdown")
    assert Wording(whole(), language).label("by_day") in text


def test_a_place_of_two_names_has_both_on_the_map() -> None:
    assert any(text.startswith("Shusha / Shushi") for text in _texts(drawn(whole())[0]))


def test_where_nothing_can_be_drawn_nothing_is() -> None:
    assert drawn(composed(sample())) == ()
    one_day = replace(whole(), **_ONE_DAY)
    assert [p.title for p in drawn(one_day)] == ["Where it is told to have been"]


def test_dots_lie_within_the_map_wherever_the_places_are() -> None:
    event = replace(whole().events[0], places=("Tartar", "Moscow", "Tripoli"))
    (picture,) = drawn(replace(whole(), events=(event,), **_ONE_DAY))
    root = ElementTree.fromstring(str(picture.svg))
    dots: list[Any] = [c for c in root.iter() if c.tag.endswith("circle") and c.get("stroke") == "#fff"]
    assert len(dots) >= 3
    assert all(0 < float(c.get("cx")) < 640 and 0 < float(c.get("cy")) < 420 for c in dots)


def test_a_case_s_brief_holds_the_fighting_of_its_own_days(tmp_path: Path) -> None:
    import shutil

    folder = shutil.copytree(EXAMPLE, tmp_path / "case", ignore=shutil.ignore_patterns("ledger.db*", "drafts", "briefs"))
    case = open_case(folder)
    case.build()
    start, end = datetime(2020, 11, 5, 19, 59, 59, tzinfo=UTC), datetime(2020, 11, 6, 19, 59, 59, tzinfo=UTC)
    brief = case.brief(start, end, kind="daily")
    assert brief.events
    assert all(e.span.instants("Asia/Yerevan")[0] <= end for e in brief.events)
    assert {"ARM", "AZE"} <= {side for by in brief.versions.values() for side in by}
    assert [t.pact for t in brief.truces] == ["moscow-2020-10-10", "paris-2020-10-17", "washington-2020-10-25"]
    assert all(t.holding is None for t in brief.truces), "none of them took effect on that day"


def _with_a_truce() -> Composed:
    pact = load_pacts(EXAMPLE / "pacts")["moscow-2020-10-10"]
    begins = pact.in_force.instants(pact.time_zone)[0]
    held = hold([], pact, effort=Effort())
    return replace(whole(), truces=(Truce(pact.id, pact.title, begins, begins, begins + timedelta(days=6), holding=held),))


@pytest.mark.parametrize("language", ["en", "ar", "ru"])
def test_truces_are_plotted_and_told_in_words(language: str) -> None:
    timeline, before_after = drawn(_with_a_truce(), language)[-2:]
    for plot in (timeline, before_after):
        assert ElementTree.fromstring(str(plot.svg)).get("role") == "img"
        assert not re.search(r"url\((?!#)|<image|<script", str(plot.svg))
    assert timeline.alternative in render(_with_a_truce(), language, "html").replace("<bdi>", "\u2068").replace(
        "</bdi>", "\u2069"
    )


def test_what_is_too_much_for_a_page_is_said_to_be_left_out() -> None:
    first = whole().events[0]
    many = tuple(replace(first, id=f"e{n}") for n in range(60))
    brief = replace(whole(), events=many, versions={e.id: {"AZE": ("shelled",), "ARM": ("denied",)} for e in many})
    text = render(brief, "en", "markdown")
    assert "Contested happenings that are told in the workbook alone: 10." in text
    assert text.split("## Each side’s account")[1].split("\n## ")[0].count("### ") == 50


def test_a_map_of_too_many_places_says_how_many_it_leaves_out() -> None:
    towns = [p for p in places().values() if p.latitude is not None and p.within and "en" in p.names][:60]
    event = replace(whole().events[0], places=tuple(p.names["en"] for p in towns))
    picture = drawn(replace(whole(), events=(event,)))[0]
    named = [text for text in _texts(picture) if " · " in text]
    assert len(named) + len(picture.key) == 40
    assert re.search(r"Places with fewer events, not drawn: \d+\.", picture.alternative)


def test_what_nobody_dates_is_in_no_figure_and_not_on_the_map() -> None:
    undated = replace(whole().events[0], span=Span.parse("0001-01-01/2020-11-30"))
    assert drawn(replace(whole(), events=(undated,), versions={}, **_ONE_DAY)) == ()


@pytest.mark.parametrize("language", ["en", "ar", "ru"])
def test_a_day_of_which_nothing_is_told_is_called_unknown_not_quiet(language: str) -> None:
    brief = replace(whole(), searched=True, events=(), versions={}, effort=(), watched=Effort(), **_ONE_DAY)
    found, wording = counted(brief, language), Wording(brief, language)
    assert [c.figure for c in found.counted] == [0] * len(RULES)
    assert found.unknown == wording.label("day_unknown")
    first = render(brief, language, "markdown").split("\n## ")[1]
    assert wording.label("day_unknown") in first, "it stands on the first page"

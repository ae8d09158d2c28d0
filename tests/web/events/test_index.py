"""Events filtered and counted: the same as by looking at each."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any

import pytest

from benchmarks import world
from pactwatch.counting.rules import RULES
from pactwatch.verdicts.evidence import Evidence
from pactwatch.verdicts.proof import LEVELS
from pactwatch.verdicts.record import Record, Ruled
from pactwatch.web.events import Chosen, Counter, EventIndex, select
from pactwatch.web.events.figures import EACH
from pactwatch.web.events.timeline import bars

LATER = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def index() -> EventIndex:
    record = Record(world.sources(), "UTC")
    record.fill(list(world.claims(2_000)))
    return EventIndex(Evidence(record))


def looked_at(index: EventIndex, **wanted: str) -> set[str]:
    """The ids of the events that fit, found one by one."""
    found = set()
    for number, event in enumerate(index.events):
        told = index.claims(number)
        has = {
            "act": set(event.acts),
            "party": {a for actor in event.actors for a in (actor, actor.partition(".")[0])},
            "place": {p for h in told for place in h.where for p in (place.id, *place.within)},
            "source": {h.report.source for h in told},
        }
        if all(value in has[kind] for kind, value in wanted.items()):
            found.add(event.id)
    return found


def ids(index: EventIndex, chosen: Chosen, at: datetime = LATER) -> list[str]:
    return [index.ids[n] for n in select(index, chosen, at).tolist()]


@pytest.mark.parametrize("kind", ["act", "party", "place", "source"])
def test_a_filter_finds_what_looking_finds(index: EventIndex, kind: str) -> None:
    for value in index.known(kind)[:12]:
        wanted: dict[str, Any] = {kind: value}
        assert set(ids(index, replace(Chosen(), **wanted))) == looked_at(index, **wanted) != set()


def test_filters_narrow_each_other(index: EventIndex) -> None:
    act, source = "attack", world.OUTLETS[3]
    assert set(ids(index, Chosen(act=act, source=source))) == looked_at(index, act=act, source=source)


def test_events_are_in_order_and_none_is_of_the_future(index: EventIndex) -> None:
    middle = datetime(2020, 1, 1, tzinfo=UTC)
    early = select(index, Chosen(), middle)
    assert 0 < len(early) < len(index)
    assert (index.first[early] <= middle.timestamp()).all()
    assert (index.first[early][1:] >= index.first[early][:-1]).all()


def test_the_days_asked_for_are_included(index: EventIndex) -> None:
    number = len(index) // 2
    day = date.fromordinal(int(index.day[number]))
    assert index.ids[number] in ids(index, Chosen(since=day, until=day))
    assert index.ids[number] not in ids(index, Chosen(since=date(day.year + 1, 1, 1)))


def test_proof_and_denial(index: EventIndex) -> None:
    parts = [set(ids(index, Chosen(proof=level))) for level in LEVELS]
    assert sum(map(len, parts)) == len(index)
    assert set().union(*parts) == set(index.ids)
    denied = ids(index, Chosen(contested=True))
    assert denied
    assert all(index.denials(index.events[index.number[i]]) for i in denied)
    assert len(denied) + len(ids(index, Chosen(contested=False))) == len(index)


def test_no_denial_is_overlooked(index: EventIndex) -> None:
    denied = {event.id for event in index.events if index.denials(event)}
    assert denied == set(ids(index, Chosen(contested=True)))


def test_a_box_holds_what_lies_in_it_also_across_the_date_line(index: EventIndex) -> None:
    inside = {
        index.ids[e]
        for e, s in zip(index.map.at_event.tolist(), index.map.at_spot.tolist(), strict=True)
        if index.map.longitudes[s] >= 40 and 10 <= index.map.latitudes[s] <= 40
    }
    assert set(ids(index, Chosen(box=(40, 10, 180, 40)))) == inside != set()
    rest = set(ids(index, Chosen(box=(40, 10, 30, 40))))
    assert inside <= rest


@pytest.mark.parametrize("rule", sorted(RULES))
def test_figures_are_those_of_the_rules(index: EventIndex, rule: str) -> None:
    counter, numbers = Counter(index), select(index, Chosen(act="attack"), LATER)
    assert counter.figure(numbers, rule) == RULES[rule](index.told(numbers.tolist())).value
    groups = index.day[numbers].astype("int64") % 3
    each = [RULES[rule](index.told(numbers[groups == n].tolist())).value for n in range(3)]
    assert counter.by_group(numbers, groups, 3, rule) == each
    if rule in EACH:
        assert sum(each) == counter.figure(numbers, rule)


@pytest.mark.parametrize("unit", ["", "day", "week", "month", "year"])
def test_bars_hold_every_event_once_and_leave_no_gap(index: EventIndex, unit: str) -> None:
    chosen = Chosen(since=date(2019, 3, 5), until=date(2019, 8, 20)) if unit in ("day", "week") else Chosen()
    numbers = select(index, chosen, LATER)
    told, found = bars(index, Counter(index), numbers, "per_event", unit)
    assert unit in ("", told)
    assert sum(bar.value for bar in found) == len(numbers)
    assert all(bar.dated <= bar.value for bar in found)
    assert all((b.first - a.last).days == 1 for a, b in pairwise(found))
    for bar in found[:5]:
        narrowed = Chosen(since=max(bar.first, chosen.since or bar.first), until=min(bar.last, chosen.until or bar.last))
        assert len(ids(index, narrowed)) == bar.value


def test_one_word_of_a_side_leaves_its_claims_alone() -> None:
    record = Record(world.sources(), "UTC")
    record.fill(list(world.claims(500)))
    party = next(h.voice.id for h in record.heard.values() if h.tells and h.voice.side)
    mine = EventIndex(Evidence(record).of_side(party))
    assert 0 < len(mine) < 500
    assert all(h.voice.stands_for(party) for n in range(len(mine)) for h in mine.claims(n))


def test_what_is_ruled_later_shows_without_a_new_index() -> None:
    record = Record(world.sources(), "UTC")
    record.fill(list(world.claims(300)))
    before = EventIndex(Evidence(record), monitors=("UN",))
    number = next(n for n in range(len(before)) if before.proof(n) == "claimed" and not before.contested[n])
    claim = before.events[number].claims[0]
    for finding, proof, contested in (("happened", "ruled", False), ("did_not_happen", "claimed", True)):
        ruled = copy(record)
        ruled.rulings = {claim: [Ruled("UN", finding, "seen", LATER)]}
        after = before.judged_again(Evidence(ruled))
        assert (after.proof(number), bool(after.contested[number])) == (proof, contested)
        assert before.proof(number) == "claimed"
        again = after.judged_again(Evidence(record))
        assert (again.level == before.level).all()
        assert (again.contested == before.contested).all()

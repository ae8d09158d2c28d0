"""What was known at an earlier line, cut out of what is known now, is what is found by reading the lines up to it."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pactwatch.counting.truces import Broken
from pactwatch.times import moment
from pactwatch.types import Entry, Event, Verdict
from pactwatch.verdicts.breaking import breaking
from pactwatch.verdicts.earlier import Earlier
from pactwatch.verdicts.evidence import Evidence
from pactwatch.verdicts.judge import judge
from pactwatch.verdicts.memory import Memory
from pactwatch.verdicts.timeline import EVER
from tests.verdicts.ledgers import Written, cut, ledgers, said
from tests.verdicts.test_standing import CLAUSES, PACTS, days
from tests.verdicts.world import ZONE, World


def verdicts(evidence: Evidence, at: str, side: str | None, memory: Memory | None = None) -> list[Verdict]:
    return [v for c in CLAUSES for v in judge(c, evidence, moment(at, ZONE), pacts=PACTS, according_to=side, memory=memory)]


def broken(evidence: Evidence, at: str, memory: Memory | None = None) -> tuple[Broken, ...]:
    return breaking(PACTS["rules"], evidence, moment(at, ZONE), PACTS, memory=memory)


def events(evidence: Evidence) -> list[Event]:
    acts = sorted({h.claim.act for h in evidence.record.heard.values()})
    return sorted(evidence.record.events(acts, ["*"], *EVER), key=lambda e: e.id)


@given(ledgers, days, st.sampled_from([None, None, "ARM"]), st.data())
@settings(max_examples=150, deadline=None)
def test_the_past_cut_out_of_the_present_is_the_past_read_line_by_line(
    entries: list[Entry], at: str, side: str | None, data: st.DataObject
) -> None:
    _, past, fresh = said(entries, data.draw(st.integers(0, len(entries))))
    assert dict(past.record.heard) == fresh.record.heard
    assert events(past) == events(fresh)
    assert verdicts(past, at, side) == verdicts(fresh, at, side)


@given(ledgers, st.lists(days, min_size=1, max_size=3), st.data())
@settings(max_examples=150, deadline=None)
def test_what_is_remembered_of_the_present_tells_nothing_that_was_not_known_then(
    entries: list[Entry], asked: list[str], data: st.DataObject
) -> None:
    present, past, fresh = said(entries, data.draw(st.integers(0, len(entries))))
    memory = Memory()
    for at in (*asked, "2020-12-30"):
        verdicts(present, at, None, memory), broken(present, at, memory)
    memory = memory.earlier(cut(past).unchanged)
    for at in (*asked, "2020-12-30"):
        assert verdicts(past, at, None, memory) == verdicts(fresh, at, None)
        assert broken(past, at, memory) == broken(fresh, at)


@pytest.mark.parametrize(
    ("bearer", "later"),
    [
        ("ARM", {"speaker": "ARM.MIL", "act": "attack", "stance": "denies", "actor": ["ARM"], "when": "2020-11-03"}),
        ("AZE", {"speaker": "OSCE", "act": "attack", "negated": True, "actor": ["AZE"], "when": "2020-11-01/2020-11-10"}),
    ],
    ids=["denied", "watched"],
)
def test_a_later_word_about_what_is_over_is_not_remembered_at_an_earlier_line(bearer: str, later: dict[str, Any]) -> None:
    world = World().source("osce", kind="monitor", parties=("OSCE",))
    world.told("AZE.MIL", "attack", said="2020-11-03", when="2020-11-03", actor=["ARM"], places=["Stepanakert"])
    world.told(**later, said="2020-11-12", places=["Stepanakert"])
    made = Written(world, 1)
    made.tell(0)
    seq = len(made.lines)
    made.tell(0)
    present, past, fresh = said(made.lines, seq)
    memory = Memory()
    now = verdicts(present, "2020-12-30", None, memory)
    assert isinstance(past.record, Earlier)
    then = verdicts(past, "2020-12-30", None, memory.earlier(past.record.unchanged))
    assert then == verdicts(fresh, "2020-12-30", None)
    of_truce = [[v.reasons for v in found if (v.clause, v.bearer) == ("rules/truce", bearer)] for found in (then, now)]
    assert of_truce[0] != of_truce[1]


def test_what_is_said_of_an_event_does_not_rest_on_others_of_its_day() -> None:
    world = World().told("UN", "attack", said="2020-11-03", when="2020-11-03", actor=["ARM"], places=["Stepanakert"])
    world.told("UN", "attack", said="2020-11-12", when="2020-11-03", actor=["ARM"], places=["Hadrut"])
    made = Written(world, 1)
    made.tell(0)
    seq = len(made.lines)
    made.tell(0)
    present, past, _ = said(made.lines, seq)
    memory = Memory()
    verdicts(present, "2020-12-30", None, memory)
    events = [reads for kept in memory.weighed.values() for key, (_, reads) in kept._found.items() if _of_event(key)]
    assert {reads is not None and cut(past).unchanged(reads) for reads in events} == {True, False}


def _of_event(key: Hashable) -> bool:
    return isinstance(key, tuple) and isinstance(key[0], str)

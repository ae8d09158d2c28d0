"""What was known at an earlier line, cut out of what is known now, is what is found by reading the lines up to it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pactwatch.counting.truces import Broken
from pactwatch.ledger import to_body
from pactwatch.ledger.views import earlier, view_of
from pactwatch.times import moment
from pactwatch.types import Entry, Event, Verdict
from pactwatch.verdicts.breaking import breaking
from pactwatch.verdicts.earlier import Earlier
from pactwatch.verdicts.evidence import Evidence, gather
from pactwatch.verdicts.judge import judge
from pactwatch.verdicts.memory import Memory
from pactwatch.verdicts.timeline import EVER
from tests.verdicts.test_standing import CLAUSES, PACTS, days, told, world_of
from tests.verdicts.world import ZONE, World

BEGUN = datetime(2020, 11, 1, tzinfo=UTC)
near = st.sampled_from(["2020-11-03", "2020-11-03", "2020-11-04", "2020-11-03/2020-11-04", None])
alike = st.fixed_dictionaries(
    {
        "act": st.sampled_from(["attack", "attack", "attack", "release"]),
        "when": near,
        "places": st.sampled_from([("Stepanakert",), ("Stepanakert",), ("Karabakh",), ()]),
        "stance": st.sampled_from(["asserts"] * 6 + ["denies"]),
    }
)
"""Of claims that may well be of one happening."""


def halves(one: dict[str, Any]) -> list[dict[str, Any]]:
    """A claim, and one that says the contrary in the same sentence."""
    contrary = {"negated": not one["negated"], "with_last": True}
    return [{**one, "stance": "asserts"}, {**one, "stance": "asserts", **contrary}]


close = st.tuples(told, alike).map(lambda parts: [{**parts[0], **parts[1]}])
claimed = st.lists(st.one_of(close, close, close, told.map(lambda one: [one]), told.map(halves)), min_size=5, max_size=10)
several = claimed.map(lambda lists: list(chain.from_iterable(lists)))

numbers = st.integers(0, 11)
done = st.one_of(
    st.tuples(st.sampled_from(["tell"] * 8 + ["back", "again"]), numbers),
    st.tuples(st.just("pair"), st.sampled_from(["same_event", "different_event"]), numbers, numbers),
    st.tuples(st.just("ruling"), numbers, st.sampled_from(["happened", "did_not_happen"])),
    st.tuples(st.sampled_from(["unsay", "source"]), numbers),
)


class Written:
    """The lines of a ledger in which claims are told in turn, taken back, told again, and judged."""

    def __init__(self, world: World, declared: int) -> None:
        """declared: how many sources are at first."""
        self.lines: list[Entry] = []
        self._world, self._waiting, self._sources = world, list(world.claims), list(world.sources)
        self._standing, self._fallen, self._judged = list[str](), list[str](), list[str]()
        for _ in range(declared):
            self.source(0)

    def line(self, kind: str, name: str, body: dict[str, Any], retracts: str | None = None) -> None:
        seq = len(self.lines) + 1
        self.lines.append(Entry(seq, BEGUN + timedelta(hours=seq), kind, name, body, retracts, "ana", f"chain-{seq}"))

    def source(self, number: int) -> None:
        if self._sources:
            name = self._sources.pop(number % len(self._sources))
            self.line("source", f"source-{name}", to_body(self._world.sources[name]))

    def tell(self, number: int) -> None:
        if self._waiting:
            self._tell(self._waiting.pop(0))

    def back(self, number: int) -> None:
        if self._standing:
            self._fallen.append(self._standing.pop(number % len(self._standing)))
            self.line("retraction", "", {"why": "a slip"}, self._fallen[-1])

    def again(self, number: int) -> None:
        if self._fallen:
            self._tell(self._fallen.pop(number % len(self._fallen)))

    def ruling(self, number: int, finding: str) -> None:
        if self._standing:
            claim = self._standing[number % len(self._standing)]
            self._judge("ruling", {"claims": [claim], "finding": finding, "monitor": "OSCE", "why": "seen"})

    def pair(self, kind: str, one: int, other: int) -> None:
        claims = {self._standing[n % len(self._standing)] for n in (one, other)} if self._standing else set()
        if len(claims) == 2:
            self._judge(kind, {"claims": sorted(claims), "why": "compared"})

    def unsay(self, number: int) -> None:
        if self._judged:
            self.line("retraction", "", {"why": "a slip"}, self._judged.pop(number % len(self._judged)))

    def _tell(self, name: str) -> None:
        claim = self._world.claims[name]
        report = self._world.reports[claim.statement.report]
        if not any(entry.id == report.id for entry in self.lines):
            self.line("report", report.id, to_body(report))
        self._standing.append(name)
        self.line("claim", name, to_body(claim))

    def _judge(self, kind: str, body: dict[str, Any]) -> None:
        self._judged.append(f"{kind}-{len(self.lines)}")
        self.line(kind, self._judged[-1], body)


def written(claims: list[dict[str, Any]], acts: list[tuple[Any, ...]], declared: int) -> list[Entry]:
    made = Written(world_of(claims), declared)
    for what, *of in (("tell", 0), ("tell", 0), *acts):
        getattr(made, what)(*of)
    return made.lines


def verdicts(evidence: Evidence, at: str, side: str | None, memory: Memory | None = None) -> list[Verdict]:
    return [v for c in CLAUSES for v in judge(c, evidence, moment(at, ZONE), pacts=PACTS, according_to=side, memory=memory)]


def broken(evidence: Evidence, at: str, memory: Memory | None = None) -> tuple[Broken, ...]:
    return breaking(PACTS["rules"], evidence, moment(at, ZONE), PACTS, memory=memory)


def events(evidence: Evidence) -> list[Event]:
    acts = sorted({h.claim.act for h in evidence.record.heard.values()})
    return sorted(evidence.record.events(acts, ["*"], *EVER), key=lambda e: e.id)


def said(entries: list[Entry], seq: int) -> tuple[Evidence, Evidence, Evidence]:
    """The evidence of the last line, and that of another: cut out of it, and read."""
    now = view_of(entries, len(entries), entries[-1].recorded_at)
    present, read, cut = gather(now, ZONE), view_of(entries[:seq], seq, BEGUN), earlier(now, seq, BEGUN)
    assert cut == read
    return present, gather(cut, ZONE, present), gather(read, ZONE)


@given(several, st.lists(done, min_size=8, max_size=24), st.integers(0, 5), days, st.data())
@settings(max_examples=150, deadline=None)
def test_the_past_cut_out_of_the_present_is_the_past_read_line_by_line(
    claims: list[dict[str, Any]], acts: list[tuple[Any, ...]], declared: int, at: str, data: st.DataObject
) -> None:
    entries = written(claims, acts, declared)
    side = data.draw(st.sampled_from([None, None, "ARM"]))
    _, past, fresh = said(entries, data.draw(st.integers(0, len(entries))))
    assert dict(past.record.heard) == fresh.record.heard
    assert events(past) == events(fresh)
    assert verdicts(past, at, side) == verdicts(fresh, at, side)


@given(several, st.lists(done, min_size=8, max_size=24), st.lists(days, min_size=1, max_size=3), st.data())
@settings(max_examples=150, deadline=None)
def test_what_is_remembered_of_the_present_tells_nothing_that_was_not_known_then(
    claims: list[dict[str, Any]], acts: list[tuple[Any, ...]], asked: list[str], data: st.DataObject
) -> None:
    entries = written(claims, acts, 5)
    present, past, fresh = said(entries, data.draw(st.integers(0, len(entries))))
    memory = Memory()
    for at in (*asked, "2020-12-30"):
        verdicts(present, at, None, memory), broken(present, at, memory)
    if isinstance(past.record, Earlier):
        memory = memory.earlier(past.record.unchanged)
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

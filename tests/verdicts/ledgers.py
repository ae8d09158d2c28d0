"""Ledgers of chance: claims told in turn, taken back, told again and judged; and what was known at one of their lines."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from pactwatch.ledger import to_body
from pactwatch.ledger.views import earlier, view_of
from pactwatch.types import Entry
from pactwatch.verdicts.earlier import Earlier
from pactwatch.verdicts.evidence import Evidence, gather
from tests.verdicts.test_standing import told, world_of
from tests.verdicts.world import ZONE, World

BEGUN = datetime(2020, 11, 1, tzinfo=UTC)
near = st.sampled_from(["2020-11-03", "2020-11-03", "2020-11-04", "2020-11-03/2020-11-04", None])
alike = st.fixed_dictionaries(
    {
        "act": st.sampled_from(["attack", "attack", "attack", "capture", "release"]),
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
acts = st.one_of(
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


ledgers = st.builds(written, several, st.lists(acts, min_size=8, max_size=24), st.sampled_from([0, 1, 5, 5]))


def said(entries: list[Entry], seq: int) -> tuple[Evidence, Evidence, Evidence]:
    """The evidence of the last line, and that of another: cut out of it, and read."""
    now = view_of(entries, len(entries), entries[-1].recorded_at)
    present, read, cut = gather(now, ZONE), view_of(entries[:seq], seq, BEGUN), earlier(now, seq, BEGUN)
    assert cut == read
    return present, gather(cut, ZONE, present), gather(read, ZONE)


def cut(evidence: Evidence) -> Earlier:
    """Its record, which is cut out of another; ledgers whose lines are to be read instead are passed over."""
    assume(isinstance(evidence.record, Earlier))
    assert isinstance(evidence.record, Earlier)
    return evidence.record

"""What was known at an earlier line, cut out of what is known now, is what is found by reading the lines up to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import event, given, settings
from hypothesis import strategies as st

from pactwatch.ledger import View, to_body
from pactwatch.ledger.views import earlier, view_of
from pactwatch.times import moment
from pactwatch.types import Entry, Event, Verdict
from pactwatch.verdicts.earlier import Earlier
from pactwatch.verdicts.evidence import Evidence, gather
from pactwatch.verdicts.judge import judge
from pactwatch.verdicts.timeline import EVER
from tests.verdicts.test_standing import CLAUSES, PACTS, days, told, world_of
from tests.verdicts.world import ZONE, World

BEGUN = datetime(2020, 11, 1, tzinfo=UTC)
numbers = st.integers(0, 11)
done = st.one_of(
    st.tuples(st.sampled_from(["tell", "tell", "tell", "tell", "back", "again"]), numbers),
    st.tuples(st.sampled_from(["same_event", "different_event"]), numbers, numbers),
    st.tuples(st.just("ruling"), numbers, st.sampled_from(["happened", "did_not_happen"])),
    st.tuples(st.just("unsay"), numbers),
    st.tuples(st.just("source"), st.integers(0, 4)),
)


def lines(world: World, acts: list[tuple[Any, ...]], declared: int) -> Iterator[Entry]:
    """A ledger in which claims are told in turn, taken back, told again, and judged. declared: how many sources at first."""
    waiting, standing, reports, judged = list(world.claims), list[str](), set[str](), list[str]()
    sources = list(world.sources)
    seq = 0

    def line(kind: str, name: str, body: dict[str, Any], retracts: str | None = None) -> Entry:
        nonlocal seq
        seq += 1
        return Entry(seq, BEGUN + timedelta(hours=seq), kind, name, body, retracts, "ana", f"chain-{seq}")

    def tell(name: str) -> Iterator[Entry]:
        claim = world.claims[name]
        if claim.statement.report not in reports:
            reports.add(claim.statement.report)
            yield line("report", claim.statement.report, to_body(world.reports[claim.statement.report]))
        standing.append(name)
        yield line("claim", name, to_body(claim))

    fallen: list[str] = []
    for name in (sources.pop(0) for _ in range(min(declared, len(sources)))):
        yield line("source", f"source-{name}", to_body(world.sources[name]))
    for what, *of in acts:
        if what == "tell" and waiting:
            yield from tell(waiting.pop(0))
        elif what == "back" and standing:
            fallen.append(standing.pop(of[0] % len(standing)))
            yield line("retraction", "", {"why": "a slip"}, fallen[-1])
        elif what == "again" and fallen:
            yield from tell(fallen.pop(of[0] % len(fallen)))
        elif what == "source" and sources:
            name = sources.pop(of[0] % len(sources))
            yield line("source", f"source-{name}", to_body(world.sources[name]))
        elif what == "ruling" and standing:
            body = {"claims": [standing[of[0] % len(standing)]], "finding": of[1], "monitor": "OSCE", "why": "seen"}
            judged.append(f"ruling-{seq}")
            yield line("ruling", judged[-1], body)
        elif what in ("same_event", "different_event") and len(set(standing)) > 1:
            pair = {standing[of[0] % len(standing)], standing[of[1] % len(standing)]}
            if len(pair) == 2:
                judged.append(f"{what}-{seq}")
                yield line(what, judged[-1], {"claims": sorted(pair), "why": "compared"})
        elif what == "unsay" and judged:
            yield line("retraction", "", {"why": "a slip"}, judged.pop(of[0] % len(judged)))


def verdicts(evidence: Evidence, at: str, side: str | None) -> list[Verdict]:
    return [v for c in CLAUSES for v in judge(c, evidence, moment(at, ZONE), pacts=PACTS, according_to=side)]


def events(evidence: Evidence) -> list[Event]:
    acts = sorted({h.claim.act for h in evidence.record.heard.values()})
    return sorted(evidence.record.events(acts, ["*"], *EVER), key=lambda e: e.id)


@given(st.lists(told, min_size=4, max_size=12), st.lists(done, min_size=4, max_size=20), st.integers(0, 5), days, st.data())
@settings(max_examples=150, deadline=None)
def test_the_past_cut_out_of_the_present_is_the_past_read_line_by_line(
    claims: list[dict[str, Any]], acts: list[tuple[Any, ...]], declared: int, at: str, data: st.DataObject
) -> None:
    world = world_of(claims)
    every = list(lines(world, [("tell", 0), ("tell", 0), *acts], declared))
    now = view_of(every, len(every), every[-1].recorded_at)
    present = gather(now, ZONE)
    seq = data.draw(st.integers(0, len(every)))
    side = data.draw(st.sampled_from([None, None, "ARM"]))
    read = view_of(every[:seq], seq, BEGUN)
    cut = earlier(now, seq, BEGUN)
    assert cut == read
    fresh, past = gather(read, ZONE), gather(cut, ZONE, present)
    event(f"cut {isinstance(past.record, Earlier)}")
    assert dict(past.record.heard) == fresh.record.heard
    assert events(past) == events(fresh)
    assert verdicts(past, at, side) == verdicts(fresh, at, side)

"""Finding what was changed, cut out or moved in a ledger, from its lines alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pactwatch.ledger.canon import GENESIS, content_id, link

_MOST_MOVES = 60
"""Beyond so many faulty lines, where each one came from is not worked out."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with line `seq` (0: with the ledger as a whole), in a sentence."""

    seq: int
    problem: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line as it stands in the store, nothing believed yet."""

    seq: int
    recorded_at: str
    kind: str
    id: str
    body: str
    retracts: str | None
    by: str
    chain: str

    def follows(self, previous: str, *, seq: int | None = None, entry_id: str | None = None) -> bool:
        """Whether the line's chain is what it would be after `previous`, here or at `seq`, with its id or another."""
        at, name = self.seq if seq is None else seq, entry_id or self.id
        return self.chain == link(previous, at, self.recorded_at, self.kind, name, self.retracts, self.by)


def faults(rows: Iterable[Row], head: tuple[int, str]) -> tuple[Fault, ...]:
    """Every fault of the lines given in order of seq, `head` being the last line as the store notes it, first line first.

    A line is checked against the line before it as that is stored and as it should be, so one change shows in one line.
    """
    found: list[Fault] = []
    broken: list[tuple[Row, tuple[str, ...]]] = []
    last = 0
    ends: tuple[str, ...] = (GENESIS,)
    for row in rows:
        if row.seq != last + 1:
            found.append(Fault(last + 1, f"{_lines(last + 1, row.seq - 1)} missing"))
            ends = ()
        problem, sure = _problem(row, ends)
        if problem:
            found.append(Fault(row.seq, problem))
            if row.id == content_id(row.kind, row.body):
                broken.append((row, ends))
        last, ends = row.seq, (row.chain, *sure)
    found += _at_the_end(last, ends, head)
    moved = dict(_moves(broken))
    told = (Fault(f.seq, moved.get(f.seq, f.problem)) for f in found)
    return tuple(fault for fault in told if fault.problem)


def _problem(row: Row, ends: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
    """What is wrong with a line that follows one of `ends`, and what its chain should be where that can be told."""
    right_id = content_id(row.kind, row.body)
    whole = row.id == right_id
    if not ends or any(row.follows(end) for end in ends):
        return None if whole else "its body is not what was recorded", ()
    if not whole and any(row.follows(end, entry_id=right_id) for end in ends):
        return "its id is not what was recorded", ()
    should = tuple(link(end, row.seq, row.recorded_at, row.kind, right_id, row.retracts, row.by) for end in ends)
    if not whole:
        return "its kind, id or body is not what was recorded", should
    return "its time, author, retraction or chain is not what was recorded, or it does not belong here", should


def _at_the_end(last: int, ends: tuple[str, ...], head: tuple[int, str]) -> Iterator[Fault]:
    seq, chain = head
    if seq > last:
        yield Fault(last + 1, f"{_lines(last + 1, seq)} missing from the end")
    elif seq < last:
        yield Fault(seq + 1, f"{_lines(seq + 1, last)} beyond the noted end")
    elif chain not in ends[:1]:
        yield Fault(last, "its chain is not the one noted as the end of the ledger")


def _lines(first: int, last: int) -> str:
    return f"line {first} is" if first == last else f"lines {first} to {last} are"


def _moves(broken: list[tuple[Row, tuple[str, ...]]]) -> Iterator[tuple[int, str]]:
    """Which lines, whole but out of the chain, stand in the place of another; no problem for a line that only follows
    one of those."""
    if len(broken) > _MOST_MOVES:
        return
    chains = {row.chain for row, _ in broken}
    for row, _ in broken:
        for other, ends in broken:
            if any(row.follows(chain, seq=other.seq) for chain in chains.union(ends)):
                yield row.seq, "" if other is row else f"it stands in the wrong place: it was recorded as line {other.seq}"

"""When the status of each promise changed, by the ends of days."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from pactwatch.times import Span
from pactwatch.types import Clause, Pact, Verdict
from pactwatch.verdicts.evidence import Evidence
from pactwatch.verdicts.history import moments
from pactwatch.verdicts.judge import judge

Judged = Callable[[Clause, datetime], Sequence[Verdict]]
"""The verdicts of a clause at an instant."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A verdict that differs from that of the day before."""

    pact: Pact
    clause: Clause
    before: Verdict
    after: Verdict


def changes(
    pacts: Mapping[str, Pact],
    evidence: Evidence,
    first: date,
    last: date,
    *,
    clauses: Iterable[Clause] | None = None,
    judged: Judged | None = None,
) -> list[Changed]:
    """Every change of status from the end of the day before `first` to that of `last`, days being those of the evidence's
    zone, in the order in which they came.

    clauses: all of the pacts', where none are given. judged: where verdicts come from that are worked out already.
    """
    asked: Judged = judged or (lambda clause, at: judge(clause, evidence, at, pacts=pacts))
    found: list[Changed] = []
    for clause in clauses if clauses is not None else (c for p in pacts.values() for c in p.clauses):
        for before, after in _turns(clause, pacts, evidence, (first - timedelta(days=1), last), asked):
            pairs = zip(before, after, strict=True)
            found += [Changed(pacts[clause.pact], clause, b, a) for b, a in pairs if b.status != a.status]
    return sorted(found, key=lambda c: (c.after.at, c.after.clause, c.after.bearer))


def _turns(
    clause: Clause, pacts: Mapping[str, Pact], evidence: Evidence, days: tuple[date, date], asked: Judged
) -> Iterator[tuple[Sequence[Verdict], Sequence[Verdict]]]:
    """The verdicts of two days, one after the other, between which something changed.

    Judged at the ends of a stretch and, where these differ in anything, at those of its halves. What comes and goes without
    leaving anything behind is the life of the pact and its deadlines: a stretch ends at each.
    """
    begin, length = days[0], (days[1] - days[0]).days

    @cache
    def told(day: int) -> Sequence[Verdict]:
        return asked(clause, _end(begin + timedelta(days=day), evidence.zone))

    def within(start: int, end: int) -> Iterator[tuple[int, int]]:
        if _same(told(start), told(end)):
            return
        if end - start == 1:
            yield start, end
            return
        middle = (start + end) // 2
        yield from within(start, middle)
        yield from within(middle, end)

    ends = {0, length}
    for moment in moments(clause, pacts, evidence, (*told(0), *told(length)), (), _end(days[1], evidence.zone)).all:
        day = (moment.astimezone(ZoneInfo(evidence.zone)).date() - begin).days
        ends |= {n for n in (day - 1, day, day + 1) if 0 <= n <= length}
    for start, end in pairwise(sorted(ends)):
        yield from ((told(a), told(b)) for a, b in within(start, end))


def _same(before: Sequence[Verdict], after: Sequence[Verdict]) -> bool:
    return [_rests(v) for v in before] == [_rests(v) for v in after]


def _rests(verdict: Verdict) -> tuple[object, ...]:
    return verdict.status, verdict.for_, verdict.against, verdict.due, verdict.readings, verdict.proof, verdict.gaps


def _end(day: date, zone: str) -> datetime:
    return Span.of(day).instants(zone)[1]

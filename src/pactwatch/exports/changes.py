"""When the status of each promise changed, by the ends of days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pactwatch.times import Span
from pactwatch.types import Clause, Pact, Verdict
from pactwatch.verdicts.evidence import Evidence
from pactwatch.verdicts.judge import judge


@dataclass(frozen=True, slots=True)
class Changed:
    """A verdict that differs from that of the day before."""

    pact: Pact
    clause: Clause
    before: Verdict
    after: Verdict


def changes(
    pacts: Mapping[str, Pact], evidence: Evidence, first: date, last: date, *, clauses: Iterable[Clause] | None = None
) -> list[Changed]:
    """Every change of status from the end of the day before `first` to that of `last`, days being those of the evidence's
    zone, in the order in which they came. clauses: all of the pacts', where none are given."""
    found: list[Changed] = []
    for clause in clauses if clauses is not None else (c for p in pacts.values() for c in p.clauses):
        before = _verdicts(clause, evidence, first - timedelta(days=1), pacts)
        for n in range((last - first).days + 1):
            after = _verdicts(clause, evidence, first + timedelta(days=n), pacts)
            pairs = zip(before, after, strict=True)
            found += [Changed(pacts[clause.pact], clause, b, a) for b, a in pairs if b.status != a.status]
            before = after
    return sorted(found, key=lambda c: (c.after.at, c.after.clause, c.after.bearer))


def _verdicts(clause: Clause, evidence: Evidence, day: date, pacts: Mapping[str, Pact]) -> tuple[Verdict, ...]:
    return judge(clause, evidence, _end(day, evidence.zone), pacts=pacts)


def _end(day: date, zone: str) -> datetime:
    return Span.of(day).instants(zone)[1]

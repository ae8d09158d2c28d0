"""Duties in phases: a clause that waits for another, which waits for an earlier one of the same bearer and act.

What made up the first phase is not counted again in the third.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pactwatch.lexicons.roots import covers
from pactwatch.types import Clause, Pact


def awaited(clause: Clause, pacts: Mapping[str, Pact]) -> tuple[Pact, Clause] | None:
    """The clause whose performance a deadline runs from, with its pact; None where it runs from anything else."""
    if clause.due is None or "/" not in clause.due.of:
        return None
    pact = pacts.get(clause.due.of.partition("/")[0])
    found = next((c for c in pact.clauses if c.ref == clause.due.of), None) if pact else None
    return (pact, found) if pact and found else None


def before(clause: Clause, bearer: str, pacts: Mapping[str, Pact]) -> Iterator[Clause]:
    """The earlier phases of the same bearer and act, the last first."""
    seen, step = {clause.ref}, awaited(clause, pacts)
    while step is not None and step[1].ref not in seen:
        earlier = step[1]
        seen.add(earlier.ref)
        if set(earlier.acts) & set(clause.acts) and any(covers(b, bearer) for b in earlier.bearers):
            yield earlier
        step = awaited(earlier, pacts)


def owed_before(clause: Clause, bearer: str, pacts: Mapping[str, Pact]) -> float:
    """How much of the clause's unit the earlier phases take."""
    unit = clause.amount.unit if clause.amount else None
    return sum(c.amount.value for c in before(clause, bearer, pacts) if c.amount is not None and c.amount.unit == unit)

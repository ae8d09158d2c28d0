"""All that a party owes at a moment: each duty that binds it, to whom it is owed, by when, and how it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from pactwatch.lexicons.roots import covers
from pactwatch.types import Clause, Pact, Verdict

_LATER = datetime.max.replace(tzinfo=UTC)
_NOT_OWED = ("not_in_force", "superseded")


@dataclass(frozen=True, slots=True)
class Obligation:
    """A duty of a party as it stands. owed_to: who is to receive it or is protected by it, else the other parties."""

    pact: Pact
    clause: Clause
    verdict: Verdict

    @property
    def owed_to(self) -> tuple[str, ...]:
        named = (*self.clause.recipients, *self.clause.target)
        others = (p for p in self.pact.parties if not covers(self.verdict.bearer, p))
        return tuple(dict.fromkeys(named or others))


def obligations(verdicts: Iterable[Verdict], pacts: Mapping[str, Pact], party: str) -> tuple[Obligation, ...]:
    """The duties of a party (or of a part of it) that bind at the moment of the verdicts, the first to fall due first.

    A duty whose condition has not been met is among them: it is owed as soon as it is. What is merely allowed is not.
    """
    clauses = {clause.ref: (pact, clause) for pact in pacts.values() for clause in pact.clauses}
    found = [
        Obligation(*clauses[v.clause], v)
        for v in verdicts
        if (covers(party, v.bearer) or covers(v.bearer, party)) and v.status not in _NOT_OWED
    ]
    return tuple(sorted((o for o in found if o.clause.duty != "may"), key=lambda o: (o.verdict.due or _LATER, o.clause.ref)))


def parties_that_owe(pacts: Sequence[Pact]) -> tuple[str, ...]:
    """Every party that owes something under one of the pacts."""
    return tuple(sorted({b for pact in pacts for clause in pact.clauses for b in clause.bearers}))

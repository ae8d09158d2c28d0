"""What the work on complaints is done with: a case's ledger, its pacts, and the folder in which originals are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pactwatch.ledger import Ledger
from pactwatch.ledger.deciding import Decider
from pactwatch.refusals import Refused
from pactwatch.types import Clause, Pact


@dataclass(frozen=True, slots=True)
class Docket:
    """zone: IANA name, in which the days of what is entered are meant."""

    folder: Path
    ledger: Ledger
    pacts: Mapping[str, Pact]
    zone: str

    def clause(self, ref: str) -> Clause:
        """The clause of `pact/clause`. Refused where the case has none such."""
        clauses = {c.ref: c for p in self.pacts.values() for c in p.clauses}
        if ref not in clauses:
            raise Refused("the case has no clause {ref!r}", mend="name one of: {choices}", ref=ref, choices=", ".join(clauses))
        return clauses[ref]


def moment_of(decider: Decider) -> datetime:
    """When it was decided, in UTC."""
    return (decider.recorded_at or datetime.now(UTC)).astimezone(UTC)

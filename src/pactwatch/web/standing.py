"""Whether a pact is in force at a moment, and how its clauses stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Literal, get_args

from pactwatch.types import Pact, Status, Verdict
from pactwatch.verdicts.terms import extensions

Standing = Literal["not_yet", "in_force", "ended", "superseded"]


def standing(pact: Pact, verdicts: Sequence[Verdict], at: datetime, pacts: dict[str, Pact]) -> Standing:
    """Whether the pact binds at an instant. verdicts: those of its clauses then; without any its term decides."""
    begins, ends = pact.in_force.instants(pact.time_zone)
    if at < begins:
        return "not_yet"
    found = {v.status for v in verdicts}
    if found and found <= {"superseded", "not_in_force"}:
        return "superseded" if "superseded" in found else "ended"
    if not found:
        later = extensions(pacts, (pact.id,), ends, at)
        return "in_force" if at <= (later[-1].until if later else ends) else "ended"
    return "in_force"


def counted(verdicts: Sequence[Verdict]) -> dict[Status, int]:
    """How many answers have each status, in the order of the statuses."""
    found = Counter(v.status for v in verdicts)
    return {status: found[status] for status in get_args(Status) if found[status]}

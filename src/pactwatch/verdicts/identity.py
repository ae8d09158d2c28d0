"""The id of a verdict: the same answer to the same question, on the same evidence, has the same one."""

from __future__ import annotations

from hashlib import sha256

from pactwatch.ledger.canon import canonical, stamp
from pactwatch.types import Verdict


def verdict_id(verdict: Verdict) -> str:
    """SHA-256, in hexadecimal, of the canonical text (`docs/ledger.md`) of what was asked, the answer, and the claims cited."""
    told = {
        "clause": verdict.clause,
        "bearer": verdict.bearer,
        "at": stamp(verdict.at),
        "known_at": verdict.known_at,
        "according_to": verdict.according_to,
        "status": verdict.status,
        "readings": dict(verdict.readings),
        "for": list(verdict.for_),
        "against": list(verdict.against),
    }
    return sha256(canonical(told).encode()).hexdigest()

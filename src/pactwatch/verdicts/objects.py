"""Verdicts as JSON."""

from __future__ import annotations

from typing import Any

from pactwatch.types import Reason, Verdict


def verdict_object(verdict: Verdict) -> dict[str, Any]:
    """A verdict as a JSON object; moments are ISO 8601 texts with their offset, `late_by` is in seconds."""
    return {
        "clause": verdict.clause,
        "bearer": verdict.bearer,
        "status": verdict.status,
        "at": verdict.at.isoformat(),
        "known_at": verdict.known_at,
        "according_to": verdict.according_to,
        "due": verdict.due.isoformat() if verdict.due else None,
        "late_by": verdict.late_by.total_seconds() if verdict.late_by else None,
        "proof": verdict.proof,
        "readings": dict(verdict.readings),
        "for": list(verdict.for_),
        "against": list(verdict.against),
        "gaps": [_reason(r) for r in verdict.gaps],
        "reasons": _reason(verdict.reasons),
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "key": reason.key,
        "data": reason.data,
        "statements": list(reason.statements),
        "because": [_reason(r) for r in reason.because],
    }

"""Claims as JSON: one line a report, offsets counted in the report's text."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from pactwatch.types import Claim, Report


def claim_object(claim: Claim) -> dict[str, Any]:
    """A claim as a JSON object: start, end, quote, act, stance, negated, speaker, actor, target, places, when, due,
    condition, amounts (value, unit, qualifier) and certainty; times are ISO 8601 texts or null."""
    return {
        "start": claim.start,
        "end": claim.end,
        "quote": claim.quote,
        "act": claim.act,
        "stance": claim.stance,
        "negated": claim.negated,
        "speaker": claim.speaker,
        "actor": list(claim.actor),
        "target": list(claim.target),
        "places": list(claim.places),
        "when": None if claim.when is None else str(claim.when),
        "due": claim.due,
        "condition": claim.condition,
        "amounts": [{"value": a.value, "unit": a.unit, "qualifier": a.qualifier} for a in claim.amounts],
        "certainty": claim.certainty,
    }


def claim_line(report: Report, claims: Iterable[Claim]) -> str:
    """One line: `{"id": …, "claims": […]}`."""
    return json.dumps({"id": report.id, "claims": [claim_object(c) for c in claims]}, ensure_ascii=False)

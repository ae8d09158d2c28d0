"""A complaint and all that came of it as JSON has it, for the command line and the board alike."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pactwatch.inquiries.register import Proceeding
from pactwatch.ledger.judgements import Judgement, body_of, kind_of_decision


def proceeding_object(p: Proceeding, at: datetime) -> dict[str, Any]:
    """Where it stands at a moment, and its timeline: of each line its kind, id, number, who, when (UTC) and body."""
    told = p.complaint
    return {
        "id": p.id,
        "filed": p.filed.at.isoformat(),
        "state": p.state,
        "reason": p.reason or None,
        "severity": p.severity or None,
        "assigned": p.assigned or None,
        "pact": p.pact,
        "clauses": list(told.clauses),
        "complainant": told.complainant,
        "accused": told.accused,
        "reply_due": p.reply_due.isoformat() if p.reply_due else None,
        "rule_due": p.rule_due.isoformat() if p.rule_due else None,
        "late": list(p.late(at)),
        "timeline": [_line(j) for j in p.timeline],
    }


def _line(j: Judgement) -> dict[str, Any]:
    kind = kind_of_decision(j.decision)
    return {"kind": kind, "id": j.id, "line": j.seq, "by": j.by, "at": j.at.isoformat(), "body": body_of(j.decision)}

"""What people corrected of a claim: when, why, by whom where that may be told, and where the claim stands as it was before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pactwatch.ledger.judgements import Correction, Judgement
from pactwatch.people.roles import may
from pactwatch.web.asking import Ask
from pactwatch.web.snapshot import Snapshot
from pactwatch.web.tracing import claim_anchor, report_path


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction. was: the claim (entry id) that it took back; before: the address at which that still stands. by: who made
    it, for those alone who may know."""

    was: str
    line: int
    at: datetime
    by: str | None
    why: str
    before: str


def corrections(ask: Ask, claim: str) -> list[Corrected]:
    """The corrections that led to a claim that stands (by its entry id), the newest first."""
    known, line = ask.snapshot.once(_of_claims, judged=True), ask.snapshot.seq + 1
    path = report_path(ask.snapshot.view.claims[claim].statement.report)
    shown, found = may(ask.account, "see_restricted"), []
    while made := next((j for j in reversed(known.get(claim, ())) if j.seq < line), None):
        # A claim corrected back to what it was before comes round again, at an earlier line.
        claim, line = made.takes_back or "", made.seq
        # The claim that takes the place of another is written one line before the correction.
        before = f"{ask.link(path, known=line - 2, row=claim)}#{claim_anchor(claim)}"
        found.append(Corrected(claim, line, made.at, made.by if shown else None, made.decision.why, before))
    return found


def _of_claims(snapshot: Snapshot) -> dict[str, list[Judgement]]:
    """The corrections in whose place each claim stands, in order."""
    found: dict[str, list[Judgement]] = {}
    for judgement in snapshot.view.judgements:
        if isinstance(judgement.decision, Correction):
            found.setdefault(judgement.decision.claim, []).append(judgement)
    return found

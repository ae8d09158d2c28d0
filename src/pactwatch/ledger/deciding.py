"""Recording what people decide. Each function writes one transaction and returns its line once that is on disk.

All take `by` (who decides), `why` (needed), and `recorded_at` (when it was decided: for a replay only; now, if not given).
Refused where somebody or a reason is not named, and where a claim that is named does not stand.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

from pactwatch.ledger.appending import NewEntry
from pactwatch.ledger.bodies import to_body
from pactwatch.ledger.canon import canonical, content_id
from pactwatch.ledger.complaints import Dissent
from pactwatch.ledger.judgements import (
    Correction,
    Decision,
    DifferentEvent,
    Finding,
    Grading,
    RefusedDraft,
    Retraction,
    Ruling,
    SameEvent,
    body_of,
    kind_of_decision,
)
from pactwatch.ledger.store import Ledger
from pactwatch.refusals import Refused
from pactwatch.types import Claim, Entry


@dataclass(frozen=True, slots=True)
class Decider:
    """Who decides, why, and when (None: now)."""

    by: str
    why: str
    recorded_at: datetime | None = None

    def entry(self, made: Decision, retracts: str | None = None) -> NewEntry:
        """The line to be written."""
        return NewEntry(kind_of_decision(made), body_of(made), self.by, self.recorded_at, retracts)


def same_event(ledger: Ledger, claims: Iterable[str], decider: Decider) -> Entry:
    """These claims speak of one happening. Refused where two of them have been said to be different."""
    made = SameEvent(tuple(sorted(claims)), decider.why)
    view = ledger.view()
    _refuse_contradiction([*view.same_events, frozenset(made.claims)], view.different_events)
    return _write(ledger, decider.entry(made))


def different_event(ledger: Ledger, claims: Iterable[str], decider: Decider) -> Entry:
    """No two of these claims speak of one happening. Refused where two of them have been said to be the same."""
    made = DifferentEvent(tuple(sorted(claims)), decider.why)
    view = ledger.view()
    _refuse_contradiction(view.same_events, [*view.different_events, frozenset(made.claims)])
    return _write(ledger, decider.entry(made))


def rule(
    ledger: Ledger,
    claims: Iterable[str],
    finding: Finding,
    monitor: str,
    decider: Decider,
    *,
    complaint: str = "",
    severity: str = "",
    dissent: Iterable[Dissent] = (),
) -> Entry:
    """What a monitor has found of what these claims say. complaint: the id of the one it settles (`inquiries.rule_on` looks
    whether the pact lets this monitor rule)."""
    made = Ruling(tuple(sorted(claims)), finding, monitor, decider.why, complaint, severity, tuple(dissent))
    return _write(ledger, decider.entry(made))


def grade(
    ledger: Ledger,
    decider: Decider,
    *,
    source: str = "",
    claim: str = "",
    reliability: str = "",
    credibility: str = "",
    interest: str = "",
) -> Entry:
    """How reliable a source is, or how credible a claim; it takes the place of what the same person said of it before."""
    made = Grading(source, claim, reliability, credibility, interest, decider.why)
    view = ledger.view()
    if source and source not in view.sources:
        raise Refused(
            "the ledger has no source {source!r}",
            mend="name one of: {choices}",
            source=source,
            choices=", ".join(sorted(view.sources)),
        )
    given = ((j, j.decision) for j in view.judgements if j.by == decider.by)
    before = next((j.id for j, d in given if isinstance(d, Grading) and (d.source, d.claim) == (source, claim)), None)
    item = decider.entry(made)
    same = before == content_id(item.kind, canonical(item.body))
    return _write(ledger, decider.entry(made, None if same else before))


def refuse_draft(ledger: Ledger, draft: str, text: str, decider: Decider) -> Entry:
    """A draft is not to become a pact; its text is kept."""
    return _write(ledger, decider.entry(RefusedDraft(draft, text, decider.why)))


def correct(ledger: Ledger, claim: str, right: Claim, decider: Decider) -> tuple[Entry, Entry]:
    """Takes a claim back and puts another in its place: the line of the new claim, and the correction's own."""
    new = content_id("claim", canonical(to_body(right)))
    if new == claim:
        raise Refused("the claim says so already", mend="name what is to be said otherwise")
    written = NewEntry("claim", to_body(right), decider.by, decider.recorded_at)
    now_right, correction = ledger.append_all([written, decider.entry(Correction(new, decider.why), claim)])
    return now_right, correction


def retract(ledger: Ledger, entry: str, decider: Decider) -> Entry:
    """Takes an entry back; it is no longer counted, and stays where it was written."""
    return _write(ledger, decider.entry(Retraction(decider.why), entry))


def _write(ledger: Ledger, item: NewEntry) -> Entry:
    return ledger.append_all([item])[0]


def _refuse_contradiction(same: Iterable[frozenset[str]], different: Iterable[frozenset[str]]) -> None:
    """Refused where what is the same, and the same as the same, is also different."""
    groups: list[frozenset[str]] = []
    for claims in same:
        apart = [g for g in groups if not g & claims]
        groups = [*apart, claims.union(*(g for g in groups if g & claims))]
    for pair in (frozenset(two) for claims in different for two in combinations(sorted(claims), 2)):
        if any(pair <= g for g in groups):
            a, b = sorted(pair)
            mend = "retract the judgement that is wrong first"
            raise Refused("claims {a} and {b} would be of the same and of different events", mend=mend, a=a[:12], b=b[:12])


__all__ = ["Decider", "correct", "different_event", "grade", "refuse_draft", "retract", "rule", "same_event"]

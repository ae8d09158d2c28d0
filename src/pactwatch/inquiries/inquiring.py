"""The steps of an inquiry, and the ruling that ends it, by whom the pact names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pactwatch.inquiries.docket import Docket
from pactwatch.inquiries.register import Proceeding, State, proceeding
from pactwatch.ledger import deciding
from pactwatch.ledger.complaints import STEPS, Dissent, Inquiry, among
from pactwatch.ledger.deciding import Decider
from pactwatch.ledger.judgements import Finding
from pactwatch.lexicons.roots import covers
from pactwatch.refusals import Refused
from pactwatch.types import Entry, Pact

NEXT: Mapping[State, tuple[str, ...]] = {
    "open": ("taken_up", "closed"),
    "under_inquiry": ("assigned", "pending", "closed"),
    "pending": ("assigned", "pending", "resumed", "closed"),
    "ruled": ("assigned", "closed"),
    "replied": ("assigned", "closed"),
    "closed": ("reopened",),
}
"""The steps that can follow where a complaint stands."""


def take_step(
    docket: Docket,
    complaint: str,
    step: str,
    decider: Decider,
    *,
    to: str = "",
    reason: str = "",
    severity: str = "",
    after: str = "",
) -> Entry:
    """Records a step of an inquiry. after: the entry that it was meant to follow; the last one, if empty.

    Refused where the step cannot follow, or somebody has taken another since. Taking up without `to` is by whoever decides.
    """
    among("step", step, STEPS)
    found = proceeding(docket.ledger.view(), complaint)
    made = Inquiry(
        complaint=found.id,
        after=after or found.last,
        step=step,
        why=decider.why,
        to=to or (decider.by if step == "taken_up" else ""),
        reason=reason,
        severity=severity,
    )
    if any(j.decision == made for j in found.steps):
        return docket.ledger.append_all([decider.entry(made)])[0]  # sent twice: it stands
    if made.after != found.last:
        raise Refused("somebody has taken a step since this page was shown", mend="look at the complaint again, then decide")
    if step not in NEXT[found.state]:
        after = ", ".join(NEXT[found.state])
        raise Refused(
            "a complaint that is {state} cannot be {step}", mend="it can be {after}", state=found.state, step=step, after=after
        )
    if step == "closed" and reason == "ruled" and not found.rulings:
        raise Refused("nothing has been ruled on this complaint", mend="rule on it first, or give another reason")
    return docket.ledger.append_all([decider.entry(made)])[0]


def may_rule(pact: Pact, party: str) -> bool:
    """Whether the pact names this party, or the whole of which it is a part, as its monitor."""
    return any(covers(monitor, party) for monitor in pact.monitor)


def rule_on(
    docket: Docket,
    complaint: str,
    finding: Finding,
    monitor: str,
    decider: Decider,
    *,
    severity: str = "",
    dissent: Iterable[Dissent] = (),
    claims: Iterable[str] = (),
) -> Entry:
    """Records what a monitor has found of a complaint; verdicts count it at once. claims: those that it rules on; all that the
    complaint rests on, if none. Refused where the pact does not name this monitor, or the complaint is closed."""
    view = docket.ledger.view()
    found = proceeding(view, complaint)
    refuse_another(docket.pacts, found, monitor)
    if found.state == "closed":
        raise Refused("the complaint is closed", mend="reopen it first")
    ruled = tuple(claims) or view.now(found.complaint.claims)
    return deciding.rule(
        docket.ledger, ruled, finding, monitor, decider, complaint=found.id, severity=severity, dissent=dissent
    )


def refuse_another(pacts: Mapping[str, Pact], found: Proceeding, monitor: str) -> None:
    """Refused where the pact does not let this party rule, naming who may."""
    pact = pacts.get(found.pact)
    if pact is None:
        raise Refused("the case has no pact {pact!r} any more", mend="put its file back into pacts/", pact=found.pact)
    if not pact.monitor:
        mend = 'where its text names one, write monitor = ["…"] into its file'
        raise Refused("{id} names no monitor, so nobody can rule on it", mend=mend, id=pact.id)
    if not may_rule(pact, monitor):
        raise Refused(
            "{monitor} cannot rule on {id}",
            mend="by its text these may: {choices}",
            monitor=monitor,
            id=pact.id,
            choices=", ".join(pact.monitor),
        )

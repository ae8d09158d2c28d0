"""The register of complaints, and one complaint with all that came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Query

from pactwatch.briefs.wording import Text
from pactwatch.inquiries import NEXT, STATES, Proceeding, Wanted, proceedings, select
from pactwatch.inquiries.register import State
from pactwatch.ledger.complaints import Complaint, Inquiry, Reply
from pactwatch.ledger.judgements import Judgement, Ruling
from pactwatch.people import may, refuse_unless
from pactwatch.reports.languages import language_of
from pactwatch.times import Span
from pactwatch.types import Claim
from pactwatch.web.answering import Pages
from pactwatch.web.asking import Ask, Asked, Missing
from pactwatch.web.paging import Page, Paged

pages = Pages("complaints")


@dataclass(frozen=True, slots=True)
class ClauseOf:
    """A clause complained of; text: None where the case has it no more."""

    ref: str
    text: Text | None


@dataclass(frozen=True, slots=True)
class Complained:
    """A complaint in a list. late: what is past its time: `reply`, `ruling`. line: of the ledger."""

    id: str
    line: int
    filed: datetime
    state: State
    reason: str
    severity: str
    complainant: str
    accused: str
    clauses: list[ClauseOf]
    text: Text
    assigned: str
    replied: bool
    finding: str
    late: list[str]


@dataclass(frozen=True, slots=True)
class ComplaintsPage:
    """counts: of all complaints, by state."""

    found: Paged[Complained]
    counts: dict[State, int]
    pacts: dict[str, Text]


@dataclass(frozen=True, slots=True)
class Dissenting:
    """Who does not share a ruling, and why."""

    who: str
    why: Text


@dataclass(frozen=True, slots=True)
class Turn:
    """A line of a complaint: `complaint`, `inquiry`, `ruling` or `reply`. by, and why of all but rulings, for those alone who
    may know. party: who complains, rules or replies; to: who has it from now on."""

    kind: str
    line: int
    at: datetime
    by: str | None
    party: str = ""
    step: str = ""
    to: str = ""
    reason: str = ""
    severity: str = ""
    finding: str = ""
    answer: str = ""
    text: Text | None = None
    why: Text | None = None
    dissent: tuple[Dissenting, ...] = ()


@dataclass(frozen=True, slots=True)
class RestsOn:
    """A claim that a complaint rests on, in its sentence."""

    claim: str
    statement: str
    speaker: str
    deed: str
    text: Text


@dataclass(frozen=True, slots=True)
class ComplaintPage:
    """next: the steps that can follow. after: the entry that the next step follows. monitors: who may rule, by the pact.
    reply_due, rule_due: until when, if the pact sets a time."""

    complaint: Complained
    when: str
    places: list[str]
    reply_due: datetime | None
    rule_due: datetime | None
    turns: list[Turn]
    claims: list[RestsOn]
    next: list[str]
    after: str
    monitors: list[str]


@pages.page("/complaints", "work/complaints.html.j2")
def complaints(
    ask: Asked,
    page: Page,
    state: Annotated[str, Query(description=f"Where it stands: {', '.join(STATES)}.")] = "",
    pact: Annotated[str, Query(description="Of this pact.")] = "",
    clause: Annotated[str, Query(description="Of this clause, as pact/clause or by its own id.")] = "",
    accused: Annotated[str, Query(description="Against this party.")] = "",
    complainant: Annotated[str, Query(description="By this party.")] = "",
    assigned: Annotated[str, Query(description="In the hands of this monitor or account; for monitors.")] = "",
    severity: Annotated[str, Query(description="low, serious or grave.")] = "",
    q: Annotated[str, Query(description="Whose text contains this.")] = "",
    late: Annotated[bool, Query(description="Where a reply or a ruling is past its time.")] = False,
) -> ComplaintsPage:
    """Complaints, the latest first, and where each stands."""
    if assigned:
        refuse_unless(ask.account, "see_restricted")  # what an answer may not tell, no question finds
    every = proceedings(ask.snapshot.view, ask.snapshot.pacts)
    states = (state,) if state else ()
    wanted = Wanted(states, pact, clause, accused, complainant, assigned, severity, q, moment(ask) if late else None)
    counts: dict[State, int] = {}
    for p in every:
        counts[p.state] = counts.get(p.state, 0) + 1
    found = list(select(reversed(every), wanted))
    titles = {p.pact: ask.words.titled(ask.snapshot.pacts[p.pact].title) for p in every if p.pact in ask.snapshot.pacts}
    return ComplaintsPage(page.cut(found, lambda p: listed(ask, p)), counts, titles)


@pages.page("/complaints/{complaint}", "work/complaint.html.j2")
def complaint(ask: Asked, complaint: str) -> ComplaintPage:
    """One complaint: its inquiry, its rulings with who does not share them, and what the accused replies."""
    p = proceeding_of(ask, complaint)
    pact = ask.snapshot.pacts.get(p.pact)
    return ComplaintPage(
        complaint=listed(ask, p),
        when=ask.words.span(Span.parse(p.complaint.when)) if p.complaint.when else "",
        places=[ask.words.place(name) for name in p.complaint.places],
        reply_due=p.reply_due,
        rule_due=p.rule_due,
        turns=[_turn(ask, j) for j in p.timeline],
        claims=list(rests_on(ask, ask.snapshot.view.now(p.complaint.claims))),
        next=list(NEXT[p.state]),
        after=p.last,
        monitors=list(pact.monitor) if pact else [],
    )


def proceeding_of(ask: Ask, complaint: str) -> Proceeding:
    """The complaint of an id, or of the first eight signs or more of one. Missing where none stands."""
    every = proceedings(ask.snapshot.view, ask.snapshot.pacts)
    found = [p for p in every if p.id == complaint or (len(complaint) >= 8 and p.id.startswith(complaint))]
    if len(found) != 1:
        raise Missing(
            "no complaint {complaint!r} stands", mend="choose one of the list of complaints", complaint=complaint[:12]
        )
    return found[0]


def moment(ask: Ask) -> datetime:
    """The moment at which times are past: now, or the moment judged where one is asked for."""
    return ask.at if "at" in ask.given else datetime.now(UTC)


def said(ask: Ask, text: str) -> Text:
    """A text with the language that its letters tell."""
    return ask.words.own(text, language_of(text) or "und")


def listed(ask: Ask, p: Proceeding) -> Complained:
    """A complaint as lists show it."""
    told, last = p.complaint, p.rulings[-1].decision if p.rulings else None
    return Complained(
        id=p.id,
        line=p.filed.seq,
        filed=p.filed.at,
        state=p.state,
        reason=p.reason,
        severity=p.severity,
        complainant=told.complainant,
        accused=told.accused,
        clauses=[_clause(ask, ref) for ref in told.clauses],
        text=said(ask, told.text),
        assigned=p.assigned if may(ask.account, "see_restricted") else "",
        replied=bool(p.replies),
        finding=last.finding if isinstance(last, Ruling) else "",
        late=list(p.late(moment(ask))),
    )


def _clause(ask: Ask, ref: str) -> ClauseOf:
    clause = ask.snapshot.clauses.get(ref)
    return ClauseOf(ref, ask.words.titled(clause.text) if clause else None)


def _turn(ask: Ask, j: Judgement) -> Turn:
    shown = may(ask.account, "see_restricted")
    by, why = (j.by, said(ask, j.decision.why)) if shown else (None, None)
    match j.decision:
        case Complaint(complainant=party, severity=severity, text=text):
            return Turn("complaint", j.seq, j.at, by, party, severity=severity, text=said(ask, text), why=why)
        case Inquiry(step=step, to=to, reason=reason, severity=severity):
            hands = to if shown else ""
            return Turn("inquiry", j.seq, j.at, by, step=step, to=hands, reason=reason, severity=severity, why=why)
        case Ruling(monitor=monitor, finding=finding, severity=severity, why=grounds, dissent=dissent):
            others = tuple(Dissenting(d.who, said(ask, d.why)) for d in dissent)
            known = said(ask, grounds)
            return Turn("ruling", j.seq, j.at, by, monitor, severity=severity, finding=finding, why=known, dissent=others)
        case Reply(party=party, answer=answer, text=text):
            return Turn("reply", j.seq, j.at, by, party, answer=answer, text=said(ask, text), why=why)
    raise AssertionError(j.decision)


def rests_on(ask: Ask, claims: Sequence[str]) -> Iterator[RestsOn]:
    """These standing claims, each in its sentence."""
    for entry in claims:
        claim = ask.snapshot.view.claims[entry]
        yield RestsOn(entry, claim.statement.id, claim.speaker, ask.words.deed(claim), _quoted(ask, claim))


def _quoted(ask: Ask, claim: Claim) -> Text:
    report = ask.snapshot.view.reports.get(claim.statement.report)
    return ask.words.own(claim.statement.text, report.language if report else "und")

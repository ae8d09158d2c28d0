"""One event: who says what of it, who denies it, and what rests on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from pactwatch.briefs.links import sentence_url
from pactwatch.briefs.wording import Text
from pactwatch.ledger.judgements import DifferentEvent, Judgement, SameEvent
from pactwatch.people.roles import may
from pactwatch.types import Status, Verdict
from pactwatch.verdicts.heard import Heard
from pactwatch.web.answering import Pages
from pactwatch.web.asking import Ask, Asked, Missing
from pactwatch.web.corrections import Corrected, corrections
from pactwatch.web.events import EventIndex
from pactwatch.web.events.lines import EventLine, line

pages = Pages("events")


@dataclass(frozen=True, slots=True)
class Said:
    """A claim. voice: the root speaker; side: whose interest it has. reprint_of: the source that had its report first. url: the
    original at this sentence. grade: of source and claim, by people."""

    claim: str
    speaker: str
    voice: str
    side: str | None
    stance: str
    deed: str
    when: str
    text: Text
    sentence: Text
    statement: str
    source: str
    published: str
    reprint_of: str | None
    url: str | None
    grade: str
    corrected: list[Corrected]


@dataclass(frozen=True, slots=True)
class Side:
    """What the voices of one interest say; side is None for those that have none in the matter."""

    side: str | None
    said: list[Said]


@dataclass(frozen=True, slots=True)
class Judged:
    """What a person has decided about the claims of this event: `same_event`, `different_event` or `ruling`; finding: of a
    ruling. by: the monitor of a ruling; else who recorded it, for those alone who may know."""

    kind: str
    by: str | None
    at: datetime
    why: str
    finding: str | None = None


@dataclass(frozen=True, slots=True)
class Rests:
    """A verdict that rests on this event. against: whether the event speaks against the party."""

    pact: str
    clause: str
    text: Text
    bearer: str
    status: Status
    against: bool


@dataclass(frozen=True, slots=True)
class EventPage:
    """sides: what is told of it, by interest; denials: who says otherwise. voices: how many root speakers tell of it; reprints:
    how many of the claims stand in copies. rests: verdicts at the moment judged."""

    at: datetime
    known_at: int
    event: EventLine
    voices: int
    reprints: int
    sides: list[Side]
    denials: list[Said]
    judged: list[Judged]
    rests: list[Rests]


@pages.page("/events/{event}", "event.html.j2")
def event(ask: Asked, event: str) -> EventPage:
    """An event by its id, or by that of any claim that tells of it: its claims by side, denials, and what rests on it."""
    index, _ = ask.snapshot.events(ask.by)
    number = index.number_of(index.evidence.record.leader(event))
    if number < 0:
        raise Missing("there is no such event", mend="it may have been taken back, or be told by another party")
    told = sorted(index.claims(number), key=lambda h: (h.said, h.id))
    return EventPage(
        at=ask.at,
        known_at=ask.snapshot.seq,
        event=line(index, number, ask.words),
        voices=len({h.voice.id for h in told}),
        reprints=sum(1 for h in told if h.reprint_of),
        sides=_sides(ask, index, told),
        denials=_once(said(ask, h) for h in index.denials(index.events[number])),
        judged=_judged(ask, {h.id for h in told}),
        rests=_rests(ask, {h.id for h in told}),
    )


def _once(every: Iterable[Said]) -> list[Said]:
    """What one says of one deed in one sentence stands once, however many words of the sentence are for it."""
    return list({(s.statement, s.speaker, s.stance, s.deed, s.when): s for s in every}.values())


def said(ask: Ask, heard: Heard) -> Said:
    """A claim in words."""
    words, claim, report = ask.words, heard.claim, heard.report
    return Said(
        claim=heard.id,
        speaker=report.source if claim.speaker == "OUTLET" else claim.speaker,
        voice=heard.voice.id,
        side=heard.voice.side,
        stance=claim.stance,
        deed=words.deed(claim),
        when=words.span(claim.when) if claim.when else "",
        text=words.own(claim.quote, report.language),
        sentence=words.own(claim.statement.text, report.language),
        statement=heard.statement,
        source=report.source,
        published=words.published(report),
        reprint_of=heard.reprint_of,
        url=sentence_url(report.url, claim.statement.text),
        grade=ask.snapshot.grade(heard.id),
        corrected=corrections(ask, heard.id),
    )


def _sides(ask: Ask, index: EventIndex, told: Sequence[Heard]) -> list[Side]:
    interests = index.interests(told)
    found: dict[str | None, list[Said]] = {}
    for heard in told:
        side = next((s for s in sorted(interests) if heard.voice.stands_for(s)), None)
        found.setdefault(side, []).append(said(ask, heard))
    return [Side(side, found[side]) for side in sorted(found, key=lambda s: (s is None, s or ""))]


def _judged(ask: Ask, claims: set[str]) -> list[Judged]:
    view = ask.snapshot.view
    joined = [j for j in view.judgements if isinstance(j.decision, SameEvent | DifferentEvent)]
    shown = may(ask.account, "see_restricted")
    found = [_as_judged(j, shown) for j in joined if claims & set(view.now(_claims(j)))]
    ruled = [Judged("ruling", r.monitor, j.at, r.why, r.finding) for j, r, ids in view.rulings if claims & set(ids)]
    return sorted((*found, *ruled), key=lambda j: j.at)


def _claims(judgement: Judgement) -> Iterable[str]:
    decision = judgement.decision
    return decision.claims if isinstance(decision, SameEvent | DifferentEvent) else ()


def _as_judged(judgement: Judgement, shown: bool) -> Judged:
    decision = judgement.decision
    assert isinstance(decision, SameEvent | DifferentEvent)
    kind = "same_event" if isinstance(decision, SameEvent) else "different_event"
    return Judged(kind, judgement.by if shown else None, judgement.at, decision.why)


def _rests(ask: Ask, claims: set[str]) -> list[Rests]:
    found: dict[tuple[str, str], Rests] = {}
    resting = ask.snapshot.resting(ask.at, ask.by)
    for verdict in (v for i in sorted(claims) for v in resting.get(i, ())):
        found.setdefault((verdict.clause, verdict.bearer), _as_rests(ask, verdict, claims))
    return list(found.values())


def _as_rests(ask: Ask, verdict: Verdict, claims: set[str]) -> Rests:
    clause = ask.snapshot.clauses[verdict.clause]
    text = ask.words.titled(clause.text)
    return Rests(clause.pact, clause.id, text, verdict.bearer, verdict.status, not claims.isdisjoint(verdict.against))

"""Rules on the life of a clause: does it bind now, is it replaced, has its condition been met?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from pactwatch.ledger.events import FIGHTING, roots
from pactwatch.lexicons.roots import root
from pactwatch.pacts.vocabulary import can_owe
from pactwatch.types import Event, Proof, Reason, Status, Trigger
from pactwatch.verdicts.deadlines import due
from pactwatch.verdicts.evidence import Heard
from pactwatch.verdicts.proof import at_least, proof_of, proof_reason
from pactwatch.verdicts.question import Finding, Question, day, matches

HARMFUL = FIGHTING | {"capture", "detain", "block_access", "mobilize", "sanction", "condemn"}
"""Acts that one admits; of the others one boasts."""


def not_in_force(question: Question) -> Finding | None:
    """Before a pact's first moment, after its last, and between its end and a later renewal, it binds nobody; nor does it bind
    who has not joined, or has left."""
    found = question.periods()
    if any(start <= question.at <= stop for start, stop in found):
        return None
    first, last = question.term() if question.bearer in question.pact.membership else (question.at, question.at)
    if not first <= question.at <= last:
        term = f"{day(first)}/{day(last) if last.year < 9999 else '..'}"
        told = {"bearer": question.bearer, "pact": question.pact.id, "window": term, "at": day(question.at)}
        return Finding("not_in_force", Reason("not_a_party", told), due=due(question))
    window = [f"{day(start)}/{day(stop) if stop.year < 9999 else '..'}" for start, stop in found]
    data = {"pact": question.pact.id, "window": window, "at": day(question.at)}
    return Finding("not_in_force", Reason("not_in_force", data), due=due(question))


def superseded(question: Question) -> Finding | None:
    """A later pact that replaces the clause, or the whole pact, from the moment it is in force until one reaffirms it."""
    return _closed(question, "superseded", "superseded")


def terminated(question: Question) -> Finding | None:
    """A later pact, or a notice, that ends the clause or the whole pact and puts nothing in its place."""
    return _closed(question, "terminated", "not_in_force")


def reaffirmed(question: Question) -> tuple[Reason, ...]:
    """That a clause which had been replaced or ended binds again."""
    again = {c.again for c in question.closings() if c.again is not None and c.again <= question.at}
    return tuple(Reason("reaffirmed", {"pact": question.pact.id, "since": day(moment)}) for moment in sorted(again))


def _closed(question: Question, how: str, status: Status) -> Finding | None:
    for closing in question.closings():
        over = closing.again is not None and closing.again <= question.at
        if closing.how == how and closing.since <= question.at and not over:
            data = {"pact": question.pact.id, "by": closing.pact.id, "since": day(closing.since)}
            return Finding(status, Reason(how, data), due=due(question))
    return None


@dataclass(frozen=True)
class Condition:
    """Whether a condition was met: when what met it began and ended (None: not yet), why, what falls short of it, and upon
    whom it fell, as far as that is told."""

    begins: datetime | None
    ends: datetime | None
    reason: Reason
    gaps: tuple[Reason, ...] = ()
    victims: frozenset[str] = frozenset()


def find_trigger(question: Question, trigger: Trigger) -> Condition:
    """When a condition was first met."""
    asked = _request(question, trigger)
    missing = None
    if trigger.requested_by and asked is None:
        missing = Reason("request_missing", {"by": _who(question, trigger.requested_by), "bearer": question.bearer})
        if not trigger.acts:
            return Condition(None, None, missing)
    if not trigger.acts:
        assert asked is not None
        return asked_for(asked)
    found = met_by_event(question, trigger, _since(question, trigger))
    if found.begins is None or found.ends is None:
        return replace(found, gaps=(*found.gaps, missing)) if missing else found
    if missing is not None:
        return Condition(None, None, missing, (*found.gaps, found.reason, missing))
    if asked is None:
        return found
    return replace(found, begins=max(found.begins, asked.begins), ends=max(found.ends, asked.ends))


def asked_for(request: Heard) -> Condition:
    """A condition that a request meets by itself."""
    made = Reason("request_made", {"by": request.claim.speaker, "when": day(request.ends)}, (request.statement,))
    return Condition(request.begins, request.ends, made)


def met_by_event(question: Question, trigger: Trigger, since: datetime) -> Condition:
    """When, from an instant on, a happening or an open threat first met a condition."""
    return _first_of(_happening(question, trigger, since), _threat(question, trigger, since))


def _first_of(happened: Condition, threatened: Condition | None) -> Condition:
    if threatened is None or threatened.ends is None:
        return happened
    return happened if happened.ends is not None and happened.ends <= threatened.ends else threatened


def _threat(question: Question, trigger: Trigger, since: datetime) -> Condition | None:
    """An open threat, by one of those named, of the acts that the condition speaks of."""
    if not trigger.threatened:
        return None
    for heard in question.evidence.claims(trigger.acts, "threatens"):
        if heard.begins >= since and heard.voice.named and not heard.claim.negated and _threatens(question, heard, trigger):
            data = {"act": heard.claim.act, "by": heard.claim.speaker, "when": day(heard.said)}
            return Condition(heard.begins, heard.ends, Reason("threat_made", data, (heard.statement,)))
    return None


def _threatens(question: Question, heard: Heard, trigger: Trigger) -> bool:
    """Whether it is its speaker's own word (told by another it is an accusation), and of those that the condition names."""
    claim, at = heard.claim, heard.begins
    by = claim.actor or (claim.speaker,)
    own = any(root(claim.speaker) == root(b) for b in by)
    fits = not trigger.actor or matches(question, by, trigger.actor, at)
    aimed = not trigger.target or not claim.target or matches(question, claim.target, trigger.target, at)
    near = not claim.places or question.lies_in(trigger.zone, heard.places(), at) is not False
    return own and fits and aimed and near


def _since(question: Question, trigger: Trigger) -> datetime:
    # What befell the parties before the bearer was one of them lays no duty on it, where the text does not say otherwise.
    return trigger.since.instants(question.pact.time_zone)[0] if trigger.since else question.term()[0]


def _who(question: Question, names: Iterable[str]) -> list[str]:
    """The parties meant by `party` and `other`, which are words of the encoding and not of the reader."""
    parties = question.members()
    meant = {"party": list(parties), "other": [p for p in parties if not question.does([p])]}
    return list(dict.fromkeys(p for name in names for p in meant.get(name, [name])))


def _request(question: Question, trigger: Trigger) -> Heard | None:
    return next(requests(question, trigger), None)


def requests(question: Question, trigger: Trigger) -> Iterator[Heard]:
    """The requests, by those who may make them, that the bearer do what the clause says, as they were told."""
    for heard in question.evidence.claims((*question.clause.acts, "consult", "support"), "requests"):
        addressed = question.does(heard.claim.actor or heard.claim.target)
        if (
            addressed
            and heard.claim.certainty != "hedged"
            and heard.begins >= question.window()[0]
            and matches(question, [heard.claim.speaker], trigger.requested_by, heard.begins)
        ):
            yield heard


def occurrences(
    question: Question, trigger: Trigger, first: datetime, last: datetime
) -> Iterator[tuple[Event, list[Heard], bool | None]]:
    """What began between two instants and is of the kind that a condition speaks of, in order, with the claims that tell of it
    and whether it lies in the zone (None: cannot be told). Its proof is another matter."""
    for event in question.evidence.events(trigger.acts, _doers(question, trigger), min(first, last), last):
        began = event.span.instants(question.evidence.zone)[0]
        if not first <= began <= last:
            continue
        told = [h for h in question.evidence.told(event) if _fits(question, h, trigger, began)]
        if told:
            yield event, told, question.lies_in(trigger.zone, [p for h in told for p in h.places()], began)


def _happening(question: Question, trigger: Trigger, since: datetime) -> Condition:
    gaps: list[Reason] = []
    elsewhere = 0
    for event, told, inside in occurrences(question, trigger, since, question.at):
        if inside is not True:
            elsewhere += inside is False
            if inside is None:
                gaps.append(Reason("place_unknown", {"act": event.acts[0], "when": str(event.span)}, _statements(told)))
            continue
        sides = question.sides(question.pact.parties, event.actors)
        level = _proof_of_condition(question, event, told, sides)
        data = {"act": event.acts[0], "when": str(event.span), "places": list(event.places), "level": level}
        tree = (proof_reason(told, level, sides, accused=_accused(event)),)
        if question.own or at_least(level, trigger.proof):
            met = Reason("trigger_met", data, _statements(told), tree)
            first = min(told, key=lambda h: (h.ends, h.begins))
            victims = roots(tuple(t for h in told for t in h.claim.target))
            return Condition(first.begins, first.ends, met, tuple(gaps), frozenset(victims))
        gaps.append(Reason("trigger_alleged", {**data, "needed": trigger.proof}, _statements(told), tree))
    unmet = {"act": list(trigger.acts), "zone": trigger.zone, "elsewhere": elsewhere or None, "text": trigger.text}
    return Condition(None, None, Reason("not_triggered", unmet), tuple(gaps))


def _doers(question: Question, trigger: Trigger) -> tuple[str, ...]:
    """Whose events can meet a condition."""
    if not trigger.actor or "outside" in trigger.actor:
        return ("*",)
    named = [p for a in trigger.actor for p in (question.pact.parties if a in ("party", "other") else (a,))]
    return tuple(sorted(roots(tuple(named))))


def _fits(question: Question, heard: Heard, trigger: Trigger, at: datetime) -> bool:
    claim = heard.claim
    actor = not trigger.actor or matches(question, claim.actor, trigger.actor, at)
    # A text often leaves the victim unsaid, or speaks of civilians, where the place tells whose they are: the zone decides.
    unsaid = not any(can_owe(t) for t in claim.target)
    target = not trigger.target or (unsaid if trigger.zone else not claim.target)
    return actor and (target or matches(question, claim.target, trigger.target, at))


def _proof_of_condition(question: Question, event: Event, told: list[Heard], sides: frozenset[str]) -> Proof:
    """The proof of a happening; of what its doer is glad to have done, the other side's word is worth a third's."""
    level = proof_of(told, sides, accused=_accused(event), monitor=question.pact.monitor)
    if level == "claimed" and not HARMFUL & set(event.acts):
        doers = roots(event.actors)
        if doers and any(h.voice.named and not any(h.voice.stands_for(d) for d in doers) for h in told):
            return "reported"
    return level


def _accused(event: Event) -> tuple[str, ...]:
    """Whose word is an admission: the only doer's, of what does harm."""
    found = roots(event.actors)
    return tuple(found) if len(found) == 1 and HARMFUL & set(event.acts) else ()


def _statements(told: list[Heard]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(h.statement for h in told))

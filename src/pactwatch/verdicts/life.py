"""Rules on the life of a clause: does it bind now, is it replaced, has its condition been met?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from pactwatch.types import Event, Reason, Trigger
from pactwatch.verdicts.evidence import Heard
from pactwatch.verdicts.proof import at_least, proof_of, proof_reason
from pactwatch.verdicts.question import Finding, Question, day, matches


def not_in_force(question: Question) -> Finding | None:
    """Before a pact's first moment and after its last it binds nobody; nor does it bind who has not joined, or has left."""
    start, stop = question.window()
    if start <= question.at <= stop:
        return None
    first, last = question.term()
    if not first <= question.at <= last and question.bearer in question.pact.membership:
        window = f"{day(first)}/{day(last) if last.year < 9999 else '..'}"
        data = {"bearer": question.bearer, "pact": question.pact.id, "window": window, "at": day(question.at)}
        return Finding("not_in_force", Reason("not_a_party", data), due=question.due())
    window = f"{day(start)}/{day(stop) if stop.year < 9999 else '..'}"
    data = {"pact": question.pact.id, "window": window, "at": day(question.at)}
    return Finding("not_in_force", Reason("not_in_force", data), due=question.due())


def superseded(question: Question) -> Finding | None:
    """A later pact that replaces the clause, or the whole pact, from the moment it is in force."""
    for pact, since in question.successors():
        if since <= question.at:
            data = {"pact": question.pact.id, "by": pact.id, "since": day(since)}
            return Finding("superseded", Reason("superseded", data), due=question.due())
    return None


def find_trigger(question: Question, trigger: Trigger) -> tuple[datetime | None, Reason, tuple[Reason, ...]]:
    """When a condition was first met (None: not yet), why, and what falls short of meeting it."""
    asked = _request(question, trigger)
    if trigger.requested_by and asked is None:
        missing = Reason("request_missing", {"by": _who(question, trigger.requested_by), "bearer": question.bearer})
        if not trigger.acts:
            return None, missing, ()
    else:
        missing = None
    if not trigger.acts:
        assert asked is not None
        return asked.ends, Reason("request_made", {"by": asked.claim.speaker, "when": day(asked.ends)}, (asked.statement,)), ()
    met, reason, gaps = _happening(question, trigger)
    if met is None or missing is not None:
        short = tuple(r for r in (reason if met else None, missing) if r is not None)
        return None, reason if met is None else missing or reason, (*gaps, *short)
    return (max(met, asked.ends) if asked else met), reason, gaps


def _who(question: Question, names: Iterable[str]) -> list[str]:
    """The parties meant by `party` and `other`, which are words of the encoding and not of the reader."""
    meant = {"party": list(question.pact.parties), "other": [p for p in question.pact.parties if not question.does([p])]}
    return list(dict.fromkeys(p for name in names for p in meant.get(name, [name])))


def _request(question: Question, trigger: Trigger) -> Heard | None:
    """The first request, by one who may make it, that the bearer do what the clause says."""
    for heard in question.evidence.claims((*question.clause.acts, "consult", "support"), "requests"):
        addressed = question.does(heard.claim.actor or heard.claim.target)
        if (
            addressed
            and heard.begins >= question.window()[0]
            and matches(question, [heard.claim.speaker], trigger.requested_by, heard.begins)
        ):
            return heard
    return None


def _happening(question: Question, trigger: Trigger) -> tuple[datetime | None, Reason, tuple[Reason, ...]]:
    # What befell the parties before the bearer was one of them lays no duty on it, where the text does not say otherwise.
    since = trigger.since.instants(question.pact.time_zone)[0] if trigger.since else question.term()[0]
    gaps: list[Reason] = []
    elsewhere = 0
    for event in question.evidence.events:
        began = event.span.instants(question.evidence.zone)[0]
        if not set(event.acts) & set(trigger.acts) or began < since:
            continue
        told = [h for h in question.evidence.pick(event.claims) if _fits(question, h, trigger, began)]
        if not told:
            continue
        inside = question.lies_in(trigger.zone, [p for h in told for p in h.places()], began)
        if inside is not True:
            elsewhere += inside is False
            if inside is None:
                gaps.append(Reason("place_unknown", {"act": event.acts[0], "when": str(event.span)}, _statements(told)))
            continue
        sides = question.sides(question.pact.parties, event.actors)
        level = proof_of(told, sides, accused=_accused(event), monitor=question.pact.monitor)
        data = {"act": event.acts[0], "when": str(event.span), "places": list(event.places), "level": level}
        tree = (proof_reason(told, level, sides, accused=_accused(event)),)
        if question.own or at_least(level, trigger.proof):
            return told[0].ends, Reason("trigger_met", data, _statements(told), tree), tuple(gaps)
        gaps.append(Reason("trigger_alleged", {**data, "needed": trigger.proof}, _statements(told), tree))
    unmet = {"act": list(trigger.acts), "zone": trigger.zone, "elsewhere": elsewhere or None, "text": trigger.text}
    return None, Reason("not_triggered", unmet), tuple(gaps)


def _fits(question: Question, heard: Heard, trigger: Trigger, at: datetime) -> bool:
    claim = heard.claim
    actor = not trigger.actor or matches(question, claim.actor, trigger.actor, at)
    # A text often leaves the victim unsaid where the place tells it; the zone then decides.
    target = not trigger.target or not claim.target or trigger.zone is not None
    return actor and (target or matches(question, claim.target, trigger.target, at))


def _accused(event: Event) -> str | None:
    roots = {a.partition(".")[0] for a in event.actors}
    return roots.pop() if len(roots) == 1 else None


def _statements(told: list[Heard]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(h.statement for h in told))

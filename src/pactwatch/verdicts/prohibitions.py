"""Rules on what must not be done: broken, alleged, denied, kept under somebody's eyes, or nobody watching."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from pactwatch.ledger.events import FIGHTING, LONGEST, places_agree, roots
from pactwatch.pacts.vocabulary import is_state
from pactwatch.places import places
from pactwatch.places.zones import ANYWHERE
from pactwatch.times import Span
from pactwatch.types import Event, Proof, Reason
from pactwatch.verdicts.evidence import Evidence, Heard
from pactwatch.verdicts.memory import Kept
from pactwatch.verdicts.proof import LEVELS, at_least, denials, proof_of, proof_reason
from pactwatch.verdicts.question import Finding, Question, day, matches
from pactwatch.verdicts.record import Ruled
from pactwatch.verdicts.terms import Period, stretches
from pactwatch.verdicts.timeline import seconds
from pactwatch.verdicts.voices import interested


@dataclass(frozen=True, eq=False)
class Breach:
    """One happening that would break the clause: who says so, who of the accused denies it, who else says otherwise."""

    event: Event
    told: list[Heard]
    denied: list[Heard]
    contrary: list[Heard]
    level: Proof
    contrary_level: Proof
    cleared: bool
    sides: frozenset[str]
    begins: datetime
    ends: datetime
    ruling: Ruled | None = None


Answer = Breach | tuple[Reason, ...]


def broken(question: Question) -> Finding | None:
    """A happening at or above the clause's proof; disputed where as good a proof speaks against it. A denial by the accused
    alone is shown beside it and does not undo it."""
    if question.clause.duty != "must_not":
        return None
    needs = question.needs("breach", "corroborated")
    at_proof = [b for b in breaches(question)[0] if at_least(b.level, needs) and not b.cleared]
    if not at_proof:
        return None
    clear = proven(question)
    shown = clear or at_proof
    status = "breached" if clear else "disputed"
    key = "breach_proven" if clear else "breach_contested"
    return _finding(question, status, key, shown, needs)


def proven(question: Question) -> list[Breach]:
    """The happenings at or above the clause's proof against which no proof as good speaks."""
    needs = question.needs("breach", "corroborated")
    least = min(needs, "reported", key=LEVELS.index)
    return [
        b
        for b in breaches(question)[0]
        if at_least(b.level, needs) and not b.cleared and (b.level == "ruled" or not at_least(b.contrary_level, least))
    ]


def alleged(question: Question) -> Finding | None:
    """A breach below the clause's proof; disputed where the accused denies it or a third voice tells it otherwise."""
    if question.clause.duty != "must_not":
        return None
    found = [b for b in breaches(question)[0] if not b.cleared]
    if not found:
        return None
    answered = [b for b in found if b.denied or b.contrary]
    needs = question.needs("breach", "corroborated")
    unanswered = [b for b in found if not (b.denied or b.contrary)]
    if answered and len(answered) == len(found):
        return _finding(question, "disputed", "breach_denied", answered, needs)
    return _finding(question, "alleged", "breach_alleged", [*unanswered, *answered], needs)


@lru_cache(maxsize=8)
def breaches(question: Question) -> tuple[list[Breach], tuple[Reason, ...]]:
    """The happenings that would break the clause, and those that cannot be put to it, each with what is missing."""
    found: list[Breach] = []
    gaps: list[Reason] = []
    binding = question.binding()
    if not binding:
        return [], ()
    start, stop = binding[0][0], min(binding[-1][1], question.at)
    weighing = _Weighing(question, binding, _remembered(question, binding), min(start, stop), stop)
    for answer in weighing.answers():
        if isinstance(answer, Breach):
            found.append(answer)
        else:
            gaps += answer
    return found, tuple(gaps)


@dataclass(frozen=True)
class _Said:
    """What is to be said of the events that begin in a stretch of time, and whether the same will be said at later moments."""

    answers: tuple[Answer, ...]
    over: bool


@dataclass(frozen=True)
class _Weighing:
    """What is to be said of the events from one instant (`start`) to another. memory: what was said before, where it is kept:
    of an event that is over, all of whose time is told, the same is said at every later moment, and so of a stretch of time."""

    question: Question
    binding: list[Period]
    memory: Kept | None
    start: datetime
    stop: datetime

    def answers(self) -> Iterator[Answer]:
        if self.memory is None:
            yield from self._said(self.question, self.start, self.stop).answers
            return
        running = self.question.at <= self.binding[-1][1]
        for first, last in stretches(self.start, self.stop, self.question.evidence.latest):

            def said(seen: Evidence, first: datetime = first, last: datetime = last) -> _Said:
                return self._said(self.question.of(seen), first, last)

            if last == self.stop and running:
                yield from said(self.question.evidence).answers  # of another end at each moment
            else:
                yield from self.memory.ask((first, last), self.question.evidence, said, keep=lambda s: s.over).answers

    def _said(self, question: Question, first: datetime, last: datetime) -> _Said:
        """What is said of the events that begin in a stretch; in the first and last one also of those before and after."""
        evidence, begin, end = question.evidence, seconds(first), seconds(last)
        answers, over = list[Answer](), True
        for event, told in evidence.so_far(question.clause.acts, _parties(question), first, last):
            begun = evidence.begun(event)
            if (begun < begin and first != self.start) or (begun > end and last != self.stop):
                continue
            ended = evidence.at is None or event.span.instants(evidence.zone)[1] <= evidence.at
            over = over and told and ended
            if event.claims:
                answers.append(self._of_event(question, event, over=ended))
        return _Said(tuple(answers), over)

    def _of_event(self, question: Question, event: Event, *, over: bool) -> Answer:
        if self.memory is None:
            return _answer(question, event, self.binding)

        def answered(seen: Evidence) -> Answer:
            seen.note_event(event)
            return _answer(question.of(seen), event, self.binding)

        return self.memory.ask((event.id, event.claims), question.evidence, answered, keep=lambda _: over)


def _remembered(question: Question, binding: list[Period]) -> Kept | None:
    """What was found of events by whoever asked the same at another moment; None where nothing is remembered."""
    evidence, memory = question.evidence, question.memory
    if memory is None:
        return None
    who = (question.clause.ref, question.bearer, evidence.side, evidence.apart)
    reading = tuple(r.id for r in question.reading.values())
    return memory.weighing((*who, reading, tuple(binding), question.members()))


def _answer(question: Question, event: Event, binding: list[Period]) -> Answer:
    """The event as a breach; or why it cannot be put to the clause, which is nothing where it plainly is another's."""
    told = question.evidence.told(event)
    gap = _misfit(question, event, told, binding)
    return _weigh(question, event, told) if gap is None else gap


def _parties(question: Question) -> list[str]:
    """Whose events can break the clause: the bearer's, and those of nobody named that befell the parties, or its zone."""
    clause, pact = question.clause, question.pact
    befell = roots((*pact.parties, *(n for p in pact.parties for n in pact.answers_for.get(p, ())), *clause.target))
    where = {p for p in befell if is_state(p)}
    if clause.zone is not None:
        included = question.reading[clause.zone].includes
        if ANYWHERE in included:
            return [*question.own_roots(), ""]
        where |= {(i, *places()[i].within)[-1] for i in included if i in places()}
    return [*question.own_roots(), *(f">{p}" for p in befell), *(f"@{p}" for p in where)]


def _misfit(question: Question, event: Event, told: list[Heard], binding: list[Period]) -> tuple[Reason, ...] | None:
    """None where the event is the clause's; an empty tuple where it plainly is not; else a reason why it cannot be told."""
    first, last = event.span.instants(question.evidence.zone)
    # A report's time may be known to the day only, so a happening may touch two periods, or what lies between them.
    near = [p for p in binding if first <= p[1] and last >= p[0]]
    if not near or _elsewhere(question, event, told):
        return ()
    start, stop = near[0]
    data = {"act": event.acts[0], "places": list(event.places), "when": event.span}
    if not any(h.dated for h in told):
        said = min(h.said for h in told)
        # What bears neither date nor doer says too little to be held beside anybody.
        mute = said < start or not event.actors
        return () if mute else (_gap("undated", told, {"act": event.acts[0], "when": day(said)}),)
    if first < start or last > stop:  # of one period, for else it would have reached out of it
        return (_gap("straddles", told, {**data, "boundary": day(start if first < start else stop)}),)
    if not event.actors:
        return (_gap("unattributed", told, data),)
    if question.clause.target and not any(h.claim.target for h in told):
        return (_gap("target_unknown", told, {**data, "target": list(question.clause.target)}),)
    if question.lies_in(question.clause.zone, question.evidence.places(event)) is None:
        return (_gap("place_unknown", told, {"act": event.acts[0], "when": event.span}),)
    return None


def _gap(key: str, told: list[Heard], data: dict[str, Any]) -> Reason:
    written = {name: str(value) if isinstance(value, Span) else value for name, value in data.items()}
    return Reason(key, written, tuple(dict.fromkeys(h.statement for h in told)))


def _elsewhere(question: Question, event: Event, told: list[Heard]) -> bool:
    """Whether the event has another doer, another victim, or another place than the clause speaks of."""
    if event.actors and not question.does(event.actors):
        return True
    targets = [t for h in told for t in h.claim.target]
    if question.clause.target and targets and not matches(question, targets, question.clause.target):
        return True
    return question.lies_in(question.clause.zone, question.evidence.places(event)) is False


def _weigh(question: Question, event: Event, told: list[Heard]) -> Breach:
    accusers = [h for h in told if not h.claim.actor or question.does(h.claim.actor)]
    accusers += _in_other_words(question, event)
    against = [h for h in question.evidence.denials(event) if not h.claim.actor or question.does(h.claim.actor)]
    against += _other_version(question, event)
    sides = question.sides(event.actors, *(h.claim.target for h in told if set(h.claim.target) - {"CIV"}))
    own = (question.bearer, *question.pact.answers_for.get(question.bearer, ()))
    denied = [h for h in against if any(h.voice.stands_for(o) for o in own) or question.does([h.claim.speaker])]
    contrary = [h for h in against if h not in denied and h.voice.named]
    monitor = question.pact.monitor
    level = proof_of(accusers, sides, accused=question.accused(event.actors), monitor=monitor)
    against_level = proof_of([h for h in contrary if not interested(h.voice, sides)], sides, monitor=monitor)
    ruling = question.evidence.ruled((*event.claims, *(h.id for h in against)), monitor)
    if ruling is not None:
        level, against_level = ("ruled", against_level) if ruling.finding == "happened" else (level, "ruled")
    cleared = against_level == "ruled" and (level != "ruled" or (ruling is not None and ruling.finding != "happened"))
    begins, ends = event.span.instants(question.evidence.zone)
    return Breach(event, accusers, denied, contrary, level, against_level, cleared, sides, begins, ends, ruling)


def _in_other_words(question: Question, event: Event) -> list[Heard]:
    """What is told of the same doers, day and very place as other fighting: the harm that an attack did, a truce broken."""
    here = {p.id for p in question.evidence.places(event)}
    if not here or not FIGHTING & set(event.acts) or not event.actors:
        return []
    first, last = event.span.instants(question.evidence.zone)
    if first.year == 1 or last - first > LONGEST:
        return []
    found = []
    for other in question.evidence.events(sorted(FIGHTING - set(event.acts)), sorted(roots(event.actors)), first, last):
        if other.span == event.span and here & {p.id for p in question.evidence.places(other)}:
            found += [h for h in question.evidence.told(other) if h.dated and question.does(h.claim.actor)]
    return found


def _other_version(question: Question, event: Event) -> list[Heard]:
    """Claims of the bearer that somebody else did the same in the same place at the same time: each side's own war."""
    where, found = question.evidence.places(event), []
    for h in question.evidence.versions(event, question.bearer):
        other = question.evidence.event_of(h)
        if not other.actors or question.does(other.actors) or not other.places or not other.span.overlaps(event.span):
            continue
        if places_agree(question.evidence.places(other), where):
            found.append(h)
    return found


def _finding(question: Question, status: str, key: str, shown: list[Breach], needs: Proof) -> Finding:
    level = max((b.level for b in shown), key=LEVELS.index)
    trees = tuple(tree_of(b, question.accused(b.event.actors)) for b in shown)
    data = {"bearer": question.bearer, "act": list(question.clause.acts), "count": len(shown), "needed": needs, "level": level}
    statements = tuple(dict.fromkeys(h.statement for b in shown for h in b.told))
    return Finding(
        status,  # type: ignore[arg-type]
        Reason(key, data, statements, trees),
        for_=tuple(dict.fromkeys(h.id for b in shown for h in (*b.denied, *b.contrary))),
        against=tuple(dict.fromkeys(h.id for b in shown for h in b.told)),
        gaps=breaches(question)[1],
        proof=level,
    )


@lru_cache(maxsize=5_000)
def tree_of(breach: Breach, accused: tuple[str, ...]) -> Reason:
    """What is told of a happening, by whom, and who says otherwise."""
    event = breach.event
    data = {"act": event.acts[0], "when": str(event.span), "places": list(event.places), "actors": list(event.actors)}
    against = denials([*breach.denied, *breach.contrary], of_happening=True)
    if breach.ruling is not None:
        ruling = breach.ruling
        against = (Reason("ruling", {"monitor": ruling.monitor, "text": {"und": ruling.why}}), *against)
    told = tuple(dict.fromkeys(h.statement for h in breach.told))
    return Reason("event", data, told, (proof_reason(breach.told, breach.level, breach.sides, accused=accused), *against))

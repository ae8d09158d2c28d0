"""Judging: a pure function of what is known, the clause, and the moment.

`judge(clause, known, at)` gives the same verdict for the same view for ever; moving `known_at` reproduces any past one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import product

from pactwatch.lexicons.roots import covers
from pactwatch.types import Clause, Duty, Pact, Reason, Status, Trigger, Verdict, Zone, ZoneReading
from pactwatch.verdicts.deadlines import prepared
from pactwatch.verdicts.evidence import Evidence, Known, gather
from pactwatch.verdicts.freeing import Freed, freed
from pactwatch.verdicts.invoked import invoked_again, under
from pactwatch.verdicts.life import Condition, find_trigger, reaffirmed
from pactwatch.verdicts.memory import Memory
from pactwatch.verdicts.question import Finding, Question, day
from pactwatch.verdicts.rules import DUTY, LIFE
from pactwatch.verdicts.terms import SECOND
from pactwatch.verdicts.voices import side_of

SETTLED: Mapping[Duty, tuple[Status, ...]] = {
    "must": ("kept", "kept_late", "partly_kept", "breached", "overdue"),
    "must_not": ("breached",),
    "may": ("kept",),
}
"""Answers that stand though something frees the bearer later."""


def judge(
    clause: Clause,
    known: Known | Evidence,
    at: datetime,
    *,
    pacts: Mapping[str, Pact],
    bearer: str | None = None,
    according_to: str | None = None,
    disinterested: bool = False,
    zone: str = "UTC",
    memory: Memory | None = None,
) -> tuple[Verdict, ...]:
    """One verdict for each bearer of a clause (or for `bearer` alone), as of `at` (an instant) from what is known.

    pacts: all pacts by id, for the clause's own and for those that replace it. according_to: a party whose word alone is
    taken, each claim of its own counting as proof, under the readings that it holds. disinterested: whether only those are
    heard who have no interest in the matter of the pact's parties. zone: the IANA time zone in which civil times of reports
    are read. memory: what was found before, kept by the caller as long as what is known and the pacts stay the same.
    """
    evidence = known if isinstance(known, Evidence) else gather(known, zone)
    seen = evidence.until(at)
    if according_to is not None:
        seen = seen.of_side(side_of(according_to))
    pact = pacts[clause.pact]
    if disinterested:
        seen = seen.disinterested(_sides(clause, pact))
    bearers = clause.bearers if bearer is None else (bearer,)
    return tuple(
        _verdict(Question(pact, clause, b, at, seen, pacts, {}, according_to is not None, memory=memory), according_to)
        for b in bearers
    )


def _sides(clause: Clause, pact: Pact) -> frozenset[str]:
    named = (*pact.parties, *clause.bearers, *clause.target)
    return frozenset(side_of(n) for n in (*named, *(other for n in named for other in pact.answers_for.get(n, ()))))


def _verdict(question: Question, according_to: str | None) -> Verdict:
    asked = readings(question, according_to)
    answers = [(reading, find(replace(question, reading=reading) if reading else question)) for reading in asked]
    finding = _weigh_readings(answers)
    return Verdict(
        clause=question.clause.ref,
        bearer=question.bearer,
        status=finding.status,
        at=question.at,
        known_at=question.evidence.seq,
        according_to=according_to,
        for_=finding.for_,
        against=finding.against,
        gaps=finding.gaps,
        reasons=finding.reasons,
        due=finding.due,
        readings=dict(finding.readings),
        proof=finding.proof,
        late_by=finding.late_by,
    )


def find(question: Question) -> Finding:
    """The answer under one reading of every zone."""
    for rule in LIFE:
        found = rule(question)
        if found is not None:
            return _with_past(question, found)
    free = freed(question)
    if free is not None:
        return _before_freed(question, free)
    return _because(_duty(question), reaffirmed(question))


def _duty(question: Question) -> Finding:
    """The clause's condition, and the rules of its duty."""
    trigger = question.clause.trigger
    if trigger is None:
        return _by_rules(question)
    condition = find_trigger(question, trigger)
    if condition.ends is None:
        return Finding("not_triggered", condition.reason, gaps=condition.gaps)
    return _because(*_called_upon(question, trigger, condition))


def _called_upon(question: Question, trigger: Trigger, condition: Condition) -> tuple[Finding, tuple[Reason, ...]]:
    """The answer for the last call that opened the duty, and why: the calls, the last first, with what each had come to."""
    asked, past = under(question, condition), list[Reason]()
    owed: Question | None = None
    while (later := invoked_again(asked, trigger, condition)) is not None and later.begins is not None:
        last = later.begins - SECOND
        before = _by_rules(replace(asked, at=last, evidence=asked.evidence.until(last)))
        data = {"status": before.status, "until": day(later.begins)}
        past.append(Reason("called_before", data, (), (condition.reason, before.reasons)))
        # What is past due stays so until something is done, however often it is called for.
        owed = asked if before.status in ("overdue", "breached") else None
        condition, asked = later, under(question, later, again=True)
    found = _by_rules(asked)
    if owed is not None and found.status == "pending":
        found = _by_rules(owed)
    return found, (condition.reason, *reversed(past))


def _by_rules(question: Question) -> Finding:
    question = prepared(question)
    for rule in DUTY:
        found = rule(question)
        if found is not None:
            return found
    raise AssertionError(f"no rule answers for {question.clause.ref}")


def _because(finding: Finding, more: tuple[Reason, ...]) -> Finding:
    reasons = finding.reasons
    return replace(finding, reasons=replace(reasons, because=(*more, *reasons.because))) if more else finding


def _before_freed(question: Question, free: Freed) -> Finding:
    """Whoever had kept or broken a clause by the moment that frees has done so; whoever had not owes nothing any more."""
    before = _duty(replace(free.asks, at=free.since - SECOND, evidence=question.evidence.until(free.since - SECOND)))
    now = _duty(free.asks) if question.clause.duty == "must_not" else before
    if now.status in ("breached", "disputed", "alleged") or before.status in SETTLED[question.clause.duty]:
        return _because(now, (free.reason,))
    status: Status = "not_triggered" if free.reason.key == "excused" else "not_in_force"
    past = Reason("until_then", {"status": before.status, "until": day(free.since)}, (), (before.reasons,))
    return Finding(status, replace(free.reason, because=(*free.reason.because, past)), for_=before.for_, gaps=before.gaps)


def _with_past(question: Question, finding: Finding) -> Finding:
    """What a clause that has ended, or been replaced, had come to at its last moment is told with it."""
    over = [stop for _, stop in question.binding() if stop < question.at]
    if not over:
        return finding
    last = over[-1]
    before = _when_it_ended(question, last)
    past = Reason("until_then", {"status": before.status, "until": day(last)}, (), (before.reasons,))
    reasons = replace(finding.reasons, because=(past, *finding.reasons.because))
    return replace(finding, reasons=reasons, for_=before.for_, against=before.against)


def _when_it_ended(question: Question, last: datetime) -> Finding:
    """The answer at the last moment of a clause, which is the same whenever it is asked for later."""
    evidence = question.evidence

    def found(seen: Evidence) -> Finding:
        return find(replace(question, at=last, evidence=seen.until(last)))

    if question.memory is None:
        return found(evidence)
    key = (question.clause.ref, question.bearer, evidence.side, evidence.apart, _name(question.reading), last)
    return question.memory.ended.ask(key, evidence, found)


def readings(question: Question, according_to: str | None) -> Iterator[dict[str, ZoneReading]]:
    """Every combination of readings of the zones that the clause speaks of; for one side, of those that it holds."""
    zones = [question.pact.zones[z] for z in _zones(question.clause)]
    choices = [_held(zone, according_to) for zone in zones]
    for combination in product(*choices):
        yield {zone.id: reading for zone, reading in zip(zones, combination, strict=True)}


def _zones(clause: Clause) -> list[str]:
    named = (clause.zone, clause.trigger and clause.trigger.zone, clause.unless and clause.unless.zone)
    return list(dict.fromkeys(z for z in named if z))


def _held(zone: Zone, according_to: str | None) -> Sequence[ZoneReading]:
    if according_to is None:
        return zone.readings
    side = side_of(according_to)
    mine = [r for r in zone.readings if any(covers(side, side_of(h)) for h in r.held_by)]
    return mine or zone.readings


def _weigh_readings(answers: list[tuple[dict[str, ZoneReading], Finding]]) -> Finding:
    """One answer where all readings agree; disputed, with every answer and its holders, where they do not."""
    if len(answers) == 1:
        return answers[0][1]
    statuses: dict[str, Status] = {_name(reading): finding.status for reading, finding in answers}
    branches = tuple(_branch(reading, finding) for reading, finding in answers)
    first = answers[0][1]
    gaps = tuple({(r.key, r.statements): r for _, f in answers for r in f.gaps}.values())
    if len(set(statuses.values())) == 1:
        return replace(
            first, readings=statuses, gaps=gaps, reasons=Reason("readings_agree", {"status": first.status}, (), branches)
        )
    return Finding(
        "disputed",
        Reason("readings_differ", {"readings": list(statuses)}, (), branches),
        for_=tuple(dict.fromkeys(i for _, f in answers for i in f.for_)),
        against=tuple(dict.fromkeys(i for _, f in answers for i in f.against)),
        gaps=gaps,
        due=next((f.due for _, f in answers if f.due), None),
        readings=statuses,
        proof=first.proof,
    )


def _name(reading: Mapping[str, ZoneReading]) -> str:
    return " + ".join(r.id for r in reading.values())


def _branch(reading: Mapping[str, ZoneReading], finding: Finding) -> Reason:
    holders = list(dict.fromkeys(h for r in reading.values() for h in r.held_by))
    text = next((r.text for r in reading.values() if r.text), {})
    data = {"reading": _name(reading), "held_by": holders, "status": finding.status, "text": text}
    return Reason("reading", data, (), (finding.reasons,))

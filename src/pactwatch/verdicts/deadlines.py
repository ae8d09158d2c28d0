"""By when a duty is owed: dates, durations from a date, from a trigger or from another clause's performance, and extensions."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from pactwatch.times import Span, add_duration, recurring
from pactwatch.types import Clause, Pact, Reason
from pactwatch.verdicts.parts import LEAVING
from pactwatch.verdicts.performance import performance
from pactwatch.verdicts.phases import awaited, before
from pactwatch.verdicts.proof import at_least
from pactwatch.verdicts.question import Question, day
from pactwatch.verdicts.terms import SECOND, Later, Period, extensions

_span = lru_cache(maxsize=1 << 10)(Span.parse)


@lru_cache(maxsize=8)
def due(question: Question) -> datetime | None:
    """The last instant in time, as extended; None where there is no deadline, or what it runs from has not come.

    Of a duty that comes up again it is the end of the period at the moment judged.
    """
    first = _first_due(question)
    if first is None:
        return None
    later = _later(question, first)
    return later[-1].until if later else first


def due_reasons(question: Question) -> tuple[Reason, ...]:
    """Why the deadline is not the first one, or has not begun to run."""
    waits_for = awaited(question.clause, question.pacts)
    if waits_for is not None and _start(question) is None:
        pact, clause = waits_for
        return (Reason("deadline_waits", {"pact": pact.id, "text": clause.text}),)
    first = _first_due(question)
    later = _later(question, first) if first is not None else []
    return tuple(
        Reason("extended", {"by": x.pact.id, "since": day(x.since), "until": day(x.until), "due": day(first)})
        for x in later
        if first is not None
    )


def prepared(question: Question) -> Question:
    """The question with what performance must know of deadlines: by when a zone must have been left; and, where earlier phases
    of the same came before, from when performance counts: when what it waits for was done, and until then nothing does."""
    clause = question.clause
    if clause.due is None or clause.due.every is not None:
        return question
    if LEAVING in clause.acts and clause.zone is not None:
        question = replace(question, deadline=due(question))
    if not any(before(clause, question.bearer, question.pacts)):
        return question
    start = _start(question)
    return replace(question, counts_from=start.instants(question.pact.time_zone)[0] if start else question.at + SECOND)


def occasions(question: Question) -> list[Period]:
    """The periods of a duty that comes up again, up to the moment judged, while it binds."""
    rule, start = question.clause.due, _start(question)
    binding = question.binding()
    if rule is None or rule.every is None or start is None or not binding:
        return []
    first, last = binding[0][0], binding[-1][1]
    begun = recurring(start.instants(question.pact.time_zone)[0], rule.every, question.pact.time_zone, min(last, question.at))
    # A period that the clause's own end cuts short is owed no less than in part, so it is not asked for.
    return [p for p in begun if p[0] >= first and p[1] <= last]


def _first_due(question: Question) -> datetime | None:
    rule, zone = question.clause.due, question.pact.time_zone
    if rule is None:
        return None
    if rule.by is not None:
        return rule.by.instants(zone)[1]
    if rule.every is not None:
        found = occasions(question)
        return found[-1][1] if found else None
    start = _start(question)
    return add_duration(start, rule.within or "P0D", zone) if start else None


def _later(question: Question, first: datetime) -> list[Later]:
    rule = question.clause.due
    if rule is None or rule.every is not None:
        return []
    return extensions(question.pacts, (question.clause.ref,), first, question.at)


@lru_cache(maxsize=8)
def _start(question: Question) -> Span | None:
    """What the duration runs from, as a span in instants or civil times of the pact; None where it has not come."""
    rule, pact = question.clause.due, question.pact
    if rule is None:
        return None
    if rule.of in ("made", "in_force"):
        start = pact.made if rule.of == "made" else Span(pact.in_force.earliest, pact.in_force.earliest)
        # Whoever joins later has the same time from its joining.
        joined = question.term()[0] if question.bearer in pact.membership else None
        return Span(joined, joined) if joined is not None and joined > start.instants(pact.time_zone)[1] else start
    if rule.of == "trigger":
        return Span(question.triggered, question.triggered) if question.triggered else None
    if "/" not in rule.of:
        return _span(rule.of)
    waits_for = awaited(question.clause, question.pacts)
    done = _done_by_all(question, *waits_for) if waits_for else None
    return Span(done, done) if done else None


def _done_by_all(question: Question, pact: Pact, clause: Clause) -> datetime | None:
    """When the last bearer of another clause had done it; None while one has not, or where two clauses wait for one another."""
    asked = question.asked | {question.clause.ref}
    if clause.ref in asked:
        return None
    moments = []
    for bearer in clause.bearers:
        reading = {name: question.reading.get(name, zone.readings[0]) for name, zone in pact.zones.items()}
        other = replace(
            question,
            pact=pact,
            clause=clause,
            bearer=bearer,
            reading=reading,
            triggered=None,
            began=None,
            freed=None,
            again=False,
            counts_from=None,
            deadline=None,
            asked=asked,
        )
        other = prepared(other)
        act = performance(other)
        moments.append(act.when if at_least(act.level, other.needs("performance", "reported")) else None)
    return None if None in moments else max(m for m in moments if m)

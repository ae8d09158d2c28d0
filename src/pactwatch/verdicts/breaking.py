"""What would break a truce, told or proven, by the same rules as verdicts: for how long truces held (`counting.truces`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from pactwatch.counting.halting import forbids_fighting
from pactwatch.counting.truces import Broken
from pactwatch.ledger.events import LONGEST, REPLY
from pactwatch.types import Event, Pact
from pactwatch.verdicts.evidence import Evidence
from pactwatch.verdicts.freeing import freed
from pactwatch.verdicts.judge import readings
from pactwatch.verdicts.memory import Memory
from pactwatch.verdicts.prohibitions import Breach, breaches, proven
from pactwatch.verdicts.question import Question

OPEN = 9999
"""The year of an end that is none."""

_LATER = LONGEST + REPLY
"""How long after the end of a clause a word can still be about a happening before it."""


def breaking(
    pact: Pact,
    evidence: Evidence,
    at: datetime,
    pacts: Mapping[str, Pact],
    *,
    memory: Memory | None = None,
) -> tuple[Broken, ...]:
    """The happenings that would break a pact's halt of fighting, up to `at` (an instant), by time.

    Proven is what stands at or above the clause's proof, with no proof as good against it, under every reading of its zones.
    What was ruled to be no breach is left out. memory: what was found before, as `judge` keeps it; the caller keeps it as long
    as what is known and the pacts stay the same.
    """
    found: dict[str, Broken] = {}
    for question in _questions(pact, evidence.until(at), at, pacts, memory):
        for begins, event, is_proven in _remembered(question):
            before = found.get(event.id)
            if before is None or (is_proven and not before.proven):
                found[event.id] = Broken(begins, is_proven, event.places)
    return tuple(broken for _, broken in sorted(found.items(), key=lambda f: (f[1].begins, f[0])))


def _questions(
    pact: Pact, seen: Evidence, at: datetime, pacts: Mapping[str, Pact], memory: Memory | None
) -> Iterator[Question]:
    """One question for each bearer of each clause that halts fighting."""
    for clause in pact.clauses:
        if forbids_fighting(clause):
            for bearer in clause.bearers:
                yield Question(pact, clause, bearer, at, seen, pacts, {}, memory=memory)


def _remembered(question: Question) -> list[tuple[datetime, Event, bool]]:
    """What is told, asked once of a clause whose time is over: of what happened in it, later words say nothing new."""
    first, last = question.window()
    if question.at < first:
        return []
    if question.memory is None or last.year == OPEN or last + _LATER >= question.at:
        return list(_told(question))
    moment = last + _LATER

    def told(seen: Evidence) -> list[tuple[datetime, Event, bool]]:
        return list(_told(replace(question, at=moment, evidence=seen.until(moment))))

    evidence = question.evidence
    key = question.clause.ref, question.bearer, evidence.side, evidence.apart, last
    return question.memory.broken.ask(key, evidence, told)


def _told(question: Question) -> Iterator[tuple[datetime, Event, bool]]:
    """The happenings under any reading, from when each is, and whether it is proven under all of them."""
    found: dict[str, Breach] = {}
    held: list[set[str]] = []
    for reading in readings(question, None):
        asked = replace(question, reading=reading)
        free = freed(asked)
        asked = free.asks if free is not None else asked
        found |= {b.event.id: b for b in breaches(asked)[0] if not b.cleared}
        held.append({b.event.id for b in proven(asked)})
    everywhere = set.intersection(*held) if held else set()
    return ((breach.begins, breach.event, name in everywhere) for name, breach in found.items())

"""What frees a bearer of a clause: an exception that is met, or another's proven breach of a reciprocal clause.

It frees from its moment on. What the bearer had come to before stands.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from pactwatch.types import Reason
from pactwatch.verdicts.life import find_trigger
from pactwatch.verdicts.prohibitions import Breach, proven, tree_of
from pactwatch.verdicts.question import Question, day
from pactwatch.verdicts.terms import SECOND
from pactwatch.verdicts.voices import side_of


@dataclass(frozen=True)
class Freed:
    """From when, and why; `asks` is the question of what the bearer had come to by then."""

    since: datetime
    reason: Reason
    asks: Question


def freed(question: Question) -> Freed | None:
    """The first thing that freed the bearer up to the moment judged."""
    found = [f for f in (_excused(question), _released(question)) if f is not None and f.since <= question.at]
    return min(found, key=lambda f: f.since, default=None)


def _excused(question: Question) -> Freed | None:
    if question.clause.unless is None:
        return None
    met = find_trigger(question, question.clause.unless)
    if met.begins is None:
        return None
    since = max(met.begins, question.window()[0])
    reason = Reason("excused", {"bearer": question.bearer}, (), (met.reason,))
    return Freed(since, reason, _before(question, since))


def _released(question: Question) -> Freed | None:
    """Whoever breaks a reciprocal clause first frees the others; what these do afterwards is no breach that frees in turn."""
    if not question.clause.reciprocal or question.clause.duty != "must_not":
        return None
    free: dict[str, tuple[datetime, str, Breach]] = {}
    for bearer, breach in _in_order(question):
        if bearer in free and free[bearer][0] < breach.begins:
            continue
        for other in question.clause.bearers:
            if other != bearer:
                free.setdefault(other, (breach.ends + SECOND, bearer, breach))
    if question.bearer not in free:
        return None
    since, by, breach = free[question.bearer]
    data = {"bearer": question.bearer, "by": by, "since": day(since)}
    return Freed(since, Reason("released", data, (), (tree_of(breach, (side_of(by),)),)), _before(question, since))


def _in_order(question: Question) -> list[tuple[str, Breach]]:
    clause = replace(question.clause, reciprocal=False, unless=None)
    found = [
        (bearer, breach)
        for bearer in question.clause.bearers
        for breach in proven(replace(question, clause=clause, bearer=bearer))
    ]
    return sorted(found, key=lambda x: (x[1].begins, x[1].event.id, x[0]))


def _before(question: Question, since: datetime) -> Question:
    """What was asked just before, when the clause still bound; judged with what was known by the same moment."""
    clause = replace(question.clause, unless=None, reciprocal=False)
    return replace(question, clause=clause, freed=since)

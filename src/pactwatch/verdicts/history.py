"""How the answer of a clause changed over time, by what is known: judged only where something can have changed it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from itertools import pairwise
from zoneinfo import ZoneInfo

from pactwatch.times import Span
from pactwatch.types import Clause, Pact, Status, Verdict
from pactwatch.verdicts.evidence import Evidence
from pactwatch.verdicts.terms import SECOND, closings, periods

MOST = 40
"""Moments at which a clause is judged for its history."""

Judged = Callable[[datetime], Sequence[Verdict]]


@dataclass(frozen=True, slots=True)
class Turn:
    """From when on (an instant, the end of its day) a bearer's answer had a status."""

    since: datetime
    status: Status


@dataclass(frozen=True, slots=True)
class Days:
    """The ends of the days at which an answer may have changed, in order. life: those at which the pact began, ended or was
    replaced, or a deadline passed, with the first and the last of all."""

    all: tuple[datetime, ...]
    life: frozenset[datetime]


def history(judged: Judged, days: Days, *, growing: bool = False) -> dict[str, tuple[Turn, ...]]:
    """The answers of each bearer on these days, those that change nothing left out.

    growing: whether what is told can only lead further from one day of the pact's life to the next, as of a prohibition, whose
    breaches stay: then a day need not be judged that lies between two with the same answers.
    """
    found: dict[str, list[Turn]] = {}
    for moment, verdicts in sorted(_judged(judged, days.all, days.life if growing else frozenset(days.all)).items()):
        for verdict in verdicts:
            turns = found.setdefault(verdict.bearer, [])
            if not turns or turns[-1].status != verdict.status:
                turns.append(Turn(moment, verdict.status))
    return {bearer: tuple(turns) for bearer, turns in found.items()}


def _judged(judged: Judged, days: Sequence[datetime], knots: frozenset[datetime]) -> dict[datetime, Sequence[Verdict]]:
    found = {day: judged(day) for day in days if day in knots}
    between = [n for n, day in enumerate(days) if day in knots]
    todo = list(pairwise(between))
    while todo:
        first, last = todo.pop()
        if last - first > 1 and _statuses(found[days[first]]) != _statuses(found[days[last]]):
            middle = (first + last) // 2
            found[days[middle]] = judged(days[middle])
            todo += [(first, middle), (middle, last)]
    return found


def _statuses(verdicts: Sequence[Verdict]) -> list[Status]:
    return [v.status for v in verdicts]


def moments(
    clause: Clause,
    pacts: Mapping[str, Pact],
    evidence: Evidence,
    verdicts: Iterable[Verdict],
    claims: Iterable[str],
    until: datetime,
) -> Days:
    """The days up to `until` at which the answer may have changed, at most `MOST` of them: when the pact was made, began, ended
    or was replaced, the days after deadlines, and the days of what the claims tell.

    verdicts: answers of the clause, for their deadlines. claims: ids of entries on which these rest. Where there are too many
    days of claims, some spread over all of them are taken.
    """
    zone = ZoneInfo(evidence.zone)
    life = {_day(m, zone) for m in _life(clause, pacts, verdicts, until) if m <= until} | {until}
    told = sorted({_day(m, zone) for m in _told(evidence, claims)} - life)
    told = [m for m in told if min(life) <= m <= until]
    days = sorted(life | set(_spread(told, max(0, MOST - len(life)))))[-MOST:]
    return Days(tuple(days), frozenset(life | {days[0]}))


def _life(clause: Clause, pacts: Mapping[str, Pact], verdicts: Iterable[Verdict], until: datetime) -> Iterator[datetime]:
    pact = pacts[clause.pact]
    yield pact.made.instants(pact.time_zone)[0]
    ever = Span.parse("../..").instants("UTC")
    for start, stop in periods(clause, pact, pacts, until, ever):
        yield start
        if stop.year < 9999:
            yield stop + SECOND
    for spans in pact.membership.values():
        for first, last in (span.instants(pact.time_zone) for span in spans):
            yield first
            if last.year < 9999:
                yield last + SECOND
    for closing in closings(clause, pact, pacts):
        yield closing.since
        if closing.again is not None:
            yield closing.again
    yield from (v.due + SECOND for v in verdicts if v.due is not None)


def _told(evidence: Evidence, claims: Iterable[str]) -> Iterator[datetime]:
    for entry in claims:
        heard = evidence.record.heard.get(entry)
        if heard is not None:
            yield heard.begins if heard.dated else heard.said


def _day(moment: datetime, zone: ZoneInfo) -> datetime:
    """The last second of the day of an instant."""
    if moment.year in (1, 9999):
        return moment.astimezone(UTC)
    return datetime.combine(moment.astimezone(zone).date(), time(23, 59, 59), zone)


def _spread(found: Sequence[datetime], most: int) -> Iterator[datetime]:
    """At most so many of these, at even distances in their order."""
    if len(found) <= most:
        yield from found
    else:
        yield from (found[n * len(found) // most] for n in range(most))

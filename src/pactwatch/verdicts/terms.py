"""From when to when a clause binds: its own term, later ends, what replaced or ended it, and what brought it back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pactwatch.times import Span, add_duration
from pactwatch.types import Clause, Extension, Pact

Period = tuple[datetime, datetime]
"""First and last instant, both included."""

SECOND = timedelta(seconds=1)

STRETCH = 30
"""Days of which what is said is kept together."""

_MODERN = datetime(1900, 1, 1, tzinfo=UTC)
"""Before it all is one stretch."""


@dataclass(frozen=True, slots=True)
class Later:
    """An extension in force: the pact that gives it, from when, and the new end."""

    pact: Pact
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Closing:
    """That a later pact replaced (`superseded`) or ended (`terminated`) a clause, and, where a still later one reaffirmed it,
    from when it binds again."""

    how: str
    pact: Pact
    since: datetime
    again: datetime | None


def periods(clause: Clause, pact: Pact, pacts: Mapping[str, Pact], at: datetime, joined: Period) -> list[Period]:
    """When the clause binds, in order, as known to the parties at an instant. joined: while its bearer was a party.

    An extension given in time moves the end; one given after the end begins a new period.
    """
    start, stop = pact.in_force.instants(pact.time_zone)
    found = [(start, stop)]
    for later in extensions(pacts, (pact.id,), stop, at):
        found = _longer(found, later)
    start, stop = max(start, joined[0]), joined[1]
    if clause.window is not None:
        first, last = clause.window.instants(pact.time_zone)
        start, stop = max(start, first), min(stop, last)
    found = _within(found, start, stop)
    if clause.due is None and found:
        for later in extensions(pacts, (clause.ref,), found[-1][1], at):
            found = _longer(found, later)
    return found


def extensions(pacts: Mapping[str, Pact], refs: Iterable[str], end: datetime, at: datetime) -> list[Later]:
    """The extensions of any of these clauses or pacts that were in force at an instant, in order, each from the end before."""
    wanted = set(refs)
    given = [(_since(p), p, e) for p in pacts.values() for e in p.extends if e.what in wanted and _since(p) <= at]
    found: list[Later] = []
    for since, pact, extension in sorted(given, key=lambda g: (g[0], g[1].id)):
        end = _new_end(pact, extension, end)
        found.append(Later(pact, since, end))
    return found


def stretches(start: datetime, stop: datetime, latest: int) -> Iterator[Period]:
    """A time in stretches of `STRETCH` days, which meet on the same days whatever the time: all but the first and last are
    those of any other. latest: the second since 1970 after which nothing is told; what comes after is one stretch."""
    begin = start
    while begin < stop:
        day = max(begin.astimezone(UTC), _MODERN).toordinal() // STRETCH * STRETCH + STRETCH
        after = datetime.fromordinal(day).replace(tzinfo=UTC)
        last = after - SECOND if after <= stop and after.timestamp() <= latest else stop
        yield begin, last
        begin = after if last < stop else stop
    if start >= stop:
        yield start, stop


def closings(clause: Clause, pact: Pact, pacts: Mapping[str, Pact]) -> list[Closing]:
    """What replaced or ended the clause, or its whole pact, in order of time."""
    mine = {pact.id, clause.ref}
    found = []
    again = sorted(_since(p) for p in pacts.values() if mine & set(p.reaffirms))
    for other in pacts.values():
        if other.id == pact.id:
            continue
        replaced = mine & {*other.supersedes, *(ref for c in other.clauses for ref in c.supersedes)}
        if replaced or mine & set(other.terminates):
            since = _since(other)
            how = "superseded" if replaced else "terminated"
            found.append(Closing(how, other, since, next((a for a in again if a > since), None)))
    return sorted(found, key=lambda c: (c.since, c.pact.id))


def without(found: Iterable[Period], closed: Iterable[Closing]) -> list[Period]:
    """The periods less what is closed of them."""
    left = list(found)
    for closing in closed:
        parts: list[Period] = []
        for start, stop in left:
            before = (start, min(stop, closing.since - SECOND))
            after = (max(start, closing.again), stop) if closing.again is not None else None
            parts += [p for p in (before, after) if p is not None and p[0] <= p[1]]
        left = parts
    return left


def _since(pact: Pact) -> datetime:
    return pact.in_force.instants(pact.time_zone)[0]


def _new_end(pact: Pact, extension: Extension, end: datetime) -> datetime:
    if extension.until is not None:
        return extension.until.instants(pact.time_zone)[1]
    return end if end.year == 9999 else add_duration(Span(end, end), extension.by or "P0D", pact.time_zone)


def _longer(found: list[Period], later: Later) -> list[Period]:
    *before, (start, stop) = found
    if later.since <= stop + SECOND:
        return [*before, (start, max(start, later.until))]
    return [*found, (later.since, later.until)] if later.since <= later.until else found


def _within(found: list[Period], start: datetime, stop: datetime) -> list[Period]:
    clipped = [(max(a, start), min(b, stop)) for a, b in found]
    kept = [p for p in clipped if p[0] <= p[1]]
    # Of a term that is none, where it would begin and end is still told.
    return kept or [(start, stop)]

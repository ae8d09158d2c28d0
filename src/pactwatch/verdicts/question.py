"""What is asked of the rules, and what they answer with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from pactwatch.ledger.events import root
from pactwatch.places import lies_in
from pactwatch.times import Span, add_duration
from pactwatch.types import Clause, Due, Pact, Place, Proof, Reason, Status, ZoneReading
from pactwatch.verdicts.evidence import Evidence
from pactwatch.verdicts.voices import covers, side_of


@dataclass(frozen=True, eq=False)  # compared by identity, so that what several rules ask of one is worked out once
class Question:
    """Has `bearer` kept `clause` at `at`, zones being read as in `reading` (by zone id)?

    evidence holds only what had happened by then. own: only one side's word is taken, so that its word is proof enough.
    triggered: when the clause's condition was met, where it has one.
    """

    pact: Pact
    clause: Clause
    bearer: str
    at: datetime
    evidence: Evidence
    pacts: Mapping[str, Pact]
    reading: Mapping[str, ZoneReading]
    own: bool = False
    triggered: datetime | None = None

    def does(self, codes: Iterable[str], party: str | None = None) -> bool:
        """Whether one of the party names is the bearer (or `party`), a part of it, or one that it answers for."""
        owner = party or self.bearer
        names = (owner, *self.pact.answers_for.get(owner, ()))
        return any(covers(name, code) for name in names for code in codes)

    def term(self, party: str | None = None) -> tuple[datetime, datetime]:
        """From when to when the bearer (or `party`) is bound, as instants: the last time that it joined, or the first."""
        terms = self._terms(party or self.bearer)
        return next((t for t in reversed(terms) if t[0] <= self.at), terms[0])

    def members(self, at: datetime | None = None) -> tuple[str, ...]:
        """Who was a party of the pact at an instant (that judged, where none is given)."""
        moment = at or self.at
        return tuple(
            p
            for p in self.pact.parties
            if p not in self.pact.membership or any(first <= moment <= last for first, last in self._terms(p))
        )

    def _terms(self, party: str) -> list[tuple[datetime, datetime]]:
        spans = self.pact.membership.get(party, (self.pact.in_force,))
        return [span.instants(self.pact.time_zone) for span in spans]

    def sides(self, *more: Iterable[str]) -> frozenset[str]:
        """Those with an interest: who owes the clause, to whom it is owed, and any more parties named."""
        names = {*self.clause.bearers, *self.clause.target, *(n for group in more for n in group)}
        return frozenset(side_of(n) for n in names)

    def needs(self, outcome: str, default: Proof) -> Proof:
        """The least proof of an outcome (`breach`, `performance`): the clause's own, or the default."""
        return "claimed" if self.own else self.clause.proof.get(outcome, default)

    def lies_in(self, zone: str | None, places: Iterable[Place], at: datetime | None = None) -> bool | None:
        """Whether one of the places is in the zone; None where that cannot be told. at: the instant whose parties count."""
        if zone is None:
            return True
        reading = self.reading[zone]
        if "party" in reading.includes:
            reading = replace(reading, includes=(*reading.includes, *self.members(at)))
        answers = [lies_in(place, reading) for place in places] or [None]
        return True if True in answers else None if None in answers else False

    def window(self) -> tuple[datetime, datetime]:
        """When the clause binds the bearer, as instants."""
        start, stop = self.pact.in_force.instants(self.pact.time_zone)
        joined, left = self.term()
        start, stop = max(start, joined), min(stop, left)
        if self.clause.window is not None:
            first, last = self.clause.window.instants(self.pact.time_zone)
            start, stop = max(start, first), min(stop, last)
        return start, stop

    def successors(self) -> list[tuple[Pact, datetime]]:
        """Pacts that replace the clause, or its whole pact, each with the instant from which it does."""
        mine = {self.pact.id, self.clause.ref}
        return [
            (pact, pact.in_force.instants(pact.time_zone)[0])
            for pact in self.pacts.values()
            if pact.id != self.pact.id and mine & {*pact.supersedes, *(ref for c in pact.clauses for ref in c.supersedes)}
        ]

    def binding(self) -> tuple[datetime, datetime]:
        """The window as far as the clause's trigger has opened it and no later pact has closed it."""
        start, stop = self.window()
        ends = [since - timedelta(seconds=1) for _, since in self.successors()]
        return max(start, self.triggered or start), min([stop, *ends])

    def due(self) -> datetime | None:
        """The last instant in time; None where there is no deadline, or it runs from a trigger that has not come."""
        due: Due | None = self.clause.due
        if due is None:
            return None
        zone = self.pact.time_zone
        if due.by is not None:
            return due.by.instants(zone)[1]
        starts = {"made": self.pact.made, "in_force": Span(self.pact.in_force.earliest, self.pact.in_force.earliest)}
        if due.of == "trigger":
            start = Span(self.triggered, self.triggered) if self.triggered else None
        else:
            start = starts[due.of]
        return add_duration(start, due.within or "P0D", zone) if start else None


@dataclass(frozen=True)
class Finding:
    """An answer to a question, with what it rests on: ids of claims for and against performance."""

    status: Status
    reasons: Reason
    for_: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    gaps: tuple[Reason, ...] = ()
    due: datetime | None = None
    proof: Proof = "none"
    late_by: timedelta | None = None
    readings: Mapping[str, Status] = field(default_factory=dict)


def matches(question: Question, named: Iterable[str], wanted: Iterable[str], at: datetime | None = None) -> bool:
    """Whether the parties named are among those wanted; `party`, `other` and `outside` are read from the pact, as its
    parties were at the instant `at`."""
    names = list(named)
    parties = {root(p) for p in question.members(at)}
    for want in wanted:
        if want == "party" and any(side_of(n) in parties for n in names):
            return True
        if want == "other" and any(side_of(n) in parties and not question.does([n]) for n in names):
            return True
        if want == "outside" and any(side_of(n) not in parties for n in names):
            return True
        if any(covers(want, n) for n in names):
            return True
    return False


def day(moment: datetime) -> str:
    """The calendar day of an instant, in its own offset, as ISO text."""
    return moment.date().isoformat()

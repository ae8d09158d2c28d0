"""What is asked of the rules, and what they answer with."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from pactwatch.ledger.events import roots
from pactwatch.lexicons.roots import covers, root
from pactwatch.places import lies_in
from pactwatch.times import Span
from pactwatch.types import Clause, Pact, Place, Proof, Reason, Status, ZoneReading
from pactwatch.verdicts.evidence import Evidence
from pactwatch.verdicts.memory import Memory
from pactwatch.verdicts.terms import SECOND, Closing, Period, closings, periods, without
from pactwatch.verdicts.voices import Voice, side_of

_EVER = Span.parse("../..").instants("UTC")
_FIRST, _LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, eq=False)  # compared by identity, so that what several rules ask of one is worked out once
class Question:
    """Has `bearer` kept `clause` at `at`, zones being read as in `reading` (by zone id)?

    evidence holds only what had happened by then. own: only one side's word is taken, so that its word is proof enough.
    triggered: when the clause's condition was met, where it has one; began: when what met it began; victims: on whom it fell;
    again: whether it had been met before. counts_from: from when performance counts, where an earlier phase of the same came
    before. deadline: by when a zone must have been left: what is taken again after it is another matter. freed: from when an
    exception, or another's breach, frees the bearer. asked: clauses whose deadlines wait for this answer. memory: what was
    found before.
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
    began: datetime | None = None
    victims: frozenset[str] = frozenset()
    again: bool = False
    counts_from: datetime | None = None
    deadline: datetime | None = None
    freed: datetime | None = None
    asked: frozenset[str] = frozenset()
    memory: Memory | None = None

    def of(self, evidence: Evidence) -> Question:
        """The same question, of another evidence."""
        return self if evidence is self.evidence else replace(self, evidence=evidence)

    def does(self, codes: Iterable[str], party: str | None = None) -> bool:
        """Whether one of the party names is the bearer (or `party`), a part of it, or one that it answers for."""
        owner = party or self.bearer
        names = (owner, *self.pact.answers_for.get(owner, ()))
        return any(covers(name, code) for name in names for code in codes)

    def own_roots(self) -> frozenset[str]:
        """The bearer, and those that it answers for, without their branches."""
        return roots((self.bearer, *self.pact.answers_for.get(self.bearer, ())))

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
        """Those with an interest: who owes the clause, to whom it is owed, in a pact of two the other, any more named."""
        two = self.pact.parties if len(self.pact.parties) == 2 else ()
        names = {*self.clause.bearers, *self.clause.target, *two, *(n for group in more for n in group)}
        # For whom a party answers has that party's interest.
        theirs = {n for party in names for n in self.pact.answers_for.get(party, ())}
        return frozenset(side_of(n) for n in names | theirs)

    def own_word(self, voice: Voice) -> bool:
        """Whether a voice is the bearer's own, or of one that it answers for."""
        return any(voice.stands_for(n) for n in self.owners())

    def owners(self) -> tuple[str, ...]:
        """The sides of the bearer, and of those that it answers for."""
        return tuple(dict.fromkeys(map(side_of, (self.bearer, *self.pact.answers_for.get(self.bearer, ())))))

    def accused(self, actors: Iterable[str]) -> tuple[str, ...]:
        """Whose word is an admission: the bearer's, and that of whoever it answers for and is said to have done it."""
        done = {side_of(a) for a in actors}
        return tuple(o for o in self.owners() if o == side_of(self.bearer) or o in done)

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

    def periods(self) -> list[Period]:
        """When the clause binds the bearer, as instants, but for what replaced or ended it."""
        bound = self.bearer in self.pact.membership
        joined = self.term() if bound else _EVER
        if self.memory is None:
            return periods(self.clause, self.pact, self.pacts, self.at, joined)
        # They change only when a pact that extends another takes effect.
        key = (self.clause.ref, joined, bisect_right(self._extending(self.memory), self.at))
        found = self.memory.periods.get(key)
        if found is None:
            found = self.memory.periods[key] = periods(self.clause, self.pact, self.pacts, self.at, joined)
        return found

    def _extending(self, memory: Memory) -> list[datetime]:
        if memory.extending is None:
            taking = (p.in_force.instants(p.time_zone)[0] for p in self.pacts.values() if p.extends)
            memory.extending = sorted(taking)
        return memory.extending

    def window(self) -> Period:
        """The first and the last instant at which the clause binds, but for what replaced or ended it."""
        found = self.periods()
        return found[0][0], found[-1][1]

    def closings(self) -> list[Closing]:
        """What replaced or ended the clause, or its whole pact."""
        if self.memory is None:
            return closings(self.clause, self.pact, self.pacts)
        found = self.memory.closings.get(self.clause.ref)
        if found is None:
            found = self.memory.closings[self.clause.ref] = closings(self.clause, self.pact, self.pacts)
        return found

    def binding(self) -> list[Period]:
        """The periods as far as the clause's trigger has opened them, no later pact has closed them, and the bearer is not
        freed; none where nothing is left."""
        left = without(self.periods(), self.closings())
        if self.triggered or self.freed:
            first, last = self.triggered or _FIRST, self.freed - SECOND if self.freed else _LAST
            left = [(max(start, first), min(stop, last)) for start, stop in left]
        return [p for p in left if p[0] <= p[1]]


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

"""Events as columns: times, proof, and for each act, party, place and source the numbers of its events."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from pactwatch.counting.rules import Told
from pactwatch.ledger.events import resolved
from pactwatch.lexicons.roots import root
from pactwatch.types import Event, Place, Proof
from pactwatch.verdicts.denying import of_the_last
from pactwatch.verdicts.evidence import Evidence, Heard
from pactwatch.verdicts.proof import LEVELS, proof_of
from pactwatch.verdicts.record import Happening
from pactwatch.verdicts.voices import Voice, side_of
from pactwatch.web.events.searching import WordIndex, Words

Numbers = NDArray[np.int32]
Facet = tuple[str, str]
"""`act`, `party`, `place`, `source` or `voice`, and its code or id."""

NOBODY: Numbers = np.empty(0, np.int32)
NEVER, AGAIN = 1 << 62, -1
"""Of an event that nobody contests; of one that is contested by what may be about another event, were that not told."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of the map: a place, or (place None) what a dataset's row gives coordinates for. Degrees, WGS 84."""

    id: str
    name: str
    place: Place | None
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Map:
    """The points at which events were. spots: the points, in the order in which events were there first; at_event, at_spot:
    which event was at which, by number."""

    spots: list[Spot]
    at_event: Numbers
    at_spot: Numbers

    @cached_property
    def latitudes(self) -> NDArray[np.float64]:
        """Of each point, in degrees."""
        return np.array([s.latitude for s in self.spots])

    @cached_property
    def longitudes(self) -> NDArray[np.float64]:
        """Of each point, in degrees."""
        return np.array([s.longitude for s in self.spots])


class EventIndex:
    """Every event that is told of, by number in order of time.

    events, ids: by number. first: the first second of each since 1970; dated: whether a text says when it was; day: its first
    day (proleptic Gregorian ordinal, in the zone of the case). proof: by its place in `LEVELS`. contested: whether somebody
    denies it or a monitor found otherwise; since: the line of the first word that does, `NEVER` where none, `AGAIN` where that
    rests on other events too.
    """

    def __init__(
        self,
        evidence: Evidence,
        opponents: frozenset[str] = frozenset(),
        monitors: tuple[str, ...] = (),
        found: Sequence[Happening] | None = None,
    ) -> None:
        """opponents: who may stand behind what names no doer or victim. monitors: whose finding is a ruling. found: the
        happenings, in order of time; all, where they are not given."""
        self.evidence, self.opponents, self.monitors = evidence, opponents, monitors
        self._lists: dict[Facet, array[int]] = defaultdict(lambda: array("i"))
        found = _found(evidence, evidence.record.heard.values()) if found is None else found
        self.events: Sequence[Event] = [happening.event for happening in found]
        self.ids: Sequence[str] = [event.id for event in self.events]
        self.first = np.fromiter((h.first for h in found), np.int64, len(found))
        self.last = np.fromiter((h.last for h in found), np.int64, len(found))
        self._fill()

    def __len__(self) -> int:
        return len(self.events)

    @cached_property
    def number(self) -> dict[str, int]:
        """The number of each event, by its id."""
        return {name: number for number, name in enumerate(self.ids)}

    def number_of(self, name: str) -> int:
        """The number of an event, by its id; -1 where there is none."""
        return self.number.get(name, -1)

    @cached_property
    def voices(self) -> frozenset[Voice]:
        """Whoever tells of any event."""
        return frozenset(h.voice for n in range(len(self)) for h in self.claims(n))

    def of_side(self, evidence: Evidence, side: str) -> list[Happening]:
        """The happenings that one side vouches for. evidence: what it alone says."""
        voices = (v.id for v in self.voices if v.stands_for(side))
        numbers = {n for voice in voices for n in self.of(("voice", voice)).tolist()}
        return _found(evidence, (h for n in numbers for h in self.claims(n)))

    @cached_property
    def lines(self) -> NDArray[np.int64]:
        """The line of the first claim of each event."""
        lines = self.evidence.record.lines
        return np.fromiter((lines.get(name, 0) for name in self.ids), np.int64, len(self))

    @cached_property
    def acting(self) -> NDArray[np.bool_]:
        """Whether anybody says whose doing each event was."""
        return np.fromiter((bool(e.actors) for e in self.events), np.bool_, len(self))

    @cached_property
    def copied(self) -> NDArray[np.bool_]:
        """Whether each event is told by nothing but reprints."""
        return np.fromiter((all(h.reprint_of for h in self.claims(n)) for n in range(len(self))), np.bool_, len(self))

    @cached_property
    def map(self) -> Map:
        """The points of the map."""
        spots: dict[str, Spot] = {}
        numbers: dict[str, int] = {}
        at_event, at_spot = array("i"), array("i")
        for number in range(len(self)):
            for spot in spots_of(self.claims(number)):
                at_event.append(number)
                at_spot.append(numbers.setdefault(spot.id, len(numbers)))
                spots.setdefault(spot.id, spot)
        pairs = (np.frombuffer(p, np.int32) if p else NOBODY for p in (at_event, at_spot))
        return Map(list(spots.values()), *pairs)

    @cached_property
    def of_the_last(self) -> list[Heard]:
        """Denials of which it hangs on other events what they are about."""
        return [h for h in self.evidence.record.heard.values() if h.negative and of_the_last(h)]

    def prepare(self) -> None:
        """Works out what earlier lines are cut of."""
        _ = self.number, self.voices, self.lines, self.acting, self.copied, self.of_the_last, self.map

    def claims(self, number: int) -> list[Heard]:
        """What is told of an event, in the order of entry ids."""
        return [self.evidence.record.heard[i] for i in self.events[number].claims]

    def told(self, numbers: Iterable[int]) -> list[Told]:
        """Events with their claims, as rules of counting take them."""
        return [Told(self.events[n], tuple(h.claim for h in self.claims(n))) for n in numbers]

    def of(self, facet: Facet) -> Numbers:
        """The events of an act, party, place, source or voice, in order."""
        return self._numbers.get(facet, NOBODY)

    def known(self, kind: str) -> list[str]:
        """All values of a facet that some event has."""
        return sorted(value for key, value in self._numbers if key == kind)

    @cached_property
    def words(self) -> Words:
        """The words of the sentences that tell of each event."""
        return WordIndex(((h.statement, h.claim.statement.text) for h in self.claims(n)) for n in range(len(self)))

    def proof(self, number: int) -> Proof:
        """How well an event is proven."""
        return LEVELS[int(self.level[number])]

    def interests(self, told: Iterable[Heard]) -> frozenset[str]:
        """Who has an interest in a matter: its doers and victims; where either is unnamed, also all who may be meant."""
        claims = [h.claim for h in told]
        actors, targets = {a for c in claims for a in c.actor}, {t for c in claims for t in c.target}
        named = frozenset(side_of(p) for p in actors | targets)
        return named if actors and targets else named | self.opponents

    def level_of(self, told: list[Heard]) -> Proof:
        """The proof that these claims of one event give."""
        accused = tuple(sorted({side_of(a) for h in told for a in h.claim.actor}))
        ids = [h.id for h in told]
        finding = self.evidence.ruled(ids, self.monitors) if self.evidence.record.rulings else None
        if finding is not None and finding.finding == "happened":
            return "ruled"
        return proof_of(told, self.interests(told), accused=accused, monitor=self.monitors)

    def judged_again(self, evidence: Evidence) -> EventIndex:
        """The index with the rulings of an evidence whose claims and events are the same."""
        after = copy(self)
        after.evidence, after.level, after.since = evidence, self.level.copy(), self.since.copy()
        ruled = {*self.evidence.record.rulings, *evidence.record.rulings}
        for number in {self.number[n] for n in map(evidence.record.leader, ruled) if n in self.number}:
            after.level[number] = LEVELS.index(after.level_of(self.claims(number)))
            after.since[number] = after.doubted(number)
        after.contested = after.since != NEVER
        return after

    def denials(self, event: Event) -> list[Heard]:
        """Who says that an event was not so; whoever says in one breath that it was, in part, does not."""
        return [h for h in self.evidence.denials(event) if not h.in_part]

    def _fill(self) -> None:
        count = len(self.events)
        self.level = np.zeros(count, np.int8)
        self.since = np.full(count, NEVER)
        self.dated = np.zeros(count, np.bool_)
        self.day = np.zeros(count, np.int32)
        zone = ZoneInfo(self.evidence.zone)
        for number, event in enumerate(self.events):
            told = self.claims(number)
            self.level[number] = LEVELS.index(self.level_of(told))
            self.since[number] = self.doubted(number)
            self.dated[number] = any(h.dated for h in told)
            self.day[number] = _day(int(self.first[number]), zone)
            for facet in _facets(event, told):
                self._lists[facet].append(number)
            for spot in spots_of(told):
                if spot.place is None:
                    self._lists["place", spot.id].append(number)
        self.contested = self.since != NEVER
        self._numbers = {key: np.frombuffer(numbers, np.int32) for key, numbers in self._lists.items()}

    def doubted(self, number: int) -> int:
        """The line since which an event is contested; `NEVER`, `AGAIN`."""
        event = self.events[number]
        ruled = self.evidence.ruled(event.claims, self.monitors) if self.evidence.record.rulings else None
        if ruled is not None and ruled.finding == "did_not_happen":
            return 0
        if not self.evidence.may_be_denied(event, int(self.first[number]), int(self.last[number])):
            return NEVER
        lines = self.evidence.record.lines
        said = [(lines.get(h.id, 0), of_the_last(h)) for h in self.denials(event)]
        return AGAIN if said and min(said)[1] else min((line for line, _ in said), default=NEVER)


def spots_of(told: Iterable[Heard]) -> list[Spot]:
    """Where an event was: its places, or the points that its claims give."""
    found = {
        p.id: Spot(p.id, p.id, p, p.latitude, p.longitude)
        for h in told
        for p in h.where
        if p.latitude is not None and p.longitude is not None
    }
    return list((found or {s.id: s for h in told if (s := _own_point(h))}).values())


def _found(evidence: Evidence, told: Iterable[Heard]) -> list[Happening]:
    """Every happening of which one of these claims tells that counts, in order of time."""
    record = evidence.record
    seen: dict[str, Happening] = {}
    for one in told:
        leader = record.leader(one.id)
        if one.tells and leader not in seen and evidence.counts(one):
            seen[leader] = _counted(record.happening(leader), evidence.event_of(one))
    return sorted(seen.values(), key=order)


def _counted(happening: Happening, event: Event) -> Happening:
    return happening if happening.event is event else replace(happening, event=event)


def order(happening: Happening) -> tuple[int, int, str]:
    """That of time."""
    return happening.first, happening.last, happening.event.id


def _facets(event: Event, told: list[Heard]) -> Iterable[Facet]:
    found: dict[Facet, None] = {("act", act): None for act in event.acts}
    for actor in event.actors:
        found |= {("party", actor): None, ("party", root(actor)): None}
    for one in told:
        found |= {("place", p): None for place in one.where for p in (place.id, *place.within)}
        found |= {("place", n): None for n in one.claim.places if len(one.where) < len(one.claim.places) and not resolved((n,))}
        found |= {("source", one.report.source): None, ("voice", one.voice.id): None}
    return found


def _own_point(one: Heard) -> Spot | None:
    fields: dict[str, Any] = one.claim.statement.fields
    try:
        latitude, longitude = float(fields["latitude"]), float(fields["longitude"])
    except (KeyError, ValueError):
        return None
    name = one.claim.places[0] if one.claim.places else f"{latitude:.3f}, {longitude:.3f}"
    return Spot(name, name, None, latitude, longitude)


def _day(second: int, zone: ZoneInfo) -> int:
    try:
        return datetime.fromtimestamp(second, zone).toordinal()
    except (OverflowError, ValueError, OSError):
        return date.max.toordinal() if second > 0 else 1

"""The events of an earlier line, numbered anew out of those of a later one; only those that were told otherwise are indexed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from typing import TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from pactwatch.verdicts.earlier import Earlier
from pactwatch.verdicts.evidence import Evidence
from pactwatch.verdicts.heard import Heard
from pactwatch.verdicts.keys import Key, Reads
from pactwatch.verdicts.record import PAD
from pactwatch.verdicts.voices import Voice
from pactwatch.web.events.index import AGAIN, NEVER, EventIndex, Facet, Map, Numbers, Spot, order, spots_of
from pactwatch.web.events.searching import Words

S = TypeVar("S")
T = TypeVar("T", bound=np.generic)


class EarlierIndex(EventIndex):
    """The events as they were told at an earlier line than another index's.

    later: the other; own: those that were told otherwise; there: the number of each in the other, -1 where it is none of its;
    again: numbers of those of which it was asked again who denies them.
    """

    def __init__(self, later: EventIndex, evidence: Evidence, record: Earlier) -> None:
        """record: that of the evidence, cut out of the other's."""
        self.evidence, self.opponents, self.monitors = evidence, later.opponents, later.monitors
        told = [h for h in record.otherwise if any(evidence.counts(record.heard[i]) for i in h.event.claims)]
        own = EventIndex(evidence, later.opponents, later.monitors, sorted(told, key=order))
        self.later, self.own = later, own
        stood = later.lines <= record.seq
        stood[[later.number[name] for name in record.remade if name in later.number]] = False
        self._kept = np.flatnonzero(stood).astype(np.int64)
        self._before = _places(later, self._kept, own)
        kept = np.arange(len(self._kept))
        self._new = np.full(len(later), -1, np.int32)
        self._new[self._kept] = kept + np.searchsorted(self._before, kept, side="right")
        self._otherwise = (self._before + np.arange(len(own))).astype(np.int32)
        self._from = np.insert(self._kept, self._before, 0)
        there = self._from.copy()
        there[self._otherwise] = -1 - np.arange(len(own))
        self.events, self.ids = _Both(there, later.events, own.events), _Both(there, later.ids, own.ids)
        self.there = np.maximum(there, -1)
        self.first, self.last = self.joined(later.first, own.first), self.joined(later.last, own.last)
        self.level, self.dated = self.joined(later.level, own.level), self.joined(later.dated, own.dated)
        self.day = self.joined(later.day, own.day)
        self.since = self.joined(later.since, np.where(own.contested, 0, NEVER))
        self._doubt_again(record)
        self._numbers = {}

    def joined(self, later: NDArray[T], own: NDArray[T]) -> NDArray[T]:
        """A column of these events. later, own: that of the other index, and of those that were told otherwise."""
        found: NDArray[T] = later[self._from] if len(later) else np.empty(len(self._from), later.dtype)
        found[self._otherwise] = own
        return found

    def numbered(self, later: Numbers, own: Numbers) -> Numbers:
        """The numbers of events here, in order. later, own: in the other index, and among those that were told otherwise."""
        numbers = self._new[later]
        kept = numbers[numbers >= 0]  # in order, as they were
        return np.sort(np.concatenate((kept, self._otherwise[own]))) if len(own) else kept

    def of(self, facet: Facet) -> Numbers:
        """The events of an act, party, place, source or voice, in order."""
        found = self._numbers.get(facet)
        if found is None:
            found = self._numbers[facet] = self.numbered(self.later.of(facet), self.own.of(facet))
        return found

    def known(self, kind: str) -> list[str]:
        """All values of a facet that some event has."""
        own = {*self.own.known(kind)}
        kept = {value for value in self.later.known(kind) if value not in own and self._any((kind, value))}
        return sorted(own | kept)

    def _any(self, facet: Facet) -> bool:
        return bool((self._new[self.later.of(facet)] >= 0).any())

    @cached_property
    def acting(self) -> NDArray[np.bool_]:
        """Whether anybody says whose doing each event was."""
        return self.joined(self.later.acting, self.own.acting)

    @cached_property
    def copied(self) -> NDArray[np.bool_]:
        """Whether each event is told by nothing but reprints."""
        return self.joined(self.later.copied, self.own.copied)

    def here(self, later: int) -> int:
        """The number of an event of the other index; -1 where it was otherwise, or not told."""
        return int(self._new[later])

    @cached_property
    def words(self) -> Words:
        """The words of the sentences that tell of each event."""
        return _JoinedWords(self, self.later.words, self.own.words)

    def _doubt_again(self, record: Earlier) -> None:
        """What contests an event was told later, or is about another event where later ones are not told."""
        again = {*np.flatnonzero(self.since == AGAIN).tolist()}
        for denial in record.reheard:
            if denial.negative:
                again |= self._near(record, *_able(record, denial))
        for denial in self.later.of_the_last:
            if record.stood(denial.id):
                keys, first, last = record.asked_by(denial)
                if not record.unchanged(Reads((key, first, last) for key in keys)):
                    again |= self._near(record, keys, first, last)
        self.again = frozenset(again)
        self.since[self.since > record.seq] = NEVER
        for number in again:
            self.since[number] = min(self.doubted(number), NEVER)
        self.contested = self.since != NEVER

    def _near(self, record: Earlier, keys: list[Key], first: int, last: int) -> set[int]:
        leaders = {entry[2] for key in keys for entry in record.touching(key, first, last)}
        return {number for name in leaders if (number := self.number_of(name)) >= 0}

    def number_of(self, name: str) -> int:
        """The number of an event, by its id; -1 where there is none."""
        if name in self.own.number:
            return int(self._otherwise[self.own.number[name]])
        return int(self._new[self.later.number[name]]) if name in self.later.number else -1

    @cached_property
    def voices(self) -> frozenset[Voice]:
        """Whoever tells of any event here, or later."""
        return self.later.voices | self.own.voices

    @cached_property
    def map(self) -> Map:
        """The points of the map, in the order in which events were there."""
        later, own = self.later.map, self.own.map
        every = [*later.spots, *own.spots]
        same = {spot.id: number for number, spot in reversed(list(enumerate(every)))}
        events, mine = self._new[later.at_event], self._otherwise[own.at_event]
        here = events >= 0
        events = events[here]  # in order, as they were
        before = np.searchsorted(events, mine)
        at_event = np.insert(events, before, mine)
        spots = np.insert(later.at_spot[here], before, [same[own.spots[n].id] for n in own.at_spot.tolist()])
        first = np.full(len(every), len(spots))
        first[spots[::-1]] = np.arange(len(spots) - 1, -1, -1)
        by_time = np.argsort(first)[: np.count_nonzero(first < len(spots))]
        number = np.zeros(len(every), np.int32)
        number[by_time] = np.arange(len(by_time))
        here_then = [self._spot(every[n], int(at_event[first[n]])) for n in by_time.tolist()]
        return Map(here_then, at_event, number[spots])

    def _spot(self, spot: Spot, event: int) -> Spot:
        """A point as the first event that was there gives it."""
        return spot if spot.place else next(s for s in spots_of(self.claims(event)) if s.id == spot.id)


class _Both(Sequence[S]):
    """What belongs to each event. there: its number in the other index, or -1 and below: in that of what was told otherwise."""

    def __init__(self, there: NDArray[np.int64], later: Sequence[S], own: Sequence[S]) -> None:
        self._there, self._later, self._own = there, later, own

    def __len__(self) -> int:
        return len(self._there)

    @overload
    def __getitem__(self, at: int) -> S: ...
    @overload
    def __getitem__(self, at: slice) -> list[S]: ...
    def __getitem__(self, at: int | slice) -> S | list[S]:
        if isinstance(at, slice):
            return [self._one(n) for n in self._there[at].tolist()]
        return self._one(int(self._there[at]))

    def _one(self, there: int) -> S:
        return self._later[there] if there >= 0 else self._own[-1 - there]


class _JoinedWords:
    def __init__(self, index: EarlierIndex, later: Words, own: Words) -> None:
        self._index, self._later, self._own = index, later, own

    def mask(self, query: str) -> NDArray[np.bool_]:
        return self._index.joined(self._later.mask(query), self._own.mask(query))


def _able(record: Earlier, denial: Heard) -> tuple[list[Key], int, int]:
    """The keys and times of events that a denial can be about."""
    keys, first, last = record.asked_by(denial)
    if denial.dated:
        first, last = denial.time()
    return keys, first - PAD, last + PAD


def _places(later: EventIndex, kept: NDArray[np.int64], own: EventIndex) -> NDArray[np.int64]:
    """How many of the events that are kept come before each that was told otherwise."""
    first, last, ids = later.first[kept], later.last, later.ids
    among = (np.searchsorted(first, own.first, side).tolist() for side in ("left", "right"))
    found = []
    for number, (low, high) in enumerate(zip(*among, strict=True)):
        wanted = (int(own.last[number]), own.ids[number])
        found.append(bisect_left(range(len(kept)), wanted, low, high, key=lambda n: (int(last[kept[n]]), ids[int(kept[n])])))
    return np.array(found, np.int64)

"""Claims against claims: events that somebody denies, that another side tells with another doer, or with other figures."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from pactwatch.ledger.events import FIGHTING, roots
from pactwatch.types import Event
from pactwatch.verdicts.heard import Heard
from pactwatch.verdicts.voices import side_of
from pactwatch.web.events.earlier import EarlierIndex
from pactwatch.web.events.index import NOBODY, EventIndex, Numbers

CROWD = 40
"""Events of one day and place beyond which nobody can say which of them are versions of one another."""


Spot = tuple[int, str]
"""A day (proleptic Gregorian ordinal) and a place (its id)."""

Voices = tuple[frozenset[str], tuple[tuple[int, str], ...]]
"""Of an event, the sides that tell it, and those that deny it, each with the line of its denial."""


class Contests:
    """Which events of an index are told against one another.

    others: by number, the events of the same time and place of which the side accused in one says that another did it.
    figures: numbers of events of which sides give different figures. reprints: by number, the events that are told by nothing
    but copies of what tells of it. numbers: all that are contested in one of these ways, or denied, in order of time; a
    reprint is none of its own. crowds: days and places of so many events that nobody can say which are versions of others.
    """

    def __init__(self, index: EventIndex) -> None:
        self._index = index
        self.crowds: set[Spot] = set()
        self.others = self._versions()
        self.figures = self._figures()
        mask = index.contested.copy()
        mask[[*self.others, *self.figures]] = True
        # What bears neither date nor doer says too little to be held beside anybody.
        mask &= index.dated | index.acting
        self.reprints = self._printed_again(mask)
        mask[[n for again in self.reprints.values() for n in again]] = False
        self.mask: NDArray[np.bool_] = mask
        self.numbers: Numbers = np.flatnonzero(mask).astype(np.int32)
        self.voices: dict[int, Voices] = {number: self._voices(number) for number in self.numbers.tolist()}
        self._of = self._sides()

    def of(self, side: str) -> Numbers:
        """The contested events of which a side gives a version, or which it denies."""
        return self._of.get(side_of(side), NOBODY)

    def once(self, numbers: Numbers) -> Numbers:
        """These events without those that are another version of an earlier one among them."""
        kept = self.mask[numbers]
        wanted = set(numbers[kept].tolist())
        told = {n for n in wanted if any(other < n and other in wanted for other in self.others.get(n, ()))}
        return numbers[kept & ~np.isin(numbers, list(told))] if told else numbers[kept]

    def denials(self, number: int) -> list[Heard]:
        """Who denies an event."""
        index = self._index
        return index.denials(index.events[number]) if index.contested[number] else []

    def _figures(self) -> set[int]:
        index = self._index
        return {n for n, event in enumerate(index.events) if len(event.claims) > 1 and differ(index.claims(n))}

    def _printed_again(self, mask: NDArray[np.bool_]) -> dict[int, list[int]]:
        """By number, events of this mask that only copies tell of, where the copied report tells of one of this mask too."""
        index, lineage = self._index, self._index.evidence.record.lineage
        copied = np.flatnonzero(mask & index.copied).tolist()
        if not copied:
            return {}
        told = np.flatnonzero(mask & ~index.copied).tolist()
        first = {_same(h, h.report.id): n for n in told for h in index.claims(n)}
        found: dict[int, list[int]] = defaultdict(list)
        for number in copied:
            one = index.claims(number)[0]
            original = first.get(_same(one, lineage.root(one.report.id)))
            if original is not None:
                found[original].append(number)
        return dict(found)

    def _versions(self) -> dict[int, tuple[int, ...]]:
        """Of each event, the others that are versions of it."""
        near: dict[Spot, list[int]] = defaultdict(list)
        for number in np.flatnonzero(fights(self._index)).tolist():
            for spot in spots(self._index, number):
                near[spot].append(number)
        self.crowds = {spot for spot, numbers in near.items() if len(numbers) > CROWD}
        return gathered(pair for numbers in near.values() for pair in self._pairs(numbers))

    def _pairs(self, near: list[int]) -> Iterator[tuple[int, int]]:
        """Which of the events of one day and place are versions of one another."""
        if len(near) <= CROWD:
            yield from ((a, b) for a, b in combinations(near, 2) if self._against(a, b))

    def _against(self, a: int, b: int) -> bool:
        one, other = self._index.events[a], self._index.events[b]
        alike = not roots(one.actors).isdisjoint(roots(other.actors))
        if alike or not one.span.overlaps(other.span, self._index.evidence.zone):
            return False
        return self._tells(one, b) or self._tells(other, a)

    def _tells(self, accused: Event, number: int) -> bool:
        """Whether a side accused in one event tells of another."""
        sides = {side_of(actor) for actor in accused.actors}
        return any(h.voice.stands_for(side) for h in self._index.claims(number) for side in sides)

    def _voices(self, number: int) -> Voices:
        lines = self._index.evidence.record.lines
        denied = tuple((lines.get(h.id, 0), h.voice.side or h.voice.id) for h in self.denials(number))
        return frozenset(h.voice.side or h.voice.id for h in self._index.claims(number)), denied

    def _sides(self) -> dict[str, Numbers]:
        found: dict[str, array[int]] = defaultdict(lambda: array("i"))
        for number, (telling, denying) in self.voices.items():
            for side in telling.union(side for _, side in denying):
                found[side].append(number)
        return {side: np.frombuffer(numbers, np.int32) for side, numbers in found.items()}


class EarlierContests(Contests):
    """Those of an earlier line, where only what was told otherwise is looked at again."""

    def __init__(self, index: EarlierIndex, later: Contests) -> None:
        """later: those of the index out of which this one is cut."""
        self._later, self._cut = later, index
        super().__init__(index)

    def _figures(self) -> set[int]:
        index = self._cut
        kept = {index.here(n) for n in self._later.figures} - {-1}
        return kept | {n for n in self._otherwise() if len(index.events[n].claims) > 1 and differ(index.claims(n))}

    def _versions(self) -> dict[int, tuple[int, ...]]:
        index = self._cut
        fighting = fights(index)
        # Where something was told otherwise, or not so much, all of the day and place is looked at again.
        again = self._later.crowds.union(*(spots(index, n) for n in self._otherwise() if fighting[n]))
        near = {spot: self._at(spot, fighting) for spot in again}
        self.crowds = {spot for spot, numbers in near.items() if len(numbers) > CROWD}
        pairs = [pair for numbers in near.values() for pair in self._pairs(numbers)]
        touched = {number for numbers in near.values() for number in numbers}
        for number, others in self._later.others.items():
            one = index.here(number)
            both = ((one, other) for n in others if n > number and (other := index.here(n)) >= 0)
            # What is at one of these days and places alone was paired above, if it was to be.
            apart = ((a, b) for a, b in both if not {a, b} <= touched or not spots(index, a) & spots(index, b) <= again)
            pairs += list(apart) if one >= 0 else []
        return gathered(pairs)

    def _at(self, spot: Spot, fighting: NDArray[np.bool_]) -> list[int]:
        """The fights of a day at a very place."""
        day, place = spot
        there = self._cut.of(("place", place))
        able = there[fighting[there] & (self._cut.day[there] == day)].tolist()
        return [n for n in able if spot in spots(self._cut, n)]

    def _otherwise(self) -> list[int]:
        return np.flatnonzero(self._cut.there < 0).tolist()

    def _voices(self, number: int) -> Voices:
        index = self._cut
        known = self._later.voices.get(int(index.there[number]))
        if known is None or number in index.again:
            return super()._voices(number)
        seq = index.evidence.seq
        telling, denying = known
        return known if not denying else (telling, tuple((line, side) for line, side in denying if line <= seq))


def contests(index: EventIndex, later: Contests | None = None) -> Contests:
    """What is contested in an index. later: in that out of which it is cut, where it is."""
    if isinstance(index, EarlierIndex) and later is not None:
        return EarlierContests(index, later)
    return Contests(index)


def _same(heard: Heard, report: str) -> tuple[str, str, str, frozenset[str]]:
    """By what a claim is known again in another print of its report."""
    return report, heard.claim.act, heard.voice.id, roots(heard.claim.actor)


def fights(index: EventIndex) -> NDArray[np.bool_]:
    """Which events are dated fights with a doer."""
    found = np.zeros(len(index), np.bool_)
    for act in FIGHTING:
        found[index.of(("act", act))] = True
    return found & index.dated & index.acting


def spots(index: EventIndex, number: int) -> set[Spot]:
    """The day and the places of an event."""
    return {(int(index.day[number]), place.id) for heard in index.claims(number) for place in heard.where}


def gathered(pairs: Iterable[tuple[int, int]]) -> dict[int, tuple[int, ...]]:
    """By number, the others with which it is paired."""
    found: dict[int, set[int]] = defaultdict(set)
    for a, b in pairs:
        found[a].add(b)
        found[b].add(a)
    return {number: tuple(sorted(others)) for number, others in sorted(found.items())}


def differ(told: Iterable[Heard]) -> bool:
    """Whether two sides give figures of one unit that have none in common."""
    given: dict[tuple[str, str], set[float]] = defaultdict(set)
    for heard in told:
        for figure in heard.claim.amounts:
            given[figure.unit, heard.voice.side or heard.voice.id].add(figure.value)
    by_unit: dict[str, list[set[float]]] = defaultdict(list)
    for (unit, _), values in given.items():
        by_unit[unit].append(values)
    return any(a.isdisjoint(b) for values in by_unit.values() for a, b in combinations(values, 2))

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
from pactwatch.web.events.index import NOBODY, EventIndex, Numbers

_CROWD = 40
"""Events of one day and place beyond which nobody can say which of them are versions of one another."""


class Contests:
    """Which events of an index are told against one another.

    others: by number, the events of the same time and place of which the side accused in one says that another did it.
    figures: numbers of events of which sides give different figures. reprints: by number, the events that are told by nothing
    but copies of what tells of it. numbers: all that are contested in one of these ways, or denied, in order of time; a
    reprint is none of its own.
    """

    def __init__(self, index: EventIndex) -> None:
        self._index = index
        self.others = self._versions()
        self.figures = {n for n, event in enumerate(index.events) if len(event.claims) > 1 and _differ(index.claims(n))}
        mask = index.contested.copy()
        mask[[*self.others, *self.figures]] = True
        # What bears neither date nor doer says too little to be held beside anybody.
        mask &= index.dated | np.fromiter((bool(e.actors) for e in index.events), np.bool_, len(index))
        self.reprints = self._printed_again(mask)
        mask[[n for again in self.reprints.values() for n in again]] = False
        self.mask: NDArray[np.bool_] = mask
        self.numbers: Numbers = np.flatnonzero(mask).astype(np.int32)
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

    def _printed_again(self, mask: NDArray[np.bool_]) -> dict[int, list[int]]:
        """By number, events of this mask that only copies tell of, where the copied report tells of one of this mask too."""
        index, lineage = self._index, self._index.evidence.record.lineage
        all_of_them = {n: index.claims(n) for n in np.flatnonzero(mask).tolist()}
        copied = {n: told for n, told in all_of_them.items() if all(h.reprint_of for h in told)}
        if not copied:
            return {}
        first = {_same(h, h.report.id): n for n, told in all_of_them.items() if n not in copied for h in told}
        found: dict[int, list[int]] = defaultdict(list)
        for number, told in copied.items():
            original = first.get(_same(told[0], lineage.root(told[0].report.id)))
            if original is not None:
                found[original].append(number)
        return dict(found)

    def _versions(self) -> dict[int, tuple[int, ...]]:
        found: dict[int, set[int]] = defaultdict(set)
        for near in _together(self._index):
            for a, b in combinations(near, 2):
                if self._against(a, b):
                    found[a].add(b)
                    found[b].add(a)
        return {number: tuple(sorted(others)) for number, others in sorted(found.items())}

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

    def _sides(self) -> dict[str, Numbers]:
        found: dict[str, array[int]] = defaultdict(lambda: array("i"))
        for number in self.numbers.tolist():
            voices = [h.voice for h in (*self._index.claims(number), *self.denials(number))]
            for side in {v.side or v.id for v in voices}:
                found[side].append(number)
        return {side: np.frombuffer(numbers, np.int32) for side, numbers in found.items()}


def _same(heard: Heard, report: str) -> tuple[str, str, str, frozenset[str]]:
    """By what a claim is known again in another print of its report."""
    return report, heard.claim.act, heard.voice.id, roots(heard.claim.actor)


def _together(index: EventIndex) -> Iterator[list[int]]:
    """Fights with a doer, by day and place."""
    near: dict[tuple[int, str], list[int]] = defaultdict(list)
    fights = np.zeros(len(index), np.bool_)
    for act in FIGHTING:
        fights[index.of(("act", act))] = True
    for number in np.flatnonzero(fights & index.dated).tolist():
        if index.events[number].actors:
            for place in {p.id for h in index.claims(number) for p in h.where}:
                near[int(index.day[number]), place].append(number)
    return (numbers for numbers in near.values() if 1 < len(numbers) <= _CROWD)


def _differ(told: Iterable[Heard]) -> bool:
    """Whether two sides give figures of one unit that have none in common."""
    given: dict[tuple[str, str], set[float]] = defaultdict(set)
    for heard in told:
        for figure in heard.claim.amounts:
            given[figure.unit, heard.voice.side or heard.voice.id].add(figure.value)
    by_unit: dict[str, list[set[float]]] = defaultdict(list)
    for (unit, _), values in given.items():
        by_unit[unit].append(values)
    return any(a.isdisjoint(b) for values in by_unit.values() for a, b in combinations(values, 2))

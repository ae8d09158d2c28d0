"""What rules of counting look at in each event, as columns: so that many events are counted at once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from pactwatch.counting.rules import BURST, PAUSE, Told, place_of, rounds_of, slot_of

Column = NDArray[np.int64]
_BEGINNING = datetime(1970, 1, 1)


class Columns:
    """Of each event, by number: its place and its place and hour (each as a number of its own), from when to when it was
    (seconds of civil time) and its rounds (one, where no account gives a number); and its rank by place and time."""

    def __init__(self, told: list[Told]) -> None:
        self._slot = _numbered((place_of(t), slot_of(t.event)) for t in told)
        self._place = _numbered(place_of(t) for t in told)
        self._start = np.array([_second(t.event.span.earliest) for t in told], np.int64)
        self._stop = np.array([_second(t.event.span.latest) for t in told], np.int64)
        self._rounds = np.array([rounds_of(t) or 1 for t in told], np.float64)
        self._rank = np.empty(len(told), np.int64)
        self._rank[np.lexsort((self._start, self._place))] = np.arange(len(told))

    def per_place_and_hour(self, numbers: Column, groups: Column, count: int) -> Column:
        """The figure of each of `count` groups by the rule of that name. groups: that of each event."""
        width = len(self._slot) + 1
        return np.bincount(np.unique(groups * width + self._slot[numbers]) // width, minlength=count)

    def bursts_of_thirty(self, numbers: Column, groups: Column, count: int) -> Column:
        """The same by the rule of thirty discharges without a pause."""
        order = np.argsort(groups * (len(self._rank) + 1) + self._rank[numbers])
        events, group = numbers[order], groups[order]
        pause = self._start[events][1:] - self._stop[events][:-1] > PAUSE.total_seconds()
        begins = pause | (np.diff(group) != 0) | (np.diff(self._place[events]) != 0)
        burst = np.concatenate(([0], np.cumsum(begins))) if len(events) else np.empty(0, np.int64)
        enough = np.bincount(burst, self._rounds[events]) >= BURST
        return np.bincount(group[np.unique(burst, return_index=True)[1]][enough], minlength=count)


def _numbered(values: Iterable[Hashable]) -> Column:
    known: dict[Hashable, int] = {}
    return np.fromiter((known.setdefault(value, len(known)) for value in values), np.int64)


def _second(moment: datetime) -> int:
    return int((moment.replace(tzinfo=None) - _BEGINNING).total_seconds())

"""What rules of counting look at in each event, as columns: so that many events are counted at once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from copy import copy
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pactwatch.counting.rules import BURST, PAUSE, Told, place_of, rounds_of, slot_of

Column = NDArray[np.int64]
_BEGINNING = datetime(1970, 1, 1)


class Columns:
    """Of each event, by number: its place and its place and hour (each as a number of its own), from when to when it was
    (seconds of civil time) and its rounds (one, where no account gives a number); and its rank by place and time."""

    def __init__(self, told: list[Told], like: Columns | None = None) -> None:
        """like: columns whose numbers of places and hours are to hold here, too."""
        self._places: dict[Hashable, int] = dict(like._places) if like else {}
        self._hours: dict[Hashable, int] = dict(like._hours) if like else {}
        self._place = _numbered((place_of(t) for t in told), self._places)
        self._hour = _numbered((slot_of(t.event) for t in told), self._hours)
        self._start = np.array([_second(t.event.span.earliest) for t in told], np.int64)
        self._stop = np.array([_second(t.event.span.latest) for t in told], np.int64)
        self._rounds = np.array([rounds_of(t) or 1 for t in told], np.float64)
        self._settle()

    def joined(self, own: Columns, join: Callable[[NDArray[Any], NDArray[Any]], NDArray[Any]]) -> Columns:
        """These of an earlier line. own: of what was told otherwise, made like these; join: puts a column together of both."""
        after = copy(own)
        for name in ("_place", "_hour", "_start", "_stop", "_rounds"):
            setattr(after, name, join(getattr(self, name), getattr(own, name)))
        after._settle()
        return after

    def _settle(self) -> None:
        self._slot = self._place * (len(self._hours) + 1) + self._hour
        self._rank = np.empty(len(self._place), np.int64)
        self._rank[np.lexsort((self._start, self._place))] = np.arange(len(self._place))

    def per_place_and_hour(self, numbers: Column, groups: Column, count: int) -> Column:
        """The figure of each of `count` groups by the rule of that name. groups: that of each event."""
        width = (len(self._places) + 1) * (len(self._hours) + 1)
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


def _numbered(values: Iterable[Hashable], known: dict[Hashable, int]) -> Column:
    return np.fromiter((known.setdefault(value, len(known)) for value in values), np.int64)


def _second(moment: datetime) -> int:
    return int((moment.replace(tzinfo=None) - _BEGINNING).total_seconds())

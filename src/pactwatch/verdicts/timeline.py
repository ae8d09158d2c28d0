"""Things that lie in time, found by the time that they touch."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from heapq import merge

Entry = tuple[int, int, str]
"""First and last second since 1970, and an id."""

EVER = (-(1 << 40), 1 << 40)
"""Seconds before and after every instant."""

SHORT = 11 * 86_400
"""Seconds; what is longer is kept apart, so that the others are found by their beginning."""

_EPOCH, _SECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(seconds=1)


def seconds(moment: datetime) -> int:
    """Whole seconds since 1970 of an instant, before it negative."""
    return (moment - _EPOCH) // _SECOND


class Timeline:
    """Entries in order of time. Many can be added before the first is asked for; one more then costs little."""

    __slots__ = ("_long", "_short", "_sorted")

    def __init__(self) -> None:
        self._short: list[Entry] = []
        self._long: list[Entry] = []
        self._sorted = False

    def add(self, entry: Entry) -> None:
        where = self._long if entry[1] - entry[0] > SHORT else self._short
        if self._sorted:
            insort(where, entry)
        else:
            where.append(entry)

    def remove(self, entry: Entry) -> None:
        """Takes out an entry that was added."""
        self.sort()
        where = self._long if entry[1] - entry[0] > SHORT else self._short
        del where[bisect_left(where, entry)]

    def touching(self, first: int, last: int) -> Iterator[Entry]:
        """The entries of which some second lies between these, both included, in order."""
        self.sort()
        return (
            merge(self._touching_long(first, last), self._touching_short(first, last))
            if self._long
            else self._touching_short(first, last)
        )

    def _touching_long(self, first: int, last: int) -> Iterator[Entry]:
        for entry in self._long:
            if entry[0] > last:
                return
            if entry[1] >= first:
                yield entry

    def _touching_short(self, first: int, last: int) -> Iterator[Entry]:
        for n in range(bisect_left(self._short, (first - SHORT,)), len(self._short)):
            entry = self._short[n]
            if entry[0] > last:
                return
            if entry[1] >= first:
                yield entry

    def sort(self) -> None:
        """Puts the entries in order now, rather than when they are first asked for."""
        if not self._sorted:
            self._short.sort()
            self._long.sort()
            self._sorted = True

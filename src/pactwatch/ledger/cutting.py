"""Rows of a ledger as they stood at an earlier line: those written by then, others laid over them. Nothing is copied."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property
from heapq import merge
from itertools import islice
from typing import Any, TypeVar

T = TypeVar("T")


class Rows(dict[str, T]):
    """Rows in the order of their lines, out of which those of earlier lines are cut."""

    @cached_property
    def names(self) -> list[str]:
        """Their ids; to be asked for once all are there."""
        return list(self)


class UpTo(Mapping[str, T]):
    """Those rows (by entry id, in the order of their lines) that were written up to line `seq`.

    rows: what stands later; lines: the line of each of them, and of others. over: what stood then and does not stand later, or
    was otherwise; over_lines: the lines of the former, whose ids are `more`. end: how many of the rows stood, and the last.
    """

    __slots__ = ("_lines", "_over", "_over_lines", "end", "more", "rows", "seq")

    def __init__(
        self,
        rows: Mapping[str, T],
        lines: Mapping[str, int],
        seq: int,
        over: Mapping[str, T] | None = None,
        over_lines: Mapping[str, int] | None = None,
        like: UpTo[Any] | None = None,
    ) -> None:
        """like: one of other rows of the same ids, so that they need not be counted again."""
        self.rows, self._lines, self.seq = rows, lines, seq
        count, last = like.end if like is not None else _end(rows.names if isinstance(rows, Rows) else list(rows), lines, seq)
        self.end: tuple[int, str] = count, last
        self._over: dict[str, T] = {}
        self._over_lines = over_lines or {}
        self.more: list[str] = []
        for name, row in (over or {}).items():
            self[name] = row

    def __setitem__(self, name: str, row: T) -> None:
        """Lays a row over what is there."""
        if name not in self._over and not self._stood(name):
            self.more.append(name)
        self._over[name] = row

    def __getitem__(self, name: str) -> T:
        if name in self._over:
            return self._over[name]
        if self._lines.get(name, self.seq + 1) > self.seq:
            raise KeyError(name)
        return self.rows[name]

    def __contains__(self, name: object) -> bool:
        return name in self._over or self._stood(name)

    def __len__(self) -> int:
        return self.end[0] + len(self.more)

    def __iter__(self) -> Iterator[str]:
        old = islice(self.rows, self.end[0])
        if not self.more:
            return old
        return merge(old, sorted(self.more, key=self._line), key=self._line)

    @property
    def last(self) -> str:
        """The id of the last of the rows; empty where there are none."""
        return max([*([self.end[1]] if self.end[1] else ()), *self.more], key=self._line, default="")

    def _stood(self, name: object) -> bool:
        # Some rows are of lines that are not among these: they are not shown.
        return self._lines.get(name, self.seq + 1) <= self.seq and name in self.rows  # type: ignore[call-overload]

    def _line(self, name: str) -> int:
        return self._over_lines[name] if name in self._over_lines else self._lines.get(name, self.seq)


def _end(names: list[str], lines: Mapping[str, int], seq: int) -> tuple[int, str]:
    """How many of these had been written up to a line, and the last of them."""
    count = bisect_right(names, seq, key=lines.__getitem__)
    return count, names[count - 1] if count else ""


def last_of(rows: Mapping[str, object]) -> str:
    """The id of the last of some rows; empty where there are none."""
    return rows.last if isinstance(rows, UpTo) else next(reversed(list(rows)), "")

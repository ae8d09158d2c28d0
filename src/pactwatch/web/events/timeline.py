"""Events by day, week, month or year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from pactwatch.web.events.figures import Counter
from pactwatch.web.events.index import EventIndex, Numbers

Unit = Literal["day", "week", "month", "year"]
UNITS: tuple[Unit, ...] = get_args(Unit)
_ENOUGH, _MOST = 100, 400
"""Bars that one looks at with ease, and that can still be told apart."""


@dataclass(frozen=True, slots=True)
class Bar:
    """The figure of a stretch of days, both included. dated: that of the events of which somebody says when they were."""

    first: date
    last: date
    value: float
    dated: float


def bars(index: EventIndex, counter: Counter, numbers: Numbers, rule: str, wanted: str = "") -> tuple[Unit, list[Bar]]:
    """The figures of these events by stretches of time, without gaps, and the unit of these: the one wanted, or the next longer
    of which there are not too many. An event counts on the first day on which it can have happened; one without a date on that
    of its publication."""
    if not len(numbers):
        return "day", []
    days = index.day[numbers].astype(np.int64)
    first, last = date.fromordinal(int(days.min())), date.fromordinal(int(days.max()))
    unit = _unit(first, last, wanted)
    starts = _starts(first, last, unit)
    groups: NDArray[np.int64] = np.searchsorted([s.toordinal() for s in starts], days, side="right") - 1
    dated = index.dated[numbers]
    values = counter.by_group(numbers, groups, len(starts), rule)
    sure = counter.by_group(numbers[dated], groups[dated], len(starts), rule)
    ends = [*(s - timedelta(days=1) for s in starts[1:]), _end(starts[-1], unit)]
    return unit, [Bar(*bar) for bar in zip(starts, ends, values, sure, strict=True)]


def _unit(first: date, last: date, wanted: str) -> Unit:
    length = (last - first).days + 1
    counts = dict(zip(UNITS, (length, length / 7, length / 30.4, length / 365), strict=True))
    most = _MOST if wanted in UNITS else _ENOUGH
    at_least = UNITS.index(wanted) if wanted in UNITS else 0
    return next((u for u in UNITS[at_least:] if counts[u] <= most), "year")


def _starts(first: date, last: date, unit: Unit) -> list[date]:
    """The first days of the stretches that cover these days; weeks begin on Monday (ISO 8601)."""
    if unit in ("day", "week"):
        step = 1 if unit == "day" else 7
        start = first.toordinal() if unit == "day" else max(1, first.toordinal() - first.weekday())
        return [date.fromordinal(n) for n in range(start, last.toordinal() + 1, step)]
    if unit == "month":
        months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
        return [date(n // 12, n % 12 + 1, 1) for n in months]
    return [date(year, 1, 1) for year in range(first.year, last.year + 1)]


def _end(start: date, unit: Unit) -> date:
    days = {"day": 1, "week": 7, "month": 31, "year": 366}[unit]
    if unit in ("day", "week"):
        return start + timedelta(days=days - 1)
    following = (start + timedelta(days=days)).replace(day=1, **({"month": 1} if unit == "year" else {}))
    return following - timedelta(days=1)

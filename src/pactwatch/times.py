"""Spans, durations and deadlines.

A `Span` is never more exact than its source: a day is a span of 24 hours, a month of its days. Its ends are civil times
at the place spoken of unless the text carries an offset; `instants` fixes them in a time zone. Durations and dates follow
ISO 8601 (and ISO 8601-2 for the open interval `1992/..`).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

import isodate

_PART = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?(Z|[+-]\d\d:\d\d)?)?)?)?")
_BEGINNING, _END = datetime.min, datetime.max.replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class Span:
    """From `earliest` to `latest`, both included, to the second."""

    earliest: datetime
    latest: datetime

    def __post_init__(self) -> None:
        if _comparable(self.earliest) > _comparable(self.latest):
            raise ValueError(f"a span cannot end ({self.latest}) before it begins ({self.earliest})")

    @classmethod
    def parse(cls, text: str) -> Span:
        """The span of an ISO date, month, year, moment, interval (`a/b`) or open interval (`a/..`, `../b`).

        Raises ValueError, naming the text, where it is none of these or the date cannot be.
        """
        first, slash, last = text.strip().partition("/")
        try:
            start = _BEGINNING if first == ".." and slash else _ends(first)[0]
            stop = _END if last == ".." else _ends(last if slash else first)[1]
        except (ValueError, TypeError, OverflowError) as error:
            raise ValueError(f"not a date or interval of ISO 8601: {text!r} ({error})") from None
        return cls(start, stop)

    @classmethod
    def of(cls, value: date | datetime | str) -> Span:
        """The span of a date (its whole day), a datetime (that second) or an ISO text."""
        if isinstance(value, str):
            return cls.parse(value)
        if isinstance(value, datetime):
            return cls(value.replace(microsecond=0), value.replace(microsecond=0))
        return cls(datetime.combine(value, time.min), datetime.combine(value, time(23, 59, 59)))

    def __str__(self) -> str:
        """The shortest ISO 8601 text that parses back to this span."""
        start, stop = self.earliest, self.latest
        if start == _BEGINNING or stop == _END:
            return (
                f"{'..' if start == _BEGINNING else _shortest(start, True)}/{'..' if stop == _END else _shortest(stop, False)}"
            )
        for text in _forms(start):
            if _ends(text) == (start, stop):
                return text
        return f"{_shortest(start, True)}/{_shortest(stop, False)}"

    @property
    def length(self) -> timedelta:
        """How long it is; an end without an offset is read as UTC beside one with."""
        if (self.earliest.tzinfo is None) == (self.latest.tzinfo is None):
            return self.latest - self.earliest
        return _comparable(self.latest) - _comparable(self.earliest)

    def instants(self, zone: str) -> tuple[datetime, datetime]:
        """Both ends as moments with an offset, civil times being read in `zone` (an IANA name)."""
        return instant(self.earliest, zone), instant(self.latest, zone)

    def overlaps(self, other: Span, zone: str = "UTC") -> bool:
        """Whether some moment lies in both."""
        (a, b), (c, d) = self.instants(zone), other.instants(zone)
        return a <= d and c <= b

    def within(self, other: Span, zone: str = "UTC") -> bool:
        """Whether every moment of this span lies in the other."""
        (a, b), (c, d) = self.instants(zone), other.instants(zone)
        return c <= a and b <= d


def instant(moment: datetime, zone: str) -> datetime:
    """A moment with an offset: as it is where it has one, else read as civil time in `zone`; the ends of time stay put."""
    if moment.tzinfo is not None:
        return moment
    if moment in (_BEGINNING, _END):
        return moment.replace(tzinfo=UTC)
    return moment.replace(tzinfo=ZoneInfo(zone))


def add_duration(start: Span, duration: str, zone: str) -> datetime:
    """The last moment that is still in time, `duration` (ISO 8601) after `start`, as an instant.

    Days and longer are counted on the calendar of `zone` and run to the end of the last day (a week from 30 October ends
    with 6 November); hours and shorter are elapsed time from the latest moment of `start`, whatever the clocks do.
    Raises ValueError where the duration is not one.
    """
    length = _length(duration)
    if "T" in duration:
        end: datetime = instant(start.latest, zone).astimezone(UTC) + length
        return end.astimezone(ZoneInfo(zone))
    civil = start.latest if start.latest.tzinfo is None else start.latest.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    last = datetime.combine((civil + length).date(), time(23, 59, 59))
    return last.replace(tzinfo=ZoneInfo(zone))


@lru_cache(1 << 10)
def _length(duration: str) -> Any:
    try:
        return isodate.parse_duration(duration)
    except (isodate.ISO8601Error, TypeError) as error:
        raise ValueError(f"not a duration of ISO 8601: {duration!r} ({error})") from None


def recurring(start: datetime, every: str, zone: str, until: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The periods of length `every` (ISO 8601) that begin by `until`, the first with `start`, as first and last instants.

    Days and longer are counted on the calendar of `zone`: after the first, a period begins at midnight.
    """
    length, tz = isodate.parse_duration(every), ZoneInfo(zone)
    local, begins = start.astimezone(tz), start.astimezone(tz)
    midnight = datetime.combine(local.date(), time.min)
    for n in count(1):
        if begins > until:
            return
        if "T" in every:
            ends = (start.astimezone(UTC) + length * n).astimezone(tz)
        else:
            ends = (midnight + length * n).replace(tzinfo=tz)
        yield begins, ends - timedelta(seconds=1)
        begins = ends


def moment(text: str, zone: str) -> datetime:
    """The last instant of an ISO date, month or moment given by a person (`--at 2020-11-01` means the end of that day)."""
    return Span.parse(text).instants(zone)[1]


def _ends(text: str) -> tuple[datetime, datetime]:
    found = _PART.fullmatch(text)
    if not found:
        raise ValueError(f"cannot read {text!r}")
    year, month, day, hour, _, second, _ = found.groups()
    if hour is not None:
        stamp = datetime.fromisoformat(text)
        return stamp, stamp if second else stamp + timedelta(seconds=59)
    start = datetime(int(year), int(month or 1), int(day or 1))
    last_month = start.month if month else 12
    last_day = start.day if day else monthrange(start.year, last_month)[1]
    return start, datetime(start.year, last_month, last_day, 23, 59, 59)


def _forms(stamp: datetime) -> tuple[str, ...]:
    """What may stand for a span that begins here, the shortest first."""
    day = stamp.date().isoformat()
    dates = () if stamp.tzinfo else (day[:4], day[:7], day)
    return (*dates, stamp.isoformat(timespec="minutes"), stamp.isoformat())


def _shortest(stamp: datetime, is_start: bool) -> str:
    at_edge = stamp.time() == (time.min if is_start else time(23, 59, 59))
    return stamp.date().isoformat() if at_edge and stamp.tzinfo is None else stamp.isoformat()


def _comparable(stamp: datetime) -> datetime:
    return instant(stamp, "UTC")

"""Truces one below the other, as a picture: each from its effect to its first proven breach, or as far as it was followed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from pactwatch.briefs import svg
from pactwatch.briefs.svg import AMBER, BLUE, EDGE, INK, MUTED, RED, RULE, WIDTH, Mark, Picture
from pactwatch.briefs.wording import Wording
from pactwatch.counting.timeline import tells_timeline
from pactwatch.counting.truces import Truce
from pactwatch.counting.wording import Words

_ROW, _TOP, _ROOM = 40, 12, 96
"""The height of a row, what is free above the first, and what is kept free behind the last day for how long a truce held."""

_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Axis:
    """Days along the bottom of a plot: from `first` to `last` (seconds since 1970), between `left` and `right`."""

    first: float
    last: float
    left: float
    right: float

    def at(self, moment: float) -> float:
        """Where a moment stands."""
        return self.left + (moment - self.first) / max(_DAY, self.last - self.first) * (self.right - self.left)

    def ticks(self) -> list[date]:
        """Up to six days, evenly apart."""
        days = max(1, round((self.last - self.first) / _DAY))
        step = next(n for n in (1, 2, 5, 7, 14, 30, 60, 90, 180, 365, 730, 1825, 3650, 36500, 10**7) if days / n <= 6)
        start = datetime.fromtimestamp(self.first, UTC).date()
        return [start + timedelta(days=n) for n in range(0, days + 1, step)]

    def drawn(self, y: float, wording: Wording) -> Iterator[str]:
        """The axis at a height, with its days as ISO dates."""
        yield svg.line(((self.left, y), (self.right, y)), MUTED)
        for day in self.ticks():
            x = self.at(seconds(day))
            yield svg.line(((x, y), (x, y + 4)), MUTED)
            yield svg.text(x, y + 16, wording.language.digits(day.isoformat()), size=9, anchor="middle")


def seconds(day: date) -> float:
    """The beginning of a day as seconds since 1970."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()


def timeline(truces: Sequence[Truce], told: Words, wording: Wording) -> Picture:
    """How long each truce held, with its first allegation and its first proven breach."""
    names = [wording.titled(t.title).text for t in truces]
    alternative = tells_timeline(truces, told, names)
    floor = _TOP + _ROW * len(truces) + 6
    marks, height = svg.legend(_marks(truces, told), floor + 36, mirrored=wording.language.direction == "rtl")
    drawn = svg.drawing(height, alternative, (*_drawn(truces, names, floor, wording), marks))
    return Picture(wording.label("truces"), drawn, alternative)


def _drawn(truces: Sequence[Truce], names: Sequence[str], floor: float, wording: Wording) -> Iterator[str]:
    begins, ends = min(t.begins for t in truces), max(t.until for t in truces)
    axis = Axis(begins.timestamp(), ends.timestamp(), EDGE, WIDTH - EDGE - _ROOM)
    for day in axis.ticks():
        yield svg.line(((axis.at(seconds(day)), _TOP), (axis.at(seconds(day)), floor)), RULE, 0.7)
    for row, (truce, name) in enumerate(zip(truces, names, strict=True)):
        yield from _row(truce, name, _TOP + _ROW * row + 12, axis, wording)
    yield from axis.drawn(floor, wording)


def _row(truce: Truce, name: str, y: float, axis: Axis, wording: Wording) -> Iterator[str]:
    mirrored, bar = wording.language.direction == "rtl", y + 14
    yield svg.text(WIDTH - EDGE if mirrored else EDGE, y, name, colour=INK, anchor="end" if mirrored else "start")
    first, last = axis.at(truce.begins.timestamp()), axis.at(truce.until.timestamp())
    yield svg.box(first, bar - 3, max(0.5, last - first), 6, BLUE)
    if truce.alleged is not None:
        yield svg.diamond(axis.at(truce.alleged.timestamp()), bar, 5, "#fff", AMBER)
    yield svg.cross(last, bar, 4.5, RED) if truce.broken else svg.arrow(last, bar, 6, BLUE)
    yield svg.text(last + 10, bar + 4, wording.language.duration(truce.until - truce.begins), size=10, colour=INK)


def _marks(truces: Sequence[Truce], told: Words) -> Iterator[Mark]:
    """What the marks stand for: only those that are drawn."""
    if any(t.alleged for t in truces):
        yield Mark(svg.diamond(0, 0, 5, "#fff", AMBER), told["alleged"])
    if any(t.broken for t in truces):
        yield Mark(svg.cross(0, 0, 4.5, RED), told["proven"])
    if any(not t.broken for t in truces):
        yield Mark(svg.arrow(0, 0, 6, BLUE), told["standing"])

"""The days before and after a truce, as a picture: counts, what was watched, and the rates with their intervals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from pactwatch.briefs import svg
from pactwatch.briefs.svg import AMBER, BLUE, EDGE, INK, MUTED, RED, RULE, WIDTH, Mark, Picture
from pactwatch.briefs.truces import Axis, seconds
from pactwatch.briefs.wording import Wording
from pactwatch.counting.effort import DAYS, span_days
from pactwatch.counting.holding import Holding
from pactwatch.counting.rates import Period
from pactwatch.counting.registry import title
from pactwatch.counting.telling import tells_daily
from pactwatch.counting.wording import Words, filled

_TOP, _FLOOR, _STRIP, _AXIS = 24.0, 176.0, 186.0, 214.0
"""Heights: of the counts' ceiling and floor, of the ceiling of what was watched, and of the days' axis."""
_RIGHT, _SIDE = 470.0, 530.0
"""Where the days end, and where the rates begin."""
_FAINT = 0.12


def before_and_after(held: Holding, name: str, told: Words, wording: Wording) -> Picture:
    """A truce's counts by day with its effect, and the rates before and after."""
    rule = filled(told, "rule", rule=title(held.rule, wording.language.base))
    alternative = tells_daily(held, told)
    marks, height = svg.legend(_marks(held, told), _AXIS + 36, mirrored=wording.language.direction == "rtl")
    drawn = svg.drawing(height, alternative, (*_drawn(held, told, wording), marks))
    return Picture(wording.label("before_after", truce=name), drawn, alternative, note=f"{alternative} {rule}")


def _drawn(held: Holding, told: Words, wording: Wording) -> Iterator[str]:
    axis = Axis(seconds(held.first), seconds(held.last + timedelta(days=1)), EDGE, _RIGHT)
    wide = (_RIGHT - EDGE) / ((held.last - held.first).days + 1)
    if held.made < held.effective:
        first, last = axis.at(seconds(held.made)), axis.at(seconds(held.effective))
        yield svg.box(first, _TOP, last - first, _AXIS - _TOP, AMBER, opacity=_FAINT)
    for day in held.exposure.unknown:
        yield from _unknown(axis.at(seconds(day)), wide)
    yield from _counts(held, axis, wide, wording)
    yield from _effort(held, axis, wide)
    x = axis.at(seconds(held.effective))
    yield svg.line(((x, _TOP - 6), (x, _AXIS)), RED, 1.5)
    for day in held.changes:
        yield svg.arrow(axis.at(seconds(day)), _TOP - 8, 5, AMBER)
    yield from axis.drawn(_AXIS, wording)
    yield from _heads(held, told, wording)
    yield from _rates(held, told, wording)


def _heads(held: Holding, told: Words, wording: Wording) -> Iterator[str]:
    """What stands on the axes: the count above its own, the rate above its own, the effort below."""
    yield svg.text(EDGE, 12, told["events"], size=10)
    unit = told.get(held.exposure.unit, held.exposure.unit)
    yield svg.text(WIDTH - 12, 12, filled(told, "rate", unit=unit), size=10, anchor="end")
    yield svg.text(EDGE - 6, _AXIS - 10, wording.language.number(0), size=9, anchor="end")


def _counts(held: Holding, axis: Axis, wide: float, wording: Wording) -> Iterator[str]:
    most = max((*held.counts.values(), 1.0))
    for day, value in sorted(held.counts.items()):
        high = (_FLOOR - _TOP - 8) * value / most
        if held.first <= day <= held.last and high:
            fill = BLUE if _counted(held, day) else "#fff"
            yield svg.box(axis.at(seconds(day)) + wide * 0.12, _FLOOR - high, wide * 0.76, high, fill, stroke=BLUE)
    yield svg.line(((EDGE, _FLOOR), (_RIGHT, _FLOOR)), MUTED)
    yield svg.line(((EDGE, _TOP + 8), (_RIGHT, _TOP + 8)), RULE, dash="2 4")
    for value, y in ((most, _TOP + 8), (0, _FLOOR)):
        yield svg.text(EDGE - 6, y + 3, wording.language.number(round(value, 1)), size=9, anchor="end")


def _counted(held: Holding, day: date) -> bool:
    """Whether a day's count is in one of the rates."""
    return day in held.exposure.by_day and not held.made <= day < held.effective


def _effort(held: Holding, axis: Axis, wide: float) -> Iterator[str]:
    """How much was watched on each day; where days count alike, only which of them are known."""
    most = max((*held.exposure.by_day.values(), 1.0))
    for day in span_days(held.first, held.last):
        high = (_AXIS - _STRIP) * held.exposure.by_day.get(day, 0) / most
        if high:
            # Days that count alike are one band.
            gap = 0.0 if held.exposure.unit == DAYS else 0.12
            yield svg.box(axis.at(seconds(day)) + wide * gap, _AXIS - high, wide * (1 - 2 * gap), high, RULE)


def _unknown(x: float, wide: float) -> Iterator[str]:
    """A day of which nothing is known: struck through from corner to corner, again and again."""
    for y in range(int(_TOP), int(_AXIS) - 9, 12):
        yield svg.line(((x, y + 10), (x + wide, y)), RULE, 1)


def _rates(held: Holding, told: Words, wording: Wording) -> Iterator[str]:
    periods = (held.change.before, held.change.after)
    highs = [min(p.high or 0.0, 10 * p.rate + 10) for p in periods if p.rate is not None]
    most = max((*highs, *(p.rate for p in periods if p.rate is not None), 0.1))
    yield svg.line(((_SIDE - 20, _FLOOR), (WIDTH - 12, _FLOOR)), MUTED)
    yield svg.text(_SIDE - 24, _FLOOR + 3, wording.language.number(0), size=9, anchor="end")
    for place, (period, word) in enumerate(zip(periods, ("before", "after"), strict=True)):
        x = _SIDE + 54 * place
        yield svg.text(x, _FLOOR + 16, told[word], size=10, anchor="middle")
        yield from _rate(x, period, most, place, wording)


def _rate(x: float, period: Period, most: float, place: int, wording: Wording) -> Iterator[str]:
    if period.rate is None:
        yield svg.text(x, (_TOP + _FLOOR) / 2, "?", size=14, anchor="middle")
        return
    scale = (_FLOOR - _TOP - 8) / most
    y, low, high = (_FLOOR - scale * min(v, most) for v in (period.rate, period.low or 0.0, period.high or 0.0))
    yield svg.line(((x, low), (x, high)), INK, 1.5)
    yield svg.disc(x, y, 3.5, INK) if place == 0 else svg.box(x - 3.5, y - 3.5, 7, 7, INK)
    yield svg.text(x + 8, y + 3, wording.language.number(float(f"{period.rate:.2g}")), size=9, colour=INK)


def _marks(held: Holding, told: Words) -> Iterator[Mark]:
    """What the marks stand for: only those that are drawn."""
    yield Mark(svg.line(((0, -6), (0, 6)), RED, 1.5), filled(told, "effective", date=held.effective))
    if held.made < held.effective:
        yield Mark(svg.box(-6, -6, 12, 12, AMBER, opacity=_FAINT), told["between"])
    if any(value and not _counted(held, day) for day, value in held.counts.items()):
        yield Mark(svg.box(-5, -5, 10, 10, "#fff", stroke=BLUE), told["left_out"])
    if held.changes:
        yield Mark(svg.arrow(0, 0, 5, AMBER), told["change_point"])
    if held.exposure.unknown:
        yield Mark(svg.line(((-5, 5), (5, -5)), MUTED), told["unknown"])
    yield Mark(svg.box(-6, -3, 12, 6, RULE), told["effort"])

"""Pictures of a brief: where and on which days the fighting is told to have been, drawn as SVG with nothing fetched.

A map has no borders: whose a place is, is no part of it. What a picture shows is told in words beside it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

from pactwatch.briefs.composed import Composed, days_of
from pactwatch.briefs.figures import inside
from pactwatch.briefs.places import spellings
from pactwatch.briefs.plotting import Picture, plots
from pactwatch.briefs.wording import Text, Wording
from pactwatch.counting.halting import is_truce, term
from pactwatch.places import resolve
from pactwatch.times import Span
from pactwatch.types import Event, Pact, Place

_WIDTH, _HEIGHT, _EDGE = 640, 400, 44
_MOST_DAYS, _MOST_PLACES = 400, 40
_STEPS = (0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 20)
"""Degrees between lines of a map."""

_LENGTHS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
"""Kilometres that a scale may have."""

_KM = 111.32
"""Kilometres in a degree of latitude."""

_VAGUE = 10.0
"""Kilometres: a place known no better is shown with the circle within which it lies."""

_TEXT = 'font-size="12" fill="#6b7280"'


def pictures(brief: Composed, wording: Wording) -> tuple[Picture, ...]:
    """The pictures of a brief: those for which there is something to show."""
    own = tuple(p for p in (_map(brief, wording), _days(brief, wording)) if p is not None)
    return (*own, *plots(brief, wording))


def _map(brief: Composed, wording: Wording) -> Picture | None:
    every = _places(brief.events)
    found = every[:_MOST_PLACES]
    if not found:
        return None
    frame = _Frame.around([place for place, _ in found])
    key = tuple(
        (wording.language.number(n), spellings(place, wording.language.base), wording.language.number(times))
        for n, (place, times) in enumerate(found, 1)
    )
    told = wording.label("semicolon").join(f"{_bare(names)}: {times}" for _, names, times in key)
    length = wording.label("km", number=wording.language.number(frame.scale))
    more = len(every) - len(found)
    left = f" {wording.label('more_places', number=wording.language.number(more))}" if more else ""
    alternative = wording.label("map_shows", places=told, length=length) + left
    return Picture(wording.label("map"), _svg(_HEIGHT, alternative, frame.drawn(found, wording)), alternative, key)


def _places(events: Iterable[Event]) -> list[tuple[Place, int]]:
    """Places of these events that have a point, with how many of the events were there, the most first."""
    times: Counter[str] = Counter()
    known: dict[str, Place] = {}
    for event in events:
        here = {p.id: p for name in event.places if (p := resolve(name)) and p.latitude is not None and p.within}
        known |= here
        times.update(here.keys())
    return sorted(((known[i], n) for i, n in times.items()), key=lambda row: (-row[1], row[0].id))


@dataclass(frozen=True, slots=True)
class _Frame:
    """What a map shows: degrees from west to east and south to north, and pixels for a degree of latitude."""

    west: float
    south: float
    east: float
    north: float
    pixels: float

    @staticmethod
    def around(places: Iterable[Place]) -> _Frame:
        points = [(p.latitude or 0.0, p.longitude or 0.0) for p in places]
        south, north = min(y for y, _ in points) - 0.15, max(y for y, _ in points) + 0.15
        west, east = min(x for _, x in points) - 0.2, max(x for _, x in points) + 0.2
        narrowed = math.cos(math.radians((south + north) / 2))
        wide, high = _WIDTH - 2 * _EDGE, _HEIGHT - 2 * _EDGE
        pixels = min(wide / ((east - west) * narrowed), high / (north - south))
        more_x, more_y = wide / (pixels * narrowed) - (east - west), high / pixels - (north - south)
        return _Frame(west - more_x / 2, south - more_y / 2, east + more_x / 2, north + more_y / 2, pixels)

    @property
    def scale(self) -> int:
        """The length of the scale in kilometres: the longest that takes no more than a quarter of the width."""
        return max(n for n in _LENGTHS if n / _KM * self.pixels <= _WIDTH / 4 or n == 1)

    def at(self, latitude: float, longitude: float) -> tuple[float, float]:
        """The pixel of a point."""
        x = _EDGE + (longitude - self.west) / (self.east - self.west) * (_WIDTH - 2 * _EDGE)
        return x, _EDGE + (self.north - latitude) / (self.north - self.south) * (_HEIGHT - 2 * _EDGE)

    def drawn(self, found: list[tuple[Place, int]], wording: Wording) -> Iterator[str]:
        """The lines of the map, its scale, and a numbered dot for each place, the larger beneath."""
        yield from self._lines(wording)
        length = self.scale / _KM * self.pixels
        y = _HEIGHT - _EDGE - 10
        yield f'<path d="M{_EDGE + 10} {y - 5}v5h{length:.1f}v-5" fill="none" stroke="#6b7280" stroke-width="2"/>'
        inner = f'x="{_EDGE}" y="{_EDGE}" width="{_WIDTH - 2 * _EDGE}" height="{_HEIGHT - 2 * _EDGE}"'
        yield f'<svg {inner} viewBox="{_EDGE} {_EDGE} {_WIDTH - 2 * _EDGE} {_HEIGHT - 2 * _EDGE}">'  # cuts what lies outside
        for place in (p for p, _ in found if (p.precision or 0) >= _VAGUE):
            x, y_ = self.at(place.latitude or 0.0, place.longitude or 0.0)
            radius = (place.precision or 0) / _KM * self.pixels
            yield f'<circle cx="{x:.1f}" cy="{y_:.1f}" r="{radius:.1f}" fill="#1c4f82" fill-opacity=".07" {_DASHED}/>'
        yield "</svg>"
        for number, (place, times) in enumerate(found, 1):
            x, y_ = self.at(place.latitude or 0.0, place.longitude or 0.0)
            radius = 8 + 3 * math.sqrt(times)
            yield f'<circle cx="{x:.1f}" cy="{y_:.1f}" r="{radius:.1f}" fill="#1c4f82" fill-opacity=".8" stroke="#fff"/>'
            label = wording.language.digits(str(number))
            yield f'<text x="{x:.1f}" y="{y_ + 4:.1f}" text-anchor="middle" font-size="11" fill="#fff">{label}</text>'

    def _lines(self, wording: Wording) -> Iterator[str]:
        span = min(self.east - self.west, self.north - self.south)
        step = max(s for s in _STEPS if span / s >= 2 or s == _STEPS[0])
        yield f'<rect x="{_EDGE}" y="{_EDGE}" width="{_WIDTH - 2 * _EDGE}" height="{_HEIGHT - 2 * _EDGE}" {_THIN}/>'
        for degree in _between(self.west, self.east, step):
            x, _ = self.at(self.north, degree)
            yield f'<path d="M{x:.1f} {_EDGE}V{_HEIGHT - _EDGE}" {_THIN}/>'
            yield f'<text x="{x:.1f}" y="{_HEIGHT - _EDGE + 16}" text-anchor="middle" {_TEXT}>{_degree(degree, wording)}</text>'
        for degree in _between(self.south, self.north, step):
            _, y = self.at(degree, self.west)
            yield f'<path d="M{_EDGE} {y:.1f}H{_WIDTH - _EDGE}" {_THIN}/>'
            yield f'<text x="{_EDGE / 2}" y="{y + 4:.1f}" text-anchor="middle" {_TEXT}>{_degree(degree, wording)}</text>'


_DASHED = 'stroke="#1c4f82" stroke-opacity=".5" stroke-dasharray="3 3"'
_THIN = 'fill="none" stroke="#c9c4b8" stroke-width="1"'


def _between(low: float, high: float, step: float) -> list[float]:
    return [n * step for n in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _degree(value: float, wording: Wording) -> str:
    return wording.language.digits(f"{value:.2f}".rstrip("0").rstrip(".")) + "°"


def _days(brief: Composed, wording: Wording) -> Picture | None:
    """Fighting by day, one for each event dated to one day, and the days on which truces took effect."""
    first, last = days_of(brief)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    dated = [t.event.span for t in inside(brief)]
    counts = Counter(s.earliest.date() for s in dated if s.earliest.date() == s.latest.date())
    if not 2 <= len(days) <= _MOST_DAYS or not counts:
        return None
    marks = [(p, d) for p in brief.pacts if is_truce(p) and first <= (d := _effective(p)) <= last]
    number, shown = wording.language.number, [d for d in days if counts[d]]
    told = wording.label("semicolon").join(f"{_day(d, wording)}: {number(counts[d])}" for d in shown)
    alternative = wording.label("days_show", days=told, first=_day(first, wording), last=_day(last, wording))
    key = tuple((_letter(n), (wording.titled(p.title),), _day(d, wording)) for n, (p, d) in enumerate(marks))
    drawn = _bars(days, counts, [d for _, d in marks], wording)
    return Picture(wording.label("by_day"), _svg(200, alternative, drawn), alternative, key)


def _effective(pact: Pact) -> date:
    """The day, where it holds, from which a truce stops fighting."""
    begins = term(pact)[0]
    # The beginning of time, of a pact that does not say when it began, has no day before it in any zone.
    return begins.date() if begins.year == 1 else begins.astimezone(ZoneInfo(pact.time_zone)).date()


def _bars(days: list[date], counts: Counter[date], marks: list[date], wording: Wording) -> Iterator[str]:
    wide, most, floor = (_WIDTH - 2 * _EDGE) / len(days), max(counts.values()), 170
    for day, times in sorted(counts.items()):
        x, high = _EDGE + (days.index(day) + 0.12) * wide, 120 * times / most
        yield f'<rect x="{x:.1f}" y="{floor - high:.1f}" width="{wide * 0.76:.1f}" height="{high:.1f}" fill="#1c4f82"/>'
    yield f'<path d="M{_EDGE} {floor}H{_WIDTH - _EDGE}" fill="none" stroke="#6b7280"/>'
    yield f'<path d="M{_EDGE} {floor - 120}H{_WIDTH - _EDGE}" stroke-dasharray="2 4" {_THIN}/>'
    yield f'<text x="{_EDGE - 14}" y="{floor - 116}" text-anchor="middle" {_TEXT}>{wording.language.number(most)}</text>'
    yield f'<text x="{_EDGE - 14}" y="{floor + 4}" text-anchor="middle" {_TEXT}>{wording.language.number(0)}</text>'
    for place, day in ((_EDGE + wide / 2, days[0]), (_WIDTH - _EDGE - wide / 2, days[-1])):
        written = wording.language.digits(day.isoformat())
        yield f'<text x="{place:.1f}" y="{floor + 18}" text-anchor="middle" {_TEXT}>{written}</text>'
    for n, day in enumerate(marks):
        x = _EDGE + days.index(day) * wide
        yield f'<path d="M{x:.1f} 34V{floor}" fill="none" stroke="#8c1d1d" stroke-width="1.5" stroke-dasharray="5 3"/>'
        yield f'<text x="{x:.1f}" y="28" text-anchor="middle" font-size="12" fill="#8c1d1d">{_letter(n)}</text>'


def _letter(number: int) -> str:
    return chr(ord("A") + number % 26)


def _day(day: date, wording: Wording) -> str:
    return wording.span(Span.of(day))


def _bare(names: tuple[Text, ...]) -> str:
    return " / ".join(n.text for n in names)


def _svg(height: int, alternative: str, parts: Iterable[str]) -> Markup:
    plain = alternative.replace("\u2068", "").replace("\u2069", "")
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" direction="ltr" role="img"'
    return Markup(f'{head} aria-label="{escape(plain)}">{"".join(parts)}</svg>')

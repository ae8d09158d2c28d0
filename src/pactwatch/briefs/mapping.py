"""The map of a brief: where fighting is told to have been, on the outlines of countries, drawn with nothing fetched.

Every line between countries is drawn alike, thin and broken, and no country is named or filled apart from its neighbours: whose
a place is, is no part of the map. A place that the sides call differently has its names together.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pactwatch.briefs import svg
from pactwatch.briefs.composed import Composed
from pactwatch.briefs.figures import is_bounded
from pactwatch.briefs.labelling import Label, Labels
from pactwatch.briefs.places import spellings
from pactwatch.briefs.svg import Picture
from pactwatch.briefs.wording import Text, Wording
from pactwatch.places import outlines, resolve
from pactwatch.places.index import indexed_place, towns
from pactwatch.places.outlines import Box, Point
from pactwatch.types import Event, Place

_HEIGHT = 420
_LEFT, _TOP, _RIGHT, _FLOOR = 40, 10, svg.WIDTH - 10, _HEIGHT - 26
_WIDE, _HIGH = _RIGHT - _LEFT, _FLOOR - _TOP
_MOST = 40
_STEPS = (0.25, 0.5, 1, 2, 5, 10, 20, 30)
"""Degrees between ticks at the edge."""

_LENGTHS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
"""Kilometres that a scale may have."""

_KM = 111.32
"""Kilometres in a degree of latitude."""

_LEAST = 1.8
"""Degrees of latitude that a map shows at least, so that it can be told where in the world it is."""

_VAGUE = 10.0
"""Kilometres: a place known no better is shown with the circle within which it lies."""

_SEA, _LAND, _COAST, _BORDER = "#e6edf1", "#fbf9f4", "#93a3ad", "#8b8f94"
_TOWNS = 8


def place_map(brief: Composed, wording: Wording) -> Picture | None:
    """The map of a brief's fighting; None where no place of it is known."""
    every = _places(e for e in brief.events if is_bounded(e))
    found = every[:_MOST]
    if not found:
        return None
    number = wording.language.number
    rows = [(spellings(place, wording.language.base), number(times)) for place, times in found]
    frame = _Frame.around([place for place, _ in found])
    drawn = _Drawing(frame, found, wording)
    told = wording.label("semicolon").join(f"{bare(names)}: {times}" for names, times in rows)
    more = len(every) - len(found)
    left = f" {wording.label('more_places', number=number(more))}" if more else ""
    length = wording.label("km", number=number(frame.scale))
    alternative = wording.label("map_shows", places=told, length=length) + left
    note = wording.label("map_note", length=length) + left
    key = tuple((mark, *rows[n]) for n, mark in drawn.numbered.items())
    return Picture(wording.label("map"), svg.drawing(_HEIGHT, alternative, drawn.parts()), alternative, key, note)


def bare(names: tuple[Text, ...]) -> str:
    """Names of one place on one line."""
    return " / ".join(n.text for n in names)


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
    """What a map shows, and units for a degree of latitude."""

    box: Box
    pixels: float

    @staticmethod
    def around(places: Iterable[Place]) -> _Frame:
        """The frame of these places with some room about them; its middle latitude is true to scale."""
        points = [_at(p) for p in places]
        across, up = [x for x, _ in points], [y for _, y in points]
        middle = (min(across) + max(across)) / 2, (min(up) + max(up)) / 2
        narrowed = max(0.2, math.cos(math.radians(middle[1])))
        high = max(_LEAST, (max(up) - min(up)) * 1.3, (max(across) - min(across)) * 1.3 * narrowed * _HIGH / _WIDE)
        wide = high * _WIDE / _HIGH / narrowed
        box = Box(middle[0] - wide / 2, middle[1] - high / 2, middle[0] + wide / 2, middle[1] + high / 2)
        return _Frame(box, _HIGH / high)

    @property
    def scale(self) -> int:
        """The length of the scale in kilometres: the longest that takes no more than a quarter of the width."""
        return max(n for n in _LENGTHS if n / _KM * self.pixels <= _WIDE / 4 or n == 1)

    def point(self, at: Point) -> tuple[float, float]:
        """Where a point stands in the drawing."""
        x = _LEFT + (at[0] - self.box.west) / (self.box.east - self.box.west) * _WIDE
        return x, _TOP + (self.box.north - at[1]) / (self.box.north - self.box.south) * _HIGH


class _Drawing:
    """A map with its labels placed. numbered: places for whose names there is no room, by their order, and the number that
    stands for each."""

    def __init__(self, frame: _Frame, found: list[tuple[Place, int]], wording: Wording) -> None:
        self._frame, self._wording = frame, wording
        self._labels = Labels(svg.Area(_LEFT + 2, _TOP + 2, _RIGHT - 2, _FLOOR - 2))
        self._scale = tuple(_scale(frame, wording, self._labels))
        self._dots = [(*frame.point(_at(place)), 3.5 + 2 * math.sqrt(times), place) for place, times in found]
        self.numbered: dict[int, str] = {}
        for x, y, radius, _ in self._dots:
            self._labels.keep(x, y, radius)
        for n, (place, times) in enumerate(found):
            self._name(n, place, times)
        self._named = len(self._labels.placed)
        self._towns = tuple(_towns(frame, self._labels, wording))

    def _name(self, n: int, place: Place, times: int) -> None:
        x, y, radius, _ = self._dots[n]
        counted = self._wording.language.number(times)
        name = f"{bare(spellings(place, self._wording.language.base))} · {counted}"
        if not self._labels.place(name, x, y, radius):
            self.numbered[n] = f"({self._wording.language.number(len(self.numbered) + 1)})"
            self._labels.place(self.numbered[n], x, y, radius, size=9)

    def parts(self) -> Iterator[str]:
        """Everything drawn, what lies beneath first."""
        yield f'<svg x="{_LEFT}" y="{_TOP}" width="{_WIDE}" height="{_HIGH}" viewBox="{_LEFT} {_TOP} {_WIDE} {_HIGH}">'
        yield from _ground(self._frame)
        for x, y, _, place in self._dots:
            if (place.precision or 0) >= _VAGUE:
                reach = (place.precision or 0) / _KM * self._frame.pixels
                yield svg.disc(x, y, reach, svg.BLUE, stroke=svg.BLUE, opacity=0.07, dash="3 3")
        yield from (*self._towns, "</svg>")
        yield from (svg.line(label.lead, svg.MUTED, 0.7) for label in self._labels.placed if label.lead)
        yield from (svg.disc(x, y, radius, svg.BLUE, stroke="#fff", opacity=0.85) for x, y, radius, _ in self._dots)
        for n, label in enumerate(self._labels.placed):
            yield from _written(label, of_event=n < self._named)
        yield from self._scale
        yield from _edge(self._frame, self._wording)


def _written(label: Label, *, of_event: bool) -> Iterator[str]:
    area, colour = label.area, svg.INK if of_event else svg.MUTED
    if of_event:
        yield svg.box(area.left, area.top, area.right - area.left, area.bottom - area.top, _LAND, opacity=0.75)
    yield svg.text(label.x, label.y, label.text, size=label.size, colour=colour, anchor=label.anchor, bold=of_event)


def _ground(frame: _Frame) -> Iterator[str]:
    """Sea, land, coasts, and the lines between countries."""
    yield svg.box(_LEFT, _TOP, _WIDE, _HIGH, _SEA)
    rings = [[frame.point(p) for p in ring] for ring in outlines.land(frame.box)]
    if rings:
        yield svg.area(rings, _LAND)
    for shore in outlines.coasts(frame.box):
        yield svg.line([frame.point(p) for p in shore], _COAST, 0.8)
    for border in outlines.borders(frame.box):
        yield svg.line([frame.point(p) for p in border], _BORDER, 0.8, dash="5 3")


def _towns(frame: _Frame, labels: Labels, wording: Wording) -> Iterator[str]:
    """The largest towns that have room, to find one's way by, called as a neutral list calls them."""
    shown = 0
    for row in towns():
        if shown == _TOWNS:
            return
        x, y = frame.point((row.longitude, row.latitude))
        if not (room := svg.Area(x - 5, y - 5, x + 5, y + 5)).inside(labels.frame):
            continue
        place = resolve(row.name) or indexed_place(row)
        if place.id != row.id and _far(place, row.longitude, row.latitude):
            place = indexed_place(row)
        names = spellings(place, wording.language.base)
        if names[0].lang != wording.language.base or any(room.meets(other) for other in labels.taken):
            continue
        if labels.place(bare(names), x, y, 2.5, size=9, lead=False):
            labels.keep(x, y, 2.5)
            shown += 1
            yield svg.disc(x, y, 2, "#fff", stroke=svg.MUTED)


def _far(place: Place, longitude: float, latitude: float) -> bool:
    """Whether a place is another than the one that stands here: of one name there are many."""
    at = _at(place)
    return place.latitude is None or math.hypot(at[0] - longitude, at[1] - latitude) > 0.3


def _scale(frame: _Frame, wording: Wording, labels: Labels) -> Iterator[str]:
    """The scale at the lower left, kept clear of labels."""
    wide, x, y = frame.scale / _KM * frame.pixels, _LEFT + 12, _FLOOR - 14
    told = wording.label("km", number=wording.language.number(frame.scale))
    labels.taken.append(svg.Area(x - 8, y - 20, x + wide + 24, y + 10))
    yield svg.box(x - 6, y - 18, wide + 28, 26, _LAND, opacity=0.85)
    yield svg.box(x, y, wide / 2, 4, svg.MUTED, stroke=svg.MUTED)
    yield svg.box(x + wide / 2, y, wide / 2, 4, "#fff", stroke=svg.MUTED)
    yield svg.text(x, y - 5, wording.language.number(0), size=9)
    yield svg.text(x + wide, y - 5, told, size=9, anchor="middle")


def _edge(frame: _Frame, wording: Wording) -> Iterator[str]:
    """The edge of the map with its degrees."""
    yield svg.box(_LEFT, _TOP, _WIDE, _HIGH, "none", stroke=svg.MUTED)
    box = frame.box
    span = min(box.east - box.west, box.north - box.south)
    step = max(s for s in _STEPS if span / s >= 2 or s == _STEPS[0])
    for degree in _between(box.west, box.east, step):
        x, _ = frame.point((degree, box.north))
        yield svg.line(((x, _FLOOR), (x, _FLOOR + 4)), svg.MUTED)
        yield svg.text(x, _FLOOR + 16, _degree(degree, wording), size=9, anchor="middle")
    for degree in _between(box.south, box.north, step):
        _, y = frame.point((box.west, degree))
        yield svg.line(((_LEFT - 4, y), (_LEFT, y)), svg.MUTED)
        yield svg.text(_LEFT - 7, y + 3, _degree(degree, wording), size=9, anchor="end")


def _between(low: float, high: float, step: float) -> list[float]:
    return [n * step for n in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _degree(value: float, wording: Wording) -> str:
    return wording.language.digits(f"{value:.2f}".rstrip("0").rstrip(".")) + "°"


def _at(place: Place) -> Point:
    return place.longitude or 0.0, place.latitude or 0.0

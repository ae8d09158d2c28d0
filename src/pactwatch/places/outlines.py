"""Coasts and the lines between countries, to draw a map with: Natural Earth at 1:50 million (public domain).

They are for finding one's way; no verdict and no zone rests on them (`zones` has its own places).
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

Point = tuple[float, float]
"""Longitude and latitude, degrees."""
Line = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the map, in degrees."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, point: Point) -> bool:
        """Whether a point lies in it."""
        return self.west <= point[0] <= self.east and self.south <= point[1] <= self.north

    def meets(self, other: Box) -> bool:
        """Whether the two have a point in common."""
        return self.west <= other.east and other.west <= self.east and self.south <= other.north and other.south <= self.north


def land(within: Box) -> Iterator[Line]:
    """The land in a box, as closed rings cut at its edges; to be filled by the rule of even and odd."""
    for ring in _atlas().land:
        if ring.box.meets(within):
            cut = _cut(ring.points, within)
            if len(cut) > 2:
                yield cut


def borders(within: Box) -> Iterator[Line]:
    """The lines between countries that touch a box, as the source draws them; each may run on beyond it for a step."""
    return _near(_atlas().borders, within)


def coasts(within: Box) -> Iterator[Line]:
    """The coasts that touch a box; each may run on beyond it for a step."""
    return _near(_atlas().coasts, within)


@dataclass(frozen=True, slots=True)
class _Drawn:
    points: Line
    box: Box


@dataclass(frozen=True, slots=True)
class _Atlas:
    land: tuple[_Drawn, ...]
    borders: tuple[_Drawn, ...]
    coasts: tuple[_Drawn, ...]


@cache
def _atlas() -> _Atlas:
    """What `tools/outlines.py` made, read once."""
    kept = json.loads(gzip.decompress(files(__package__).joinpath("outlines.json.gz").read_bytes()))
    arcs = [_arc(steps, kept["scale"], kept["origin"]) for steps in kept["arcs"]]
    between = frozenset(kept["borders"])
    shore = sorted({~n if n < 0 else n for ring in kept["land"] for n in ring} - between)
    return _Atlas(
        tuple(_drawn(_ring(ring, arcs)) for ring in kept["land"]),
        tuple(_drawn(part) for n in kept["borders"] for part in _uncrossed(arcs[n])),
        tuple(_drawn(part) for n in shore for part in _uncrossed(arcs[n])),
    )


def _arc(steps: Sequence[Sequence[int]], scale: Sequence[float], origin: Sequence[float]) -> Line:
    x = y = 0
    points: list[Point] = []
    for across, up in steps:
        x, y = x + across, y + up
        points.append((x * scale[0] + origin[0], y * scale[1] + origin[1]))
    return tuple(points)


def _ring(numbers: Sequence[int], arcs: Sequence[Line]) -> Line:
    parts = (arcs[~n][::-1] if n < 0 else arcs[n] for n in numbers)
    return tuple(point for part in parts for point in part[:-1])


def _drawn(points: Line) -> _Drawn:
    across, up = [x for x, _ in points], [y for _, y in points]
    return _Drawn(points, Box(min(across), min(up), max(across), max(up)))


def _uncrossed(line: Line) -> Iterator[Line]:
    """A line cut where it would run across the whole map from one side of the 180th meridian to the other."""
    cuts = [n for n, (a, b) in enumerate(pairwise(line), 1) if abs(a[0] - b[0]) > 180]
    for first, last in pairwise((0, *cuts, len(line))):
        if last - first > 1:
            yield line[first:last]


def _near(lines: Sequence[_Drawn], within: Box) -> Iterator[Line]:
    """The parts of these lines of which a step touches the box."""
    for drawn in (d for d in lines if d.box.meets(within)):
        part: list[Point] = []
        for a, b in pairwise(drawn.points):
            step = Box(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))
            if step.meets(within):
                part = part or [a]
                part.append(b)
            elif part:
                yield tuple(part)
                part = []
        if part:
            yield tuple(part)


def _cut(ring: Line, within: Box) -> Line:
    """A ring cut at the edges of a box, one after the other (Sutherland and Hodgman)."""
    for axis, edge, sign in ((0, within.west, 1), (0, within.east, -1), (1, within.south, 1), (1, within.north, -1)):
        ring = tuple(_cut_at(ring, axis, edge, sign))
    return ring


def _cut_at(ring: Line, axis: int, edge: float, sign: int) -> Iterator[Point]:
    for a, b in pairwise((ring[-1], *ring) if ring else ()):
        before, after = (a[axis] - edge) * sign, (b[axis] - edge) * sign
        if (before < 0) != (after < 0):
            share = before / (before - after)
            across, up = a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share
            yield (edge, up) if axis == 0 else (across, edge)
        if after >= 0:
            yield b

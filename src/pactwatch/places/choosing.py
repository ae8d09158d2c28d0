"""Which of several places of one name is meant: by what else the text is about, then by how many live there."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from pactwatch.places.gazetteer import places, usual
from pactwatch.places.index import by_id, indexed_place, row
from pactwatch.types import Place

_NEAR_BY = 150.0
"""Kilometres beyond which nearness to the other places of a text says nothing."""
_REGION = 50.0
_TOWN_KNOWN_AFAR = 15_000
_ONE_TOWN = 15.0
"""Kilometres within which two entries of one name are a town and its station or district."""


@dataclass(frozen=True, slots=True)
class About:
    """What a text is about: regions and states, by id, and the points of its towns (degrees)."""

    regions: frozenset[str]
    states: frozenset[str]
    points: tuple[tuple[float, float], ...]

    def level(self, found: Place) -> int:
        """2 where the place lies in a region of the text, or is one of its places, 1 where in one of its states, else 0."""
        ids = {found.id, *found.within}
        return 2 if ids & self.regions else 1 if ids & self.states else 0


def about(near: Sequence[str]) -> About:
    """What the places and parties (`ARM.MIL` counts as `ARM`) with these ids say of a text. Unknown ones say nothing."""
    found = [p for n in near if (p := places().get(n) or by_id(n) or places().get(n.partition(".")[0]))]
    ids = {i for p in found for i in (p.id, *p.within)}
    states = frozenset(i for i in ids if len(i) == 3 and i.isupper())
    towns = [p for p in found if p.within and (p.precision or 0) < _REGION]
    points = tuple((p.latitude, p.longitude) for p in towns if p.latitude is not None and p.longitude is not None)
    return About(frozenset(ids - states), states, points)


def of_curated(ids: Sequence[str], text: About) -> Place | None:
    """The curated place that is meant; None where nothing tells which."""
    found = [places()[i] for i in ids]
    best = max(text.level(p) for p in found)
    near = [p for p in found if best and text.level(p) == best]
    for narrowed in (near, [p for p in found if p.id in usual()], found):
        if len(narrowed) == 1:
            return narrowed[0]
    return None


def of_index(numbers: Sequence[int], text: About, least: int = 0) -> Place | None:
    """The place of the index that is meant, at least at this level of nearness; None where nothing tells which.

    Of those in the same region, else state, as the text: the one by its other towns, the only one, or the one with at least
    three times the people of the next. A place that nothing in the text points to must be a town of 15,000.
    """
    best = max((text.level(indexed_place(row(n))) for n in numbers), default=0)
    left = sorted((n for n in numbers if text.level(indexed_place(row(n))) == best), key=lambda n: -row(n).population)
    if best < least or not left:
        return None
    if best == 0 and (text.states or text.regions) and row(left[0]).population < _TOWN_KNOWN_AFAR:
        return None
    if best == 0 and not (text.states or text.regions):
        left = sorted(numbers, key=lambda n: -row(n).population)
    chosen = _nearest(left, text) if len(left) > 1 else left[0]
    if chosen is None and (row(left[0]).population > 3 * row(left[1]).population or _is_one(left)):
        chosen = left[0]
    return None if chosen is None else indexed_place(row(chosen))


def _nearest(numbers: Sequence[int], text: About) -> int | None:
    """The one by the other towns of the text, if the next is at least twice as far from them."""
    if not text.points:
        return None
    far = sorted((min(kilometres((row(n).latitude, row(n).longitude), point) for point in text.points), n) for n in numbers)
    return far[0][1] if far[0][0] <= _NEAR_BY and 2 * far[0][0] < far[1][0] else None


def _is_one(numbers: Sequence[int]) -> bool:
    first = row(numbers[0])
    return all(
        kilometres((first.latitude, first.longitude), (row(n).latitude, row(n).longitude)) < _ONE_TOWN for n in numbers[1:]
    )


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The great-circle distance between two points given in degrees (haversine, radius 6,371 km)."""
    (lat1, lon1), (lat2, lon2) = ((math.radians(a), math.radians(b)) for a, b in (one, other))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 12_742 * math.asin(math.sqrt(h))

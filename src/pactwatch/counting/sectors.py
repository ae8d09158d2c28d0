"""Parts of an area by which figures are told apart: the place itself, its district, or a sector of the pact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from pactwatch.counting.rules import Told
from pactwatch.counting.wording import words
from pactwatch.ledger.events import resolved
from pactwatch.places import lies_in, places
from pactwatch.places.zones import ANYWHERE
from pactwatch.types import Pact, Place

BY = ("sector", "district", "place")
OUTSIDE, NOWHERE = "outside", "nowhere"
"""Parts of what lies in none of a pact's zones, and of what bears no place that is known."""


def sectors_of(place: Place | None, by: str, pact: Pact | None = None) -> tuple[str, ...]:
    """The parts in which a place lies. place: the place; district: the nearest region that it is within; sector: the zones of
    the pact, one for each reading where a zone is contested (so that a place may lie in several), or, without a pact or a zone
    that bounds anything, the first-level region within the state. Raises ValueError for another `by`."""
    if by not in BY:
        raise ValueError(f"by is none of {', '.join(BY)}: {by!r}")
    if place is None:
        return (NOWHERE,)
    if by == "place":
        return (place.id,)
    regions = tuple(i for i in place.within if not _is_state(i))
    if by == "district":
        return regions[:1] or (place.id,)
    zones = _zones(place, pact) if pact is not None else None
    return zones if zones is not None else regions[-1:] or (place.id,)


def by_sector(told: Iterable[Told], by: str, pact: Pact) -> dict[str, list[Told]]:
    """Events by the parts of their first place, the most numerous first. An event may stand in several."""
    found: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        for sector in sectors_of(first_known(one.event.places), by, pact):
            found[sector].append(one)
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))


def first_known(names: tuple[str, ...]) -> Place | None:
    """The first place that is known, of those named."""
    return next(iter(resolved(names)), None)


def in_sector(where: Iterable[Place], sector: str, by: str, pact: Pact) -> bool:
    """Whether one of the places lies in a part."""
    return any(sector in sectors_of(place, by, pact) for place in where)


def label(sector: str, language: str = "en") -> str:
    """What to call a part: a place by its neutral name, which holds all that are contested; a zone as its pact does."""
    if sector in (OUTSIDE, NOWHERE):
        return words(language)[sector]
    place = places().get(sector)
    return sector if place is None else place.names.get(language) or place.names.get("en") or sector


def _is_state(place: str) -> bool:
    return len(place) == 3 and place.isupper()


def _zones(place: Place, pact: Pact) -> tuple[str, ...] | None:
    """The zones of a pact in which a place lies; None where it has none that bounds anything."""
    bounded = [
        (zone.id if len(zone.readings) == 1 else f"{zone.id}: {reading.id}", reading)
        for zone in pact.zones.values()
        for reading in zone.readings
        if ANYWHERE not in reading.includes
    ]
    if not bounded:
        return None
    states = tuple(p for p in pact.parties if _is_state(p))
    read = [(n, replace(r, includes=(*r.includes, *states)) if "party" in r.includes else r) for n, r in bounded]
    return tuple(name for name, reading in read if lies_in(place, reading)) or (OUTSIDE,)

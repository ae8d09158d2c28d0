"""Whether a place lies in a zone, under one reading of it."""

from __future__ import annotations

from pactwatch.places.gazetteer import places
from pactwatch.types import Place, ZoneReading

ANYWHERE = "*"


def lies_in(place: Place | None, reading: ZoneReading) -> bool | None:
    """Whether the place lies in the zone; the nearest of it and what it is within that is included or excluded decides.

    None where that is not known: no place is given, or the place is larger than what decides ("in Azerbaijan", for a zone
    that covers or leaves out part of it).
    """
    if ANYWHERE in reading.includes and not reading.excludes:
        return True
    if place is None:
        return None
    for id_ in (place.id, *place.within):
        if id_ in reading.excludes:
            return None if _holds(place, reading.includes) else False
        if id_ in reading.includes:
            return None if _holds(place, reading.excludes) else True
    if ANYWHERE in reading.includes:
        return None if _holds(place, reading.excludes) else True
    return None if _holds(place, reading.includes) else False


def _holds(place: Place, ids: tuple[str, ...]) -> bool:
    """Whether any of these places is a part of this one."""
    return any(place.id in places()[id_].within for id_ in ids if id_ in places())

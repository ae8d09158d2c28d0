"""Which events a reader wants to see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import numpy as np

from pactwatch.verdicts.proof import LEVELS
from pactwatch.verdicts.timeline import seconds
from pactwatch.web.events.index import EventIndex, Numbers

Box = tuple[float, float, float, float]
"""West, south, east, north, in degrees; west is greater than east where it crosses the 180th meridian."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What narrows the events; empty or None leaves all. since, until: days, both included, on one of which the event began
    (was published, where nobody says when it was). contested: whether somebody denies it. text: words of its sentences."""

    act: str = ""
    party: str = ""
    place: str = ""
    source: str = ""
    proof: str = ""
    contested: bool | None = None
    since: date | None = None
    until: date | None = None
    box: Box | None = None
    text: str = ""


def select(index: EventIndex, chosen: Chosen, at: datetime) -> Numbers:
    """The numbers of the events that are wanted and had begun by an instant, in order of time."""
    mask = np.zeros(len(index), np.bool_)
    mask[: int(np.searchsorted(index.first, seconds(at), side="right"))] = True
    for kind in ("act", "party", "place", "source"):
        if value := getattr(chosen, kind):
            mask &= _among(index, index.of((kind, value)))
    if chosen.since is not None or chosen.until is not None:
        first, last = (chosen.since or date.min).toordinal(), (chosen.until or date.max).toordinal()
        mask &= (index.day >= first) & (index.day <= last)
    if chosen.proof:
        mask &= index.level == LEVELS.index(chosen.proof)
    if chosen.contested is not None:
        mask &= index.contested == chosen.contested
    if chosen.box is not None:
        mask &= _among(index, index.map.at_event[_inside(index, chosen.box)[index.map.at_spot]])
    if chosen.text:
        mask &= index.words.mask(chosen.text)
    return np.flatnonzero(mask).astype(np.int32)


def _among(index: EventIndex, numbers: Numbers) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    found = np.zeros(len(index), np.bool_)
    found[numbers] = True
    return found


def _inside(index: EventIndex, box: Box) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which spots lie in a box."""
    west, south, east, north = box
    x, y = index.map.longitudes, index.map.latitudes
    across = (x >= west) & (x <= east) if west <= east else (x >= west) | (x <= east)
    found: np.ndarray[tuple[int], np.dtype[np.bool_]] = across & (y >= south) & (y <= north)
    return found

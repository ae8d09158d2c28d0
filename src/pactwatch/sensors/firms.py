"""Thermal detections of NASA's Fire Information for Resource Management System (FIRMS), MODIS and VIIRS, as CSV.

A detection is heat, not shelling: field burning is by far its commonest cause, gas flares and industry come next. Only days
on which a cell shows many more than it does at that season in other years become claims (see `baseline`), each saying so; and
all of them are one voice, that of the instrument, which never stands for two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pactwatch.datasets.cells import day, needed, number
from pactwatch.datasets.claims import row_claim
from pactwatch.datasets.rows import Reject, Row, open_table
from pactwatch.places import places
from pactwatch.refusals import Refused
from pactwatch.sensors.baseline import Anomaly, Cell, cell_of
from pactwatch.times import Span
from pactwatch.types import Claim, Place, Source

SOURCE = Source("firms", {"en": "NASA FIRMS"}, kind="sensor", url="https://firms.modaps.eosdis.nasa.gov/")
_COLUMNS = frozenset({"latitude", "longitude", "acq_date", "acq_time", "confidence", "frp"})
_LOW = {"l", "low"}
_LEAST = 30
"""Per cent: MODIS detections below are of low confidence (its user guide, collection 6)."""
_NEAR = 0.2
"""Degrees within which a place gives a cell its name."""


@dataclass(frozen=True, slots=True)
class Detection:
    """One hot pixel: where (degrees, WGS 84), on what day (UTC), its radiative power in megawatts."""

    latitude: float
    longitude: float
    on: date
    power: float


def detections(path: Path) -> Iterator[Detection | Reject]:
    """The detections in a FIRMS table but those of low confidence, one at a time; a row that cannot be is set aside."""
    table = open_table(path)
    missing = sorted(_COLUMNS - set(table.columns))
    if missing:
        mend = "give the CSV that FIRMS exports"
        raise Refused(f"this is no table of FIRMS: it has no column {missing[0]!r}", mend=mend, file=path, line=1)
    for line, row in table.rows:
        if isinstance(row, Reject):
            yield row
            continue
        try:
            found = _detection(row)
        except ValueError as error:
            yield Reject(line, str(error))
            continue
        if found is not None:
            yield found


def _detection(row: Row) -> Detection | None:
    confidence = needed(row, "confidence").lower()
    if confidence in _LOW or (confidence.isdecimal() and int(confidence) < _LEAST):
        return None
    latitude, longitude = number(row, "latitude", -90, 90), number(row, "longitude", -180, 180)
    if latitude is None or longitude is None:
        raise ValueError("latitude or longitude is missing")
    return Detection(latitude, longitude, day(row, "acq_date").date(), number(row, "frp") or 0.0)


def sensor_claims(found: Iterable[Anomaly], dataset: str) -> tuple[Claim, ...]:
    """A claim for each day and cell that stands out, by the instrument: of fire beyond its season's, whatever lit it."""
    named = _named_cells()
    return tuple(_claim(one, dataset, named.get(one.cell)) for one in found)


def _claim(one: Anomaly, dataset: str, near: Place | None) -> Claim:
    where = near.names.get("en", near.id) if near else ""
    usual = f"where {one.expected:.1f} are usual at that season; so many by chance on {one.chance:.1%} of days"
    cell = f"{one.cell[0]:.1f}, {one.cell[1]:.1f}"
    text = (
        f"{one.count} thermal detections in the cell {cell} on {one.on}, {usual}. Field burning is the commonest false alarm."
    )
    fields = {"latitude": f"{one.cell[0]:g}", "longitude": f"{one.cell[1]:g}", "chance": f"{one.chance:.2g}"}
    row = f"{one.cell[0]:.1f}/{one.cell[1]:.1f}/{one.on}"
    return row_claim(dataset, row, text, "attack", Span.of(one.on), places=[where], fields=fields)


def _named_cells() -> dict[Cell, Place]:
    """The curated place nearest to the middle of each cell, where there is one near."""
    near: dict[Cell, list[tuple[float, str]]] = defaultdict(list)
    for place in places().values():
        if place.latitude is None or place.longitude is None or len(place.id) == 3:
            continue
        cell = cell_of(place.latitude, place.longitude)
        apart = max(abs(place.latitude - cell[0]), abs(place.longitude - cell[1]))
        if apart <= _NEAR:
            near[cell].append((apart, place.id))
    return {cell: places()[min(found)[1]] for cell, found in near.items()}

"""Events in the columns of UCDP GED, of acts that use force only. `UCDP-like`: the coding is ours, not Uppsala's.

Codebook: see `datasets/ucdp`. Its events have a death; ours may have none told. `rules` names the counting rules of the
figures beside it, `place_names` every name of the place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pactwatch.cells import Cell
from pactwatch.exports.events import EventRow
from pactwatch.exports.files import table_bytes
from pactwatch.exports.parties import written

COLUMNS = (
    *("id", "year", "type_of_violence", "side_a", "side_b", "source_article", "source_headline", "where_prec"),
    *("where_coordinates", "place_names", "latitude", "longitude", "country", "date_prec", "date_start", "date_end"),
    *("deaths_civilians", "low", "best", "high", "rules", "denied_by", "known_at"),
)
RULES = "low: deaths_low; best: deaths_best; high: deaths_high"
_FORCE = {"attack", "harm", "violate_ceasefire"}


def ucdp_bytes(rows: Iterable[EventRow]) -> tuple[bytes, int]:
    """The table as CSV, and how many events are not in it: other acts, and what bears no date."""
    taken, left = [], 0
    for row in rows:
        if row.first is None or row.last is None or not _FORCE & set(row.acts):
            left += 1
        else:
            taken.append(_cells(row))
    return table_bytes(COLUMNS, taken), left


def _cells(row: EventRow) -> Sequence[Cell]:
    assert row.first is not None
    assert row.last is not None
    civilians = "CIV" in row.targets
    side_a = written(row.actors[0]) if row.actors else "Unknown"
    other = next((p for p in (*row.actors[1:], *row.targets) if p != "CIV"), None)
    side_b = "Civilians" if civilians else written(other) if other else "Unknown"
    return (
        row.id[:16],
        row.first.year,
        _kind(row, civilians),
        side_a,
        side_b,
        "; ".join(row.sources),
        row.text,
        _where(row),
        row.place,
        "; ".join(row.names),
        row.latitude,
        row.longitude,
        row.country,
        _date_precision((row.last - row.first).days + 1),
        row.first.isoformat(),
        row.last.isoformat(),
        None,
        *(row.deaths.get(rule) for rule in ("deaths_low", "deaths_best", "deaths_high")),
        RULES if row.deaths else None,
        "; ".join(row.denied_by),
        row.known_at,
    )


def _kind(row: EventRow, civilians: bool) -> int:
    """3 upon civilians, 1 with a state among its sides, 2 between others."""
    if civilians:
        return 3
    states = (p for p in (*row.actors, *row.targets) if len(p.partition(".")[0]) == 3 and p != "CIV")
    return 1 if next(states, None) else 2


def _date_precision(days: int) -> int:
    """1 a day, 2 two to six days, 3 a week, 4 up to a month, 5 more."""
    return next((n for n, most in ((1, 1), (2, 6), (3, 7), (4, 31)) if days <= most), 5)


def _where(row: EventRow) -> int | None:
    """1 the place itself, 2 within 25 km, 4 a region, 6 a state."""
    if not row.places:
        return None
    if not row.places[0].within:
        return 6
    return 1 if (row.precision or 0) <= 5 else 2 if (row.precision or 0) <= 25 else 4

"""Events in the columns of ACLED's exports. `ACLED-like`: the coding is ours, not ACLED's.

Codebook: see `datasets/acled`. The type is the first that `lexicons/acts.toml` gives for the act; acts without one are left
out. A date is the middle of its span, with the precision that covers it: day, week, month. `fatalities_rule` names the
counting rule of the figure, `location_names` every name of the place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from pactwatch import lexicons
from pactwatch.cells import Cell
from pactwatch.exports.events import EventRow
from pactwatch.exports.files import table_bytes
from pactwatch.exports.parties import written

COLUMNS = (
    *("event_id_cnty", "event_date", "year", "time_precision", "event_type", "sub_event_type", "actor1", "actor2"),
    *("civilian_targeting", "country", "location", "location_names", "latitude", "longitude", "geo_precision"),
    *("source", "notes", "fatalities", "fatalities_rule", "denied_by", "known_at"),
)
_TYPES = ("Battles", "Explosions/Remote violence", "Violence against civilians")
_TYPE_OF = {
    "Government regains territory": "Battles",
    "Non-state actor overtakes territory": "Battles",
    "Abduction/forced disappearance": "Violence against civilians",
}
_CIVILIANS = "Violence against civilians"
_UNKNOWN = "Unidentified Armed Group"


def acled_bytes(rows: Iterable[EventRow]) -> tuple[bytes, int]:
    """The table as CSV, and how many events are not in it: acts without a type of ACLED's, no date, or more than a month."""
    taken, left = [], 0
    for row in rows:
        cells = _cells(row)
        if cells is None:
            left += 1
        else:
            taken.append(cells)
    return table_bytes(COLUMNS, taken), left


def _cells(row: EventRow) -> Sequence[Cell] | None:
    kind, precision = _kind(row), _precision(row)
    if kind is None or precision is None or row.first is None or row.last is None:
        return None
    civilians = "CIV" in row.targets
    middle = row.first + timedelta(days=(row.last - row.first).days // 2)
    other = next((p for p in (*row.actors[1:], *row.targets) if p != "CIV"), None)
    return (
        row.id[:16],
        f"{middle:%d %B %Y}",
        middle.year,
        precision,
        *kind,
        written(row.actors[0]) if row.actors else _UNKNOWN,
        "Civilians" if civilians else written(other) if other else "",
        "Civilian targeting" if civilians else "",
        row.country,
        row.place,
        "; ".join(row.names),
        row.latitude,
        row.longitude,
        _where(row),
        "; ".join(row.sources),
        row.text,
        row.deaths.get("deaths_best"),
        "deaths_best" if row.deaths else None,
        "; ".join(row.denied_by),
        row.known_at,
    )


def _kind(row: EventRow) -> tuple[str, str] | None:
    """The event type and, where the act tells it, the finer one."""
    known = [kind for act in row.acts for kind in lexicons.load("acts").get(act, {}).get("acled", ())]
    if not known:
        return None
    first = _CIVILIANS if "CIV" in row.targets and _CIVILIANS in known else known[0]
    return (first, "") if first in _TYPES else (_TYPE_OF.get(first, "Strategic developments"), first)


def _precision(row: EventRow) -> int | None:
    """1 a day, 2 a week, 3 a month; None for what is dated less exactly."""
    if row.first is None or row.last is None:
        return None
    days = (row.last - row.first).days + 1
    return next((n for n, most in ((1, 1), (2, 7), (3, 31)) if days <= most), None)


def _where(row: EventRow) -> int:
    """1 a town, 2 its surroundings, 3 a region."""
    width = 100.0 if row.precision is None else row.precision
    return 1 if width <= 5 else 2 if width < 30 else 3

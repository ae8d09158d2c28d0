"""Events as PLOVER rows, in the columns of the POLECAT data set, tab-separated.

PLOVER: Halterman, Bagozzi, Beger, Schrodt and Scarborough, "PLOVER and POLECAT", 2023; dataverse.harvard.edu, POLECAT. One
row for each act, by the first code that `lexicons/acts.toml` gives it. Modes, contexts and sectors are not coded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pactwatch import lexicons
from pactwatch.cells import Cell
from pactwatch.exports.events import EventRow
from pactwatch.exports.files import table_bytes
from pactwatch.verdicts.words import Words

COLUMNS = (
    *("Event ID", "Event Date", "Event Date End", "Event Type", "Act", "Actor Name", "Actor Code", "Recipient Name"),
    *("Recipient Code", "Placename", "Placenames", "Country", "Latitude", "Longitude", "Source", "Headline", "Denied By"),
    "Known At",
)


def plover_bytes(rows: Iterable[EventRow]) -> bytes:
    """The rows as tab-separated text in UTF-8."""
    return table_bytes(COLUMNS, (cells for row in rows for cells in _rows(row)), "\t")


def _rows(row: EventRow) -> Iterator[Sequence[Cell]]:
    words = Words("en")
    for act in row.acts:
        code = next(iter(lexicons.load("acts").get(act, {}).get("plover", ())), "")
        yield (
            row.id,
            row.first.isoformat() if row.first else None,
            row.last.isoformat() if row.last else None,
            code,
            act,
            "; ".join(words.name(p) for p in row.actors),
            "; ".join(row.actors),
            "; ".join(words.name(p) for p in row.targets),
            "; ".join(row.targets),
            row.place,
            "; ".join(row.names),
            row.country,
            row.latitude,
            row.longitude,
            "; ".join(row.sources),
            row.text,
            "; ".join(row.denied_by),
            row.known_at,
        )

"""Events as a plain table: CSV, XLSX, Parquet. `docs/exports.md` has the column map by which datasets read it back."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from pactwatch.cells import Cell, harmless
from pactwatch.exports.events import DEATHS, EventRow
from pactwatch.exports.files import table_bytes
from pactwatch.refusals import Refused

_TEXTS = ("id", "act", "earliest", "latest", "actor_1", "actor_2", "target_1", "target_2", "more_parties", "place")
_REST = ("voices", "denied_by", "sources", "claims", "text")
COLUMNS = (*_TEXTS, "place_names", "latitude", "longitude", "precision_km", *DEATHS, *_REST, "known_at")
"""Deaths stand under the names of the counting rules that give them."""

_NUMBERS = {"latitude", "longitude", "precision_km", *DEATHS}


def csv_bytes(rows: Iterable[EventRow]) -> bytes:
    """The events as CSV (RFC 4180, UTF-8, line feeds); lists are joined by semicolons."""
    return table_bytes(COLUMNS, map(cells, rows))


def xlsx_bytes(rows: Iterable[EventRow]) -> bytes:
    """The events as a workbook of one sheet, its first row the names of the columns."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("events")
    sheet.freeze_panes = "A2"
    sheet.append(list(COLUMNS))
    for row in rows:
        sheet.append([harmless(cell) for cell in cells(row)])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def parquet_bytes(rows: Iterable[EventRow]) -> bytes:
    """The events as Parquet, days as texts of ISO 8601. Refused where pyarrow is not installed."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ModuleNotFoundError:
        raise Refused("Parquet needs pyarrow", mend="install it: pip install 'pactwatch[archive]'") from None
    kinds = {"known_at": pa.int64(), **{name: pa.float64() for name in _NUMBERS}}
    schema = pa.schema([(name, kinds.get(name, pa.string())) for name in COLUMNS])
    found = [dict(zip(COLUMNS, cells(row), strict=True)) for row in rows]
    stream = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(found, schema=schema), stream)
    return stream.getvalue()


def cells(row: EventRow) -> Sequence[Cell]:
    """The cells of an event, in the order of `COLUMNS`."""
    actors, targets = _two(row.actors), _two(row.targets)
    return (
        row.id,
        "; ".join(row.acts),
        row.first.isoformat() if row.first else None,
        row.last.isoformat() if row.last else None,
        *actors,
        *targets,
        "; ".join((*row.actors[2:], *row.targets[2:])),
        row.place,
        "; ".join(row.names),
        row.latitude,
        row.longitude,
        row.precision,
        *(row.deaths.get(rule) for rule in DEATHS),
        "; ".join(row.voices),
        "; ".join(row.denied_by),
        "; ".join(row.sources),
        "; ".join(row.claims),
        row.text,
        row.known_at,
    )


def _two(parties: Sequence[str]) -> tuple[str, str]:
    first, second, *_ = (*parties, "", "")
    return first, second

"""Tables as text, in cells that no spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from pactwatch.cells import Cell, harmless


def table_bytes(columns: Sequence[str], rows: Iterable[Sequence[Cell]], delimiter: str = ",") -> bytes:
    """A delimited table in UTF-8, its cells harmless; whole numbers are written without a point."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_written(cell) for cell in row] for row in rows)
    return stream.getvalue().encode()


def _written(cell: Cell) -> Cell:
    if isinstance(cell, float):
        return f"{cell:.10g}"
    return "" if cell is None else harmless(cell)

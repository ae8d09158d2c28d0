"""Tables as text, in cells that no spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

Cell = str | int | float | None

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def harmless(cell: Cell) -> Cell:
    """The cell, without control characters; a text that a spreadsheet would run as a formula gets an apostrophe before it.

    Source: OWASP, CSV Injection (owasp.org/www-community/attacks/CSV_Injection).
    """
    if not isinstance(cell, str):
        return cell
    text = _CONTROL.sub("", cell)
    return f"'{text}" if text.startswith(_FORMULA) else text


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

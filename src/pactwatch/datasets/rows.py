"""Rows of tables, one at a time: CSV and its kin, or the first sheet of a workbook. A row that cannot be read is set aside."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import IO

from pactwatch.refusals import Refused

Row = Mapping[str, str]
_SNIFFED = 1 << 16
_LONGEST = 1 << 20
"""Characters of one cell: a longer one is a quotation mark that nobody closed."""


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that was not taken: the line of the file on which it ends, why, and its first cells."""

    line: int
    reason: str
    row: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a table, and its rows with the line of each."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[int, Row | Reject]]


def open_table(path: Path, heading: Callable[[Sequence[str]], tuple[str, ...] | None] = lambda _: None) -> Table:
    """A table, read as its rows are asked for. Refused where the file is missing, empty, or no table.

    heading: the columns of a table whose first line is a row already, and None for all others.
    """
    try:
        if not path.is_file():
            raise Refused("there is no such file", mend="name a table: .csv, .tsv or .xlsx", file=path)
        path.open("rb").close()
    except OSError as error:
        raise Refused(
            "it cannot be read ({strerror})", mend="check its permissions", file=path, strerror=error.strerror
        ) from None
    lines = _sheet(path) if path.suffix.lower() in (".xlsx", ".xlsm") else _lines(path)
    number, head = next(lines, (1, []))
    known = None if isinstance(head, Reject) else heading(head)
    if known is not None:
        return Table(known, _rows(known, chain([(number, head)], lines)))
    columns = _columns(head, number, path)
    return Table(columns, _rows(columns, lines))


def _columns(head: list[str] | Reject, number: int, path: Path) -> tuple[str, ...]:
    if isinstance(head, Reject) or not any(cell.strip() for cell in head):
        raise Refused("its first line names no columns", mend="put the names of the columns there", file=path, line=number)
    columns = tuple(cell.strip() for cell in head)
    doubled = next((c for n, c in enumerate(columns) if c and c in columns[:n]), None)
    if doubled:
        raise Refused(
            "two columns are called {doubled!r}", mend="give one of them another name", file=path, line=number, doubled=doubled
        )
    return columns


def _rows(columns: tuple[str, ...], lines: Iterable[tuple[int, list[str] | Reject]]) -> Iterator[tuple[int, Row | Reject]]:
    for number, cells in lines:
        if isinstance(cells, Reject):
            yield number, cells
        elif not any(cells):
            continue
        elif len(cells) != len(columns):
            yield number, Reject(number, f"it has {len(cells)} cells, not {len(columns)}", _shown(cells))
        else:
            yield number, dict(zip(columns, cells, strict=True))


def _lines(path: Path) -> Iterator[tuple[int, list[str] | Reject]]:
    csv.field_size_limit(_LONGEST)
    # Bytes that are no UTF-8 are let through as surrogates, so that only their own row is set aside.
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        reader = csv.reader(file, delimiter=_delimiter(file))
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield reader.line_num, Reject(reader.line_num, f"it is no row of a table ({error})")
                continue
            text = "".join(cells)
            if "\0" in text or not (text.isascii() or _is_text(text)):
                yield reader.line_num, Reject(reader.line_num, "it holds bytes that are no UTF-8 text", _shown(cells))
            else:
                yield reader.line_num, cells


def _delimiter(file: IO[str]) -> str:
    head = file.read(_SNIFFED).split("\n", 1)[0]
    file.seek(0)
    return max(",;\t|", key=lambda mark: (head.count(mark), mark == ","))


def _is_text(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _sheet(path: Path) -> Iterator[tuple[int, list[str] | Reject]]:
    """The rows of the first sheet. Refused where the workbook unpacks to too much or, once this shows, is damaged."""
    from pactwatch.datasets.packages import refuse_bomb
    from pactwatch.datasets.workbooks import first_sheet

    number = 0
    try:
        refuse_bomb(path)
        width = 0
        for number, row in enumerate(first_sheet(path), 1):
            cells = ["" if cell is None else str(cell) for cell in row]
            while cells and not cells[-1] and len(cells) > width:
                cells.pop()
            width = width or len(cells)
            yield number, cells + [""] * (width - len(cells))
    except Refused:
        raise
    except Exception:  # a stranger's file: whatever the libraries that read it raise means that it cannot be read
        problem = "the workbook is damaged after row {number}" if number else "it is no workbook"
        raise Refused(problem, mend="save it as XLSX", file=path, number=number) from None


def _shown(cells: Iterable[str]) -> str:
    text = ", ".join(islice(cells, 6)).encode("utf-8", "replace").decode()
    return text[:200]

"""The rows of a workbook's first sheet, one at a time; the texts that its cells share are kept on disk, not in memory."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

_TEXT = f"{{{SHEET_MAIN_NS}}}si"


def first_sheet(path: Path) -> Iterator[tuple[object, ...]]:
    """The cells of each row. Raises whatever openpyxl does where the workbook is damaged."""
    reader = _Reader(str(path), read_only=True, data_only=True, keep_links=False)
    reader.read()
    with closing(reader.wb) as book:
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what it says of its own size need not be so
        yield from sheet.iter_rows(values_only=True)


class _Reader(ExcelReader):
    def read_strings(self) -> None:
        found = self.package.find(SHARED_STRINGS)  # type: ignore[no-untyped-call]
        if found is not None:
            with self.archive.open(found.PartName[1:]) as source:
                # All that is asked of it is a text by its number.
                self.shared_strings = _Shared(source)  # type: ignore[assignment]


class _Shared:
    """The shared texts of a workbook by their number."""

    def __init__(self, source: IO[bytes]) -> None:
        self._kept, self._ends = TemporaryFile(), array("Q", [0])  # noqa: SIM115 - gone with the last row that is read
        for text in _texts(source):
            self._ends.append(self._ends[-1] + self._kept.write(text.encode("utf-8", "surrogatepass")))
        self._text = lru_cache(maxsize=256)(self._read)

    def __getitem__(self, number: int) -> str:
        return self._text(number)

    def _read(self, number: int) -> str:
        if number < 0:
            raise IndexError(number)
        start, end = self._ends[number], self._ends[number + 1]
        self._kept.seek(start)
        return self._kept.read(end - start).decode("utf-8", "surrogatepass")


def _texts(source: IO[bytes]) -> Iterator[str]:
    root: Any = None
    for event, node in iterparse(source, events=("start", "end")):
        if root is None:
            root = node
        elif event == "end" and node.tag == _TEXT:
            text = Text.from_tree(node)
            yield "" if text is None else text.content.replace("x005F_", "")  # as openpyxl does
            root.clear()

"""A stranger's workbook (OOXML, ECMA-376) looked through before it is read: what would unpack to too much is refused.

No tree is built of it: its parts are run through once, and only the beginnings of elements are counted.
"""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import IO
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import ZipFile

from pactwatch.refusals import Refused

_AT_ONCE = 1 << 16
_PART = 32 << 20
"""Bytes that are held at once: of one row, one shared text, or a part that is read whole."""
_TAG = 1 << 20
"""Bytes of one tag, which is read anew with each block that it goes on."""
_UNPACKED, _FREE, _RATIO = 8 << 30, 64 << 20, 100
"""Bytes to which all of it may unpack; beyond the first 64 MB no more than a hundred times what it is packed."""
_ELEMENTS, _TEXTS, _ROWS, _COLUMNS = 500_000, 4_000_000, 1 << 20, 1 << 10
"""Elements held at once; shared texts; rows, as many as a sheet can have; columns, of which no dataset has as many."""
_COLUMN = re.compile("[A-Z]{1,3}")


def refuse_bomb(path: Path) -> None:
    """Refused where a workbook is larger than it looks. Raises whatever zipfile does where it is damaged."""
    with ZipFile(path) as packed:
        parts = packed.infolist()
        unpacked = sum(part.file_size for part in parts)
        if unpacked > _UNPACKED or unpacked > max(_FREE, _RATIO * path.stat().st_size):
            raise _too_much(path)
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                # Where it is damaged, whoever reads it comes no further either, and says where.
                with packed.open(part) as stream, suppress(ExpatError):
                    _Part(path, part.filename).run_through(stream)
            elif part.file_size > _PART:
                raise _too_much(path)


class _Part:
    """One part of a workbook: what has been held since the last row or shared text began."""

    def __init__(self, path: Path, name: str) -> None:
        self._path, self._strings = path, "sharedstrings" in name.lower()
        self._mark = self._held = self._begun = self._cells = 0
        self._parser = ParserCreate()
        self._parser.StartElementHandler = self._starts
        self._parser.StartDoctypeDeclHandler = self._refuse

    def run_through(self, stream: IO[bytes]) -> None:
        """All of it."""
        fed = 0
        while block := stream.read(_AT_ONCE):
            fed += len(block)
            self._parser.Parse(block, False)
            if fed - self._mark > _PART or fed - self._parser.CurrentByteIndex > _TAG:
                self._refuse()
        self._parser.Parse(b"", True)

    def _starts(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == ("si" if self._strings else "row"):
            self._begins(attributes)
        self._held += 1
        if name == "c" and not self._strings:
            self._cells += 1
            place = _COLUMN.match(attributes.get("r", ""))
            if self._cells > _COLUMNS or (place and _number(place[0]) > _COLUMNS):
                self._refuse()
        if self._held > _ELEMENTS:
            self._refuse()

    def _begins(self, attributes: dict[str, str]) -> None:
        self._mark, self._held, self._cells = self._parser.CurrentByteIndex, 0, 0
        self._begun += 1
        number = attributes.get("r", "0")
        if self._begun > (_TEXTS if self._strings else _ROWS) or len(number) > 7 or int(number) > _ROWS:
            self._refuse()

    def _refuse(self, *_: object) -> None:
        raise _too_much(self._path)


def _number(letters: str) -> int:
    """The number of a column by its letters."""
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - 64
    return found


def _too_much(path: Path) -> Refused:
    return Refused("it unpacks to too much", mend="save its first sheet as CSV", file=path)

"""Where in a TOML file a value stands. The standard library's reader keeps no positions, so headers and keys are scanned."""

from __future__ import annotations

import re
from collections import Counter

Path = tuple[str | int, ...]

_KEY = r"(?:[\w-]+|\"[^\"]*\"|'[^']*')"
_HEADER = re.compile(rf"\s*(\[\[?)\s*({_KEY}(?:\s*\.\s*{_KEY})*)\s*\]\]?")
_ASSIGNMENT = re.compile(rf"\s*({_KEY}(?:\s*\.\s*{_KEY})*)\s*=\s*(.*)")
_STRING = re.compile(r'"""|\'\'\'|"(?:\\.|[^"\\])*"|\'[^\']*\'|#')


class Lines:
    """The line (from 1) of every header and key of a TOML text, by path: `("clauses", 0, "due")`."""

    def __init__(self, text: str) -> None:
        self._at: dict[Path, int] = {}
        self._counts: Counter[Path] = Counter()
        table: Path = ()
        closing, depth = "", 0
        for number, line in enumerate(text.splitlines(), 1):
            if not closing and depth == 0:
                table = self._note(line, number, table)
            closing, depth = _open_ends(line, closing, depth)

    def of(self, path: Path) -> int | None:
        """The line of the value, or of the nearest thing around it that has a line of its own."""
        while path:
            if path in self._at:
                return self._at[path]
            path = path[:-1]
        return None

    def _note(self, line: str, number: int, table: Path) -> Path:
        if header := _HEADER.match(line):
            table = self._table(_keys(header[2]), is_list=header[1] == "[[")
            if header[1] == "[[":
                self._at.setdefault(table[:-1], number)
            self._at.setdefault(table, number)
        elif assignment := _ASSIGNMENT.match(line):
            self._at.setdefault((*table, *_keys(assignment[1])), number)
        return table

    def _table(self, keys: list[str], *, is_list: bool) -> Path:
        """The path of a header: a list's name stands for its latest element."""
        path: Path = ()
        for n, key in enumerate(keys):
            path = (*path, key)
            if is_list and n == len(keys) - 1:
                self._counts[path] += 1
            if self._counts[path]:
                path = (*path, self._counts[path] - 1)
        return path


def _keys(dotted: str) -> list[str]:
    return [key.strip("\"'") for key in re.findall(_KEY, dotted)]


def _open_ends(line: str, closing: str, depth: int) -> tuple[str, int]:
    """What is still open at the end of a line: a long string (its closing mark), and how many brackets."""
    at = 0
    while at < len(line):
        if closing:
            end = line.find(closing, at)
            if end < 0:
                return closing, depth
            at, closing = end + 3, ""
            continue
        found = _STRING.search(line, at)
        plain = line[at : found.start() if found else len(line)]
        depth += plain.count("[") + plain.count("{") - plain.count("]") - plain.count("}")
        if found is None or found[0] == "#":
            break
        at, closing = found.end(), found[0] if len(found[0]) == 3 and found[0][0] * 3 == found[0] else ""
    return closing, max(depth, 0)

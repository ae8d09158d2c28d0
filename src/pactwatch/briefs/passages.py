"""What is appended of a report that is quoted: a short one whole, of a long one what is quoted with some words around it."""

from __future__ import annotations

import re
from collections.abc import Iterable

SHORT = 2000
"""Characters of a report that is appended whole."""
_AROUND = 160
"""Characters told before and after what is quoted, to the last whole word; where no more lie between two parts, these too."""
_SPACE = re.compile(r"\s")


def passages(text: str, quoted: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """From where to where the parts of a text go that are appended, in order, apart from one another. quoted: the same of what
    is quoted; where nothing is, the first words are appended."""
    if len(text) <= SHORT:
        return ((0, len(text)),)
    found: list[tuple[int, int]] = []
    for start, end in sorted(quoted) or [(0, 0)]:
        begin, stop = _before(text, start), _after(text, end)
        if found and begin - found[-1][1] <= _AROUND:
            begin, stop = found[-1][0], max(stop, found.pop()[1])
        found.append((begin, stop))
    return tuple(found)


def _before(text: str, start: int) -> int:
    """Where the words begin that are told before a quotation."""
    if start <= _AROUND:
        return 0
    space = _SPACE.search(text, start - _AROUND, start)
    return space.end() if space else start


def _after(text: str, end: int) -> int:
    """Where the words end that are told after a quotation."""
    if end + _AROUND >= len(text):
        return len(text)
    spaces = [found.start() for found in _SPACE.finditer(text, end, end + _AROUND)]
    return spaces[-1] if spaces else end

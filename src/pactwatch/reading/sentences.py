"""Sentences of a text with their offsets, without the furniture of its page.

A line end ends a sentence. Headings, bylines, keywords and lists of other articles are skipped: they carry no claims of
their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pactwatch.letters import fold
from pactwatch.reading.lexicon import Lexicon

_QUOTES = "\"'”»’)]"
_TEASER = 150
_DATELINE = re.compile(r"[^\n()]{2,70}\([^()\n]{2,25}\)\s*[-–—]+\s*")
"""Where and by whom a text was filed: "دبي، الإمارات (CNN)--"."""
_FULL_LINES = 3


def sentences(text: str, words: Lexicon) -> Iterator[tuple[int, int]]:
    """The spans [start, end) of the sentences that may carry claims, in order."""
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n\r]*[^\s][^\n\r]*", text)]
    full = sum(_ends_fully(text[a:b], words.marks) for a, b in lines)
    for start, end in lines:
        line = fold(text[start : min(end, start + 80)]).strip(" \t-–—|*#")
        if line.startswith(words.closing) and words.closing:
            return
        if words.furniture and line.startswith(words.furniture):
            continue
        if full >= _FULL_LINES and end - start < _TEASER and not _ends_fully(text[start:end], words.marks):
            continue
        dateline = _DATELINE.match(text, start, end)
        yield from _split(text, dateline.end() if dateline else start, end, words)


def _ends_fully(line: str, marks: str) -> bool:
    """Whether a line ends like a sentence; a list or a heading does not."""
    return line.rstrip().rstrip(_QUOTES + " ").endswith((*marks, ":", "،", ",", ";", "؛")) or line.rstrip().endswith(
        ('"', "”", "»")
    )


def _split(text: str, start: int, end: int, words: Lexicon) -> Iterator[tuple[int, int]]:
    first = start
    for place in range(start, end):
        if text[place] in words.marks and _is_end(text, place, start, end, words):
            last = place + 1
            while last < end and text[last] in _QUOTES:
                last += 1
            yield from _trim(text, first, last)
            first = last
    yield from _trim(text, first, end)


def _is_end(text: str, place: int, start: int, end: int, words: Lexicon) -> bool:
    after = text[place + 1 : min(place + 4, end)]
    if after and not after[0].isspace() and after[0] not in _QUOTES:
        return False
    if text[place] != ".":
        return True
    word = re.search(r"(\w+)$", text[max(start, place - 20) : place])
    if word is None:
        return True
    letters = fold(word[1])
    return letters not in words.abbreviations and not (len(word[1]) == 1 and word[1].isupper())


def _trim(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and (text[start].isspace() or text[start] in _QUOTES[1:]):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if any(c.isalnum() for c in text[start:end]):
        yield start, end

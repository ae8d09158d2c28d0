"""Sentences of a text with their offsets, without the furniture of its page.

A line end ends a sentence. Headings, bylines, keywords and lists of other articles are skipped: they carry no claims of
their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pactwatch.letters import fold
from pactwatch.reading.lexicon import Lexicon

_QUOTES = "\"'”»’)]"
_TEASER = 150
_DATELINE = re.compile(r"[^\n()]{2,70}\([^()\n]{2,25}\)\s*[-–—]+\s*")
"""Where and by whom a text was filed: "دبي، الإمارات (CNN)--"."""
_FULL_LINES = 3
_INLINE = re.compile(r"(?<![,»\"”]) [—–] (?=[A-ZА-ЯЁ])")
"""A dash that begins another item; behind a comma or a quotation it only sets off who speaks."""


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
        for first, last in _parts(text, dateline.end() if dateline else start, end, words):
            yield from _split(text, first, last, words)


def headlines(text: str, words: Lexicon) -> frozenset[int]:
    """Where the sentences begin that stand before the name of a section: headlines, which the text behind it tells again."""
    if not words.rubrics or not _rubric(words.rubrics).search(text):
        return frozenset()
    ends = {m.start() for m in _rubric(words.rubrics).finditer(text) if "||" not in m[0]}
    return frozenset(start for start, end in sentences(text, words) if end in ends)


def _parts(text: str, start: int, end: int, words: Lexicon) -> Iterator[tuple[int, int]]:
    """What stands between the bars and the names of sections that a page prints within a line."""
    for mark in _rubric(words.rubrics).finditer(text, start, end):
        yield from _items(text, start, mark.start())
        start = mark.end()
    yield from _items(text, start, end)


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The items of a list that runs on in one line: "— X said … — Y said …"."""
    if text.startswith(("— ", "– "), start):
        for mark in _INLINE.finditer(text, start + 1, end):
            yield start, mark.start()
            start = mark.start() + 1
    yield start, end


@cache
def _rubric(rubrics: tuple[str, ...]) -> re.Pattern[str]:
    """Bars, the name of a section behind a dash, or an age mark ("16+")."""
    ages = [re.escape(name) for name in rubrics if name[0].isdecimal()]
    names = [re.escape(name) for name in rubrics if not name[0].isdecimal()]
    every = [r"\|\|", *(rf"(?<!\w){age}" for age in ages), *(rf"[–—]\s*{name}\b" for name in names)]
    return re.compile(rf"\s*(?:{'|'.join(every)})\s*", re.IGNORECASE)


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
    word = re.search(r"((?:\b\w\.)*\w+)$", text[max(start, place - 20) : place])
    if word is None:
        return True
    if "." in word[1] and fold(word[1]) in words.abbreviations:  # "10 a.m." may end a sentence, "10 a.m. Kyiv time" does not
        following = re.match(r"\W*(\w+)", text[place:end])
        return following is not None and following[1][0].isupper() and fold(following[1]) in words.particles
    last = word[1].rsplit(".", 1)[-1]
    return fold(last) not in words.abbreviations and not (len(last) == 1 and last.isupper())


def _trim(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and (text[start].isspace() or text[start] in _QUOTES[1:]):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if any(c.isalnum() for c in text[start:end]):
        yield start, end

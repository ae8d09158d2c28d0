"""Names of places in running text, all at once (Aho and Corasick, 1975), then checked word by word."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import ahocorasick

from pactwatch.letters import Folded, folded
from pactwatch.places.gazetteer import Spelling, spellings
from pactwatch.places.scanning import scan
from pactwatch.places.spelling import flatten, form, head_noun, sure_lead

_LANGUAGE = {"ar": "ar", "ru": "ru", "uk": "ru"}
_LONGEST_HEAD = 30


def find_places(text: str, language: str) -> tuple[tuple[int, int, str], ...]:
    """(start, end, name as written) of every known place named in the text, in its order, none overlapping another.

    Offsets count characters of `text`; particles written onto a name are left out. Whole words only, the longest name
    wins. A name that is also a common word counts only behind a head noun ("the town of"), one of the index of the world's
    places only where a place is named (`scanning`).
    """
    row = folded(text)
    flat = flatten(row.text)
    curated = _longest({(start, end) for start, end, _ in _matches(row, flat, text, language)})
    spans = _longest({*curated, *scan(flat, row, text, language, curated)})
    return tuple((start, end, text[start:end]) for start, end in spans)


def _longest(found: set[tuple[int, int]]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for span in sorted(found, key=lambda span: (span[0], -span[1])):
        if not spans or span[0] >= spans[-1][1]:
            spans.append(span)
    return spans


def whole(name: str) -> tuple[str, ...]:
    """Ids of the places that the whole of a text names, inflected or with particles; capitals and head nouns do not count."""
    row, ids = flatten(folded(name).text), dict[str, None]()
    for _, entries in _automaton().iter(row):
        for spelling, _, pattern in entries:
            match = _compiled(pattern).match(row)
            if match and match.end() == len(row):
                ids[spelling.place] = None
    return tuple(ids)


def _matches(row: Folded, flat: str, text: str, language: str) -> list[tuple[int, int, str]]:
    found = []
    for last, entries in _automaton().iter(flat):
        for spelling, (needle, capital), pattern in entries:
            match = _compiled(pattern).match(flat, _word_start(flat, last + 1 - len(needle)))
            if not match:
                continue
            start, end = row.original(*match.span("name"))
            if capital and not text[start].isupper():
                continue
            if spelling.common and not _is_meant(row.text[: match.start()], language, capital):
                continue
            found.append((start, end, spelling.place))
    return found


def _word_start(flat: str, at: int) -> int:
    while at and flat[at - 1].isalnum():
        at -= 1
    return at


def _is_meant(before: str, language: str, capital: bool) -> bool:
    """Whether what stands before a common word makes it a name: a head noun, or, with a capital, a sure word of place."""
    tongue, last = _LANGUAGE.get(language, "en"), before[-_LONGEST_HEAD:]
    return bool(head_noun(tongue).search(last) or (capital and sure_lead(tongue).search(flatten(last))))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@cache
def _automaton() -> Any:
    entries: dict[str, list[tuple[Spelling, tuple[str, bool], str]]] = {}
    for spelling in spellings():
        if made := form(spelling.text):
            entries.setdefault(made.needle, []).append((spelling, (made.needle, made.capital), made.pattern))
    automaton = ahocorasick.Automaton()
    for needle, row in entries.items():
        automaton.add_word(needle, row)
    automaton.make_automaton()
    return automaton

"""Words of a list found in a folded text, whole words only, in one pass however long the list is.

A language joins particles to words (`و`, `ب`, `ال`) and bends their ends; both are given as data: `joined` is a pattern
of what may stand before a word inside the same letters, `endings` what may follow it, and a form that ends in `*` takes any
ending.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

import ahocorasick

from pactwatch.letters import fold

Payload = TypeVar("Payload")


@dataclass(frozen=True, slots=True)
class Hit(Generic[Payload]):
    """A word found: its letters are [start, end), the particles joined to it [outset, start)."""

    outset: int
    start: int
    end: int
    payload: Payload


class WordList(Generic[Payload]):
    """Forms and what they stand for. Where two forms overlap the one that begins first wins, then the longer one."""

    def __init__(self, forms: Iterable[tuple[str, Payload]], joined: str = "", endings: Iterable[str] = ()) -> None:
        self._joined = re.compile(joined) if joined else None
        self._endings = frozenset(endings) | {""}
        self._automaton = ahocorasick.Automaton()
        entries: dict[str, tuple[bool, Payload]] = {}
        for form, payload in forms:
            open_end = form.endswith("*")
            entries.setdefault(fold(form.rstrip("*")), (open_end, payload))
        for letters, entry in entries.items():
            self._automaton.add_word(letters, (len(letters), *entry))
        self._automaton.make_automaton()

    def find(self, text: str) -> list[Hit[Payload]]:
        """Hits in order, none overlapping."""
        if not len(self._automaton):
            return []
        hits: list[tuple[tuple[int, int, int], Hit[Payload]]] = []
        for last, (length, open_end, payload) in self._automaton.iter(text):
            start = last + 1 - length
            end = self._end(text, last + 1, open_end)
            outset = self._outset(text, start)
            if end is not None and outset is not None:
                hits.append(((outset, -end, -length), Hit(outset, start, end, payload)))
        hits.sort(key=lambda entry: entry[0])
        kept: list[Hit[Payload]] = []
        for _, hit in hits:
            if not kept or hit.outset >= kept[-1].end:
                kept.append(hit)
        return kept

    def _outset(self, text: str, start: int) -> int | None:
        outset = start
        while outset and text[outset - 1].isalpha():
            outset -= 1
            if start - outset > 5:
                return None
        if outset == start:
            return start if not (start and text[start - 1].isdecimal() and text[start].isdecimal()) else None
        return outset if self._joined and self._joined.fullmatch(text, outset, start) else None

    def _end(self, text: str, end: int, open_end: bool) -> int | None:
        stop = end
        while stop < len(text) and text[stop].isalpha():
            stop += 1
        return stop if stop == end or open_end or text[end:stop] in self._endings else None

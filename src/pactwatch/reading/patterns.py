"""Word patterns of the lexicons: `أطلق .. نار|صاروخ`, found in a row of tokens.

A pattern is words with spaces between. `a|b` is either; `..` is up to eight words of the same clause, `.` up to two;
`=word` is that very form, not its inflections. A word stands for all its inflections otherwise, with or without the article.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pactwatch.letters import fold
from pactwatch.reading.tokens import Row, Token

T = TypeVar("T")
# Marks within a name part its words, as they part the words of a text ("SPLM-IO", "People's").
_WITHIN = re.compile(r"(?<=\w)[-/'’.](?=\w)")
_WIDEST_GAP, _NARROW_GAP = 8, 2
_REMEMBERED = 20_000
_CLOSING = frozenset("؛;:\n")


@dataclass(frozen=True, slots=True)
class Pattern:
    """`words[i]` are the alternatives of a word; `gaps[i]` how many other words may stand before it."""

    words: tuple[frozenset[str], ...]
    gaps: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """A pattern found at tokens [start, end); `at` are the tokens of its words, `stem` the stem of its first word."""

    start: int
    end: int
    at: tuple[int, ...]
    stem: str
    value: T


def parse(text: str, articles: Sequence[str] = ()) -> Pattern:
    """The pattern a lexicon writes as `text`; `articles` are cut off the front of its words."""
    words: list[frozenset[str]] = []
    gaps: list[int] = []
    gap = 0
    for part in _WITHIN.sub(" ", text).split():
        if part in (".", ".."):
            gap = _NARROW_GAP if part == "." else _WIDEST_GAP
            continue
        words.append(frozenset(w for option in part.split("|") if option for w in _forms(fold(option), articles)))
        gaps.append(gap)
        gap = 0
    return Pattern(tuple(words), tuple(gaps))


def _forms(word: str, articles: Sequence[str]) -> tuple[str, ...]:
    """The word, and without its article where it begins like one (التقى only looks as if it did)."""
    return (word, *(word[len(a) :] for a in articles if word.startswith(a) and len(word) > len(a) + 1))


class Finder(Generic[T]):
    """Finds patterns; each has a value. Longer patterns win over shorter ones that they overlap."""

    def __init__(self, patterns: Iterable[tuple[str, T]], articles: Sequence[str] = ()) -> None:
        self._index: dict[str, list[tuple[Pattern, T]]] = defaultdict(list)
        for text, value in patterns:
            pattern = parse(text, articles)
            for first in pattern.words[0] if pattern.words else ():
                self._index[first].append((pattern, value))
        self.first_words = frozenset(self._index)
        self._exact = frozenset(first[1:] for first in self._index if first.startswith("="))
        self._silent: set[str] = set()
        self._begins: dict[str, tuple[tuple[str, Pattern, T], ...]] = {}

    def at(self, row: Sequence[Token], start: int) -> list[Hit[T]]:
        """All patterns whose first word is the token at `start`."""
        forms = row.forms if isinstance(row, Row) else None
        return list(self._hits(row, start, forms))

    def _hits(self, row: Sequence[Token], start: int, forms: frozenset[str] | None) -> Iterator[Hit[T]]:
        for stem, pattern, value in self._candidates(row[start]):
            at = _match(pattern, row, start, forms)
            if at:
                yield Hit(start, at[-1] + 1, at, stem, value)

    def _candidates(self, token: Token) -> tuple[tuple[str, Pattern, T], ...]:
        """The patterns whose first word a token can be. Most words begin none, so the answer is kept by word."""
        word = token.word
        if word in self._silent:
            return ()
        known = self._begins.get(word)
        if known is None:
            known = self._patterns_of(token)
            if len(self._silent) + len(self._begins) >= _REMEMBERED:
                self._silent.clear()
                self._begins.clear()
            if known:
                self._begins[word] = known
            else:
                self._silent.add(word)
        return known

    def _patterns_of(self, token: Token) -> tuple[tuple[str, Pattern, T], ...]:
        if self.first_words.isdisjoint(token.stems) and token.word not in self._exact:
            return ()
        forms = (*token.stems, "=" + token.word)
        return tuple((form.removeprefix("="), p, v) for form in forms for p, v in self._index.get(form, ()))

    def all(self, row: Sequence[Token]) -> list[Hit[T]]:
        """Every pattern found in the row, overlapping ones too, by place."""
        if not isinstance(row, Row):
            return [hit for i in range(len(row)) for hit in self._hits(row, i, None)]
        known: list[Hit[T]] | None = row.found.get(self)
        if known is None:
            told = row.words - self._silent
            places = sorted(i for word in told for i in row.places[word])
            known = row.found[self] = [hit for i in places for hit in self._hits(row, i, row.forms)]
        return known

    def best(self, row: Sequence[Token]) -> list[Hit[T]]:
        """The patterns found, none sharing a word with a longer one (or an earlier one of its length), by place."""
        every = self.all(row)
        return self.choose(every) if len(every) > 1 else every

    def choose(self, hits: Iterable[Hit[T]]) -> list[Hit[T]]:
        """Of some patterns found, those to keep: none shares a word with a longer one."""
        taken: set[int] = set()
        chosen: list[Hit[T]] = []
        for hit in sorted(hits, key=lambda h: (-len(h.at), h.start, h.end)):
            if not taken.intersection(hit.at):
                taken.update(hit.at)
                chosen.append(hit)
        return sorted(chosen, key=lambda h: (h.start, h.end))


def _match(pattern: Pattern, row: Sequence[Token], start: int, forms: frozenset[str] | None) -> tuple[int, ...] | None:
    """The tokens of a pattern that begins at `start`. `forms`: all forms of the row's words, where they are known."""
    if len(pattern.words) == 1:
        return (start,)
    if forms is not None and forms.isdisjoint(pattern.words[-1]):
        return None
    at = [start]
    for options, gap in zip(pattern.words[1:], pattern.gaps[1:], strict=True):
        place = _next(options, row, at[-1] + 1, gap)
        if place is None:
            return None
        at.append(place)
    return tuple(at)


def _next(options: frozenset[str], row: Sequence[Token], start: int, gap: int) -> int | None:
    for place in range(start, min(start + gap + 1, len(row))):
        token = row[place]
        if _CLOSING.intersection(token.gap):
            return None
        if not options.isdisjoint(token.stems) or "=" + token.word in options:
            return place
    return None

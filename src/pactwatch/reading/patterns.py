"""Word patterns of the lexicons: `أطلق .. نار|صاروخ`, found in a row of tokens.

A pattern is words with spaces between. `a|b` is either; `..` is up to eight words of the same clause, `.` up to two, and
they add up;
`=word` is that very form, not its inflections. A word stands for all its inflections otherwise, with or without the article.
A particle that is written together with the word behind it (Arabic ب in `قام ب`) stands for any word that begins with it, or
for the word that the pattern has behind it. `a <> b` is `a .. b` and, with a finite form of `a`, `b` before `a`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from pactwatch.letters import fold
from pactwatch.reading.tokens import Row, Token

T = TypeVar("T")
# Marks within a name part its words, as they part the words of a text ("SPLM-IO", "People's").
_WITHIN = re.compile(r"(?<=\w)[-/'’.](?=\w)")
_WIDEST_GAP, _NARROW_GAP = 8, 2
_REMEMBERED = 50_000
_CLOSING = frozenset("؛;:\n")
_EITHER_ORDER = " <> "
_FINITE = frozenset({"past", "imperfect", "future"})
_NO_TAGS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pattern:
    """`words[i]` are the alternatives of a word; `gaps[i]` how many other words may stand before it; one of `tags[i]` is
    written onto it, where there are any. A last element without alternatives asks for the tag only, of the next word."""

    words: tuple[frozenset[str], ...]
    gaps: tuple[int, ...]
    tags: tuple[frozenset[str], ...] = ()


class Hit(NamedTuple, Generic[T]):
    """A pattern found at tokens [start, end); `at` are the tokens of its words, `stem` the stem of its first word."""

    start: int
    end: int
    at: tuple[int, ...]
    stem: str
    value: T


def parse(text: str, articles: Sequence[str] = (), joined: Mapping[str, str] | None = None) -> Pattern:
    """The pattern a lexicon writes as `text`; `articles` are cut off the front of its words; `joined` are the particles
    written together with the next word, with the tag that it then carries."""
    words: list[frozenset[str]] = []
    gaps: list[int] = []
    tags: list[frozenset[str]] = []
    gap, asked = 0, _NO_TAGS
    for part in _WITHIN.sub(" ", text).split():
        if part in (".", ".."):
            gap += _NARROW_GAP if part == "." else _WIDEST_GAP
            continue
        if words and joined and part in joined:
            asked = frozenset({joined[part], part})  # a quotation mark may part the particle from its word
            continue
        words.append(frozenset(w for option in part.split("|") if option for w in _forms(fold(option), articles)))
        gaps.append(gap)
        tags.append(asked)
        gap, asked = 0, _NO_TAGS
    if asked:
        words, gaps, tags = [*words, frozenset()], [*gaps, gap], [*tags, asked]
    return Pattern(tuple(words), tuple(gaps), tuple(tags) if any(tags) else ())


def _orders(text: str, articles: Sequence[str], joined: Mapping[str, str] | None) -> Iterator[Pattern]:
    """The patterns that a text stands for: both orders of what `<>` parts."""
    if _EITHER_ORDER not in text:
        yield parse(text, articles, joined)
        return
    verb, noun = text.split(_EITHER_ORDER)
    yield parse(f"{verb} .. {noun}", articles, joined)
    turned = parse(f"{noun} . . {verb}", articles, joined)
    yield Pattern(turned.words, turned.gaps, (*(_NO_TAGS for _ in turned.words[1:]), _FINITE))


def _forms(word: str, articles: Sequence[str]) -> tuple[str, ...]:
    """The word, and without its article where it begins like one (التقى only looks as if it did)."""
    return (word, *(word[len(a) :] for a in articles if word.startswith(a) and len(word) > len(a) + 1))


Beginnings = tuple[tuple[str, Pattern, Any], ...]
"""The patterns that a word begins: the stem it is read as, the pattern, its value."""


class Index:
    """The first words of the patterns of several finders, so that a row is gone through once for all of them.

    Every finder that shares an index is made before the first search.
    """

    def __init__(self) -> None:
        self._firsts: dict[str, list[tuple[object, Pattern, Any]]] = defaultdict(list)
        self._seen: dict[str, dict[object, Beginnings]] = {}

    def add(self, first: str, finder: object, pattern: Pattern, value: Any) -> None:
        """A pattern of a finder, under one of its first words."""
        self._firsts[first].append((finder, pattern, value))

    def beginnings(self, token: Token) -> dict[object, Beginnings]:
        """What a word begins, by finder. Most words begin nothing, so the answer is kept by word."""
        known = self._seen.get(token.word)
        if known is None:
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            known = self._seen[token.word] = self._of(token)
        return known

    def _of(self, token: Token) -> dict[object, Beginnings]:
        found: dict[object, list[tuple[str, Pattern, Any]]] = {}
        for form in (*token.stems, "=" + token.word):
            for finder, pattern, value in self._firsts.get(form, ()):
                found.setdefault(finder, []).append((form.removeprefix("="), pattern, value))
        return {finder: tuple(patterns) for finder, patterns in found.items()} if found else _NOTHING

    def starts(self, row: Row) -> dict[object, list[tuple[int, Beginnings]]]:
        """Where in a row something may begin, by finder."""
        known: dict[object, list[tuple[int, Beginnings]]] | None = row.found.get(self)
        if known is None:
            known = row.found[self] = {}
            for i, token in enumerate(row):
                for finder, patterns in self.beginnings(token).items():
                    known.setdefault(finder, []).append((i, patterns))
        return known


_NOTHING: dict[object, Beginnings] = {}


class Finder(Generic[T]):
    """Finds patterns; each has a value. Longer patterns win over shorter ones that they overlap."""

    def __init__(
        self,
        patterns: Iterable[tuple[str, T]],
        articles: Sequence[str] = (),
        index: Index | None = None,
        joined: Mapping[str, str] | None = None,
    ) -> None:
        self._index = index or Index()
        for text, value in patterns:
            for pattern in _orders(text, articles, joined):
                for first in pattern.words[0] if pattern.words else ():
                    self._index.add(first, self, pattern, value)

    def at(self, row: Sequence[Token], start: int) -> list[Hit[T]]:
        """All patterns whose first word is the token at `start`."""
        forms = row.forms if isinstance(row, Row) else None
        return list(_hits(row, start, self._index.beginnings(row[start]).get(self, ()), forms))

    def all(self, row: Sequence[Token]) -> list[Hit[T]]:
        """Every pattern found in the row, overlapping ones too, by place."""
        if not isinstance(row, Row):
            return [hit for i in range(len(row)) for hit in self.at(row, i)]
        known: list[Hit[T]] | None = row.found.get(self)
        if known is None:
            starts = self._index.starts(row).get(self, ())
            known = row.found[self] = [hit for i, patterns in starts for hit in _hits(row, i, patterns, row.forms)]
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


def _hits(row: Sequence[Token], start: int, patterns: Beginnings, forms: frozenset[str] | None) -> Iterator[Hit[Any]]:
    for stem, pattern, value in patterns:
        at = _match(pattern, row, start, forms)
        if at:
            yield Hit(start, at[-1] + 1, at, stem, value)


def _match(pattern: Pattern, row: Sequence[Token], start: int, forms: frozenset[str] | None) -> tuple[int, ...] | None:
    """The tokens of a pattern that begins at `start`. `forms`: all forms of the row's words, where they are known."""
    if len(pattern.words) == 1:
        return (start,)
    last = pattern.words[-1]
    if forms is not None and last and forms.isdisjoint(last):
        return None
    at = [start]
    for i in range(1, len(pattern.words)):
        asked = pattern.tags[i] if pattern.tags else _NO_TAGS
        place = _next(pattern.words[i], asked, row, at[-1] + 1, pattern.gaps[i])
        if place is None:
            return None
        if pattern.words[i]:
            at.append(place)
    return tuple(at)


def _next(options: frozenset[str], asked: frozenset[str], row: Sequence[Token], start: int, gap: int) -> int | None:
    for place in range(start, min(start + gap + 1, len(row))):
        token = row[place]
        if _CLOSING.intersection(token.gap):
            return None
        if asked and token.word not in asked and not any(token.has(tag) for tag in asked):
            continue
        if not options or not options.isdisjoint(token.stems) or "=" + token.word in options:
            return place
    return None

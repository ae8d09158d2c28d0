"""A name of the index at one place of a text: looked up by what its words keep in every form, then checked letter by letter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pactwatch.places.index import goes_on, row, rows_of
from pactwatch.places.spelling import endings, form, index_key, section

_WORDS = re.compile(r"\w+(?: +\w+){0,3}")
_LONGEST_ENDING = 4
_ALONE_IN = {"ar": "ar without particles"}

_ALONE = re.compile(r"(?:ск|цк|ськ)(?:ое|ий|ая|ом|ой|ую|е|ому)(?: ?[,.;:()»\"]|$)")


@dataclass(frozen=True, slots=True)
class Hit:
    """A name at [start, end) of a flat text, and the numbers of the rows that have it; common: it is a common word, too."""

    start: int
    end: int
    rows: tuple[int, ...]
    common: bool


def name_at(flat: str, at: int, language: str, joined: bool = True) -> Hit | None:
    """The longest name of the index that begins at an offset of a folded, flattened text, `ar`, `en` or `ru`.

    joined: whether an Arabic conjunction or preposition may be written onto it.
    """
    window = _WORDS.match(flat, at)
    if window is None:
        return None
    words = window[0].split()
    for count in range(len(words), 0, -1):
        for key in _keys(words[:count], language if joined else _ALONE_IN.get(language, language)):
            if hit := _checked(flat, at, key):
                return hit
    return None


def stands_alone(flat: str, hit: Hit) -> bool:
    """Whether a name made like an adjective ("в Мартыновском.") has no noun behind it that it could belong to."""
    return bool(_ALONE.search(flat, hit.start, hit.end + 2))


def _keys(words: list[str], language: str) -> list[str]:
    keys = [s for s in stems(words[0], language) if len(words) == 1 or goes_on(s)]
    for n, word in enumerate(words[1:], 2):
        keys = [f"{key} {s}" for key in keys for s in (stems(word, language) if language == "ru" else (word,))]
        keys = [key for key in keys if n == len(words) or goes_on(key)]
    return keys


def _checked(flat: str, at: int, key: str) -> Hit | None:
    """The hit, if the names with this key that stand there in one of their forms are any."""
    spans: dict[tuple[int, int], list[tuple[int, bool]]] = {}
    for number in rows_of(key):
        for spelling, pattern in _patterns(number, key):
            if match := pattern.match(flat, at):
                spans.setdefault(match.span("name"), []).append((number, spelling in row(number).common))
                break
    if not spans:
        return None
    (start, end), found = max(spans.items(), key=lambda item: item[0][1])
    return Hit(start, end, tuple(n for n, _ in found), all(common for _, common in found))


@lru_cache(maxsize=1 << 14)
def _patterns(number: int, key: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    forms = ((s, form(s)) for s in row(number).spellings if index_key(s) == key)
    return tuple((s, re.compile(made.pattern)) for s, made in forms if made)


@lru_cache(maxsize=1 << 15)
def stems(word: str, language: str) -> tuple[str, ...]:
    """The keys that a word, as it stands, may have: without an ending, without what Arabic writes before it."""
    if language == "ru":
        longest = min(_LONGEST_ENDING, len(word) - 2)
        return tuple(word[: len(word) - n] for n in range(longest + 1) if word[len(word) - n :] in _all_endings())
    if language == "ar":
        return _bare(word)
    if language == _ALONE_IN["ar"]:
        return (word.removeprefix(section("ar")["article"]),)
    return (word,)


def _bare(word: str) -> tuple[str, ...]:
    rules, found = section("ar"), [word]
    for letters in (rules["conjunctions"], rules["prepositions"]):
        found += [w[1:] for w in found if w[:1] in letters]
    # Where ل has swallowed the alef of the article, one ل is left of it.
    found += [w[1:] for w in found if w[:1] == "ل"] + [w.removeprefix(rules["article"]) for w in found]
    return tuple(dict.fromkeys(w for w in found if len(w) > 2))


@cache
def _all_endings() -> frozenset[str]:
    return frozenset(e for forms in endings().values() for e in forms) | {""}

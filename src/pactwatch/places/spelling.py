"""How a name may stand in a text: with the particles that Arabic writes onto it, with the endings that Russian gives it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import product
from typing import Any

from pactwatch import lexicons
from pactwatch.letters import fold
from pactwatch.refusals import Refused

_KEYS = (
    *("head_nouns", "within", "beside", "leads", "sure_leads", "joins", "regions", "works"),
    *("conjunctions", "prepositions", "article", "endings"),
)
_FLAT = re.compile(r"[\s\-–‑_’'`´]")
_ARABIC, _CYRILLIC, _LATIN = (
    re.compile(r"[\u0600-\u06ff]"),
    re.compile(r"[\u0400-\u04ff]"),
    re.compile(r"[a-z\u00c0-\u024f]", re.I),
)


@dataclass(frozen=True, slots=True)
class Form:
    """A spelling made ready: `needle` stands in every occurrence, `pattern` (group `name`) says from a word's start whether
    it is one; `capital` whether it is written with a capital."""

    needle: str
    pattern: str
    capital: bool


def flatten(text: str) -> str:
    """Spaces, hyphens and apostrophes of a folded text as plain spaces, each in its place."""
    return _FLAT.sub(" ", text)


def script(text: str) -> str:
    """The script a name or text is mainly written in: `arabic`, `cyrillic`, `latin`, or `other`."""
    counts = {
        "arabic": len(_ARABIC.findall(text)),
        "cyrillic": len(_CYRILLIC.findall(text)),
        "latin": len(_LATIN.findall(text)),
    }
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] else "other"


def form(spelling: str) -> Form | None:
    """The form to look for, None for a script that is not read."""
    flat = flatten(fold(spelling))
    makers = {"arabic": _arabic, "cyrillic": _russian, "latin": _latin}
    maker = makers.get(script(spelling))
    return None if maker is None else maker(flat, spelling[0].isupper())


def _latin(flat: str, capital: bool) -> Form:
    return Form(flat, rf"(?P<name>{_words(flat)})(?!\w)", capital)


def _arabic(flat: str, _: bool) -> Form:
    rules = section("ar")
    joined, before, article = rules["conjunctions"], rules["prepositions"], rules["article"]
    if not flat.startswith(article):
        return Form(flat, rf"[{joined}]?[{before}]?(?P<name>{_words(flat)})(?!\w)", False)
    bare = flat.removeprefix(article)
    # The preposition ل swallows the alef of the article: for "al-Hudayda" a text has "lil-Hudayda".
    return Form(bare, rf"[{joined}]?(?:ل(?=ل)|[{before}]?(?=ا))(?P<name>ا?ل{_words(bare)})(?!\w)", False)


def _russian(flat: str, capital: bool) -> Form:
    words = flat.split(" ")
    stems = [_stem(word) for word in words]
    needle = stems[0][0] if len(stems[0][0]) > 1 or len(words) == 1 else words[0]
    return Form(needle, rf"(?P<name>{' +'.join(_inflected(word) for word in words)})(?!\w)", capital)


def index_key(spelling: str) -> str:
    """What is the same in every form of a name, to look it up by; empty for a script that is not read."""
    flat, kind = " ".join(flatten(fold(spelling)).split()), script(spelling)
    if kind == "cyrillic":
        return " ".join(_stem(word)[0] for word in flat.split(" "))
    return {"latin": flat, "arabic": flat.removeprefix(section("ar")["article"])}.get(kind, "")


def stamp() -> str:
    """What the keys of an index depend on, as a hash: an index with another stamp must be built again."""
    return sha256(repr(sorted(endings().items())).encode()).hexdigest()[:16]


def _words(flat: str) -> str:
    return " +".join(re.escape(word) for word in flat.split())


def _inflected(word: str) -> str:
    stem, endings = _stem(word)
    return rf"{re.escape(stem)}(?:{'|'.join(sorted(endings, key=len, reverse=True))})"


def _stem(word: str) -> tuple[str, tuple[str, ...]]:
    """What stays of a Russian or Ukrainian word in all its cases, and the endings it takes."""
    for last in (word[-3:], word[-2:], word[-1:]):
        if last in endings() and len(word) > len(last) + 1:
            return word.removesuffix(last), endings()[last]
    return word, endings()[""] if word[-1:] not in "еиіуюэєё." else ("",)


@cache
def endings() -> dict[str, tuple[str, ...]]:
    """The endings of the cases, by the last letters of the nominative."""
    return {last: tuple(forms) for last, forms in section("ru")["endings"].items()}


@cache
def head_noun(language: str) -> re.Pattern[str]:
    """What matches a head noun ("the town of") and the space and quotation mark behind it, at the end of a folded text."""
    return re.compile(rf"(?<!\w)(?:{_options(language, 'head_nouns')})\s+[\"«“„(]?\s*$")


@cache
def listed(language: str, key: str) -> str:
    """A pattern, for a folded and flattened text, of the words that the `[places]` section has under `key`: in every case where
    they are nouns, as they stand where they are particles. A word's beginning is tried once, however many words share it."""
    words = [flatten(fold(word)) for word in section(language).get(key, ())]
    if language == "ru" and key not in ("leads", "sure_leads", "joins"):
        words = [form for word in words for form in _forms(word)]
    # A head noun with the article is none: "the camp, for the first time".
    prefix = "[وفبلك]{0,2}" if language == "ar" and key == "head_nouns" else ""
    return prefix + _shared(frozenset(words)) if words else "(?!)"


def _forms(words: str) -> list[str]:
    """Every form of a noun, or of an adjective with its noun."""
    parts = [[stem + ending for ending in endings] for stem, endings in map(_stem, words.split(" "))]
    return [" ".join(form) for form in product(*parts)]


def _shared(words: frozenset[str]) -> str:
    """A pattern of the words, the longest first, in which words with the same first letter stand together."""
    by_letter: dict[str, set[str]] = {}
    for word in words:
        if word:
            by_letter.setdefault(word[0], set()).add(word[1:])
    branches = [re.escape(letter) + _shared(frozenset(rest)) for letter, rest in sorted(by_letter.items())]
    if not branches:
        return ""
    return f"(?:{'|'.join(branches)}){'?' if '' in words else ''}"


@cache
def sure_lead(language: str) -> re.Pattern[str]:
    """What matches words behind which a capital makes even a common word a name, at the end of a folded, flattened text."""
    return re.compile(rf"(?<!\w){listed(language, 'sure_leads')} +[\"«“„(]?$")


@cache
def leading(language: str, key: str) -> re.Pattern[str]:
    """What matches, at the beginning of a folded text, a word that the `[places]` section has under `key`, and the space."""
    return re.compile(rf"(?:{_options(language, key)}) +")


def _options(language: str, key: str) -> str:
    words = [flatten(fold(word)) for word in section(language).get(key, ())]
    if language == "ru":
        return "|".join(_inflected(word) for word in words) or "(?!)"
    prefix = "[وفبلك]{0,2}(?:ال)?" if language == "ar" else ""
    return "|".join(prefix + _words(word) for word in words) or "(?!)"


@cache
def section(language: str) -> dict[str, Any]:
    """The `[places]` section of a language's lexicon; empty where it has none. Refused where it has a key that is not known."""
    rules: dict[str, Any] = lexicons.load(language).get("places", {}) if language in lexicons.languages() else {}
    for key in rules:
        if key not in _KEYS:
            mend = f"use one of: {', '.join(_KEYS)}"
            raise Refused(f"[places] has no key {key!r}", mend=mend, file=f"lexicons/{language}.toml")
    return rules

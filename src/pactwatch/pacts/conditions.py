"""What a promise hangs on, read from the words of its condition: an act, and the place where it would have to happen.

Only the plainest condition is read, fighting that reaches one state or place. Everything else is left to a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pactwatch import lexicons
from pactwatch.letters import fold
from pactwatch.places import find_places, resolve
from pactwatch.places.spelling import flatten, form
from pactwatch.refusals import Refused

_KEYS = ("fighting", "territory", "its_territory")
_ARABIC_ENDINGS = ("", "ة", "ين", "ون")
_RUSSIAN_ENDINGS = ("ий", "ый", "ая", "ое", "ые")


@dataclass(frozen=True, slots=True)
class Condition:
    """`acts` that meet it, and the id of the place in which they must happen (a state's alpha-3, `karabakh`)."""

    acts: tuple[str, ...]
    place: str


def read_condition(text: str, language: str, promised_to: Sequence[str] = ()) -> Condition | None:
    """The condition, or None where it is not plainly "if there is fighting in X" with one X.

    promised_to: states to whom the promise is made; "its territory" is that of the only one.
    """
    words = _words(language)
    if not _says(text, words.get("fighting", ())):
        return None
    places = _places(text, language)
    if not places and _says(text, words.get("territory", ())):
        places = _states_of_people(text, language)
    if not places and _says(text, words.get("its_territory", ())):
        places = set(promised_to)
    return Condition(("attack",), places.pop()) if len(places) == 1 else None


@cache
def _words(language: str) -> dict[str, list[str]]:
    words: dict[str, Any] = lexicons.load(language).get("conditions", {}) if language in lexicons.languages() else {}
    for key in words:
        if key not in _KEYS:
            mend = f"use one of: {', '.join(_KEYS)}"
            raise Refused(f"[conditions] has no key {key!r}", mend=mend, file=f"lexicons/{language}.toml")
    return words


def _places(text: str, language: str) -> set[str]:
    found = (resolve(name) for _, _, name in find_places(text, language))
    return {place.id for place in found if place is not None}


def _states_of_people(text: str, language: str) -> set[str]:
    """States whose adjective stands in the text: "Armenian soil"."""
    return {
        code
        for code, row in lexicons.load("parties").items()
        if row.get("kind") == "state" and _says(text, _adjectives(row.get("people", {}).get(language, ()), language))
    }


def _adjectives(words: Iterable[str], language: str) -> list[str]:
    """The forms of an adjective that `_says` does not find by itself: with article and ending, or of another gender."""
    if language == "ar":
        article = str(lexicons.load("ar")["places"]["article"])
        return [f"{before}{word}{ending}" for word in words for before in ("", article) for ending in _ARABIC_ENDINGS]
    if language == "ru":
        return [f"{word[:-2]}{ending}" for word in words if word[-2:] in _RUSSIAN_ENDINGS for ending in _RUSSIAN_ENDINGS]
    return list(words)


def _says(text: str, words: Iterable[str]) -> bool:
    """Whether one of the words stands in the text as a whole word, with particles or endings of its language."""
    flat = flatten(fold(text))
    forms = (form(w) for word in words for w in ((word, f"ال{word}") if re.search("[\u0600-\u06ff]", word) else (word,)))
    return any(f is not None and re.search(rf"(?<!\w)(?:{f.pattern})", flat) for f in forms)

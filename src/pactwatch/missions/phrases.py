"""Figures and sentences as missions write them: "about 5,400", "over 600", "twice", "on 46 occasions"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pactwatch.types import Amount

_WORDS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_VALUES = {word: n for n, word in enumerate(_WORDS)} | {"once": 1, "twice": 2, "a": 1}
_HEDGES = {
    "about": "about", "around": "about", "approximately": "about", "some": "about", "roughly": "about", "almost": "about",
    "nearly": "about", "over": "at_least", "more than": "at_least", "at least": "at_least",
    "up to": "at_most", "less than": "at_most", "fewer than": "at_most", "under": "at_most",
}  # fmt: skip

HEDGE = rf"(?:{'|'.join(_HEDGES)})".replace(" ", r"\s+")
DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?![\d.,/]*\d)(?!\s*(?:per\b|%|-per))"
"""Digits that are a count of their own: not a part of a longer number, a date, a version, or a share of a hundred."""
COUNT = rf"(?:{DIGITS}|\b(?:{'|'.join(_WORDS)})\b)"
TIMES = rf"(?:once|twice|{COUNT}\s+(?:times|occasions|instances))"
"""How often, as "once", "36 times", "46 occasions"."""
_SENTENCE = re.compile(r"[^.\uf0b7]+(?:\.(?=\d)[^.\uf0b7]*)*\.?")


def figure(name: str, number: str = DIGITS) -> str:
    """A pattern for a number with its hedge, as the groups `name` and `name_hedge`."""
    return rf"(?:(?P<{name}_hedge>{HEDGE})\s+)?(?P<{name}>{number})"


def value(text: str) -> float | None:
    """What a number says, in digits or words up to twenty; None where it is neither."""
    first = text.strip().split()[0].lower() if text.strip() else ""
    if first in _VALUES:
        return float(_VALUES[first])
    digits = first.replace(",", "")
    return float(digits) if digits.isdecimal() else None


def amount(found: re.Match[str], name: str, unit: str, most: float = float("inf")) -> Amount | None:
    """The figure that a pattern made by `figure` found; None where it found none, or one above `most`."""
    number = value(found.group(name) or "")
    if number is None or number > most:
        return None
    return Amount(number, unit, _HEDGES.get((found.group(f"{name}_hedge") or "").lower(), "exact"))


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Sentences with their offsets; a point inside a number ends none."""
    for found in _SENTENCE.finditer(text):
        yield found.start(), found[0]

"""Letters folded to one spelling, with the way back to the original offsets.

Arabic is written with and without hamza, vowel signs and tatweel, with Persian and Arabic forms of one letter, and with
three sets of digits; Latin and Cyrillic with capitals and accents. Lexicons and texts are folded the same way before they
are compared.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_SAME = dict(zip("أإآٱىةؤئکیگڤپچژ", "اااايهويكيكفبجز", strict=True))
_SILENT = {"ـ", *"\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"}


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `positions[i]` is the offset in the original of folded character i, with the length at the end."""

    text: str
    positions: Sequence[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that the folded span [start, end) stands for."""
        return self.positions[start], self.positions[end - 1] + 1 if end > start else self.positions[start]


def _letter(character: str) -> str:
    if character in _SAME:
        return _SAME[character]
    if character in _SILENT:
        return ""
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    bare = "".join(c for c in unicodedata.normalize("NFKD", character.lower()) if not unicodedata.combining(c))
    # Cyrillic й and Arabic hamza forms decompose; й must stay a letter of its own.
    return "й" if character in "йЙ" else bare if len(bare) == 1 else "" if unicodedata.combining(character) else character


class _Letters(dict[int, str]):
    """What each character is folded to, worked out when it is first met: a table for `str.translate`."""

    def __missing__(self, code: int) -> str:
        self[code] = letter = _letter(chr(code))
        return letter


_LETTERS = _Letters()


def fold(text: str) -> str:
    """The text in one spelling: case, vowel signs, tatweel and letter variants gone, digits ASCII."""
    return text.translate(_LETTERS)


@lru_cache(maxsize=256)
def folded(text: str) -> Folded:
    """Like `fold`, keeping where each character came from. Each stage of reading folds the same sentences."""
    plain = text.translate(_LETTERS)
    if len(plain) == len(text):  # a character is folded to one or to none
        return Folded(plain, range(len(text) + 1))
    return Folded(plain, (*(i for i, c in enumerate(text) if _LETTERS[ord(c)]), len(text)))

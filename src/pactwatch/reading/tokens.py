"""Words of a text with their offsets and stems."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, NamedTuple

from pactwatch.letters import folded
from pactwatch.reading.morphology import Stems, stems

# A number is one word, its separators of thousands and decimals with it; so is the time of a clock.
_WORD = re.compile(r"\d{1,2}:\d\d(?![^\W_])|\d+(?:[.,\u066b\u066c]\d+)+(?![^\W_])|[^\W_]+")


class Token(NamedTuple):
    """A word: `start`, `end` are offsets in the text as it was given, `word` is folded, `gap` what stands before it."""

    start: int
    end: int
    word: str
    stems: Stems
    gap: str

    def has(self, tag: str, stem: str | None = None) -> bool:
        """Whether some reading of the word (or the reading as `stem`) carries the tag."""
        if stem is not None:
            return tag in self.stems.get(stem, frozenset())
        return any(tag in tags for tags in self.stems.values())


class Row(tuple[Token, ...]):
    """The words of a sentence, with what all searches among them share."""

    @cached_property
    def forms(self) -> frozenset[str]:
        """Every stem of a word of the row; the words themselves, with `=` before them, too."""
        forms = {"=" + token.word for token in self}
        return frozenset(forms.union(*(token.stems for token in self)))

    @cached_property
    def found(self) -> dict[object, Any]:
        """What each finder has found here already (see `patterns.Finder`)."""
        return {}


def tokens(text: str, language: str) -> Row:
    """The words of a text, in order. Marks, digits of other scripts and invisible letters are folded first."""
    whole = folded(text)
    found: list[Token] = []
    last = 0
    for match in _WORD.finditer(whole.text):
        start, end = whole.original(*match.span())
        word = match.group()
        found.append(Token(start, end, word, stems(word, language), whole.text[last : match.start()]))
        last = match.end()
    return Row(found)

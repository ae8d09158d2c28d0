"""Figures in a text with what they count and how exact they are meant.

Units, the words that turn people into killed, wounded or detained, and the words that qualify a figure are data: the
`[amounts]` section of a lexicon, described in `docs/reading-times.md`. Vague numerals ("dozens") give nothing; dates,
times, ages, calibres and the numbers of brigades and resolutions are not amounts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from pactwatch import lexicons
from pactwatch.letters import Folded, folded
from pactwatch.reading.dates import find_times
from pactwatch.reading.figures import CountingRules, Figure, Figures, Roles, Word
from pactwatch.reading.numbers import numbers_in
from pactwatch.reading.sections import Section, one_of
from pactwatch.reading.wordlists import WordList
from pactwatch.types import Amount

UNITS = (
    "killed", "wounded", "detainees", "remains", "places", "attacks", "violations", "weapons", "vehicles", "people",
    "percent", "other",
)  # fmt: skip
QUALIFIERS = ("about", "at_least", "at_most")
_TABLES = {
    "nouns": UNITS, "duals": UNITS, "before": UNITS, "after": UNITS, "after_two": UNITS,
    "qualifiers": QUALIFIERS, "qualifiers_after": QUALIFIERS,
}  # fmt: skip
_LISTS = ("names_before", "names_after", "others", "among", "between", "and", "apart", "singles", "single_articles")
_JOINED_NAME = re.compile(r"[-–:/]?\w")
_NAME_BEFORE = re.compile(r"(?:[^\W\d_][-–]|[a-zа-яё]|[/:№#]|\d[.,])$")


@dataclass(frozen=True, slots=True)
class AmountMention:
    """An amount at [start, end) of a text: from the figure (or its qualifier) to the word that says what is counted."""

    start: int
    end: int
    amount: Amount


def find_amounts(text: str, language: str) -> tuple[AmountMention, ...]:
    """Every amount in `text`, in order, with offsets into it. Raises Refused where the language is not known."""
    return _lexicon(language).amounts(text)


@cache
def _lexicon(language: str) -> AmountLexicon:
    return AmountLexicon(lexicons.load(language).get("amounts", {}), language)


class AmountLexicon:
    """The `[amounts]` section of a language, compiled."""

    def __init__(self, data: dict[str, Any], language: str) -> None:
        self._language = language
        section = Section(data, f"{language}.toml [amounts]")
        joined, endings = section.text("joined"), section.words("endings")
        roles: dict[str, dict[str, str]] = {}
        for table, known in _TABLES.items():
            for form, key in section.forms(table, one_of(known)):
                roles.setdefault(form, {})[table] = key
        for name in _LISTS:
            for form in section.words(name):
                roles.setdefault(form, {})[name] = name
        self._after_noun = frozenset(section.words("after_noun"))
        self._rules = CountingRules(section.number("reach", 3), section.text("article"), section.flag("qualities_first"))
        section.close()
        self._words: WordList[Roles] = WordList(roles.items(), joined=joined, endings=endings)

    def amounts(self, text: str) -> tuple[AmountMention, ...]:
        """See `find_amounts`."""
        letters = folded(text)
        words = self._words.find(letters.text)
        figures = self._figures(text, letters, words) if words or "%" in letters.text or "$" in letters.text else []
        found = Figures(letters.text, words, figures, self._rules).amounts()
        return tuple(AmountMention(*letters.original(start, end), amount) for start, end, amount in found)

    def _figures(self, text: str, letters: Folded, words: list[Word]) -> list[Figure]:
        numbers = [n for n in numbers_in(letters.text, self._language) if n.value > 0 and not n.ordinal]
        times = [(m.start, m.end) for m in find_times(text, self._language, None)] if numbers else []
        figures = []
        for number in numbers:
            start, end = letters.original(number.start, number.end)
            in_time = any(first < end and start < last for first, last in times)
            if not in_time and not _is_name(letters.text, number.start, number.end, words):
                follows = text[start:end] in self._after_noun
                figures.append(Figure(number.start, number.end, number.value, follows_noun=follows))
        for word in words:
            if "duals" in word.payload:
                figures.append(Figure(word.start, word.end, 2, word.payload["duals"]))
        return sorted(figures, key=lambda figure: figure.start)


def _is_name(letters: str, start: int, end: int, words: list[Word]) -> bool:
    """Whether the figure names something: a calibre, an aircraft, a brigade, a resolution, an age, a time of day."""
    if _JOINED_NAME.match(letters, end) or (
        letters[start].isdecimal() and _NAME_BEFORE.search(letters[max(0, start - 3) : start])
    ):
        return True
    for word in words:
        if "names_before" in word.payload and word.end <= start and not letters[word.end : start].strip(" №#-\"'(."):
            return True
        if "names_after" in word.payload and end <= word.start and not letters[end : word.outset].strip(" -–"):
            return True
    return False

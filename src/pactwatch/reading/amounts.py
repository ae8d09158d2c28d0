"""Figures in a text with what they count and how exact they are meant.

Units, the words that turn people into killed, wounded or detained, and the words that qualify a figure are data: the
`[amounts]` section of a lexicon. Vague numerals ("dozens") give nothing; dates, times, ages, calibres and the numbers of
brigades and resolutions are not amounts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, get_args

from pactwatch import lexicons
from pactwatch.letters import folded
from pactwatch.reading.dates import find_times
from pactwatch.reading.numbers import numbers_in
from pactwatch.reading.sections import Section
from pactwatch.reading.wordlists import Hit, WordList, forms_of
from pactwatch.refusals import Refused
from pactwatch.types import Amount

UNITS = "killed wounded detainees remains places attacks violations weapons vehicles people percent other".split()
_QUALIFIERS = ("about", "at_least", "at_most")
_STOP = re.compile(r"[.,;:!?()،؛؟«»\n]")
_WORD = re.compile(r"[^\W\d_]+")
_NAMED = re.compile(r"[\w/:.-]*[^\W\d_][-–]?$|[/:№#-]$")


@dataclass(frozen=True, slots=True)
class AmountMention:
    """An amount at [start, end) of a text: from the figure (or its qualifier) to the word that says what is counted."""

    start: int
    end: int
    amount: Amount


@dataclass(frozen=True, slots=True)
class _Figure:
    start: int
    end: int
    value: float
    unit: str = ""  # where the figure says it itself, as a dual does


_Words = list[Hit[tuple[str, str]]]


def find_amounts(text: str, language: str) -> tuple[AmountMention, ...]:
    """Every amount in `text`, in order, with offsets into it. Raises Refused where the language is not known."""
    return _lexicon(language).amounts(text)


@cache
def _lexicon(language: str) -> _AmountLexicon:
    return _AmountLexicon(lexicons.load(language).get("amounts", {}), language)


class _AmountLexicon:
    """The `[amounts]` section of a language, compiled."""

    def __init__(self, data: dict[str, Any], language: str) -> None:
        self._language, where = language, f"{language}.toml [amounts]"
        section = Section(data, where)
        joined, endings = section.text("joined"), section.words("endings")
        forms: list[tuple[str, tuple[str, str]]] = []
        for table, known in (
            ("nouns", UNITS), ("duals", UNITS), ("before", UNITS), ("after", UNITS),
            ("qualifiers", _QUALIFIERS), ("qualifiers_after", _QUALIFIERS),
        ):  # fmt: skip
            for form, key in forms_of(section.table(table)):
                if key not in known:
                    raise Refused(f"unknown {key!r} in {table!r}", mend=f"choose one of: {', '.join(known)}", file=where)
                forms.append((form, (table, key)))
        for name in ("names_before", "names_after", "others", "among", "between", "and", "none"):
            forms += [(form, (name, name)) for form in section.words(name)]
        section.close()
        self._words: WordList[tuple[str, str]] = WordList(forms, joined=joined, endings=endings)

    def amounts(self, text: str) -> tuple[AmountMention, ...]:
        letters = folded(text)
        words = self._words.find(letters.text)
        figures = self._figures(text, letters.text, words, letters.original)
        found: list[AmountMention] = []
        reading = _Reading(letters.text, words, figures)
        for start, end, amount in reading.amounts():
            found.append(AmountMention(*letters.original(start, end), amount))
        return tuple(found)

    def _figures(self, text: str, letters: str, words: _Words, original: Any) -> list[_Figure]:
        if not words:
            return []
        figures = [_Figure(n.start, n.end, n.value) for n in numbers_in(letters, self._language) if not n.ordinal]
        times = find_times(text, self._language, None) if figures else ()
        figures = [f for f in figures if not _in_time(original(f.start, f.end), times) and not _is_name(letters, f, words)]
        duals = [_Figure(w.start, w.end, 2, w.payload[1]) for w in words if w.payload[0] == "duals"]
        return sorted([*figures, *duals], key=lambda figure: figure.start)


def _in_time(span: tuple[int, int], times: Any) -> bool:
    return any(m.start < span[1] and span[0] < m.end for m in times)


def _is_name(letters: str, figure: _Figure, words: _Words) -> bool:
    """Whether the figure names something: a calibre, an aircraft, a brigade, a resolution, an age, a time of day."""
    if figure.end < len(letters) and re.match(r"[-–:/]?\w", letters[figure.end : figure.end + 2]) and letters[figure.end] != " ":
        return True
    if letters[figure.start].isdecimal() and _NAMED.search(letters[max(0, figure.start - 12) : figure.start]):
        return not letters[: figure.start].endswith(("و", "ال", "ـ", "عن", "إصابة", "نقل", "اصابه")) or False
    for word in words:
        table = word.payload[0]
        if table == "names_before" and 0 <= figure.start - word.end and not letters[word.end : figure.start].strip(" №#-\"'(."):
            return True
        if table == "names_after" and 0 <= word.start - figure.end and not letters[figure.end : word.start].strip(" -–"):
            return True
    return False


class _Reading:
    """One text: its figures, and the words of the lexicon around them."""

    def __init__(self, letters: str, words: _Words, figures: list[_Figure]) -> None:
        self._letters, self._words, self._figures = letters, words, figures

    def amounts(self) -> list[tuple[int, int, Amount]]:
        """Start, end (of the folded text) and amount of every figure that counts something."""
        units: list[tuple[str, int] | None] = []
        for index in range(len(self._figures)):
            units.append(self._unit(index) or self._inherited(index, units))
        for index in range(len(self._figures) - 2, -1, -1):
            if units[index] is None and units[index + 1] and self._range(index):
                units[index] = (units[index + 1][0], self._figures[index].end)  # type: ignore[index]
        out = []
        for index, found in enumerate(units):
            if found:
                out.append(self._amount(index, *found))
        return out

    def _amount(self, index: int, unit: str, end: int) -> tuple[int, int, Amount]:
        figure = self._figures[index]
        start, end, qualifier = self._qualified(figure, max(end, figure.end))
        if self._range(index) == "between":
            qualifier = "at_least"
        elif index and self._range(index - 1) == "between":
            qualifier = "at_most"
        return start, end, Amount(figure.value, unit, qualifier)

    def _range(self, index: int) -> str:
        """`between` or `list` where the next figure follows with only "and" or a dash in between; else empty."""
        if index + 1 >= len(self._figures):
            return ""
        figure, following = self._figures[index : index + 2]
        gap = self._letters[figure.end : following.start].strip(" ")
        linked = gap in ("-", "–", "و") or any(
            w.payload[0] == "and" and figure.end <= w.start and w.end <= following.start and w.end - w.start == len(gap)
            for w in self._words
        )
        if not linked:
            return ""
        before = [w for w in self._words if w.payload[0] == "between" and w.end <= figure.start]
        return "between" if before and not self._letters[before[-1].end : figure.start].strip() else "list"

    def _unit(self, index: int) -> tuple[str, int] | None:
        figure = self._figures[index]
        noun = (figure.unit, figure.end) if figure.unit else self._noun(index)
        if noun and noun[0] not in ("people", "others"):
            return noun
        end = noun[1] if noun else figure.end
        beside = self._after(index, end, 1)
        state = beside or self._before(index) or (self._after(index, end, 5) if noun else None)
        if state:
            return state[0], max(end, state[1] if state == beside else end)
        return noun if noun and noun[0] == "people" else None

    def _noun(self, index: int) -> tuple[str, int] | None:
        """The noun that the figure counts: the first one within four words."""
        figure = self._figures[index]
        if self._letters[figure.end : figure.end + 2].lstrip()[:1] in ("%", "٪"):
            return "percent", self._letters.index(self._letters[figure.end : figure.end + 2].lstrip()[0], figure.end) + 1
        limit = self._limit(index)
        for word in self._words:
            if word.start < figure.end:
                continue
            if word.outset >= limit or self._distance(figure.end, word.outset) > 3:
                return None
            match word.payload[0]:
                case "nouns":
                    return word.payload[1], word.end
                case "others":
                    return "others", word.end
                case "after" | "and" | "before" | "among":
                    return None
        return None

    def _before(self, index: int) -> tuple[str, int] | None:
        """The nearest word before the figure that says what became of people, within five words of the same clause."""
        figure = self._figures[index]
        floor = self._figures[index - 1].end if index else 0
        for word in reversed(self._words):
            if word.end > figure.start:
                continue
            gap = self._letters[word.end : figure.start]
            if word.start < floor or _STOP.search(gap) or len(_WORD.findall(gap)) > 5:
                return None
            if word.payload[0] == "before":
                return (word.payload[1], figure.end) if word.payload[1] in UNITS else None
        return None

    def _after(self, index: int, end: int, reach: int) -> tuple[str, int] | None:
        limit = self._limit(index)
        for word in self._words:
            if word.start < end:
                continue
            if word.outset >= limit or self._distance(end, word.outset) >= reach or word.payload[0] == "and":
                return None
            if word.payload[0] == "after":
                return word.payload[1], word.end
        return None

    def _inherited(self, index: int, units: list[tuple[str, int] | None]) -> tuple[str, int] | None:
        """Of "14 killed, among them seven Iranians" the seven are killed too."""
        figure = self._figures[index]
        among = [w for w in self._words if w.payload[0] == "among" and w.end <= figure.start]
        if not among or self._distance(among[-1].end, figure.start) > 1 or _STOP.search(
            self._letters[among[-1].end : figure.start]
        ):
            return None
        before = units[index - 1] if index else None
        return (before[0], figure.end) if before else None

    def _qualified(self, figure: _Figure, end: int) -> tuple[int, int, str]:
        for word in self._words:
            kind, key = word.payload
            if kind == "qualifiers" and word.end <= figure.start and not self._letters[word.end : figure.start].strip(" ال-~("):
                return word.start, end, key
            if kind == "qualifiers_after" and figure.end <= word.start and self._distance(figure.end, word.start) <= 3:
                if not _STOP.search(self._letters[figure.end : word.start]):
                    return figure.start, max(end, word.end), key
        return figure.start, end, "exact"

    def _limit(self, index: int) -> int:
        """Where the words that belong to a figure end: at the next figure, or a mark that parts clauses."""
        figure = self._figures[index]
        stop = _STOP.search(self._letters, figure.end)
        limit = stop.start() if stop else len(self._letters)
        return min(limit, self._figures[index + 1].start) if index + 1 < len(self._figures) else limit

    def _distance(self, start: int, end: int) -> int:
        return len(_WORD.findall(self._letters, start, end))


__all__ = ["UNITS", "AmountMention", "find_amounts", "get_args", "replace"]

"""The words that speak of time in a text, and the patterns a lexicon gives for putting them together.

The `[dates]` section of a lexicon lists words by class and, per kind of expression, patterns over those classes:
`date = ["day of? month year?"]`. In a pattern `?` marks what may be missing, `|` either, `( )` a group, `!class` what must
not follow; `,`, `-`, `/` and `\\(` stand for themselves. Any other word in between ends a pattern.

Classes: day (1 to 31), ordinal, year (1000 to 2199), count (any number), month, sure_month (a name that means nothing
else), weekday, hijri (a month of that calendar), unit, units (one or many), many, dual, weekend; day_unit, week_unit,
month_unit and year_unit (those words where they only introduce a date); past, next, this, near (any of these three), fixed
(a word that is a day of its own, counted from publication), decade_name, numeric (27/9/2020), clock, and in frames point
(what a pattern has found); besides these, every name of the table `words`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import time
from functools import cache
from typing import Any

from pactwatch import lexicons
from pactwatch.letters import Folded
from pactwatch.reading.calendars import fixed_days
from pactwatch.reading.numerals import TimeWord, numerals
from pactwatch.reading.periods import RULES
from pactwatch.reading.sections import Section, one_of, whole
from pactwatch.reading.wordlists import WordList
from pactwatch.refusals import Refused

_UNITS = {"minute": "i", "hour": "h", "day": "j", "week": "k", "month": "O", "year": "Y", "decade": "x", "weekend": "E"}
_MARKS = {
    "day": "[do]", "ordinal": "o", "year": "y", "count": "[dny]", "month": "[Mm]", "sure_month": "M", "weekday": "W",
    "hijri": "H", "unit": "[ihjkOYx]", "units": "[ihjkOYxV]", "many": "V", "dual": "D", "weekend": "E",
    "day_unit": "j", "week_unit": "k", "month_unit": "O", "year_unit": "Y",
    "past": "<", "next": ">", "this": "=", "near": "[<>=+]", "fixed": "F", "numeric": "T", "clock": "C", "point": "P",
    "decade_name": "G",
}  # fmt: skip
_TABLES: dict[str, tuple[str, Callable[[str], Any]]] = {
    "weekdays": ("W", whole(1, 7)),
    "hijri_months": ("H", whole(1, 12)),
    "units": ("", one_of(_UNITS)),
    "plurals": ("V", one_of(_UNITS)),
    "duals": ("D", one_of(_UNITS)),
    "fixed": ("F", fixed_days),
    "decades": ("G", whole(1000, 2190)),
    "clocks": ("C", time.fromisoformat),
}
_NEAR = {"past": "<", "next": ">", "this": "=", "after_next": "+"}
_SILENT = ("day_unit", "month_unit", "year_unit", "week_unit")
_SAME = {
    "units": "unit", "many": "unit", "weekend": "unit", "past": "near", "next": "near", "this": "near", "ordinal": "day",
    "sure_month": "month",
}  # fmt: skip
FRAMES = ("since", "between", "by", "before", "in_week", "clock")
"""Kinds of frame: what `[dates.frames]` may hold."""
_BREAK = "\n"
_TOKEN = re.compile(r"!?[a-z_]+|\\.|!?[,/-]|[()|?]|\s+|.")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern compiled to a regular expression over marks; `names[i]` is the class of its group i + 1."""

    kind: str
    marks: re.Pattern[str]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Words [first, last) matched a pattern of `kind`; `values` by class, a class met twice having a 2 behind its name."""

    kind: str
    first: int
    last: int
    values: dict[str, Any]


class TimeLexicon:
    """The `[dates]` section of a language, compiled. Refused where it holds what is not known."""

    def __init__(self, data: dict[str, Any], language: str) -> None:
        section = Section(data, f"{language}.toml [dates]")
        self.language = language
        self._where = f"{language}.toml [dates]"
        self._capitals, self.sunday_begins = section.flag("capitals"), section.flag("sunday_begins_week")
        self.and_particle = section.text("and_particle")
        joined = section.text("joined")
        self._never = frozenset(section.words("not_months"))
        forms = self._forms(section)
        patterns, frames = section.table("patterns"), section.table("frames")
        section.close()
        self._words: WordList[tuple[str, Any]] = WordList(forms, joined=joined)
        self.patterns = [self._pattern(kind, form, RULES) for kind, kind_forms in patterns.items() for form in kind_forms]
        self.frames = [self._pattern(kind, form, FRAMES) for kind, kind_forms in frames.items() for form in kind_forms]

    def _forms(self, section: Section) -> list[tuple[str, tuple[str, Any]]]:
        unsure = set(section.words("unsure_months"))
        forms: list[tuple[str, tuple[str, Any]]] = [
            (form, ("m" if form in unsure else "M", month)) for form, month in section.forms("months", whole(1, 12))
        ]
        for table, (mark, read) in _TABLES.items():
            forms += [(form, (mark or _UNITS[value], value)) for form, value in section.forms(table, read)]
        forms += [(form, (_NEAR[key], key)) for form, key in section.forms("near", one_of(_NEAR))]
        words = section.table("words")
        self.marks = {name: chr(0xE000 + index) for index, name in enumerate(words)}
        return forms + [(form, (mark, name)) for name, mark in self.marks.items() for form in words[name]]

    def _pattern(self, kind: str, form: str, kinds: Collection[str]) -> Pattern:
        if kind not in kinds:
            known = ", ".join(sorted(kinds))
            raise Refused(f"unknown kind of pattern {kind!r}", mend=f"choose one of: {known}", file=self._where)
        out, names = [], list[str]()
        for piece in _TOKEN.findall(form):
            if piece[0].isalpha() and piece not in _SILENT and piece not in self.marks:
                names.append(_SAME.get(piece, piece))
                out.append(f"({self._mark(piece, form)})")
            elif not piece.isspace():
                out.append(self._mark(piece, form))
        try:
            return Pattern(kind, re.compile("".join(out)), tuple(names))
        except re.error as error:
            raise Refused(f"cannot read the pattern {form!r}: {error}", mend="mend it", file=self._where) from None

    def _mark(self, piece: str, form: str) -> str:
        """What a piece of a pattern is in the regular expression over marks."""
        if piece[0] == "!":
            return f"(?!{self._mark(piece[1:], form)})"
        if piece[0] == "\\" or piece in ")|?,/-":
            return piece
        if piece == "(":
            return "(?:"
        mark = self.marks.get(piece) or _MARKS.get(piece)
        if mark is None:
            known = ", ".join([*_MARKS, *self.marks])
            raise Refused(f"unknown class {piece!r} in the pattern {form!r}", mend=f"choose of: {known}", file=self._where)
        return mark

    def words(self, letters: Folded, source: str) -> list[TimeWord]:
        """The words of time in a text, in order, with what stands between them marked."""
        text = letters.text
        hits = self._hits(letters, source)
        if not hits and not any(c.isdecimal() for c in text):
            return []
        hits += numerals(text, self.language)
        hits.sort(key=lambda word: (word.start, -word.end))
        return _with_gaps(text, _paired(text, _longest(hits)))

    def _hits(self, letters: Folded, source: str) -> list[TimeWord]:
        found = []
        for hit in self._words.find(letters.text):
            mark, value = hit.payload
            if self._capitals and mark in "MmW" and not source[letters.positions[hit.start]].isupper():
                continue
            if self._never and self._as_written(letters, source, hit.start, hit.end) in self._never:
                continue
            if self.and_particle and letters.text.startswith(self.and_particle, hit.outset, hit.start):
                found.append(TimeWord(hit.outset, hit.outset + 1, self.marks["and"]))
            found.append(TimeWord(hit.start, hit.end, mark, value))
        return found

    @staticmethod
    def _as_written(letters: Folded, source: str, start: int, end: int) -> str:
        """A word before its letters were folded."""
        first, last = letters.original(start, end)
        return source[first:last]


@cache
def time_lexicon(language: str) -> TimeLexicon:
    """The compiled `[dates]` section of a language."""
    return TimeLexicon(lexicons.load(language).get("dates", {}), language)


def matches(words: list[TimeWord], patterns: list[Pattern], accept: Callable[[Match], object] | None = None) -> list[Match]:
    """What the patterns match, in order, none overlapping: the longest wins, then the first, then the one listed first.

    A match that `accept` gives None for is passed over.
    """
    marks = "".join(word.mark for word in words)
    found: list[tuple[int, int, int, Match]] = []
    for order, pattern in enumerate(patterns):
        for hit in pattern.marks.finditer(marks):
            match = Match(pattern.kind, *hit.span(), _values(hit, pattern, words))
            found.append((hit.start() - hit.end(), hit.start(), order, match))
    found.sort(key=lambda entry: entry[:3])
    taken: set[int] = set()
    kept: list[Match] = []
    for _, _, _, match in found:
        if taken.isdisjoint(range(match.first, match.last)) and (accept is None or accept(match) is not None):
            taken.update(range(match.first, match.last))
            kept.append(match)
    return sorted(kept, key=lambda match: match.first)


def _values(hit: re.Match[str], pattern: Pattern, words: list[TimeWord]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for group, name in enumerate(pattern.names, 1):
        if hit.group(group) is not None:
            again = sum(key.rstrip("23") == name for key in values)
            values[name + (str(again + 1) if again else "")] = words[hit.start(group)].value
    return values


def _longest(words: list[TimeWord]) -> list[TimeWord]:
    """Words sorted by start, then longest first, without those that overlap a longer or an earlier one."""
    kept: list[TimeWord] = []
    for word in words:
        if kept and word.start < kept[-1].end:
            if word.end - word.start > kept[-1].end - kept[-1].start:
                kept[-1] = word
            continue
        kept.append(word)
    return kept


def _paired(text: str, words: list[TimeWord]) -> list[TimeWord]:
    """Two names of one month side by side (سبتمبر/أيلول) become one, which is then no longer unsure."""
    out: list[TimeWord] = []
    for word in words:
        if out and word.mark in "Mm" and out[-1].mark in "Mm" and word.value == out[-1].value:
            gap = text[out[-1].end : word.start].strip(" (-–،,")
            if gap in ("", "/", "\\"):
                end = word.end + (text[word.end : word.end + 1] == ")" and "(" in text[out[-1].end : word.start])
                out[-1] = TimeWord(out[-1].start, end, "M", word.value)
                continue
        out.append(word)
    return out


def _with_gaps(text: str, words: list[TimeWord]) -> list[TimeWord]:
    out: list[TimeWord] = []
    for word in words:
        if out:
            gap = text[out[-1].end : word.start]
            mark = _gap(gap)
            if mark:
                out.append(TimeWord(out[-1].end, word.start, mark))
        out.append(word)
    return out


def _gap(gap: str) -> str:
    bare = gap.strip(" \t\u00a0#_\"'«»“”")
    if bare in ("", *_JOINED_ARTICLES):
        return "" if "\n" not in gap else _BREAK
    return {"،": ",", ",": ",", ".": ".", "-": "-", "–": "-", "—": "-", "/": "/", "(": "(", ")": ")"}.get(bare, _BREAK)


_JOINED_ARTICLES = ("ال", "لل", "ل", "ب", "ل-", "ال-")

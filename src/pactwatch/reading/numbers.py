"""Numbers in words and digits, as values.

The words of a language stand in the `[numbers]` section of its lexicon: `cardinals` and `ordinals` add up, `multipliers`
multiply what stands before them and may stand alone, `counted` multiply only after a numeral, so that "thousands" or "آلاف"
by themselves give no number. `joins` are words between parts, `particle` what is written in one with a part and does the
same, `tens_last` says that units come before tens ("خمسة وعشرون").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from pactwatch import lexicons
from pactwatch.letters import folded
from pactwatch.reading.sections import Section
from pactwatch.reading.wordlists import WordList

_TABLES = {"cardinals": "cardinal", "ordinals": "ordinal", "multipliers": "multiplier", "counted": "counted"}


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number at [start, end). `ordinal`: it says which, not how many. `digits`: it begins with a numeral in digits."""

    start: int
    end: int
    value: float
    ordinal: bool = False
    digits: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    outset: int  # where the particles joined to it begin
    start: int
    end: int
    kind: str  # cardinal, ordinal, multiplier, counted, join or digits
    value: float
    joined: bool


def find_numbers(text: str, language: str) -> tuple[NumberMention, ...]:
    """Every number said in `text`, in order, with offsets into it. Raises Refused where the language is not known."""
    letters = folded(text)
    return tuple(
        NumberMention(*letters.original(n.start, n.end), n.value, n.ordinal, n.digits)
        for n in numbers_in(letters.text, language)
    )


@lru_cache(maxsize=64)
def numbers_in(text: str, language: str) -> tuple[NumberMention, ...]:
    """Like `find_numbers`, in a text that is folded already. Dates and figures of a sentence are both made of them."""
    grammar = _grammar(language)
    reckoning = _Reckoning(grammar)
    parts = grammar.parts(text)
    for index, part in enumerate(parts):
        following = parts[index + 1] if index + 1 < len(parts) else None
        reckoning.take(part, grammar.linked(text, parts[index - 1], part) if index else False, following)
    reckoning.finish()
    return tuple(reckoning.found)


@cache
def _grammar(language: str) -> NumberGrammar:
    return NumberGrammar(lexicons.load(language).get("numbers", {}), language)


class NumberGrammar:
    """The `[numbers]` section of a lexicon, compiled."""

    def __init__(self, data: dict[str, Any], language: str) -> None:
        section = Section(data, f"{language}.toml [numbers]")
        forms = [(form, (kind, value)) for table, kind in _TABLES.items() for form, value in section.forms(table, float)]
        joins, self.particle, joined = section.words("joins"), section.text("particle"), section.text("joined")
        self.tens_last = section.flag("tens_last")
        thousands, decimal = section.text("thousands", ","), section.text("decimal", ".")
        endings = "|".join(map(re.escape, section.words("ordinal_endings"))) or "(?!)"
        section.close()
        self._words: WordList[tuple[str, float]] = WordList([*forms, *((j, ("join", 0.0)) for j in joins)], joined=joined)
        group, point = f"[{re.escape(thousands)}]", f"[{re.escape(decimal)}]"
        self._group, self._point = re.compile(group), re.compile(point)
        self._digits = re.compile(
            rf"(?<!\d)(\d{{1,3}}(?:{group}\d{{3}})+(?!\d)|\d+)({point}\d+(?![.,]?\d))?((?:{endings})(?![^\W\d_]))?"
        )

    def parts(self, text: str) -> list[_Part]:
        """Digits and number words, in order."""
        found = [self._numeral(text, digits) for digits in self._digits.finditer(text)]
        for hit in self._words.find(text):
            joined = bool(self.particle) and text[hit.outset : hit.start].startswith(self.particle)
            found.append(_Part(hit.outset, hit.start, hit.end, *hit.payload, joined))
        found.sort(key=lambda part: part.start)
        return found

    def _numeral(self, text: str, digits: re.Match[str]) -> _Part:
        whole, fraction, ending = digits.groups()
        value = float(self._group.sub("", whole)[:15] + self._point.sub(".", fraction or ""))
        joined = bool(self.particle) and text.endswith(self.particle, 0, digits.start())
        start = digits.start()
        return _Part(start - joined, start, digits.end(), "ordinal" if ending else "digits", value, joined)

    def linked(self, text: str, before: _Part, part: _Part) -> bool:
        """Whether the two parts stand next to one another as parts of one number do."""
        gap = text[before.end : max(part.outset, before.end)].strip(" ")
        if self.particle:
            joined = part.joined or gap == self.particle
            return gap in ("", self.particle) and (joined or part.kind in ("multiplier", "counted"))
        return gap == "" or (gap == "-" and "digits" not in (before.kind, part.kind))


class _Reckoning:
    """Adds and multiplies parts into numbers, one after the other."""

    def __init__(self, grammar: NumberGrammar) -> None:
        self._grammar = grammar
        self.found: list[NumberMention] = []
        self._clear()

    def _clear(self) -> None:
        self._parts: list[_Part] = []
        self._total, self._scale = 0.0, float("inf")  # what is done, and its last multiplier
        self._group, self._last = 0.0, 0.0  # what may still be multiplied, and the part it ends with

    def finish(self) -> None:
        """Close the number under way."""
        while self._parts and self._parts[-1].kind == "join":
            self._parts.pop()
        if self._parts:
            ordinal = any(part.kind == "ordinal" for part in self._parts)
            digits = self._parts[0].kind == "digits"
            first, last = self._parts[0].start, self._parts[-1].end
            self.found.append(NumberMention(first, last, self._total + self._group, ordinal, digits))
        self._clear()

    def take(self, part: _Part, linked: bool, following: _Part | None) -> None:
        """Go on with `part`; `linked` to the one before it; `following` is the next part, wherever it stands."""
        if not linked:
            self.finish()
        if part.kind == "join":
            if self._parts:
                self._parts.append(part)
        elif part.kind in ("multiplier", "counted"):
            self._multiply(part)
        else:
            if self._parts and not self._adds(part, following):
                self.finish()
            self._group, self._last = self._group + part.value, part.value
            self._parts.append(part)

    def _multiply(self, part: _Part) -> None:
        fresh = not self._group or part.joined
        if fresh and (part.kind == "counted" or (self._parts and part.value >= self._scale)):
            self.finish()
            return
        if part.value == 100:
            if self._group >= 100 or (self._group and part.joined):
                self.finish()
            self._group, self._last = (self._group or 1) * 100, 100
        else:
            if (self._group and part.joined) or part.value >= self._scale:
                self.finish()
            self._total += (self._group or 1) * part.value
            self._scale, self._group, self._last = part.value, 0.0, 0.0
        self._parts.append(part)

    def _adds(self, part: _Part, following: _Part | None) -> bool:
        if not self._group:  # after a multiplier: 270 ألفا و330 ألفا are two numbers
            again = following and following.start - part.end < 2 and not following.joined and following.value >= self._scale
            return part.value < self._scale and not again
        if part.kind == "digits" or self._group != int(self._group):
            return False
        if self._grammar.tens_last and 0 < self._last < 10 and part.value in range(20, 100, 10):
            return True
        unit = 1
        while self._group % (unit * 10) == 0:
            unit *= 10
        return 0 < part.value < unit

"""What the figures of a text count: the noun after them, and what the words around say became of it.

A figure counts the first noun after it, within the reach of its language. People become killed, wounded or detained by a
word beside them: the nearest one before the figure in its clause ("killing 17 soldiers"), or one after the noun ("29
civilians were killed").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from pactwatch.reading.wordlists import Hit
from pactwatch.types import Amount

Roles = dict[str, str]
"""What a word can be in `[amounts]`: by table, the key it stands under."""
Word = Hit[Roles]

_STOP = re.compile(r"[.;:!?()،؛؟«»\n]|,(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
_SIGNS = re.compile(r"\s?[%٪]")
_MONEY = ("$", "€", "£", "₽")
_QUOTES = " \"'«»“”"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number at [start, end). `unit`: what it counts where it says so itself, as a dual does."""

    start: int
    end: int
    value: float
    unit: str = ""
    follows_noun: bool = False


@dataclass(frozen=True, slots=True)
class CountingRules:
    """How a language counts: how many words may stand between figure and noun, the article that may be joined to the noun (no
    other particle may), and whether the first of two nouns may be a quality of the second."""

    reach: int = 3
    article: str = ""
    qualities_first: bool = False


class _Counted(NamedTuple):
    unit: str
    end: int


class Figures:
    """The figures of one folded text among its words."""

    def __init__(self, letters: str, words: list[Word], figures: list[Figure], rules: CountingRules) -> None:
        self._letters, self._rules = letters, rules
        self._words = [word for word in words if self._speaks(word)]
        self._figures = sorted([*figures, *self._singles(figures)], key=lambda figure: figure.start)

    def amounts(self) -> list[tuple[int, int, Amount]]:
        """Start, end and amount of every figure that counts something."""
        counted: list[_Counted | None] = []
        for index in range(len(self._figures)):
            counted.append(self._counted(index, counted[-1] if counted else None))
        for index in range(len(self._figures) - 2, -1, -1):
            following = counted[index + 1]
            if counted[index] is None and following and self._link(index):
                counted[index] = _Counted(following.unit, self._figures[index].end)
        return [self._amount(index, found) for index, found in enumerate(counted) if found]

    def _amount(self, index: int, found: _Counted) -> tuple[int, int, Amount]:
        figure = self._figures[index]
        start, end, qualifier = self._qualified(figure, max(found.end, figure.end))
        if self._link(index) == "between":
            qualifier = "at_least"
        elif index and self._link(index - 1) == "between":
            qualifier = "at_most"
        return start, end, Amount(figure.value, found.unit, qualifier)

    def _speaks(self, word: Word) -> bool:
        """Whether a word says something here: names only keep figures away, and "anti-tank" is no tank."""
        letters = self._letters[max(0, word.outset - 2) : word.outset]
        return bool(word.payload.keys() - {"names_before", "names_after"}) and not re.fullmatch(r"\w-", letters)

    # --- what is counted --------------------------------------------------------------------------------------------

    def _counted(self, index: int, before: _Counted | None) -> _Counted | None:
        figure = self._figures[index]
        noun = _Counted(figure.unit, figure.end) if figure.unit else self._noun(index)
        if before and self._part_of(index) and (noun is None or noun.unit in ("people", "others")):
            return _Counted(before.unit, noun.end if noun else figure.end)
        if noun and noun.unit not in ("people", "others"):
            return noun
        end = noun.end if noun else figure.end
        state = self._after(index, end, 1) or self._before(index) or (self._after(index, end, 6) if noun else None)
        if state:
            return _Counted(state.unit, max(end, state.end))
        return noun if noun and noun.unit == "people" else None

    def _noun(self, index: int) -> _Counted | None:
        """The noun that the figure counts."""
        figure = self._figures[index]
        if sign := _SIGNS.match(self._letters, figure.end):
            return _Counted("percent", sign.end())
        if self._letters.endswith(_MONEY, 0, figure.start):
            return _Counted("other", figure.end)
        return self._noun_before(figure) if figure.follows_noun else self._noun_after(index)

    def _noun_after(self, index: int) -> _Counted | None:
        figure, limit = self._figures[index], self._limit(index)
        found: _Counted | None = None
        for word in self._words:
            if word.start < figure.end:
                continue
            if word.outset >= limit or self._distance(found.end if found else figure.end, word.outset) > (
                0 if found else self._rules.reach
            ):
                break
            if found is None and "others" in word.payload:
                return _Counted("others", word.end)
            if "nouns" not in word.payload:
                if found or word.payload.keys() & {"after", "and", "before", "among", "apart"}:
                    break
                continue
            if self._letters[word.outset : word.start] not in ("", self._rules.article):
                break
            # "11 military airfields": the first of two nouns may be a quality of the second.
            found = _Counted(word.payload["nouns"], word.end)
            if found.unit != "people" or not self._rules.qualities_first:
                break
        return found

    def _noun_before(self, figure: Figure) -> _Counted | None:
        for word in reversed(self._words):
            if word.end <= figure.start:
                near = "nouns" in word.payload and not self._letters[word.end : figure.start].strip(_QUOTES)
                return _Counted(word.payload["nouns"], figure.end) if near else None
        return None

    def _before(self, index: int) -> _Counted | None:
        """The nearest word before the figure that says what became of people, within five words of the same clause."""
        figure = self._figures[index]
        floor = self._figures[index - 1].end if index else 0
        for word in reversed(self._words):
            if word.end > figure.start:
                continue
            gap = self._letters[word.end : figure.start]
            if word.start < floor or _STOP.search(gap) or len(_WORD.findall(gap)) > 5:
                return None
            if "before" in word.payload:
                return _Counted(word.payload["before"], figure.end)
        return None

    def _after(self, index: int, end: int, reach: int) -> _Counted | None:
        limit = self._limit(index)
        for word in self._words:
            if word.start < end:
                continue
            if word.outset >= limit or self._distance(end, word.outset) >= reach or "and" in word.payload:
                return None
            if "after" in word.payload:
                joined = self._letters[word.outset : word.start]
                return None if joined else _Counted(word.payload["after"], word.end)
        return None

    def _part_of(self, index: int) -> bool:
        """Whether the figure is a part of the one before: "14 killed, among them seven", "90 weapons (62 in …)"."""
        figure = self._figures[index]
        if not index:
            return False
        between = self._letters[self._figures[index - 1].end : figure.start]
        if between.endswith("(") and self._letters[figure.end : figure.end + 1] != ")" and not re.search(r"[.!?\n]", between):
            return True
        for word in reversed(self._words):
            if word.end <= figure.start:
                return "among" in word.payload and not self._letters[word.end : figure.start].strip(_QUOTES)
        return False

    def _singles(self, figures: list[Figure]) -> list[Figure]:
        """One person, said without a numeral: "killing an inmate", "مقتل جندي"; two, where only the verb says so."""
        out = []
        for state, noun in zip(self._words, self._words[1:], strict=False):
            if any(f.start < noun.end and state.start < f.end for f in figures):
                continue
            gap = self._letters[state.end : noun.outset]
            if "before" in state.payload and "singles" in noun.payload and gap == " ":
                out.append(Figure(noun.start, noun.end, 1, state.payload["before"]))
            elif "nouns" in state.payload and "after_two" in noun.payload and gap == " ":
                out.append(Figure(state.start, noun.end, 2, noun.payload["after_two"]))
        for state, article, noun in zip(self._words, self._words[1:], self._words[2:], strict=False):
            if (
                "before" in state.payload
                and "single_articles" in article.payload
                and "singles" in noun.payload
                and not self._letters[state.end : article.start].strip()
                and self._distance(article.end, noun.start) <= 4
                and not _STOP.search(self._letters, article.end, noun.start)
            ):
                out.append(Figure(article.start, noun.end, 1, state.payload["before"]))
        return out

    # --- how exact --------------------------------------------------------------------------------------------------

    def _qualified(self, figure: Figure, end: int) -> tuple[int, int, str]:
        for word in self._words:
            gap_before = self._letters[word.end : figure.start] if word.end <= figure.start else "x"
            if "qualifiers" in word.payload and gap_before.strip(" ال-~($") == "":
                return word.start, end, word.payload["qualifiers"]
            if "qualifiers_after" in word.payload and figure.end <= word.start:
                gap = self._letters[figure.end : word.outset]
                if not _STOP.search(gap) and not re.search(r"\d", gap) and len(_WORD.findall(gap)) <= 5:
                    return figure.start, max(end, word.end), word.payload["qualifiers_after"]
        return figure.start, end, "exact"

    def _link(self, index: int) -> str:
        """`between` or `list` where the next figure follows with only "and" or a dash in between; else empty."""
        if index + 1 >= len(self._figures):
            return ""
        figure, following = self._figures[index : index + 2]
        gap = self._letters[figure.end : following.start]
        inside = [w for w in self._words if figure.end <= w.start and w.end <= following.start]
        for word in inside:
            if word.payload.keys() & {"and", "qualifiers"}:
                gap = gap.replace(self._letters[word.start : word.end], "", 1)
        if gap.strip() not in ("", "-", "–", "و") or (not gap.strip(" ") and not inside):
            return ""
        before = [w for w in self._words if w.end <= figure.start]
        near = before and "between" in before[-1].payload and not self._letters[before[-1].end : figure.start].strip()
        return "between" if near else "list"

    def _limit(self, index: int) -> int:
        """Where the words that belong to a figure end: at the next figure, or a mark that parts clauses."""
        figure = self._figures[index]
        stop = _STOP.search(self._letters, figure.end)
        limit = stop.start() if stop else len(self._letters)
        return min(limit, self._figures[index + 1].start) if index + 1 < len(self._figures) else limit

    def _distance(self, start: int, end: int) -> int:
        return len(_WORD.findall(self._letters, start, max(start, end)))

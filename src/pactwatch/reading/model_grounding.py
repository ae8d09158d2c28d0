"""What a model answered, held against the text: only what stands there becomes a claim.

A claim needs its quote, act, stance, negation and speaker; where one of them does not hold, the claim is refused. Any other
value that does not hold is left out of the claim. Both are counted.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, TypeVar, cast

from pactwatch import lexicons
from pactwatch.reading.amounts import QUALIFIERS, UNITS, find_amounts
from pactwatch.reading.lexicon import STANCES
from pactwatch.reading.numbers import find_numbers
from pactwatch.times import Span, add_duration
from pactwatch.types import Amount, Claim, Report, Stance, Statement

CERTAINTIES = ("stated", "hedged")
ALL_QUALIFIERS = ("exact", *QUALIFIERS)
_LONGEST_QUOTE = 300  # the guide says about 200; a quote of half the text would ground anything
_LONGEST_NAME = 40
_PARTY = re.compile(r"[A-Z][A-Z0-9]*(?:[ .-][A-Z0-9]+)*")
_DURATION = re.compile(r"P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?", re.ASCII)
_YEARS = range(1000, 3000)  # so that no deadline and no time zone runs off the calendar

_T = TypeVar("_T")


@cache
def acts() -> tuple[str, ...]:
    """Every act of `lexicons/acts.toml`."""
    return tuple(lexicons.load("acts"))


@dataclass
class Tally:
    """How much did not hold: claims refused and values left out, each counted by the field that did not hold."""

    dropped: Counter[str] = field(default_factory=Counter)
    emptied: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        """A sentence for a person; empty where everything held."""
        told = (("claims refused", self.dropped), ("values left out", self.emptied))
        return "; ".join(f"{sum(counts.values())} {what} ({_listed(counts)})" for what, counts in told if counts)


class Grounding:
    """Turns the objects of a model's answer into claims of a report. spans: its sentences, in order."""

    def __init__(self, report: Report, spans: Sequence[tuple[int, int]], reader: str) -> None:
        self._report, self._spans, self._reader = report, spans, reader
        self._language = report.language if report.language in lexicons.languages() else "en"
        self._particles = bool(lexicons.load(self._language).get("language", {}).get("prefixes"))
        self._numbers: dict[tuple[int, int], frozenset[float]] = {}
        self.tally = Tally()

    def claim(self, told: Mapping[str, Any], start: int, end: int) -> Claim | None:
        """The claim that `told` makes of the text [start, end); None, and counted, where what it needs does not hold."""
        fault = next((key for key, holds in _NEEDED.items() if not holds(told.get(key))), None)
        spot = None if fault else self._spot(told["quote"], start, end)
        statement = self._statement(*spot) if spot else None
        if fault or not spot or not statement:
            self.tally.dropped[fault or "quote"] += 1
            return None
        return Claim(
            statement=statement,
            start=spot[0],
            end=spot[1],
            quote=told["quote"],
            act=told["act"],
            stance=cast(Stance, told["stance"]),
            negated=told["negated"],
            speaker=told["speaker"],
            actor=self._each(told, "actor", _party),
            target=self._each(told, "target", _party),
            places=self._each(told, "places", lambda name: self._place(name, statement.text)),
            when=self._one(told, "when", _when),
            due=self._one(told, "due", _due),
            condition=self._one(told, "condition", lambda words: _passage(words, statement.text)),
            amounts=self._each(told, "amounts", lambda amount: self._amount(amount, statement)),
            certainty=self._one(told, "certainty", lambda word: word if word in CERTAINTIES else None) or "stated",
            reader=self._reader,
        )

    def _one(self, told: Mapping[str, Any], key: str, taken: Callable[[Any], _T | None]) -> _T | None:
        value = told.get(key)
        kept = None if value is None else taken(value)
        self.tally.emptied.update([key] * (value is not None and kept is None))
        return kept

    def _each(self, told: Mapping[str, Any], key: str, taken: Callable[[Any], _T | None]) -> tuple[_T, ...]:
        values = told.get(key)
        if values is None:
            return ()
        if not isinstance(values, list):
            self.tally.emptied[key] += 1
            return ()
        kept = [one for one in map(taken, values) if one is not None]
        self.tally.emptied.update([key] * (len(values) - len(kept)))
        return tuple(dict.fromkeys(kept))

    def _spot(self, quote: str, start: int, end: int) -> tuple[int, int] | None:
        """Where a quote stands in [start, end): the first place where it is whole words, else the first at all."""
        whole = re.compile(rf"(?<!\w){re.escape(quote)}(?!\w)").search(self._report.text, start, end)
        at = whole.start() if whole else self._report.text.find(quote, start, end)
        return None if at < 0 else (at, at + len(quote))

    def _statement(self, start: int, end: int) -> Statement | None:
        """The sentences that a quote runs over; None where its ends lie in none, as in the furniture of a page."""
        first = next((a for a, b in self._spans if a <= start < b), None)
        last = next((b for a, b in self._spans if a < end <= b), None)
        if first is None or last is None:
            return None
        return Statement(self._report.id, first, last, self._report.text[first:last])

    def _place(self, name: Any, text: str) -> str | None:
        """A place as written: whole words, before which particles may be written on in languages that do so."""
        if not isinstance(name, str) or len(name) < 2 or not any(c.isalpha() for c in name):
            return None
        before = r"(?<!\w)\w{0,3}" if self._particles else r"(?<!\w)"
        return name if re.search(rf"{before}{re.escape(name)}(?!\w)", text) else None

    def _amount(self, told: Any, statement: Statement) -> Amount | None:
        """A figure that the statement gives in digits or words, or in a dual."""
        if not isinstance(told, dict):
            return None
        value, unit, qualifier = told.get("value"), told.get("unit"), told.get("qualifier", "exact")
        if isinstance(value, bool) or not isinstance(value, int | float) or not _is_figure(value):
            return None
        if unit not in UNITS or qualifier not in ALL_QUALIFIERS or float(value) not in self._figures(statement):
            return None
        return Amount(float(value), unit, qualifier)

    def _figures(self, statement: Statement) -> frozenset[float]:
        key = (statement.start, statement.end)
        if key not in self._numbers:
            numbers = [number.value for number in find_numbers(statement.text, self._language)]
            amounts = [mention.amount.value for mention in find_amounts(statement.text, self._language)]
            self._numbers[key] = frozenset([*numbers, *amounts])
        return self._numbers[key]


def _party(name: Any) -> str | None:
    return name if isinstance(name, str) and len(name) <= _LONGEST_NAME and _PARTY.fullmatch(name) else None


def _is_quote(quote: Any) -> bool:
    return isinstance(quote, str) and len(quote) <= _LONGEST_QUOTE and any(c.isalpha() for c in quote)


def _is_figure(value: float) -> bool:
    return 0 <= value < 1e15 and math.isfinite(value)


def _passage(words: Any, text: str) -> str | None:
    return words if _is_quote(words) and words in text else None


def _when(told: Any) -> Span | None:
    if not isinstance(told, str):
        return None
    try:
        span = Span.parse(told)
    except (ValueError, OverflowError):
        return None
    first, _, last = told.strip().partition("/")
    ends = [end.year for end, said in ((span.earliest, first), (span.latest, last)) if said != ".."]
    return span if ends and all(year in _YEARS for year in ends) else None


def _due(told: Any) -> str | None:
    if not isinstance(told, str) or len(told) > _LONGEST_NAME:
        return None
    if not told.startswith("P"):
        span = None if "/" in told else _when(told)
        return str(span) if span else None
    try:
        end = add_duration(Span.of(date(2000, 1, 1)), told, "UTC") if _DURATION.fullmatch(told) else None
    except (ValueError, OverflowError):
        return None
    return told if end and end.year in _YEARS else None


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{key} {number}" for key, number in sorted(counts.items()))


_NEEDED: dict[str, Callable[[Any], bool]] = {
    "act": lambda act: act in acts(),
    "stance": lambda stance: stance in STANCES,
    "negated": lambda negated: isinstance(negated, bool),
    "speaker": lambda speaker: _party(speaker) is not None,
    "quote": _is_quote,
}

"""What is written in digits or number words, as dates, times of day, days, years and other numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from typing import Any

from pactwatch.reading.calendars import numeric_date
from pactwatch.reading.numbers import numbers_in

_NUMERIC = re.compile(
    r"(?<![\d.,/-])(?:(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|(\d{1,2})([-/.])(\d{1,2})\5(\d{4}|\d\d)|(\d{1,2})(?:/(?=\d{4}|\d{1,2}(?!\d))|-(?=(?:19|20)\d\d))(\d{4}|\d{1,2})|(\d{4})/(\d{1,2}))(?![\d/]|[.-]\d)"
)
_CLOCK = re.compile(r"(?<![\d:.,])(\d{1,2})(?::(\d\d)(?::\d\d)?)?(?!\d|[.,]\d)(?:\s*([ap])\.?m\b\.?)?")


@dataclass(frozen=True, slots=True)
class TimeWord:
    """A word, numeral or gap at [start, end) of the folded text; `mark` is the letter of its class."""

    start: int
    end: int
    mark: str
    value: Any = None


def numerals(text: str, language: str) -> list[TimeWord]:
    """Dates, times of day and numbers of a folded text; they may overlap."""
    found = []
    for hit in _NUMERIC.finditer(text):
        value = numeric_date(hit.groups())
        if value:
            found.append(TimeWord(hit.start(), hit.end(), "T", value))
    for hit in _CLOCK.finditer(text):
        moment = _clock(*hit.groups())
        if moment:
            found.append(TimeWord(hit.start(), hit.end(), "C", moment))
    for number in numbers_in(text, language):
        whole, mark = int(min(number.value, 1e9)), "n"
        if whole == number.value and number.value > 0:
            plain = not number.digits or text[number.start : number.end].rstrip().isdecimal()
            if 1 <= whole <= 31 and (plain or number.ordinal):
                mark = "o" if number.ordinal else "d"
            elif 1000 <= whole < 2200 and plain and not number.ordinal:
                mark = "y"
        found.append(TimeWord(number.start, number.end, mark, number.value))
    return found


def _clock(hour: str, minute: str | None, half: str | None) -> time | None:
    if minute is None and half is None:
        return None
    hours, minutes = int(hour), int(minute or 0)
    if half and 1 <= hours <= 12:
        hours = hours % 12 + (12 if half == "p" else 0)
    return time(hours, minutes) if hours < 24 and minutes < 60 else None

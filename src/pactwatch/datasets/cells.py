"""Cells of a row as values. Each raises ValueError, in words for a rejects file, where a cell is not what it should be."""

from __future__ import annotations

import math
import re
from datetime import datetime, timedelta
from functools import lru_cache

from pactwatch.datasets.rows import Row
from pactwatch.times import Span
from pactwatch.types import Amount

_MONTH_FIRST = ("%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y %H:%M", "%m/%d/%Y")
_KNOWN = ("%d %B %Y", *_MONTH_FIRST)
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?)?", re.ASCII)
"""UCDP's later releases write `2020-09-27 00:00:00.000`."""


def day(row: Row, key: str, formats: tuple[str, ...] = ()) -> datetime:
    """The first moment of the day in a cell. formats: how it may be written (strptime), by default in ISO 8601 or as the known
    datasets do."""
    text = row.get(key, "").strip()
    found = _day(text, formats)
    if found is None:
        raise ValueError(f"{key} is no date: {text[:40]!r}")
    return found


@lru_cache(maxsize=1 << 14)  # a table names few days, each many times
def _day(text: str, formats: tuple[str, ...]) -> datetime | None:
    if not formats and _ISO.fullmatch(text):
        try:
            return datetime.fromisoformat(text[:10])
        except ValueError:
            return None
    for form in formats or _KNOWN:
        try:
            return datetime.strptime(text, form).replace(hour=0, minute=0, second=0)
        except ValueError:
            continue
    return None


def days(row: Row, first: str, last: str) -> Span:
    """The whole days from one cell to another."""
    start, stop = day(row, first), day(row, last)
    if stop < start:
        raise ValueError(f"{last} is before {first}")
    return Span(start, stop + timedelta(days=1) - timedelta(seconds=1))


def number(row: Row, key: str, least: float = 0, most: float = 1e9) -> float | None:
    """The number in a cell; None where it is empty."""
    text = row.get(key, "").strip()
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        raise ValueError(f"{key} is no number: {text[:40]!r}") from None
    if math.isnan(value) or not least <= value <= most:
        raise ValueError(f"{key} is not between {least:g} and {most:g}: {text[:40]!r}")
    return value


def place(row: Row, latitude: str, longitude: str) -> dict[str, str]:
    """The coordinates of a row, as a statement's fields hold them; both or none."""
    found = number(row, latitude, -90, 90), number(row, longitude, -180, 180)
    if (found[0] is None) != (found[1] is None):
        raise ValueError(f"{latitude if found[0] is None else longitude} is missing")
    return {} if found[0] is None else {"latitude": f"{found[0]:g}", "longitude": f"{found[1]:g}"}


def deaths(low: float | None, best: float | None, high: float | None) -> tuple[Amount, ...]:
    """Deaths as amounts: `exact` where all agree, else `about` the best, `at_least` the low, `at_most` the high estimate."""
    if best is not None and low in (None, best) and high in (None, best):
        return (Amount(best, "killed", "exact"),)
    estimates = ((low, "at_least"), (best, "about"), (high, "at_most"))
    return tuple(Amount(value, "killed", qualifier) for value, qualifier in estimates if value is not None)


def needed(row: Row, key: str) -> str:
    """The text of a cell that must not be empty."""
    text = row.get(key, "").strip()
    if not text:
        raise ValueError(f"{key} is empty")
    return text

"""The period that a report speaks of: "Between 24 December 2018 and 13 January 2019"."""

from __future__ import annotations

import re
from datetime import date, datetime

from pactwatch.missions.phrases import sentences
from pactwatch.times import Span
from pactwatch.types import Report

MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
PERIOD = re.compile(
    rf"""\b(?:between|from|over\ the\ period|in\ the\ (?:period|week)\ (?:of|from|between))\s+
    (?P<d1>\d{{1,2}}) (?:\s+(?P<m1>{MONTH}))? (?:\s+(?P<y1>\d{{4}}))?
    \s*(?:\band\b|\bto\b|\buntil\b|-|–|—)\s*
    (?P<d2>\d{{1,2}}) \s+(?P<m2>{MONTH}) (?:\s*,?\s+(?P<y2>\d{{4}}))?""",
    re.IGNORECASE | re.VERBOSE,
)
_THIS_YEAR = re.compile(r"\b(?:since (?:the beginning of|1 January)|between 1 January|casualties in) (\d{4})", re.IGNORECASE)
"""Phrases that count from the beginning of the report's own year."""


def period_of(sentence: str, report: Report) -> Span | None:
    """The period that a sentence names; its year, where unsaid, is the report's, or the one before if it lay ahead.

    None where no year can be told: neither the sentence, nor the report's day, nor a count since the year's beginning says it.
    """
    found = PERIOD.search(sentence)
    if found is None:
        return None
    last = _date(found["d2"], found["m2"], found["y2"], _no_later_than(report))
    if last is None:
        return None
    first = _date(found["d1"], found["m1"] or found["m2"], found["y1"] or str(last.year), last)
    if first is not None and first > last and found["y1"] is None:
        first = first.replace(year=first.year - 1)
    return Span(Span.of(first).earliest, Span.of(last).latest) if first and first <= last else None


def period_told(report: Report) -> Span | None:
    """The first period that a report names with enough to date it: its reporting period."""
    return next((p for _, sentence in sentences(report.text) if (p := period_of(sentence, report))), None)


def _no_later_than(report: Report) -> date | None:
    """A day by which the report's period must have ended."""
    if report.published is not None:
        return report.published.latest.date()
    years = [int(year) for year in _THIS_YEAR.findall(report.text)]
    return date(max(years), 12, 31) if years else None


def _date(day: str, month: str, year: str | None, by: date | None) -> date | None:
    try:
        if year:
            return datetime.strptime(f"{day} {month} {year}", "%d %B %Y").date()
        if by is None:
            return None
        found = datetime.strptime(f"{day} {month} {by.year}", "%d %B %Y").date()
        return found if found <= by else found.replace(year=found.year - 1)
    except ValueError:
        return None

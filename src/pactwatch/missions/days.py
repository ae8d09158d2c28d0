"""Dates of what is investigated, as reports write them; the dates of the agreements they cite are none of these."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterator
from datetime import datetime

from pactwatch.times import Span

_MONTHS = {name[:3].lower(): name for name in month_name if name}
_MONTH = rf"(?:{'|'.join(f'{name}|{name.upper()}|{name[:3]}' for name in _MONTHS.values())})"
_DAY = r"\d{1,2}(?!\d)(?:st|nd|rd|th|['’\"°*]+)*"
_JOIN = r"(?:\s*[-–—/,]\s*|\s+(?:and|to)\s+)"
_DATED = re.compile(
    rf"""(?<![\d.]) (?P<days>(?:{_DAY} (?:\s+{_MONTH} (?:\s+\d{{4}})?)? {_JOIN})* {_DAY}\s+)?
    (?P<month>{_MONTH}) \s+ (?P<year>20\d\d|2\d(?!\d))""",
    re.VERBOSE,
)
_ONE = re.compile(rf"(?P<day>\d{{1,2}})(?!\d)[^\d\sA-Z]*(?:\s+(?P<month>{_MONTH})(?:\s+(?P<year>\d{{4}}))?)?")
_OF_AGREEMENT = re.compile(
    r"(?:\(?COHA?\)?|ACOH|ARCSS|Agreement|Hostilities|Hostilies|Access|signing|effect|dated|received|DATE:)[^.:]{0,12}$"
)
_TOLD = re.compile(
    r"\s*,?\s*(?:the\s+)?(?:CTSAMV?M|MVM|MVT)\b[^.]{0,30}?\b(?:received|(?:was|were)\s+(?:informed|notified|told))\b"
)
_AGREEMENT_DAYS = ("2014-01-23", "2015-08-17", "2017-12-21", "2018-09-12")


def days_in(text: str) -> Iterator[Span]:
    """Every date in a text, each as the span from its first day to its last; a month where it gives no day.

    Left out: days on which an agreement was made, a letter written or the monitor told.
    """
    for found in _DATED.finditer(text):
        if not _OF_AGREEMENT.search(text[: found.start()].rstrip()) and not _TOLD.match(text, found.end()):
            span = _span(found)
            if span is not None and str(span) not in _AGREEMENT_DAYS:
                yield span


def covering(spans: list[Span]) -> Span | None:
    """The span from the first to the last of some spans."""
    if not spans:
        return None
    return Span(min(s.earliest for s in spans), max(s.latest for s in spans))


def _span(found: re.Match[str]) -> Span | None:
    year = found["year"] if len(found["year"]) == 4 else f"20{found['year']}"
    month = _full(found["month"])
    if not found["days"]:
        return _of(f"{month} {year}", "%B %Y", month=True)
    spans: list[Span] = []
    parts = list(_ONE.finditer(found["days"]))
    for part in reversed(parts):  # the month and year of a day are its own, or those of the day behind it
        month, year = _full(part["month"] or month), part["year"] or year
        span = _of(f"{part['day']} {month} {year}", "%d %B %Y")
        if span is not None:
            spans.append(span)
    return covering(spans)


def _full(month: str) -> str:
    return _MONTHS[month[:3].lower()]


def _of(text: str, form: str, *, month: bool = False) -> Span | None:
    try:
        day = datetime.strptime(text, form).date()
    except ValueError:
        return None
    return Span.parse(f"{day:%Y-%m}") if month else Span.of(day)

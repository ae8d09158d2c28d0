"""Days on the calendar, seen from the day a report was published.

Rules of news writing: a bare weekday is the latest one up to and including the day of publication; a date without a year is
the nearest past one, unless the text points ahead or the date is soon to come.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hijridate import Gregorian, Hijri

from pactwatch.times import Span

SOON = timedelta(days=60)
"""A day and month that lie at most this far ahead are read as coming, not as those of ten months ago."""

Values = Mapping[str, Any]
"""What an expression says, by class of word: `{"day": 27, "month": 9}`; see `timewords`."""


@dataclass(frozen=True, slots=True)
class View:
    """From where a text is read. `lean`: `past`, `next` or empty. `year`: of a date that says none, where known."""

    published: date | None
    lean: str = ""
    year: int | None = None
    sunday_begins: bool = False


@dataclass(frozen=True, slots=True)
class Numeric:
    """A date written in digits; parts it does not hold are None."""

    year: int | None
    month: int
    day: int | None


def numeric_date(groups: tuple[str | None, ...]) -> Numeric | None:
    """The parts of a date in digits, day before month unless that cannot be. None where it is no date."""
    y, m, d, d2, mark, m2, y2, first, second, y3, m3 = groups
    if y3 and m3:
        return Numeric(int(y3), int(m3), None) if 1 <= int(m3) <= 12 and 1800 <= int(y3) < 2200 else None
    if first and second and len(second) == 4:
        return Numeric(int(second), int(first), None) if 1 <= int(first) <= 12 and 1800 <= int(second) < 2200 else None
    if first and second:
        if {int(first), int(second)} == {24, 7} or max(int(first), int(second)) < 13:
            return None
        y, m, d = None, second, first
    elif d2:
        y, m, d = y2, m2, d2
    if m is None or d is None:
        return None
    if y is not None and len(y) == 2 and mark == "." and not len(d) == len(m) == 2:
        return None  # 1.2.14 is a paragraph sooner than a day
    year = None if y is None else int(y) + (2000 if len(y) == 2 else 0)
    month, day = int(m), int(d)
    if month > 12 >= day:
        month, day = day, month
    return Numeric(year, month, day) if _day(year or 2000, month, day) else None


def shift(day: date, unit: str, count: int) -> date:
    """The day `count` units after `day` (before it where negative); the last day of a shorter month."""
    if unit in ("month", "year", "decade"):
        months = day.year * 12 + day.month - 1 + count * {"month": 1, "year": 12, "decade": 120}[unit]
        year, month = divmod(months, 12)
        return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    hours = {"minute": 0, "hour": 1, "day": 24, "week": 168, "weekend": 168}[unit] * count
    return day + timedelta(days=-(-hours // 24) if hours > 0 else hours // 24)


def duration(unit: str, count: float) -> str | None:
    """ISO 8601 duration: weeks and weekends as days, whole numbers only."""
    if count != int(count) or not 0 < count < 10000:
        return None
    number = int(count)
    match unit:
        case "minute" | "hour":
            return f"PT{number}{unit[0].upper()}"
        case "week":
            return f"P{7 * number}D"
        case "day" | "month" | "year":
            return f"P{number}{unit[0].upper()}"
        case "decade":
            return f"P{10 * number}Y"
    return None


def days(first: date, last: date | None = None) -> Span:
    """The span of whole days from `first` to `last`."""
    return Span(Span.of(first).earliest, Span.of(last or first).latest)


def month_span(year: int, month: int) -> Span:
    """The span of a month."""
    return Span.of(f"{year:04}-{month:02}")


def open_from(start: Span) -> Span:
    """The open interval that begins with a span."""
    return Span(start.earliest, Span.parse("2000/..").latest)


def date_span(values: Values, view: View) -> Span | None:
    """A date, month or day of the Hijri calendar: with its year, or the nearest that fits."""
    if "hijri" in values:
        return _hijri(values, view)
    if "numeric" in values:
        number: Numeric = values["numeric"]
        values = {"year": number.year, "month": number.month, "day": number.day}
    month, day = int(values["month"]), values.get("day") and int(values["day"])
    year = values.get("year") and int(values["year"])
    near = values.get("near") or ""
    if not year and values.get("unit") == "year" and view.published:
        year = view.published.year + {"past": -1, "next": 1}.get(near, 0)
    if not year and near == "this" and view.published:
        year = view.published.year
    if not year and not near and view.year:
        year = view.year
    if year:
        return Span.of(date(year, month, day)) if day else month_span(year, month)
    if not view.published:
        return None
    return _nearest_day(month, day, near, view) if day else _nearest_month(month, near, view)


def _nearest_day(month: int, day: int, near: str, view: View) -> Span | None:
    today = view.published
    assert today is not None
    found = [d for y in range(today.year - 4, today.year + 5) if (d := _day(y, month, day))]
    past = [d for d in found if d < today or (d == today and near != "past")]
    coming = [d for d in found if d > today or (d == today and near != "next")]
    if near == "next" or (not near and view.lean == "next"):
        return Span.of(min(coming))
    if not near and not view.lean and min(coming) - today <= SOON:
        return Span.of(min(coming))
    return Span.of(max(past))


def _nearest_month(month: int, near: str, view: View) -> Span:
    today = view.published
    assert today is not None
    year = today.year
    if near == "next" or (not near and view.lean == "next"):
        year += month < today.month or (near == "next" and month == today.month)
    else:
        year -= month > today.month or (near == "past" and month == today.month)
    return month_span(year, month)


def _hijri(values: Values, view: View) -> Span | None:
    month, day, year = int(values["hijri"]), values.get("day"), values.get("year")
    if year is None and view.published is None:
        return None
    years = [int(year)] if year else [_hijri_year(view.published) + n for n in (-1, 0, 1)]
    spans = []
    for y in years:
        first = Hijri(y, month, int(day) if day else 1)
        last = first if day else Hijri(y, month, first.month_length())
        spans.append(days(first.to_gregorian(), last.to_gregorian()))
    if year or view.published is None:
        return spans[0]
    today = Span.of(view.published)
    return min(spans, key=lambda span: abs(span.earliest - today.earliest))


def _hijri_year(day: date | None) -> int:
    assert day is not None
    return int(Gregorian(day.year, day.month, day.day).to_hijri().year)


def week(today: date, near: str, sunday_begins: bool) -> Span:
    """The week of a day, or the one before or after."""
    first = today - timedelta(days=today.weekday())
    if sunday_begins and today.isoweekday() == 7:
        first = today
    first += timedelta(days={"past": -7, "next": 7, "after_next": 14}.get(near, 0))
    return days(first, first + timedelta(days=6))


def weekday_span(values: Values, view: View) -> Span | None:
    """A weekday: the latest up to publication, or as "last", "next" or a week says."""
    today = view.published
    if today is None:
        return None
    number, near = int(values["weekday"]), values.get("near") or ""
    if values.get("unit") == "week" or near == "this":
        monday = week(today, near, view.sunday_begins).earliest.date()
        monday -= timedelta(days=monday.weekday())
        return Span.of(monday + timedelta(days=number - 1))
    back = (today.isoweekday() - number) % 7
    if near == "next" or (not near and view.lean == "next"):
        ahead = (-back) % 7
        return Span.of(today + timedelta(days=ahead or (7 if near == "next" else 0)))
    return Span.of(today - timedelta(days=back or (7 if near == "past" else 0)))


def weekday_day(values: Values, view: View) -> Span | None:
    """ "Friday the 15th": the nearest day that is both."""
    if view.published is None:
        return None
    for away in range(400):
        for sign in (-1, 1):
            day = view.published + timedelta(days=sign * away)
            if day.isoweekday() == values["weekday"] and day.day == int(values["day"]):
                return Span.of(day)
    return None


def fixed_days(text: str) -> tuple[int, int]:
    """First and last day, counted from publication, of `-1` or `-1/0`. Raises ValueError where it is neither."""
    first, _, last = text.partition("/")
    try:
        return int(first), int(last or first)
    except ValueError:
        raise ValueError("give days from publication, such as -1 or -1/0") from None


def fixed_day(values: Values, view: View) -> Span | None:
    """A word such as "yesterday"."""
    if view.published is None:
        return None
    first, last = values["fixed"]
    return days(view.published + timedelta(days=first), view.published + timedelta(days=last))


def night_between(values: Values, view: View) -> Span | None:
    """ "The night of Saturday to Sunday": both days."""
    morning = weekday_span({"weekday": values["weekday2"]}, view)
    if morning is None or (int(values["weekday2"]) - int(values["weekday"])) % 7 != 1:
        return None
    return days(morning.earliest.date() - timedelta(days=1), morning.earliest.date())


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

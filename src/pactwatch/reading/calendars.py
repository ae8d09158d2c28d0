"""Where an expression of time lies on the calendar, seen from the day a report was published.

Rules of news writing: a bare weekday is the latest one up to and including the day of publication; a date without a year is the
nearest past one, unless the text points ahead; a week runs from Monday to Sunday (in a report of a Sunday, where the
language says that Sunday begins it, from Sunday to Saturday).
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from hijridate import Gregorian, Hijri

from pactwatch.times import Span

_SOON = timedelta(days=60)
"""A day and month that lie at most this far ahead are read as coming, not as those of ten months ago."""


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
    y, m, d, d2, _, m2, y2, first, second, y3, m3 = groups
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
    year = None if y is None else int(y) + (2000 if len(y) == 2 else 0)
    month, day = int(m), int(d)
    if month > 12 >= day:
        month, day = day, month
    return Numeric(year, month, day) if _day(year or 2000, month, day) else None


def resolve(kind: str, values: Mapping[str, Any], view: View) -> Span | None:
    """The span of an expression of `kind` (a key of a lexicon's `[dates.patterns]`); None where it cannot be told."""
    try:
        return _RULES[kind](values, view)
    except (ValueError, OverflowError, TypeError):
        return None


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


# --- rules, one a kind of expression --------------------------------------------------------------------------------


def _date(values: Mapping[str, Any], view: View) -> Span | None:
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
    if not near and not view.lean and min(coming) - today <= _SOON:
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


def _hijri(values: Mapping[str, Any], view: View) -> Span | None:
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


def _weekday(values: Mapping[str, Any], view: View) -> Span | None:
    today = view.published
    if today is None:
        return None
    number, near = int(values["weekday"]), values.get("near") or ""
    if values.get("unit") == "week" or near == "this":
        monday = _week(today, near, view.sunday_begins).earliest.date()
        monday -= timedelta(days=monday.weekday())
        return Span.of(monday + timedelta(days=number - 1))
    back = (today.isoweekday() - number) % 7
    if near == "next" or (not near and view.lean == "next"):
        ahead = (-back) % 7
        return Span.of(today + timedelta(days=ahead or (7 if near == "next" else 0)))
    return Span.of(today - timedelta(days=back or (7 if near == "past" else 0)))


def _fixed(values: Mapping[str, Any], view: View) -> Span | None:
    if view.published is None:
        return None
    first, _, last = str(values["fixed"]).partition("/")
    return days(view.published + timedelta(days=int(first)), view.published + timedelta(days=int(last or first)))


def _period(values: Mapping[str, Any], view: View) -> Span | None:
    today = view.published
    if today is None:
        return None
    near = values.get("near") or ("next" if view.lean == "next" and "dual" in values else "this")
    count = int(values["count"]) if values.get("count") else 2 if "dual" in values else 0
    unit = str(values.get("unit") or values.get("dual"))
    if count:
        return _run(today, unit, count, near)
    if unit == "weekend":
        return _weekend(today, near if "near" in values else "this" if view.lean == "next" else "")
    return _one(today, unit, near, view.sunday_begins)


def _one(today: date, unit: str, near: str, sunday_begins: bool) -> Span | None:
    step = {"past": -1, "this": 0, "next": 1, "after_next": 2}[near]
    match unit:
        case "week":
            return _week(today, near, sunday_begins)
        case "month":
            other = shift(today.replace(day=1), "month", step)
            return month_span(other.year, other.month)
        case "year":
            return Span.of(f"{today.year + step:04}")
        case "decade":
            first = today.year // 10 * 10 + 10 * step
            return days(date(first, 1, 1), date(first + 9, 12, 31))
        case "day":
            return Span.of(today + timedelta(days=step))
    return Span.of(today)


def _weekend(today: date, near: str) -> Span:
    """Saturday and Sunday: of this week, the week before or after, or the latest begun where none is said."""
    saturday = today - timedelta(days=today.weekday()) + timedelta(days=5)
    if near in ("past", "next") or (not near and saturday > today):
        saturday += timedelta(days=7 if near == "next" else -7)
    return days(saturday, saturday + timedelta(days=1))


def _vague(values: Mapping[str, Any], view: View) -> Span | None:
    """ "In the past days" tells no day; "in the past hours" tells the day of publication."""
    return Span.of(view.published) if view.published and values.get("unit") in ("hour", "minute") else None


def _run(today: date, unit: str, count: int, near: str) -> Span | None:
    if near == "next":
        return days(today + timedelta(days=1), shift(today, unit, count))
    return days(shift(today, unit, -count), today)


def _week(today: date, near: str, sunday_begins: bool) -> Span:
    first = today - timedelta(days=today.weekday())
    if sunday_begins and today.isoweekday() == 7:
        first = today
    first += timedelta(days={"past": -7, "next": 7, "after_next": 14}.get(near, 0))
    return days(first, first + timedelta(days=6))


def _ago(values: Mapping[str, Any], view: View) -> Span | None:
    return _away(values, view, -1)


def _hence(values: Mapping[str, Any], view: View) -> Span | None:
    return _away(values, view, 1)


def _away(values: Mapping[str, Any], view: View, sign: int) -> Span | None:
    day = view.published
    if day is None:
        return None
    units: list[str] = []
    count = 1
    for name, value in values.items():
        if name.startswith("count"):
            count = int(value)
        elif name.startswith(("unit", "dual")):
            units.append(str(value))
            day = shift(day, str(value), sign * (2 if name.startswith("dual") else count))
            count = 1
    # "Two years ago" names a year, not a day of it.
    return Span.of(f"{day.year:04}") if set(units) <= {"year", "decade"} else Span.of(day)


def _since_ago(values: Mapping[str, Any], view: View) -> Span | None:
    start = _ago(values, view)
    return start and open_from(start)


def _since_date(values: Mapping[str, Any], view: View) -> Span | None:
    start = _date(values, view)
    return start and open_from(start)


def open_from(start: Span) -> Span:
    """The open interval that begins with a span."""
    return Span(start.earliest, Span.parse("2000/..").latest)


def _year(values: Mapping[str, Any], _: View) -> Span | None:
    return Span.of(f"{int(values['year']):04}")


def _years(values: Mapping[str, Any], _: View) -> Span | None:
    return Span.parse(f"{int(values['year']):04}/{int(values['year2']):04}")


def _days(values: Mapping[str, Any], view: View) -> Span | None:
    first, last = int(values["day"]), int(values["day2"])
    end = _date({**values, "day": last}, view) if "month" in values else _monthday({**values, "day": last}, view)
    if end is None or first > last:
        return None
    return days(end.latest.date().replace(day=first), end.latest.date())


def _monthday(values: Mapping[str, Any], view: View) -> Span | None:
    month = _period({"unit": "month", "near": values.get("near")}, view)
    return month and Span.of(month.earliest.date().replace(day=int(values["day"])))


def _night(values: Mapping[str, Any], view: View) -> Span | None:
    morning = _weekday({"weekday": values["weekday2"]}, view)
    if morning is None or (int(values["weekday2"]) - int(values["weekday"])) % 7 != 1:
        return None
    return days(morning.earliest.date() - timedelta(days=1), morning.earliest.date())


def _weekday_day(values: Mapping[str, Any], view: View) -> Span | None:
    """ "Friday the 15th": the nearest day that is both."""
    if view.published is None:
        return None
    for away in range(400):
        for sign in (-1, 1):
            day = view.published + timedelta(days=sign * away)
            if day.isoweekday() == values["weekday"] and day.day == int(values["day"]):
                return Span.of(day)
    return None


def _last_week(values: Mapping[str, Any], view: View) -> Span | None:
    return _nth_week({name.rstrip("2"): value for name, value in values.items() if name != "near"}, view)


def _whole(values: Mapping[str, Any], view: View) -> Span | None:
    """The month or year that a part is of."""
    if "month" in values:
        return _date({key: value for key, value in values.items() if key != "day"}, view)
    if "year" in values:
        return _year(values, view)
    return _period({"unit": values.get("unit", "year"), "near": values.get("near")}, view)


def _nth_week(values: Mapping[str, Any], view: View) -> Span | None:
    """The n-th week of a month or year, or the last: a week belongs where its Thursday lies (ISO 8601)."""
    whole = _whole(values, view)
    if whole is None:
        return None
    first, last = whole.earliest.date(), whole.latest.date()
    thursday = first + timedelta(days=(3 - first.weekday()) % 7) + timedelta(days=7 * (int(values.get("day", 1)) - 1))
    if "day" not in values:
        thursday = last - timedelta(days=(last.weekday() - 3) % 7)
    return days(thursday - timedelta(days=3), thursday + timedelta(days=3))


def _quarter(values: Mapping[str, Any], view: View) -> Span | None:
    whole, quarter = _whole(values, view), int(values["day"])
    if whole is None or not 1 <= quarter <= 4:
        return None
    year = whole.earliest.year
    return Span.parse(f"{year:04}-{3 * quarter - 2:02}/{year:04}-{3 * quarter:02}")


def _rest(values: Mapping[str, Any], view: View) -> Span | None:
    """From publication to the end of the week, month or year."""
    whole = _period({"unit": values["unit"], "near": "this"}, view)
    return days(view.published, whole.latest.date()) if whole and view.published else None


def _closing(values: Mapping[str, Any], view: View) -> Span | None:
    """The last day of a period: "by the end of the month"."""
    ahead = replace(view, lean="next")
    whole = _date(values, ahead) if "month" in values else _whole({"unit": "month", **values}, ahead)
    return whole and Span.of(whole.latest.date())


def _weekend_of(values: Mapping[str, Any], view: View) -> Span | None:
    return _weekend(view.published, values.get("near") or "this") if view.published else None


def _past_run(values: Mapping[str, Any], view: View) -> Span | None:
    return _period({**values, "near": "past"}, view)


def _later(values: Mapping[str, Any], view: View) -> Span | None:
    """ "Later this week": from the day after publication to its end."""
    whole = _period({"unit": values["unit"], "near": "this"}, view)
    if whole is None or view.published is None or whole.latest.date() <= view.published:
        return whole
    return days(view.published + timedelta(days=1), whole.latest.date())


def _decade(values: Mapping[str, Any], _: View) -> Span | None:
    first = int(values["decade_name"])
    return Span.parse(f"{first:04}/{first + 9:04}")


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_RULES = {
    "date": _date, "weekday": _weekday, "weekday_day": _weekday_day, "fixed": _fixed, "period": _period, "vague": _vague,
    "ago": _ago, "hence": _hence, "since_ago": _since_ago, "since_date": _since_date, "year": _year, "years": _years, "days": _days, "rest": _rest,
    "monthday": _monthday, "night": _night, "nth_week": _nth_week, "last_week": _last_week, "quarter": _quarter,
    "decade": _decade, "closing": _closing, "weekend_of": _weekend_of, "past_run": _past_run, "later": _later,
}  # fmt: skip

"""Weeks, months, years and runs of days, and the table of all rules by which expressions of time are resolved.

A week runs from Monday to Sunday; in a report of a Sunday, where the language says that Sunday begins the week, from Sunday to
Saturday. A kind of expression is a key of `[dates.patterns]` in a lexicon, and has its rule here or in `calendars`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from pactwatch.reading.calendars import (
    Values,
    View,
    date_span,
    days,
    fixed_day,
    month_span,
    night_between,
    open_from,
    shift,
    week,
    weekday_day,
    weekday_span,
)
from pactwatch.times import Span


def resolve(kind: str, values: Values, view: View) -> Span | None:
    """The span of an expression of `kind`; None where it cannot be told: no day of publication, no such date."""
    try:
        return RULES[kind](values, view)
    except (ValueError, OverflowError, TypeError, KeyError):
        return None


def _period(values: Values, view: View) -> Span | None:
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
            return week(today, near, sunday_begins)
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


def _weekend_of(values: Values, view: View) -> Span | None:
    return _weekend(view.published, values.get("near") or "this") if view.published else None


def _run(today: date, unit: str, count: int, near: str) -> Span | None:
    if near == "next":
        return days(today + timedelta(days=1), shift(today, unit, count))
    return days(shift(today, unit, -count), today)


def _past_run(values: Values, view: View) -> Span | None:
    return _period({**values, "near": "past"}, view)


def _vague(values: Values, view: View) -> Span | None:
    """ "In the past days" tells no day; "in the past hours" tells the day of publication."""
    return Span.of(view.published) if view.published and values.get("unit") in ("hour", "minute") else None


def _rest(values: Values, view: View) -> Span | None:
    """From publication to the end of the week, month or year."""
    whole = _period({"unit": values["unit"], "near": "this"}, view)
    return days(view.published, whole.latest.date()) if whole and view.published else None


def _later(values: Values, view: View) -> Span | None:
    """ "Later this week": from the day after publication to its end."""
    whole = _period({"unit": values["unit"], "near": "this"}, view)
    if whole is None or view.published is None or whole.latest.date() <= view.published:
        return whole
    return days(view.published + timedelta(days=1), whole.latest.date())


def _ago(values: Values, view: View) -> Span | None:
    return _away(values, view, -1)


def _hence(values: Values, view: View) -> Span | None:
    return _away(values, view, 1)


def _away(values: Values, view: View, sign: int) -> Span | None:
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


def _since_ago(values: Values, view: View) -> Span | None:
    start = _ago(values, view)
    return start and open_from(start)


def _since_date(values: Values, view: View) -> Span | None:
    start = date_span(values, view)
    return start and open_from(start)


def _year(values: Values, _: View) -> Span | None:
    return Span.of(f"{int(values['year']):04}")


def _years(values: Values, _: View) -> Span | None:
    return Span.parse(f"{int(values['year']):04}/{int(values['year2']):04}")


def _decade(values: Values, _: View) -> Span | None:
    first = int(values["decade_name"])
    return Span.parse(f"{first:04}/{first + 9:04}")


def _days(values: Values, view: View) -> Span | None:
    first, last = int(values["day"]), int(values["day2"])
    end = date_span({**values, "day": last}, view) if "month" in values else _monthday({**values, "day": last}, view)
    if end is None or first > last:
        return None
    return days(end.latest.date().replace(day=first), end.latest.date())


def _monthday(values: Values, view: View) -> Span | None:
    month = _period({"unit": "month", "near": values.get("near")}, view)
    return month and Span.of(month.earliest.date().replace(day=int(values["day"])))


def _whole(values: Values, view: View) -> Span | None:
    """The month or year that a part is of."""
    if "month" in values:
        return date_span({key: value for key, value in values.items() if key != "day"}, view)
    if "year" in values:
        return _year(values, view)
    return _period({"unit": values.get("unit", "year"), "near": values.get("near")}, view)


def _nth_week(values: Values, view: View) -> Span | None:
    """The n-th week of a month or year, or the last: a week belongs where its Thursday lies (ISO 8601)."""
    whole = _whole(values, view)
    if whole is None:
        return None
    first, last = whole.earliest.date(), whole.latest.date()
    thursday = first + timedelta(days=(3 - first.weekday()) % 7) + timedelta(days=7 * (int(values.get("day", 1)) - 1))
    if "day" not in values:
        thursday = last - timedelta(days=(last.weekday() - 3) % 7)
    return days(thursday - timedelta(days=3), thursday + timedelta(days=3))


def _last_week(values: Values, view: View) -> Span | None:
    return _nth_week({name.rstrip("2"): value for name, value in values.items() if name != "near"}, view)


def _quarter(values: Values, view: View) -> Span | None:
    whole, quarter = _whole(values, view), int(values["day"])
    if whole is None or not 1 <= quarter <= 4:
        return None
    year = whole.earliest.year
    return Span.parse(f"{year:04}-{3 * quarter - 2:02}/{year:04}-{3 * quarter:02}")


def _closing(values: Values, view: View) -> Span | None:
    """The last day of a period: "by the end of the month"."""
    ahead = replace(view, lean="next")
    whole = date_span(values, ahead) if "month" in values else _whole({"unit": "month", **values}, ahead)
    return whole and Span.of(whole.latest.date())


RULES: dict[str, Callable[[Values, View], Span | None]] = {
    "date": date_span,
    "weekday": weekday_span,
    "weekday_day": weekday_day,
    "fixed": fixed_day,
    "period": _period,
    "vague": _vague,
    "ago": _ago,
    "hence": _hence,
    "since_ago": _since_ago,
    "since_date": _since_date,
    "year": _year,
    "years": _years,
    "days": _days,
    "rest": _rest,
    "monthday": _monthday,
    "night": night_between,
    "nth_week": _nth_week,
    "last_week": _last_week,
    "quarter": _quarter,
    "decade": _decade,
    "closing": _closing,
    "weekend_of": _weekend_of,
    "past_run": _past_run,
    "later": _later,
    "today": lambda _values, view: Span.of(view.published) if view.published else None,
    "within": lambda _values, _view: None,  # a duration from a moment the text may not tell
}

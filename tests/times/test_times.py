"""Spans, durations and deadlines."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwatch.times import Span, add_duration, instant, moment, recurring

ZONES = ("UTC", "Asia/Yerevan", "Asia/Baku", "Europe/Moscow", "America/New_York", "Asia/Gaza")
BEGINNING, END = datetime.min, datetime.max.replace(microsecond=0)

offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
whole = st.datetimes(min_value=datetime(1, 1, 3), max_value=datetime(9999, 12, 29)).map(lambda d: d.replace(microsecond=0))
civil = whole | st.dates(BEGINNING.date(), END.date()).flatmap(
    lambda d: st.sampled_from([datetime.combine(d, time.min), datetime.combine(d, time(23, 59, 59))])
)
stamps = civil | st.tuples(whole, offsets).map(lambda pair: pair[0].replace(tzinfo=pair[1]))
dates = st.dates(datetime(1900, 1, 1).date(), datetime(2100, 1, 1).date())


def ordered(pair: tuple[datetime, datetime]) -> Span:
    first, last = sorted(pair, key=lambda d: instant(d, "UTC"))
    return Span(first, last)


spans = st.tuples(stamps, stamps).map(ordered)
civil_spans = st.tuples(civil, civil).map(ordered)


@given(spans)
def test_a_span_reads_back_from_its_text(span: Span) -> None:
    assert Span.parse(str(span)) == span


@given(st.tuples(civil, st.sampled_from([BEGINNING, END])).map(ordered))
def test_an_open_span_reads_back_from_its_text(span: Span) -> None:
    assert ".." in str(span)
    assert Span.parse(str(span)) == span


@given(st.dates(datetime(2, 1, 1).date(), datetime(9998, 12, 31).date()))  # the ends of time are written `..`
def test_a_day_a_month_and_a_year_are_written_as_they_are_read(day: object) -> None:
    for text in (str(day), str(day)[:7], str(day)[:4]):
        assert str(Span.parse(text)) == text


@pytest.mark.parametrize(
    "text", ["2020-10-31T11:46", "2020-10-31T11:46:05", "2020-10-31T11:46:05+04:00", "2020-10-31T11:46+04:00"]
)
def test_a_moment_is_written_as_it_is_read(text: str) -> None:
    assert str(Span.parse(text)) == text


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020-09-27", datetime(2020, 9, 27), datetime(2020, 9, 27, 23, 59, 59)),
        ("2020-02", datetime(2020, 2, 1), datetime(2020, 2, 29, 23, 59, 59)),
        ("2020", datetime(2020, 1, 1), datetime(2020, 12, 31, 23, 59, 59)),
        ("2020-12", datetime(2020, 12, 1), datetime(2020, 12, 31, 23, 59, 59)),
        ("2020-10-10T12:00", datetime(2020, 10, 10, 12), datetime(2020, 10, 10, 12, 0, 59)),
        ("2020-10-24/2020-10-30", datetime(2020, 10, 24), datetime(2020, 10, 30, 23, 59, 59)),
        ("1992/..", datetime(1992, 1, 1), END),
        ("../1994-05", BEGINNING, datetime(1994, 5, 31, 23, 59, 59)),
        ("9999-12-31", datetime(9999, 12, 31), END),
    ],
)
def test_the_ends_of_a_span(text: str, first: datetime, last: datetime) -> None:
    assert Span.parse(text) == Span(first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "..",
        "2020-13",
        "2020-11-31",
        "2021-02-29",
        "31.10.2020",
        "2020-10-31T25:00",
        "2020-10-30/2020-10-24",
        "/2020",
        "2020/",
        "x",
    ],
)
def test_what_is_no_date_is_named_in_the_error(text: str) -> None:
    with pytest.raises(ValueError) as caught:
        Span.parse(text)
    assert repr(text) in str(caught.value) or "cannot end" in str(caught.value)


def test_a_span_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        Span(datetime(2020, 10, 31), datetime(2020, 10, 30))


@given(civil_spans, civil_spans, st.sampled_from(ZONES))
def test_overlap_is_mutual_and_follows_from_containment(a: Span, b: Span, zone: str) -> None:
    assert a.overlaps(b, zone) == b.overlaps(a, zone)
    assert a.overlaps(a, zone)
    assert a.within(a, zone)
    if a.within(b, zone):
        assert a.overlaps(b, zone)


@given(dates, dates)
def test_days_overlap_only_where_they_are_the_same(a: object, b: object) -> None:
    assert Span.parse(str(a)).overlaps(Span.parse(str(b))) == (a == b)


def test_a_day_is_fixed_by_its_zone() -> None:
    first, last = Span.parse("2020-10-31").instants("Asia/Baku")
    assert first == datetime(2020, 10, 30, 20, tzinfo=UTC)
    assert last == datetime(2020, 10, 31, 19, 59, 59, tzinfo=UTC)
    assert not Span.parse("2020-10-31").within(Span.parse("2020-10-31T00:00:00Z/2020-10-31T23:59:59Z"), "Asia/Baku")


@given(dates, st.integers(0, 400), st.sampled_from(ZONES))
def test_days_run_to_the_end_of_the_last_day_on_the_calendar_of_the_zone(day: object, days: int, zone: str) -> None:
    start = Span.parse(str(day))
    due = add_duration(start, f"P{days}D", zone)
    assert due.tzinfo == ZoneInfo(zone)
    assert due.replace(tzinfo=None) == start.latest + timedelta(days=days)


@given(dates, st.integers(0, 1000), st.sampled_from(ZONES))
def test_hours_are_elapsed_time(day: object, hours: int, zone: str) -> None:
    start = Span.parse(f"{day}T00:30:00+00:00")
    due = add_duration(start, f"PT{hours}H", zone)
    assert due - start.latest == timedelta(hours=hours)


@pytest.mark.parametrize("zone", ["America/New_York", "Europe/Berlin"])
def test_hours_are_elapsed_time_when_the_clocks_change_in_between(zone: str) -> None:
    start = Span.parse("2020-10-24T12:00:00")
    due = add_duration(start, "PT336H", zone)
    assert due.astimezone(UTC) - instant(start.latest, zone).astimezone(UTC) == timedelta(hours=336)


def test_a_week_from_geneva_ends_with_the_sixth_of_november() -> None:
    due = add_duration(Span.parse("2020-10-30"), "P7D", "Asia/Yerevan")
    assert due.isoformat() == "2020-11-06T23:59:59+04:00"


def test_a_month_ends_on_the_last_day_there_is() -> None:
    assert add_duration(Span.parse("2020-01-31"), "P1M", "UTC").date().isoformat() == "2020-02-29"


@pytest.mark.parametrize("text", ["7 days", "", "P", "2020-10-30"])
def test_what_is_no_duration_is_named_in_the_error(text: str) -> None:
    with pytest.raises(ValueError, match="not a duration"):
        add_duration(Span.parse("2020-10-30"), text, "UTC")


def test_a_moment_given_as_a_day_is_its_end() -> None:
    assert moment("2020-11-01", "Asia/Baku") == datetime(2020, 11, 1, 19, 59, 59, tzinfo=UTC)


def test_periods_begin_at_midnight_after_the_first_and_count_by_the_calendar() -> None:
    start = datetime(2022, 1, 31, 19, tzinfo=ZoneInfo("Asia/Aden"))
    found = [(a.isoformat(), b.isoformat()) for a, b in recurring(start, "P1M", "Asia/Aden", start + timedelta(days=35))]
    assert found == [
        ("2022-01-31T19:00:00+03:00", "2022-02-27T23:59:59+03:00"),
        ("2022-02-28T00:00:00+03:00", "2022-03-30T23:59:59+03:00"),
    ]
    hours = [b - a for a, b in recurring(start, "PT36H", "Asia/Aden", start + timedelta(days=3))]
    assert hours == [timedelta(hours=36, seconds=-1)] * 3

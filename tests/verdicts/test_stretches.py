"""A time in stretches: nothing is left out or said twice, and the days on which they meet are the same for any time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from pactwatch.verdicts import terms
from pactwatch.verdicts.terms import SECOND, Period, stretches

instants = st.datetimes(datetime(2019, 1, 1), datetime(2022, 1, 1)).map(lambda m: m.replace(microsecond=0))
zones = st.sampled_from([UTC, ZoneInfo("Asia/Baku"), ZoneInfo("Asia/Beirut"), ZoneInfo("America/Bogota")])
moments = st.tuples(instants, zones).map(lambda x: x[0].replace(tzinfo=x[1]))
NEVER = int(datetime(2030, 1, 1, tzinfo=UTC).timestamp())


def second(moment: datetime) -> int:
    return int(moment.timestamp())


@given(moments, st.integers(0, 3 * 365 * 86_400), st.integers(0, NEVER))
def test_stretches_follow_upon_one_another_from_the_beginning_to_the_end(start: datetime, seconds: int, latest: int) -> None:
    stop = start.astimezone(UTC) + timedelta(seconds=seconds)
    found = list(stretches(start, stop, latest))
    assert (second(found[0][0]), second(found[-1][1])) == (second(start), second(stop))
    for (_, last), (first, _) in pairwise(found):
        assert second(first) - second(last) == 1


@given(moments, moments, moments)
def test_all_but_the_last_stretch_are_those_of_a_longer_time(start: datetime, one: datetime, other: datetime) -> None:
    def told(stop: datetime) -> list[Period]:
        return list(stretches(start, stop, NEVER))

    short, long = sorted((m for m in (one, other)), key=second)
    if second(start) < second(short):
        assert told(long)[: len(told(short)) - 1] == told(short)[:-1]


def test_what_lies_before_and_after_all_that_is_told_is_one_stretch_each() -> None:
    ever, day = datetime.min.replace(tzinfo=UTC), datetime(1900, 1, 1, tzinfo=UTC)
    found = list(stretches(ever, datetime(2400, 1, 1, tzinfo=UTC), second(day + timedelta(days=3 * terms.STRETCH))))
    assert [last - first > timedelta(days=terms.STRETCH) for first, last in found] == [True, False, False, True]
    assert list(stretches(day, day - SECOND, 0)) == [(day, day - SECOND)]

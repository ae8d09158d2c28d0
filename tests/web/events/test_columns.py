"""Events counted at once: the same as by the rule, one after another."""

from __future__ import annotations

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from pactwatch.counting.rules import RULES, Told
from pactwatch.times import Span
from pactwatch.web.events.columns import Columns

BEGINNING = datetime(2020, 10, 1)


def event(place: str, begins: int, lasts: int, rounds: int) -> Told:
    """Of a place ('' for none), minutes after the beginning, for so many minutes, of so many rounds (0: not told)."""
    first = BEGINNING + timedelta(minutes=begins)
    span = Span(first, first + timedelta(minutes=lasts))
    amounts = [SimpleNamespace(unit="violations", value=rounds, qualifier="exact")] if rounds else []
    happened: Any = SimpleNamespace(id=f"{place}{begins}", places=(place,) if place else (), span=span)
    claim: Any = SimpleNamespace(amounts=amounts)
    return Told(happened, (claim,))


EVENTS = st.lists(
    st.builds(
        event,
        st.sampled_from(["", "hadrut", "shusha"]),
        st.integers(0, 600),
        st.sampled_from([0, 5, 59, 60, 90, 1440]),
        st.sampled_from([0, 1, 14, 29, 30, 31]),
    ),
    max_size=40,
)


@given(told=EVENTS, groups=st.lists(st.integers(0, 3), min_size=40, max_size=40))
@example(told=[event("hadrut", 0, 0, 15), event("hadrut", 60, 0, 15)], groups=[0] * 40)  # an hour is no pause yet
@example(told=[event("hadrut", 0, 0, 15), event("hadrut", 61, 0, 15)], groups=[0] * 40)
def test_each_group_has_the_figure_of_the_rule(told: list[Told], groups: list[int]) -> None:
    told.sort(key=lambda t: t.event.span.earliest)
    numbers, of = np.arange(len(told)), np.array(groups[: len(told)], np.int64)
    columns = Columns(told)
    for rule, whole in (("bursts_of_thirty", columns.bursts_of_thirty), ("per_place_and_hour", columns.per_place_and_hour)):
        wanted = [RULES[rule]([t for t, g in zip(told, groups, strict=False) if g == n]).value for n in range(4)]
        assert whole(numbers, of, 4).tolist() == wanted


def test_rounds_close_together_are_one_burst() -> None:
    columns = Columns([event("hadrut", 0, 0, 15), event("hadrut", 60, 0, 15), event("shusha", 0, 0, 29)])
    assert columns.bursts_of_thirty(np.arange(3), np.zeros(3, np.int64), 1).tolist() == [1]

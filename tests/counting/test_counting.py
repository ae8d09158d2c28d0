"""Counting rules, rates before and after, survival: worked examples small enough to check by hand, and the public figures."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwatch.counting import RULES, count
from pactwatch.counting.rates import Change, before_and_after, change_points
from pactwatch.counting.rules import Told, deaths_best
from pactwatch.counting.survival import Held, by_sector, survival
from pactwatch.datasets import Reject, open_events
from pactwatch.times import Span
from pactwatch.types import Amount, Claim, Event, Statement


def told(
    name: str, when: str, *, place: str = "Hadrut", rounds: float | None = None, text: str = "shelling", deaths: str = ""
) -> Told:
    """An event with one claim. deaths: `low/best/high`."""
    amounts = [Amount(rounds, "attacks", "exact")] if rounds is not None else []
    if deaths:
        pairs = zip(deaths.split("/"), ("at_least", "about", "at_most"), strict=True)
        amounts += [Amount(float(v), "killed", q) for v, q in pairs]
    statement = Statement(f"r-{name}", 0, len(text), text)
    claim = Claim(statement, 0, len(text), text, "attack", "asserts", False, "OUTLET", amounts=tuple(amounts))
    return Told(Event(name, ("attack",), Span.parse(when), (place,), (), (name,)), (claim,))


A_DAY = [
    told("a", "2020-10-18T08:05", rounds=20),
    told("b", "2020-10-18T08:50", rounds=15),
    told("c", "2020-10-18T11:00", rounds=29),
    told("d", "2020-10-18T11:00", place="Jabrayil"),
    told("e", "2020-10-18", place="Jabrayil", rounds=4, text="a live-fire exercise"),
]


@pytest.mark.parametrize(
    ("rule", "value", "why"),
    [
        ("as_reported", 69, "20 + 15 + 29 + 1 without a number + 4"),
        ("per_place_and_hour", 4, "Hadrut at 8 and at 11, Jabrayil at 11 and once without an hour"),
        ("per_event", 5, "each"),
        ("bursts_of_thirty", 1, "35 rounds at 8; 29 at 11 are too few"),
        ("without_exercises", 65, "all but the exercise"),
    ],
)
def test_a_rule_counts_what_it_says(rule: str, value: float, why: str) -> None:
    figure = count(A_DAY, rule)
    assert (figure.value, figure.rule) == (value, rule), why


def test_deaths_are_counted_by_the_low_the_best_and_the_high_account() -> None:
    events = [told("a", "2020-10-18", deaths="8/12/20"), told("b", "2020-10-18", deaths="1/1/1"), told("c", "2020-10-18")]
    assert [count(events, rule).value for rule in ("deaths_low", "deaths_best", "deaths_high")] == [9, 13, 21]
    assert count(events, "deaths_best").events == ("a", "b"), "no figure is not nobody"


def test_the_best_estimate_of_several_accounts_is_the_middle_one() -> None:
    accounts = [told("a", "2020-10-18", deaths=f"{n}/{n}/{n}").claims[0] for n in (3, 5, 40)]
    event = told("a", "2020-10-18").event
    assert deaths_best([Told(event, tuple(accounts))]).value == 5


@given(st.lists(st.tuples(st.integers(0, 23), st.integers(1, 60)), max_size=12), st.sampled_from(sorted(RULES)))
def test_no_rule_depends_on_the_order_of_events(day: list[tuple[int, int]], rule: str) -> None:
    events = [told(str(n), f"2020-10-18T{hour:02}:00", rounds=rounds) for n, (hour, rounds) in enumerate(day)]
    assert count(events, rule).value == count(events[::-1], rule).value


def daily(first: date, counts: list[float]) -> dict[date, float]:
    return {first + timedelta(days=n): value for n, value in enumerate(counts)}


SIGNED = date(2020, 10, 10)
FIRST = SIGNED - timedelta(days=5)


def change(before: list[float], after: list[float], **more: dict[date, float]) -> Change:
    counts = {**daily(FIRST, before), **daily(SIGNED, after)}
    return before_and_after(counts, signed=SIGNED, effective=SIGNED, days=5, **more)


def test_it_fell_only_where_the_whole_interval_says_so() -> None:
    fell, same = change([10, 12, 9, 11, 10], [2, 1, 3, 2, 1]), change([3, 0, 5, 1, 2], [2, 3, 1, 0, 2])
    assert fell.answer == "fell"
    assert same.answer == "not measurably better"
    assert same.low is not None
    assert same.high is not None
    assert same.low < 1 < same.high
    assert change([2, 1, 3, 2, 1], [10, 12, 9, 11, 10]).answer == "rose"


def test_none_at_all_afterwards_has_an_upper_bound() -> None:
    found = change([2, 1, 2, 1, 2], [0, 0, 0, 0, 0])
    assert (found.ratio, found.low, found.answer) == (0, 0, "fell")
    assert found.high is not None
    assert 0 < found.high < 1


def test_days_between_signing_and_effect_belong_to_neither() -> None:
    counts = {**daily(FIRST, [4] * 5), **daily(SIGNED, [90, 90]), **daily(SIGNED + timedelta(days=2), [4] * 5)}
    found = before_and_after(counts, signed=SIGNED, effective=SIGNED + timedelta(days=2), days=5)
    assert (found.before.count, found.after.count) == (20, 20)
    assert found.answer == "not measurably better"


def test_a_period_that_nobody_watched_is_unknown_and_not_quiet() -> None:
    watched = daily(FIRST, [24.0] * 5)
    assert change([5] * 5, [0] * 5, effort=watched).answer == "not observed"
    half = {**watched, **daily(SIGNED, [12.0] * 5)}
    found = change([6] * 5, [3] * 5, effort=half)
    assert found.ratio == pytest.approx(1), "half as many in half the hours is the same rate"


def test_a_change_of_level_is_dated() -> None:
    counts = daily(date(2020, 10, 1), [20.0, 22, 19, 21, 20, 18, 21, 2, 1, 2, 3, 1, 2, 2])
    assert change_points(counts, date(2020, 10, 1), date(2020, 10, 14)) == [date(2020, 10, 8)]
    assert change_points({}, date(2020, 10, 1), date(2020, 10, 14)) == []


def held(days: float, broken: bool, sector: str = "") -> Held:
    begins = datetime(2020, 10, 10)
    return Held("truce", begins, begins + timedelta(days=days), broken, sector)


def test_truces_that_were_not_seen_to_break_are_censored() -> None:
    found = survival([held(1, True), held(2, True), held(3, False), held(4, True)])
    assert dict(zip(found.days, found.share, strict=True)) == pytest.approx({0: 1, 1: 0.75, 2: 0.5, 3: 0.5, 4: 0})
    assert found.median == 2
    assert survival([held(3, False)]).median is None
    assert set(by_sector([held(1, True, "north"), held(9, False, "south")])) == {"north", "south"}
    with pytest.raises(ValueError, match="no truces"):
        survival([])


@pytest.mark.parametrize(
    ("day", "events", "deaths"),
    [
        ("2014-09-05", (424, 81), (505, 119)),
        ("2015-02-15", (124, 43), (306, 107)),
        ("2020-07-27", (8, 0), (11, 0)),
    ],
    ids=["Minsk I", "Minsk II", "July 2020"],
)
def test_fighting_in_ukraine_before_and_after(shared: Path, day: str, events: tuple[int, int], deaths: tuple[int, int]) -> None:
    _, rows = open_events(shared / "data" / "events" / "ucdp-ged-ukraine.csv")
    claims = [c for row in rows if not isinstance(row, Reject) for c in row[1]]
    exact = [c for c in claims if int(c.statement.fields["date_precision"]) <= 2]
    by_event: Counter[date] = Counter()
    by_death: Counter[date] = Counter()
    for number, claim in enumerate(exact):
        assert claim.when is not None
        on = claim.when.earliest.date()
        by_event[on] += 1
        event = Event(str(number), ("attack",), claim.when, (), (), ())
        by_death[on] += int(deaths_best([Told(event, (claim,))]).value)
    signed = date.fromisoformat(day)
    for counts, expected in ((by_event, events), (by_death, deaths)):
        found = before_and_after({k: float(v) for k, v in counts.items()}, signed=signed, effective=signed)
        assert (found.before.count, found.after.count) == expected
        assert found.answer == "fell"


def test_events_of_autumn_2020_by_their_first_day(shared: Path) -> None:
    _, rows = open_events(shared / "data" / "events" / "ucdp-karabakh.csv")
    claims = [c for row in rows if not isinstance(row, Reject) for c in row[1]]
    starts = [
        c.when.earliest.date() for c in claims if c.when and datetime(2020, 9, 1) <= c.when.earliest < datetime(2021, 1, 1)
    ]
    later = {day: sum(s >= date(2020, *day) for s in starts) for day in ((10, 11), (10, 18), (10, 27), (11, 10))}
    assert later == {(10, 11): 9, (10, 18): 7, (10, 27): 4, (11, 10): 0}

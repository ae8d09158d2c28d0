"""Daily figures of many events by a rule, beside the bare counting of their days: each event is looked at once."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from benchmarks.pairs import Pair
from pactwatch.counting.gathering import daily
from pactwatch.counting.rules import Told
from pactwatch.times import Span
from pactwatch.types import Amount, Claim, Event, Statement

EVENTS, DAYS = 200_000, 600


def pairs(events: int = EVENTS) -> list[Pair]:
    """One line for a count of events, and one for a sum of deaths."""
    told = [_told(n) for n in range(events)]

    def bare() -> Counter[date]:
        return Counter(t.event.span.earliest.date() for t in told)

    return [
        Pair(f"{rule} of each day", "counting the days", lambda rule=rule: daily(told, rule), bare, events, "events")  # type: ignore[misc]
        for rule in ("per_event", "deaths_best")
    ]


def _told(number: int) -> Told:
    when = Span.of(date(2020, 1, 1) + timedelta(days=number % DAYS))
    deaths = (Amount(number % 7, "killed"),)
    statement = Statement("table", 0, 1, "x", {"id": str(number)})
    claim = Claim(statement, 0, 1, "x", "attack", "asserts", False, "OUTLET", when=when, amounts=deaths)
    return Told(Event(str(number), ("attack",), when, (), (), (str(number),)), (claim,))

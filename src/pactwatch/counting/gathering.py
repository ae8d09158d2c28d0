"""What is counted: the events of a view with their claims, by period and by day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from pactwatch.counting.rules import Told, count, told_of
from pactwatch.ledger.grouping import events_of
from pactwatch.ledger.pairs import Pairs
from pactwatch.ledger.views import View

FIGHTING = ("attack", "violate_ceasefire")
"""Acts that are counted where none are named."""


def told_in(view: View, zone: str, acts: Sequence[str] = FIGHTING) -> list[Told]:
    """The events of a view that are of one of these acts, by time; people's findings on which claims are of one event count.
    zone: the IANA time zone in which civil times of reports are read."""
    judged = Pairs(view.same_events, view.different_events)
    wanted = set(acts)
    events = [e for e in events_of(view.claims, view.reports, zone, judged) if wanted & set(e.acts)]
    return told_of(events, view.claims)


def within(told: Iterable[Told], first: date, last: date) -> tuple[list[Told], list[Told]]:
    """What lies within a period, and what only overlaps it, so that nobody can say on which side of its edge it falls."""
    inside: list[Told] = []
    astride: list[Told] = []
    for one in told:
        begins, ends = one.event.span.earliest.date(), one.event.span.latest.date()
        if first <= begins and ends <= last:
            inside.append(one)
        elif begins <= last and ends >= first:
            astride.append(one)
    return inside, astride


def daily(told: Iterable[Told], rule: str) -> dict[date, float]:
    """The figure of each day by a rule's name; an event belongs to its first day. Each event is looked at once."""
    days: dict[date, list[Told]] = defaultdict(list)
    for one in told:
        days[one.event.span.earliest.date()].append(one)
    return {day: count(there, rule).value for day, there in days.items()}

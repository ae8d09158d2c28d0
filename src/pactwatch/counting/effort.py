"""How much was watched: hours, patrols, cameras, sorties, clear sky, as monitors' own claims tell; and when access was refused.

A day of which nothing is told, neither by effort nor by a report, is unknown, not quiet. What is told of a longer period is
spread evenly on its days; cameras, which run all the time, count in full on each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

DAYS = "days"
CLEAR = "clear"
UNITS = ("hours", "patrols", "cameras", "sorties", CLEAR)
"""What effort is told in; `clear` is the share of a day on which a sensor's sky had no cloud."""

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Exposure:
    """By what days are weighed. unit: one of `UNITS`, or `days` where each known day counts alike. unknown: days of which
    nothing is told, left out. others: units that are told too, and were not used."""

    unit: str
    by_day: Mapping[date, float]
    unknown: tuple[date, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Effort:
    """What was watched, by unit and day; how often access was refused, by day; and the days that a report tells of."""

    units: Mapping[str, Mapping[date, float]] = field(default_factory=dict)
    denied: Mapping[date, float] = field(default_factory=dict)
    reported: frozenset[date] = frozenset()

    def known(self, day: date) -> bool:
        """Whether anything is told of a day: by effort, or by a report."""
        return day in self.reported or any(by.get(day, 0) > 0 for by in self.units.values())

    def unknown(self, first: date, last: date) -> tuple[date, ...]:
        """The days of which nothing is told."""
        return tuple(d for d in span_days(first, last) if not self.known(d))

    def total(self, unit: str, first: date, last: date) -> float:
        """How much was watched from one day to another, in a unit."""
        by = self.units.get(unit, {})
        return sum(by.get(d, 0.0) for d in span_days(first, last))

    def exposure(self, before: Days, after: Days, unit: str | None = None) -> Exposure:
        """What the days of two periods weigh: by `unit`; where none is given, by the only unit that is told of both periods;
        else by days, the unknown left out."""
        told = tuple(u for u in UNITS if any(self.total(u, *period) for period in (before, after)))
        on_both = [u for u in told if all(self.total(u, *period) for period in (before, after))]
        chosen = unit or (on_both[0] if len(on_both) == 1 else DAYS)
        everyday = [*span_days(*before), *span_days(*after)]
        if chosen == DAYS:
            weights = {d: 1.0 for d in everyday if self.known(d)}
        else:
            by = self.units.get(chosen, {})
            weights = {d: by[d] for d in everyday if by.get(d, 0) > 0}
        unknown = tuple(d for d in everyday if not self.known(d))
        return Exposure(chosen, weights, unknown, tuple(u for u in told if u != chosen))


def span_days(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last."""
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def merged(parts: Iterable[Effort]) -> Effort:
    """Effort of several sources added up by unit and day."""
    units: dict[str, dict[date, float]] = defaultdict(lambda: defaultdict(float))
    denied: dict[date, float] = defaultdict(float)
    reported: set[date] = set()
    for part in parts:
        for unit, by in part.units.items():
            for day, value in by.items():
                units[unit][day] += value
        for day, value in part.denied.items():
            denied[day] += value
        reported |= part.reported
    return Effort({u: dict(by) for u, by in units.items()}, dict(denied), frozenset(reported))

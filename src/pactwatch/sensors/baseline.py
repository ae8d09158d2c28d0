"""How many detections a cell shows at a season, and on which days there are more than chance would give.

For a cell and a day, the baseline is every day within a fortnight of that date in the other years. With a total of S detections
on its N days, a further day's count follows a negative binomial (the predictive distribution of a Poisson rate after Jeffreys'
prior); a day is flagged where so many or more have a chance of at most `error`: the share of quiet days flagged by mistake.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

Cell = tuple[float, float]
SIDE = 0.1
"""Degrees: about 11 km north to south, finer than a district and coarser than a pixel."""
SEASON = 15
"""Days before and after a date that count as its season."""
ERROR = 0.01
LEAST_YEARS = 2
"""Other years that a baseline needs: from one alone nothing can be said of a season."""


def cell_of(latitude: float, longitude: float) -> Cell:
    """The south-west corner of the cell in which a point lies."""
    return round(latitude // SIDE * SIDE, 1), round(longitude // SIDE * SIDE, 1)


@dataclass(frozen=True, slots=True)
class Anomaly:
    """A day on which a cell showed more than its season does: how many, how many are usual, and the chance of so many."""

    cell: Cell
    on: date
    count: int
    expected: float
    chance: float


@dataclass
class Baseline:
    """Detections by cell and day, and the years in which the instrument looked."""

    counts: dict[Cell, Counter[date]] = field(default_factory=dict)
    years: set[int] = field(default_factory=set)

    def add(self, latitude: float, longitude: float, on: date) -> None:
        """Take a detection in."""
        self.counts.setdefault(cell_of(latitude, longitude), Counter())[on] += 1
        self.years.add(on.year)

    def season(self, cell: Cell, on: date) -> tuple[int, int]:
        """Detections and days at the season of a date, in the other years."""
        others = sorted(self.years - {on.year})
        here = self.counts.get(cell, Counter())
        total = sum(n for day, n in here.items() if day.year in others and _apart(day, on) <= SEASON)
        return total, len(others) * (2 * SEASON + 1)


def anomalies(baseline: Baseline, days: Iterable[date], *, error: float = ERROR) -> Iterator[Anomaly]:
    """The cells and days that stand out, by day. Raises ValueError where there are too few other years to tell."""
    from scipy.stats import nbinom

    if not 0 < error < 1:
        raise ValueError("the error is a share between 0 and 1")
    for on in days:
        if len(baseline.years - {on.year}) < LEAST_YEARS:
            raise ValueError(f"a baseline needs {LEAST_YEARS} years besides {on.year}")
        for cell, counts in sorted(baseline.counts.items()):
            if not counts[on]:
                continue
            total, seen = baseline.season(cell, on)
            chance = float(nbinom.sf(counts[on] - 1, total + 0.5, seen / (seen + 1)))
            if chance <= error:
                yield Anomaly(cell, on, counts[on], total / seen, chance)


def _apart(one: date, other: date) -> int:
    """Days between two dates of the year, whatever their years."""
    apart = abs(one.timetuple().tm_yday - other.timetuple().tm_yday)
    return min(apart, 365 - apart)

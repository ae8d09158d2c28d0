"""How long truces hold: the share that had no proven breach yet, by days since they took effect (Kaplan and Meier, 1958).

A truce that ended unbroken, or that nobody could watch any longer, is censored: it held at least so long.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Held:
    """A truce from its beginning: to its first proven breach, or (broken false) to when it ended or was last seen to hold."""

    pact: str
    begins: datetime
    until: datetime
    broken: bool
    sector: str = ""

    @property
    def days(self) -> float:
        return max(0.0, (self.until - self.begins).total_seconds() / 86400)


@dataclass(frozen=True, slots=True)
class Survival:
    """Days, and the share of truces that held longer, with its interval (95 %). median: days by which half were broken; None
    where fewer were. truces, broken: how many were followed, and how many had a proven breach. censored: the days up to
    which the others were seen to hold."""

    days: tuple[float, ...]
    share: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    median: float | None
    truces: int = 0
    broken: int = 0
    censored: tuple[float, ...] = ()


def survival(truces: Sequence[Held]) -> Survival:
    """The curve of some truces. Raises ValueError where there are none."""
    if not truces:
        raise ValueError("there are no truces to follow")
    import math

    from lifelines import KaplanMeierFitter

    fitter = KaplanMeierFitter().fit([t.days for t in truces], [t.broken for t in truces])
    bounds = fitter.confidence_interval_survival_function_
    median = float(fitter.median_survival_time_)
    return Survival(
        days=tuple(float(d) for d in fitter.survival_function_.index),
        share=tuple(float(v) for v in fitter.survival_function_.iloc[:, 0]),
        low=tuple(float(v) for v in bounds.iloc[:, 0]),
        high=tuple(float(v) for v in bounds.iloc[:, 1]),
        median=median if math.isfinite(median) else None,
        truces=len(truces),
        broken=sum(t.broken for t in truces),
        censored=tuple(sorted(t.days for t in truces if not t.broken)),
    )


def by_sector(truces: Sequence[Held]) -> dict[str, Survival]:
    """The curve of each sector."""
    sectors = dict.fromkeys(t.sector for t in truces)
    return {sector: survival([t for t in truces if t.sector == sector]) for sector in sectors}

"""Did it hold? Rates before and after, with intervals; days on which the level changed.

Daily counts are taken for negative binomial (they scatter more than a Poisson's: fighting comes in spells), with what was
watched as exposure, so that a day on which nobody looked is no quiet day. The interval of the ratio is by profile likelihood
(Venzon and Moolgavkar, Applied Statistics 37 (1), 1988), which holds for small counts and for none at all.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

Answer = Literal["fell", "rose", "not measurably better", "not observed"]
LEVEL = 0.95
_WIDEST = 60.0
"""Beyond e to this power a ratio is taken for without bound."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days of a period that were watched, what was counted on them, and how much was watched (in days, hours: any one unit).

    low, high: the interval of the rate, by the dispersion of both periods; None where nobody watched.
    """

    first: date
    last: date
    count: float
    exposure: float
    low: float | None = None
    high: float | None = None

    @property
    def rate(self) -> float | None:
        """Count per unit of exposure; None where nobody watched."""
        return self.count / self.exposure if self.exposure else None


@dataclass(frozen=True, slots=True)
class Change:
    """Two periods and the ratio of their rates (after to before) with its interval; None where it cannot be told: where nobody
    watched, or where nothing was counted on either side."""

    before: Period
    after: Period
    ratio: float | None
    low: float | None
    high: float | None

    @property
    def answer(self) -> Answer:
        """What may be said: that it fell or rose only where the whole interval lies on that side of 1."""
        if not self.before.exposure or not self.after.exposure:
            return "not observed"
        if self.low is None or self.high is None:
            return "not measurably better"
        return "fell" if self.high < 1 else "rose" if self.low > 1 else "not measurably better"


def before_and_after(
    counts: Mapping[date, float],
    *,
    signed: date,
    effective: date,
    days: int = 15,
    effort: Mapping[date, float] | None = None,
) -> Change:
    """The rate in the `days` days before a promise was signed, and in as many from the day on which it took effect.

    The days in between are of neither: what was agreed may show before it binds. effort: how much was watched on each day; a
    day without any is left out. Where it is not given, every day counts as watched.
    """
    if effective < signed:
        raise ValueError("a promise cannot take effect before it was made")
    before = _row(counts, effort, signed - timedelta(days=days), signed - timedelta(days=1))
    after = _row(counts, effort, effective, effective + timedelta(days=days - 1))
    spread = _dispersion(before, after)
    periods = (
        _period(before, signed - timedelta(days=days), signed - timedelta(days=1), spread),
        _period(after, effective, effective + timedelta(days=days - 1), spread),
    )
    if not before or not after or periods[0].count + periods[1].count == 0:
        return Change(*periods, None, None, None)
    low, high = _interval(before, after, spread)
    first, second = periods[0].rate, periods[1].rate
    ratio = (second or 0) / first if first else None
    return Change(*periods, ratio, low, high)


_Day = tuple[float, float]


def _row(counts: Mapping[date, float], effort: Mapping[date, float] | None, first: date, last: date) -> list[_Day]:
    """Count and exposure of each day that was watched."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    row = [(counts.get(d, 0.0), 1.0 if effort is None else effort.get(d, 0.0)) for d in days]
    return [(count, exposure) for count, exposure in row if exposure > 0]


def _period(row: Sequence[_Day], first: date, last: date, spread: float) -> Period:
    count, exposure = sum(count for count, _ in row), sum(exposure for _, exposure in row)
    return Period(first, last, count, exposure, *(_rate_interval(row, spread) if row else ()))


def _allowed() -> float:
    """By how much a log-likelihood within the interval may fall short of the greatest."""
    from scipy.stats import chi2

    return float(chi2.ppf(LEVEL, 1)) / 2


def _rate_interval(row: Sequence[_Day], spread: float) -> tuple[float, float]:
    """The profile-likelihood interval of one period's rate."""
    from scipy.optimize import brentq

    rate, allowed = _rate(row), _allowed()
    best = _group(row, rate, spread)

    def short(log_rate: float) -> float:
        return best - _group(row, math.exp(log_rate), spread) - allowed

    middle = math.log(rate or 1e-9)
    low = math.exp(brentq(short, middle - _WIDEST, middle)) if rate else 0.0
    return low, math.exp(brentq(short, middle, middle + _WIDEST)) if short(middle + _WIDEST) > 0 else math.inf


def _interval(before: Sequence[_Day], after: Sequence[_Day], spread: float) -> tuple[float, float]:
    """The profile-likelihood interval of the ratio of rates."""
    from scipy.optimize import brentq

    best = _group(before, _rate(before), spread) + _group(after, _rate(after), spread)
    allowed = _allowed()

    def short(log_ratio: float) -> float:
        return best - _profile(before, after, log_ratio, spread) - allowed

    middle = math.log((_rate(after) or 1e-9) / (_rate(before) or 1e-9))
    middle = min(max(middle, -_WIDEST / 2), _WIDEST / 2)
    low = 0.0 if short(-_WIDEST) <= 0 else math.exp(brentq(short, -_WIDEST, middle))
    high = math.inf if short(_WIDEST) <= 0 else math.exp(brentq(short, middle, _WIDEST))
    return low, high


def _dispersion(before: Sequence[_Day], after: Sequence[_Day]) -> float:
    """The dispersion of the negative binomial (variance = mean + dispersion × mean²), by maximum likelihood; 0 where the days
    scatter no more than a Poisson's."""
    import numpy as np
    import statsmodels.api as sm

    counts = np.array([c for c, _ in (*before, *after)])
    exposure = np.array([e for _, e in (*before, *after)])
    later = np.array([0.0] * len(before) + [1.0] * len(after))
    if counts.sum() == 0 or len(counts) < 3:
        return 0.0
    both = all(sum(c for c, _ in row) > 0 for row in (before, after))
    design = np.column_stack([np.ones(len(counts)), later]) if both else np.ones((len(counts), 1))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            fitted: Any = sm.NegativeBinomial(counts, design, exposure=exposure).fit(disp=0, maxiter=200)
        except Exception:  # the fit does not converge where there is no more scatter than a Poisson's
            return 0.0
    found = float(fitted.params[-1])
    return found if math.isfinite(found) and found > 0 else 0.0


def _rate(row: Sequence[_Day]) -> float:
    return sum(c for c, _ in row) / sum(e for _, e in row)


def _group(row: Sequence[_Day], rate: float, spread: float) -> float:
    """The log-likelihood of the days of a group at a rate, without what does not depend on it."""
    total = 0.0
    for count, exposure in row:
        mean = rate * exposure
        if mean <= 0:
            if count:
                return -math.inf
            continue
        if spread <= 0:
            total += count * math.log(mean) - mean
        else:
            total += count * math.log(spread * mean / (1 + spread * mean)) - math.log1p(spread * mean) / spread
    return total


def _profile(before: Sequence[_Day], after: Sequence[_Day], log_ratio: float, spread: float) -> float:
    """The greatest log-likelihood with the ratio held."""
    from scipy.optimize import minimize_scalar

    ratio = math.exp(log_ratio)

    def loss(log_rate: float) -> float:
        rate = math.exp(log_rate)
        return -(_group(before, rate, spread) + _group(after, rate * ratio, spread))

    top = math.log(max(_rate(before), _rate(after), 1e-9)) + 5
    found = minimize_scalar(loss, bounds=(top - _WIDEST - 30, top + max(0.0, -log_ratio) + 5), method="bounded")
    return -float(found.fun)


def change_points(counts: Mapping[date, float], first: date, last: date) -> list[date]:
    """The days from which the daily count runs at another level.

    By the PELT method (Killick, Fearnhead and Eckley, Journal of the American Statistical Association 107, 2012) on square
    roots, which scatter alike at every level; a change must be worth three times the logarithm of the number of days. Where
    days scatter more than a Poisson's (deaths do), the scatter from one day to the next is the measure.
    """
    import numpy as np
    import ruptures

    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    if len(days) < 4:
        return []
    signal = 2 * np.sqrt(np.array([counts.get(d, 0.0) for d in days]) + 3 / 8)
    signal /= max(1.0, 1.4826 * float(np.median(np.abs(np.diff(signal)))) / math.sqrt(2))
    # With a linear kernel it is PELT of the squared error, in C.
    fitted = ruptures.KernelCPD(kernel="linear", min_size=2).fit(signal.reshape(-1, 1))
    found: list[int] = fitted.predict(pen=3 * math.log(len(days)))
    return [days[n] for n in found if n < len(days)]

"""Two things timed side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True)
class Pair:
    """`ours` and `theirs` do comparable work; each call does the whole of it. amount and unit: how much work that is.

    warm: both are run once before they are timed.
    """

    what: str
    yardstick: str
    ours: Callable[[], object]
    theirs: Callable[[], object]
    amount: int
    unit: str
    rounds: int = 5
    warm: bool = True


@dataclass(frozen=True)
class Ratio:
    """How many times as long ours took; `rate` is our amount a second, on this machine, now."""

    median: float
    least: float
    greatest: float
    rate: str


def measure(pair: Pair) -> Ratio:
    """Run both in turn, `rounds` times, after once to warm up unless the pair says otherwise."""
    if pair.warm:
        pair.ours(), pair.theirs()
    times = [(_timed(pair.ours), _timed(pair.theirs)) for _ in range(pair.rounds)]
    ratios = [ours / theirs for ours, theirs in times]
    rate = pair.amount / median(ours for ours, _ in times)
    return Ratio(median(ratios), min(ratios), max(ratios), f"{rate:,.0f} {pair.unit}/s")


def _timed(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start

"""Log-linear choice models, fitted without any library: the same examples give the same weights.

A choice is a list of options, each with its features and its share of being right (the shares add up to 1). The weights are
those that make the right options likeliest under a Gaussian prior (L2), found by L-BFGS (Nocedal and Wright, "Numerical
Optimization", algorithm 7.4) with a backtracking line search. Features that too few texts support are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

Vector = list[float]
Option = tuple[Sequence[str], float]
_MEMORY, _ROUNDS, _ENOUGH = 8, 80, 1e-5
_LEAST = 0.005  # weights below it change no decision that matters


@dataclass(frozen=True)
class Choice:
    """One decision of a text: its options, features and share."""

    text: str
    options: Sequence[Option]


def fit(choices: Sequence[Choice], strength: float = 10.0, support: int = 3) -> dict[str, float]:
    """Weights by feature, to three decimals. strength: of the prior; support: the least number of texts with a feature."""
    names = _supported(choices, support)
    index = {name: i for i, name in enumerate(names)}
    rows = [[(sorted({index[f] for f in features if f in index}), share) for features, share in one.options] for one in choices]

    def loss(weights: Vector) -> tuple[float, Vector]:
        return _loss(rows, weights, strength)

    weights = _lowest(loss, [0.0] * len(names))
    return {name: round(w, 3) for name, w in zip(names, weights, strict=True) if abs(w) >= _LEAST}


def _supported(choices: Sequence[Choice], support: int) -> list[str]:
    texts: dict[str, set[str]] = defaultdict(set)
    for one in choices:
        for features, _ in one.options:
            for name in features:
                texts[name].add(one.text)
    return sorted(name for name, found in texts.items() if len(found) >= support)


def _loss(rows: Sequence[Sequence[tuple[list[int], float]]], weights: Vector, strength: float) -> tuple[float, Vector]:
    """The negative logarithm of the posterior, and its slope."""
    slope = [strength * w for w in weights]
    whole = strength / 2 * sum(w * w for w in weights)
    for options in rows:
        scores = [sum([weights[i] for i in places]) for places, _ in options]
        top = max(scores)
        parts = [exp(score - top) for score in scores]
        among = sum(parts)
        for (places, share), score, part in zip(options, scores, parts, strict=True):
            whole += share * (log(among) + top - score)
            push = part / among - share
            for i in places:
                slope[i] += push
    return whole, slope


def _dot(one: Vector, other: Vector) -> float:
    return sum([a * b for a, b in zip(one, other, strict=True)])


def _lowest(loss: Callable[[Vector], tuple[float, Vector]], weights: Vector) -> Vector:
    """Where a convex function is lowest."""
    value, slope = loss(weights)
    steps: list[tuple[Vector, Vector]] = []
    for _ in range(_ROUNDS):
        way = _direction(slope, steps)
        size, fall = 1.0, _dot(slope, way)
        while True:
            there = [w + size * d for w, d in zip(weights, way, strict=True)]
            value_there, slope_there = loss(there)
            if value_there <= value + 1e-4 * size * fall or size < 1e-6:
                break
            size /= 2
        step = [size * d for d in way]
        change = [a - b for a, b in zip(slope_there, slope, strict=True)]
        if _dot(step, change) > 1e-10:
            steps = [*steps, (step, change)][-_MEMORY:]
        settled = abs(value - value_there) < _ENOUGH * max(1.0, abs(value))
        weights, value, slope = there, value_there, slope_there
        if settled:
            break
    return weights


def _direction(slope: Vector, steps: Sequence[tuple[Vector, Vector]]) -> Vector:
    """The way down, by what the last steps tell of the curvature."""
    way = [-s for s in slope]
    if not steps:
        size = max(1.0, sqrt(_dot(slope, slope)))
        return [d / size for d in way]
    factors = []
    for step, change in reversed(steps):
        factor = _dot(step, way) / _dot(step, change)
        factors.append(factor)
        way = [d - factor * c for d, c in zip(way, change, strict=True)]
    step, change = steps[-1]
    scale = _dot(step, change) / _dot(change, change)
    way = [scale * d for d in way]
    for (step, change), factor in zip(steps, reversed(factors), strict=True):
        back = _dot(change, way) / _dot(step, change)
        way = [d + (factor - back) * s for d, s in zip(way, step, strict=True)]
    return way

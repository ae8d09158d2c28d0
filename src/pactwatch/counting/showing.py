"""A truce's figures in lines for a terminal, and as JSON: with rule and exposure, and what could not be put to a side."""

from __future__ import annotations

import math
from typing import Any

from pactwatch.counting.effort import DAYS
from pactwatch.counting.holding import Holding
from pactwatch.counting.rates import Change, Period

Json = dict[str, Any]


def lines(held: Holding) -> list[str]:
    """What there is to say of a truce, in plain English, a line for each thing."""
    change = held.change
    told = [
        f"{name}: {period.first} to {period.last}, {period.count:,.0f} by {held.rule}{_rate(period, held.exposure.unit)}"
        for name, period in (("before", change.before), ("after", change.after))
    ]
    told.append(_exposure(held))
    if held.exposure.unknown:
        told.append(f"unknown: {len(held.exposure.unknown)} days of which neither effort nor report tells; no quiet days")
    if held.unwatched:
        told.append(f"not in the rates: {held.unwatched:,.0f} by {held.rule}, on days without exposure")
    if change.low is not None and change.high is not None:
        ratio = "not to be told from a rate of none" if change.ratio is None else f"{change.ratio:.2f} of that before"
        told.append(f"the rate after is {ratio} (95 %: {change.low:.2f} to {change.high:.2f})")
    if held.changes:
        told.append(f"the level changed on {', '.join(map(str, held.changes))}")
    told.append(f"answer: {change.answer}")
    return [*told, *_not_placed(held)]


def as_json(held: Holding) -> Json:
    """The same as values that JSON has; what has no bound or cannot be told is null."""
    return {
        "pact": held.pact,
        "sector": held.sector or None,
        "rule": held.rule,
        "made": held.made.isoformat(),
        "effective": held.effective.isoformat(),
        "before": _period(held.change.before),
        "after": _period(held.change.after),
        "ratio": _ratio(held.change),
        "answer": held.change.answer,
        "exposure": {
            "unit": held.exposure.unit,
            "unknown": [d.isoformat() for d in held.exposure.unknown],
            "not_used": list(held.exposure.others),
        },
        "not_in_rates": held.unwatched,
        "changes": [d.isoformat() for d in held.changes],
        "unattributable": list(held.unattributable),
        "answer_without_unattributable": held.without.answer if held.without else None,
        "left_out": list(held.vague),
        "daily": {d.isoformat(): value for d, value in sorted(held.counts.items())},
    }


def _rate(period: Period, unit: str) -> str:
    if period.rate is None or period.low is None or period.high is None:
        return ""
    per = unit.removesuffix("s") if unit != "clear" else "day of clear sky"
    return f"; {period.rate:.3g} a {per} (95 %: {period.low:.3g} to {period.high:.3g})"


def _exposure(held: Holding) -> str:
    before, after = held.change.before.exposure, held.change.after.exposure
    kind = "known days, each alike" if held.exposure.unit == DAYS else held.exposure.unit
    others = f"; also told, and not used: {', '.join(held.exposure.others)} (--effort)" if held.exposure.others else ""
    return f"exposure: {kind}, {before:,.6g} before and {after:,.6g} after{others}"


def _not_placed(held: Holding) -> list[str]:
    told = []
    if held.unattributable:
        without = f"; without those counted by their first day the answer is: {held.without.answer}" if held.without else ""
        told.append(f"unattributable, their dates on both sides of {held.effective}: {len(held.unattributable)}{without}")
    if held.vague:
        told.append(f"left out, dated to more than six days or not at all: {len(held.vague)}")
    return told


def _period(period: Period) -> Json:
    return {
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "count": period.count,
        "exposure": period.exposure,
        "rate": period.rate,
        "low": _bounded(period.low),
        "high": _bounded(period.high),
    }


def _ratio(change: Change) -> Json | None:
    if change.low is None:
        return None
    return {"value": change.ratio, "low": change.low, "high": _bounded(change.high)}


def _bounded(value: float | None) -> float | None:
    return None if value is None or math.isinf(value) else value

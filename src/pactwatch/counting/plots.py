"""Plots of what the numbers say: before and after a truce, how long truces hold, and each of them on its own.

Each gives a `Plot` (SVG, PNG and a sentence that says what it shows). words: by `wording.words(language)`, or the caller's own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from pactwatch.counting.drawing import (
    AMBER,
    BLUE,
    INK,
    LINES,
    MUTED,
    PAPER,
    RED,
    RULE,
    Plot,
    canvas,
    dated,
    legend,
    styled,
    written,
)
from pactwatch.counting.effort import DAYS, span_days
from pactwatch.counting.holding import Holding
from pactwatch.counting.rates import Period
from pactwatch.counting.survival import Survival
from pactwatch.counting.telling import tells_daily, tells_survival
from pactwatch.counting.wording import Words, filled, shown
from pactwatch.counting.wording import words as words_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_HALF = 0.5
"""Days: a day's count stands in the middle of its day."""


def daily_plot(held: Holding, words: Words | None = None, *, title: str = "", rule: str = "") -> Plot:
    """Daily counts around a truce, with its day, changes of level, the rates before and after with their intervals, and the
    effort beneath; days of which nothing is known are hatched. rule: the counting rule's title, by default its name."""
    told = words or words_of()
    figure = canvas(7.2, 3.6)
    grid = figure.add_gridspec(2, 2, width_ratios=(4.2, 1), height_ratios=(4, 1))
    top, beneath, side = (figure.add_subplot(grid[where]) for where in ((0, 0), (1, 0), (slice(None), 1)))
    _counts(top, held, told, title or told["title_daily"])
    _effort(beneath, held, told)
    _rates(side, held, told)
    for axes in (top, beneath):
        _mark(axes, held)
        axes.set_xlim(_number(held.first) - _HALF, _number(held.last) + _HALF)
    top.tick_params(labelbottom=False)
    legend(figure, _keys(held, told), told)
    beneath.set_xlabel(filled(told, "rule", rule=rule or held.rule), fontsize=7.5, color=MUTED)
    return written(figure, tells_daily(held, told))


def survival_plot(curves: Mapping[str, Survival], words: Words | None = None, *, title: str = "") -> Plot:
    """Kaplan–Meier curves by sector (`""` for all together), each with its 95 % band and a mark where a truce was censored. Of
    more than five, those with the most proven breaches are drawn; the sentence tells of all."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    told = words or words_of()
    figure = canvas(6.4, 3.4)
    axes = figure.add_subplot()
    styled(axes, told, title=title or told["title_survival"], x=told["days_held"], y=told["share"])
    handles: list[Any] = []
    drawn = sorted(curves.items(), key=lambda item: -item[1].broken)[: len(LINES)]
    for number, (sector, curve) in enumerate(drawn):
        colour, dash = LINES[number % len(LINES)]
        axes.step(curve.days, curve.share, where="post", color=colour, linestyle=dash, linewidth=1.6)
        axes.fill_between(curve.days, curve.low, curve.high, step="post", color=colour, alpha=0.12, linewidth=0)
        axes.plot(curve.censored, [_at(curve, d) for d in curve.censored], "|", color=colour, markersize=9, markeredgewidth=1.4)
        if sector:
            handles.append(Line2D([], [], color=colour, linestyle=dash, label=sector))
    axes.set_ylim(0, 1.05)
    axes.set_xlim(left=0)
    handles.append(Patch(color=BLUE, alpha=0.15, label=told["band"]))
    handles.append(Line2D([], [], color=BLUE, marker="|", linestyle="", markersize=9, label=told["censored"]))
    legend(figure, handles, told)
    return written(figure, tells_survival(curves, told))


def _at(curve: Survival, day: float) -> float:
    """The share of a curve on a day."""
    return next((s for d, s in reversed(list(zip(curve.days, curve.share, strict=True))) if d <= day), 1.0)


def _counts(axes: Axes, held: Holding, told: Words, title: str) -> None:
    from matplotlib.ticker import MaxNLocator

    styled(axes, told, title=title, y=told["events"])
    days = list(span_days(held.first, held.last))
    counted = [BLUE if _counts_in(held, d) else "none" for d in days]
    values = [held.counts.get(d, 0) for d in days]
    axes.bar([_number(d) for d in days], values, width=0.8, color=counted, edgecolor=BLUE, linewidth=0.8)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
    axes.set_ylim(bottom=0, top=max(1.0, *held.counts.values(), 0.0) * 1.12 if held.counts else 1.0)
    for day in held.changes:
        at = _number(day) - _HALF
        axes.plot([at], [0.97], marker="v", color=AMBER, markersize=6, transform=axes.get_xaxis_transform(), clip_on=False)
    _hatch(axes, held.exposure.unknown)


def _counts_in(held: Holding, day: date) -> bool:
    """Whether a day's count is in one of the rates."""
    return day in held.exposure.by_day and not held.made <= day < held.effective


def _effort(axes: Axes, held: Holding, told: Words) -> None:
    """How much was watched on each day; where days count alike, only which of them are known."""
    unit = held.exposure.unit
    styled(axes, told, y=told["effort"])
    days = list(span_days(held.first, held.last))
    watched = [held.exposure.by_day.get(d, 0) for d in days]
    axes.bar([_number(d) for d in days], watched, width=1.0 if unit == DAYS else 0.8, color=RULE)
    axes.set_ylim(bottom=0)
    if unit == DAYS:
        axes.set_yticks([])
    else:
        axes.locator_params(axis="y", nbins=2)
    _hatch(axes, held.exposure.unknown)
    dated(axes)


def _rates(axes: Axes, held: Holding, told: Words) -> None:
    styled(axes, told, y=filled(told, "rate", unit=told.get(held.exposure.unit, held.exposure.unit)))
    axes.yaxis.set_label_position("right")
    for place, period in enumerate((held.change.before, held.change.after)):
        _rate(axes, place, period, told)
    axes.set_xlim(-0.6, 1.6)
    axes.set_ylim(bottom=0)
    axes.set_xticks([0, 1], [told["before"], told["after"]], fontsize=8)


def _rate(axes: Axes, place: int, period: Period, told: Words) -> None:
    if period.rate is None:
        axes.text(place, 0.5, "?", ha="center", va="center", color=MUTED, transform=axes.get_xaxis_transform(), fontsize=12)
        return
    low, high = period.low or 0.0, min(period.high or 0.0, 10 * period.rate + 10)
    axes.plot([place, place], [low, high], color=INK, linewidth=1.4, solid_capstyle="butt")
    axes.plot([place], [period.rate], marker="o" if place == 0 else "s", color=INK, markersize=5)
    axes.annotate(
        shown(told, float(f"{period.rate:.2g}")),
        (place, period.rate),
        (6, 0),
        textcoords="offset points",
        fontsize=7,
        va="center",
    )


def _mark(axes: Axes, held: Holding) -> None:
    """The day of effect, and the days since the truce was made that belong to neither side."""
    if held.made < held.effective:
        axes.axvspan(_number(held.made) - _HALF, _number(held.effective) - _HALF, color=AMBER, alpha=0.12, linewidth=0)
    axes.axvline(_number(held.effective) - _HALF, color=RED, linewidth=1.2)


def _hatch(axes: Axes, days: Sequence[date]) -> None:
    for day in days:
        axes.axvspan(_number(day) - _HALF, _number(day) + _HALF, facecolor="none", edgecolor=MUTED, hatch="////", linewidth=0)


def _number(day: date | datetime) -> float:
    """A day as Matplotlib counts days."""
    from matplotlib.dates import date2num

    return float(date2num(day))  # type: ignore[no-untyped-call]


def _keys(held: Holding, told: Words) -> list[Any]:
    """What the marks of a daily plot stand for: only those that it has."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    keys: list[Any] = [Line2D([], [], color=RED, label=filled(told, "effective", date=held.effective))]
    if held.made < held.effective:
        keys.append(Patch(color=AMBER, alpha=0.15, label=told["between"]))
    if any(value and not _counts_in(held, day) for day, value in held.counts.items()):
        keys.append(Patch(facecolor="none", edgecolor=BLUE, label=told["left_out"]))
    if held.changes:
        keys.append(Line2D([], [], color=AMBER, marker="v", linestyle="", label=told["change_point"]))
    if held.exposure.unknown:
        keys.append(Patch(facecolor=PAPER, edgecolor=MUTED, hatch="////", linewidth=0, label=told["unknown"]))
    return keys

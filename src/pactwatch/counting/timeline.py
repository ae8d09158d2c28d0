"""A plot of truces one below the other: each from its effect to its first proven breach, or as far as it was followed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from pactwatch.counting.drawing import AMBER, BLUE, INK, RED, Plot, canvas, dated, legend, styled, written
from pactwatch.counting.truces import Truce
from pactwatch.counting.wording import Words, filled, mirrored
from pactwatch.counting.wording import words as words_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def timeline_plot(
    truces: Sequence[Truce], words: Words | None = None, *, title: str = "", name: Callable[[Truce], str] | None = None
) -> Plot:
    """How long each truce held, with its first allegation and its first proven breach. name: what to call a truce; by default
    its title in the words' language."""
    from matplotlib.dates import date2num

    told = words or words_of()
    figure = canvas(7.2, 1.3 + 0.34 * len(truces))
    axes = figure.add_subplot()
    styled(axes, told, title=title or told["title_timeline"])
    names = [(name or _name(told))(t) for t in truces]
    axes.set_yticks(range(len(truces)), names, fontsize=8)
    axes.set_ylim(len(truces) - 0.4, -0.6)
    if mirrored(told):
        axes.yaxis.tick_right()
        axes.spines["left"].set_visible(False)
    for row, truce in enumerate(truces):
        _row(axes, row, truce, told, date2num)
    axes.margins(x=0.18)
    dated(axes)
    legend(figure, _keys(truces, told), told)
    return written(figure, tells_timeline(truces, told, names))


def tells_timeline(truces: Sequence[Truce], words: Words | None = None, names: Sequence[str] | None = None) -> str:
    """What `timeline_plot` shows, in one sentence."""
    told = words or words_of()
    each = [
        filled(told, "tells_broken" if t.broken else "tells_standing", truce=name, days=_days(t, told))
        for t, name in zip(truces, names or [_name(told)(t) for t in truces], strict=True)
    ]
    return filled(told, "tells_timeline", list=told["comma"].join(each))


def _name(told: Words) -> Callable[[Truce], str]:
    language = told.get("language", "en")
    return lambda truce: truce.title.get(language) or truce.title.get("en") or truce.pact


def _days(truce: Truce, told: Words) -> str:
    """How long it held, in words of the language: whole days, or hours below two days."""
    from babel.dates import format_timedelta

    held = truce.until - truce.begins
    locale = told.get("language", "en")
    return format_timedelta(held, granularity="day" if truce.days >= 2 else "hour", threshold=10**6, locale=locale)


def _row(axes: Axes, row: int, truce: Truce, told: Words, number: Callable[[Any], Any]) -> None:
    begins, until = float(number(truce.begins)), float(number(truce.until))
    axes.plot([begins, until], [row, row], color=BLUE, linewidth=5, solid_capstyle="butt")
    if truce.alleged is not None:
        axes.plot([number(truce.alleged)], [row], marker="D", color="white", markeredgecolor=AMBER, markersize=5)
    mark, colour = ("X", RED) if truce.broken else (">", BLUE)
    axes.plot([until], [row], marker=mark, color=colour, markersize=7, markeredgewidth=0.5)
    axes.annotate(_days(truce, told), (until, row), (8, 0), textcoords="offset points", va="center", fontsize=7.5, color=INK)


def _keys(truces: Sequence[Truce], told: Words) -> list[Any]:
    from matplotlib.lines import Line2D

    keys: list[Any] = []
    if any(t.alleged for t in truces):
        keys.append(
            Line2D([], [], marker="D", color="white", markeredgecolor=AMBER, linestyle="", markersize=5, label=told["alleged"])
        )
    if any(t.broken for t in truces):
        keys.append(Line2D([], [], marker="X", color=RED, linestyle="", markersize=7, label=told["proven"]))
    if any(not t.broken for t in truces):
        keys.append(Line2D([], [], marker=">", color=BLUE, linestyle="", markersize=7, label=told["standing"]))
    return keys

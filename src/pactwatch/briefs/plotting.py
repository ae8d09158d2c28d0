"""Plots of `counting` as pictures of a brief: how long truces held, and the days before and after each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from pactwatch.briefs.composed import Composed
from pactwatch.briefs.wording import Text, Wording
from pactwatch.counting.drawing import Plot
from pactwatch.counting.plots import daily_plot
from pactwatch.counting.registry import title
from pactwatch.counting.telling import tells_daily
from pactwatch.counting.timeline import tells_timeline, timeline_plot
from pactwatch.counting.truces import Truce
from pactwatch.counting.wording import words


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing, its title, what it shows in a sentence, and its key: number, names and figure of each thing in it."""

    title: str
    svg: Markup
    alternative: str
    key: tuple[tuple[str, tuple[Text, ...], str], ...] = ()


_SIZE = re.compile(r' (?:width|height)="[^"]*pt"')
"""The size of a drawing, which the style sheet of the brief gives instead."""


def plots(brief: Composed, wording: Wording) -> Iterator[Picture]:
    """How long each truce of a brief held, and of those that took effect on its days the counts before and after. Where
    matplotlib is not installed they are told in words alone."""
    told = words(wording.language.base)

    def name(truce: Truce) -> str:
        return wording.titled(truce.title).text

    if brief.truces:
        sentence = tells_timeline(brief.truces, told, [name(t) for t in brief.truces])
        yield _picture(wording.label("truces"), sentence, lambda: timeline_plot(brief.truces, told, title=" ", name=name))
    for truce in brief.truces:
        held = truce.holding
        if held is not None:
            rule = title(held.rule, wording.language.base)
            drawn = partial(daily_plot, held, told, title=" ", rule=rule)
            yield _picture(wording.label("before_after", truce=name(truce)), tells_daily(held, told), drawn)


def _picture(of: str, sentence: str, draw: Callable[[], Plot]) -> Picture:
    try:
        svg = Markup(_SIZE.sub("", draw().svg.decode(), count=2))
    except ModuleNotFoundError:  # pactwatch[statistics] is not installed
        svg = Markup("")
    return Picture(of, svg, sentence)

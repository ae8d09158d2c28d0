"""Figures, each with the rule that it was counted by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import numpy as np

from pactwatch.counting import RULES
from pactwatch.web.answering import Pages
from pactwatch.web.asking import Ask, Asked
from pactwatch.web.views.narrowing import Counted, Narrowed, Narrowing
from pactwatch.web.watching import Watched, Watching

pages = Pages("counts")


@dataclass(frozen=True, slots=True)
class Counts:
    """figure: by the rule asked for. events: how many events were counted from. others: what other rules make of the same.
    watched: what was watched on the days from the first of these events to the last, or from and to those asked for; None where
    there is no such day. Fewer events where fewer looked are no quieter days."""

    at: datetime
    known_at: int
    by: str | None
    figure: Counted
    events: int
    others: list[Counted]
    watched: Watched | None


@pages.program("/counts")
def counts(ask: Asked, found: Narrowing) -> Counts:
    """How many, by a named rule (`rule`), and by every other beside it, and what was watched: a figure alone says nothing."""
    others = [Counted(rule, found.counter.figure(found.numbers, rule)) for rule in RULES if rule != found.rule]
    return Counts(ask.at, ask.snapshot.seq, ask.by, found.figure, len(found.numbers), others, watched(ask, found))


def watched(ask: Ask, found: Narrowed) -> Watched | None:
    """What was watched on the days of these events, where they were and by the source whose word is asked for."""
    days = np.unique(found.index.day[found.numbers]).tolist()
    chosen = found.chosen
    first = chosen.since or (date.fromordinal(days[0]) if days else None)
    judged = date.fromisoformat(ask.day(ask.at))
    last = min(judged, chosen.until or date.fromordinal(days[-1])) if chosen.until or days else None
    if first is None or last is None or last < first:
        return None
    told = map(date.fromordinal, days)
    return ask.snapshot.once(Watching).watched(first, last, chosen.place, chosen.source, told)

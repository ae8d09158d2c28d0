"""Figures, each with the rule that it was counted by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pactwatch.counting import RULES
from pactwatch.web.answering import Pages
from pactwatch.web.asking import Asked
from pactwatch.web.views.narrowing import Counted, Narrowing

pages = Pages("counts")


@dataclass(frozen=True, slots=True)
class Counts:
    """figure: by the rule asked for. events: how many events were counted from. others: what other rules make of the same."""

    at: datetime
    known_at: int
    by: str | None
    figure: Counted
    events: int
    others: list[Counted]


@pages.program("/counts")
def counts(ask: Asked, found: Narrowing) -> Counts:
    """How many, by a named rule (`rule`), and by every other beside it: a figure without its rule says nothing."""
    others = [Counted(rule, found.counter.figure(found.numbers, rule)) for rule in RULES if rule != found.rule]
    return Counts(ask.at, ask.snapshot.seq, ask.by, found.figure, len(found.numbers), others)

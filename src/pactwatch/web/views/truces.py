"""Truces: how long each held, how many survived so long, and whether violence fell."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from fastapi import Query, Response

from pactwatch.briefs.wording import Text
from pactwatch.counting import RULES
from pactwatch.counting.drawing import Plot
from pactwatch.counting.halting import is_truce
from pactwatch.counting.holding import Holding
from pactwatch.counting.rates import Period
from pactwatch.counting.telling import answer, tells_daily, tells_survival
from pactwatch.counting.timeline import tells_timeline
from pactwatch.counting.truces import Truce
from pactwatch.counting.wording import words as plot_words
from pactwatch.refusals import Refused
from pactwatch.web.answering import Pages
from pactwatch.web.asking import Ask, Asked, Missing
from pactwatch.web.truces import Truces
from pactwatch.web.views.narrowing import DEFAULT_RULE, rules

pages = Pages("truces")

Rule = Annotated[str, Query(description="The rule of counting.", examples=[DEFAULT_RULE])]
Days = Annotated[int, Query(ge=2, le=365, description="Days before it was made, and from its effect on.")]
_DRAWN = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "Cache-Control": "private, no-cache",
}
"""A picture may bring its own style, and nothing else."""


@dataclass(frozen=True, slots=True)
class TruceLine:
    """A truce. until: its first proven breach, or (broken false) how far it was followed. days: how long it held, at least."""

    pact: str
    title: Text
    made: datetime
    begins: datetime
    alleged: datetime | None
    proven: datetime | None
    until: datetime
    broken: bool
    days: float


@dataclass(frozen=True, slots=True)
class Step:
    """After so many days this share of the truces had no proven breach yet, with its 95 % interval."""

    days: float
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class TrucesPage:
    """median: days by which half of them were broken; None where fewer were. told: what the pictures show, in sentences."""

    at: datetime
    known_at: int
    truces: list[TruceLine]
    curve: list[Step]
    median: float | None
    told: dict[str, str]


@dataclass(frozen=True, slots=True)
class Rate:
    """Days of a period, what was counted on those that were watched, how much was watched, and the count for each unit of
    it with its 95 % interval; None where it cannot be told, or has no bound."""

    first: date
    last: date
    count: float
    exposure: float
    rate: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class TrucePage:
    """ratio: of the rate after to that before, with its interval. answer: what may be said. unit: what days are weighed by.
    unknown: days of which nothing is told, which are in no rate. changes: days from which the level was another.
    unplaced: events that lie on both sides of the truce, or are dated too vaguely to be counted."""

    at: datetime
    known_at: int
    truce: TruceLine | None
    pact: str
    title: Text
    rule: str
    days: int
    before: Rate
    after: Rate
    ratio: float | None
    low: float | None
    high: float | None
    answer: str
    unit: str
    unknown: int
    unwatched: float
    changes: list[date]
    unplaced: int
    told: str
    rules: dict[str, str]


@pages.page("/truces", "truces.html.j2")
def truces(ask: Asked) -> TrucesPage:
    """How long each truce held, to its first proven breach or as far as it was followed, and the share that held so long."""
    known = ask.snapshot.once(Truces, judged=True)
    found, curve, told = known.found(ask.at), known.curve(ask.at), plot_words(ask.tag)
    steps = zip(curve.days, curve.share, curve.low, curve.high, strict=True) if curve else ()
    sentences = {"survival": tells_survival({"": curve}, told), "timeline": tells_timeline(found, told)} if curve else {}
    return TrucesPage(
        at=ask.at,
        known_at=ask.snapshot.seq,
        truces=[_line(ask, t) for t in found],
        curve=[Step(*step) for step in steps],
        median=curve.median if curve else None,
        told=sentences,
    )


@pages.page("/truces/{pact}", "truce.html.j2")
def truce(ask: Asked, pact: str, rule: Rule = DEFAULT_RULE, days: Days = 15) -> TrucePage:
    """Whether violence fell when a truce took effect: rates before and after by a named rule, beside what was watched."""
    name = _truce(ask, pact, rule)
    known = ask.snapshot.once(Truces, judged=True)
    held, told = known.holding(name, rule, days), plot_words(ask.tag)
    line = next((_line(ask, t) for t in known.found(ask.at) if t.pact == name), None)
    return TrucePage(
        at=ask.at,
        known_at=ask.snapshot.seq,
        truce=line,
        pact=name,
        title=ask.words.titled(ask.snapshot.pacts[name].title),
        rule=rule,
        days=days,
        before=_rate(held.change.before),
        after=_rate(held.change.after),
        **_ratio(held),
        answer=answer(held, told),
        unit=held.exposure.unit,
        unknown=len(held.exposure.unknown),
        unwatched=held.unwatched,
        changes=list(held.changes),
        unplaced=len({*held.unattributable, *held.vague}),
        told=tells_daily(held, told),
        rules=rules(ask),
    )


def survival_picture(ask: Asked) -> Response:
    """The survival curve as SVG."""
    return _drawn(ask.snapshot.once(Truces, judged=True).survival_plot(ask.at, ask.tag))


def timeline_picture(ask: Asked) -> Response:
    """The truces one below the other as SVG."""
    return _drawn(ask.snapshot.once(Truces, judged=True).timeline_plot(ask.at, ask.tag))


def daily_picture(ask: Asked, pact: str, rule: Rule = DEFAULT_RULE, days: Days = 15) -> Response:
    """The days around a truce as SVG."""
    return _drawn(ask.snapshot.once(Truces, judged=True).daily_plot(_truce(ask, pact, rule), rule, days, ask.tag))


pages.board.add_api_route("/pictures/survival.svg", survival_picture, include_in_schema=False)
pages.board.add_api_route("/pictures/truces.svg", timeline_picture, include_in_schema=False)
pages.board.add_api_route("/pictures/truces/{pact}.svg", daily_picture, include_in_schema=False)


def _drawn(plot: Plot | None) -> Response:
    if plot is None:
        raise Missing("no truce had taken effect by then", mend="ask for a later day")
    return Response(plot.svg, media_type="image/svg+xml", headers=_DRAWN)


def _truce(ask: Ask, pact: str, rule: str) -> str:
    if rule not in RULES:
        raise Refused("rule: {rule!r} is not known", mend="choose one of: {choices}", rule=rule[:40], choices=", ".join(RULES))
    found = ask.snapshot.pacts.get(pact)
    if found is None or not is_truce(found):
        raise Missing("there is no truce {pact!r}", mend="choose one of the list of truces", pact=pact[:80])
    return pact


def _line(ask: Ask, truce: Truce) -> TruceLine:
    title = ask.words.titled(truce.title)
    moments = truce.made, truce.begins, truce.alleged, truce.proven, truce.until
    return TruceLine(truce.pact, title, *moments, truce.broken, round(truce.days, 2))


def _rate(period: Period) -> Rate:
    bounds = (_bounded(period.rate), _bounded(period.low), _bounded(period.high))
    return Rate(period.first, period.last, period.count, period.exposure, *bounds)


def _ratio(held: Holding) -> dict[str, float | None]:
    change = held.change
    return {"ratio": _bounded(change.ratio), "low": _bounded(change.low), "high": _bounded(change.high)}


def _bounded(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None

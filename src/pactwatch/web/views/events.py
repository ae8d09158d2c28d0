"""Events: a list, a line of time and a map in step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Annotated, Literal

import numpy as np
from fastapi import Query

from pactwatch.briefs.markup import bare
from pactwatch.letters import fold
from pactwatch.pacts import vocabulary
from pactwatch.times import Span
from pactwatch.web.answering import Pages
from pactwatch.web.asking import Ask, Asked
from pactwatch.web.events.lines import EventLine, line
from pactwatch.web.events.timeline import Unit, bars
from pactwatch.web.naming import Spellings, spelled
from pactwatch.web.paging import Page, Paged
from pactwatch.web.views.narrowing import Counted, Narrowed, Narrowing, rules

pages = Pages("events")
_PLACES = 60
"""Places shown beside the list; the rest stand on a page of their own."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of days, both included, and its figure. dated: of the events of which somebody says when they were; the others
    stand on the day of their publication."""

    first: date
    last: date
    label: str
    value: float
    dated: float


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """A point of the map and the figure of the events there. Degrees (WGS 84); precision in kilometres, None where unknown."""

    place: str
    names: Spellings
    latitude: float
    longitude: float
    precision: float | None
    value: float


@dataclass(frozen=True, slots=True)
class EventsPage:
    """figure: of all these events; events: a page of them. stretches: the figure over time, by `unit`; undated: how many
    events stand on the day of their publication. rules: every rule of counting in words."""

    at: datetime
    known_at: int
    by: str | None
    figure: Counted
    events: Paged[EventLine]
    unit: Unit
    stretches: list[Stretch]
    undated: int
    places: list[PlaceCount]
    places_in_all: int
    rules: dict[str, str]
    choices: Choices


@dataclass(frozen=True, slots=True)
class Choices:
    """By what the events can be narrowed: codes and their words."""

    acts: dict[str, str]
    parties: dict[str, str]
    proofs: dict[str, str]
    sources: dict[str, str]


@pages.page("/events", "events.html.j2")
def events(
    ask: Asked,
    found: Narrowing,
    page: Page,
    unit: Annotated[Literal["day", "week", "month", "year", ""], Query(description="How long a stretch of time is.")] = "",
    order: Annotated[Literal["newest", "oldest"], Query(description="Which events come first.")] = "newest",
) -> EventsPage:
    """What happened, by whose word: filtered, counted by a named rule, over time and by place."""
    ordered = found.numbers if order == "oldest" else found.numbers[::-1]
    shown = ordered[(page.page - 1) * page.per_page :][: page.per_page]
    length, stretches = bars(found.index, found.counter, found.numbers, found.rule, unit)
    counted = places_of(ask, found)
    return EventsPage(
        at=ask.at,
        known_at=ask.snapshot.seq,
        by=ask.by,
        figure=found.figure,
        events=page.of([line(found.index, n, ask.words) for n in shown.tolist()], len(ordered)),
        unit=length,
        stretches=[Stretch(b.first, b.last, _label(ask, b.first, b.last), b.value, b.dated) for b in stretches],
        undated=int(np.count_nonzero(~found.index.dated[found.numbers])),
        places=[place_count(ask, found, spot, value) for spot, value in counted[:_PLACES]],
        places_in_all=len(counted),
        rules=rules(ask),
        choices=_choices(ask, found),
    )


def _choices(ask: Ask, found: Narrowed) -> Choices:
    words, index = ask.words, found.index
    return Choices(
        _by_word({act: words.word("acts", act) for act in index.known("act")}),
        _by_word({party: bare(words.name(party)) for party in index.known("party")}),
        {proof: words.word("proofs", proof) for proof in vocabulary.PROOFS},
        _by_word({source: bare(words.name(source)) for source in index.known("source")}),
    )


def _by_word(choices: dict[str, str]) -> dict[str, str]:
    return dict(sorted(choices.items(), key=lambda item: fold(item[1])))


def places_of(ask: Ask, found: Narrowed) -> list[tuple[int, float]]:
    """The spots of these events with their figure, the greatest first. An event at several places counts at each."""
    points = found.index.map
    wanted = np.zeros(len(found.index), np.bool_)
    wanted[found.numbers] = True
    pairs = np.flatnonzero(wanted[points.at_event]) if len(points.at_event) else np.empty(0, np.int64)
    spots = points.at_spot[pairs].astype(np.int64)
    values = found.counter.by_group(points.at_event[pairs], spots, len(points.spots), found.rule)
    counted = [(spot, values[spot]) for spot in np.unique(spots).tolist()]
    return sorted(counted, key=lambda c: (-c[1], c[0]))


def place_count(ask: Ask, found: Narrowed, spot: int, value: float) -> PlaceCount:
    """A spot with its figure, in words."""
    one = found.index.map.spots[spot]
    precision = one.place.precision if one.place else None
    return PlaceCount(one.id, spelled((one.id,), ask.words)[0], one.latitude, one.longitude, precision, value)


def _label(ask: Ask, first: date, last: date) -> str:
    return ask.words.span(Span(datetime.combine(first, time.min), datetime.combine(last, time(23, 59, 59))))

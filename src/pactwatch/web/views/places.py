"""Where events were: a table for people, GeoJSON (RFC 7946) for maps and programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pactwatch.web.answering import Pages
from pactwatch.web.asking import Asked
from pactwatch.web.events.index import Spot
from pactwatch.web.naming import Spellings, spelled
from pactwatch.web.paging import Page
from pactwatch.web.views.events import places_of
from pactwatch.web.views.narrowing import Narrowing, rules

pages = Pages("events")


@dataclass(frozen=True, slots=True)
class Point:
    """Degrees, WGS 84: longitude, then latitude."""

    coordinates: tuple[float, float]
    type: Literal["Point"] = "Point"


@dataclass(frozen=True, slots=True)
class PlaceProperties:
    """names: all, where two sides call it differently; name: those in the language asked for, else the first.
    precision_km: None where unknown."""

    name: str
    names: Spellings
    precision_km: float | None
    rule: str
    value: float
    open: str


@dataclass(frozen=True, slots=True)
class PlaceFeature:
    """A place at which something happened."""

    id: str
    geometry: Point
    properties: PlaceProperties
    type: Literal["Feature"] = "Feature"


@dataclass(frozen=True, slots=True)
class PlacesPage:
    """A feature collection: the places of the events chosen, with their figure by a rule; the greatest first. It comes in
    pages as every list does, its items being the features."""

    features: list[PlaceFeature]
    page: int
    per_page: int
    total: int
    next: str | None
    prev: str | None
    known_at: int
    rule: str
    rule_words: str
    type: Literal["FeatureCollection"] = "FeatureCollection"


@pages.page("/events/places", "places.html.j2")
def places(ask: Asked, found: Narrowing, page: Page) -> PlacesPage:
    """The places of the events chosen, as GeoJSON with a figure for each; an event at several places counts at each."""
    cut = page.cut(places_of(ask, found), lambda one: _feature(ask, found.index.map.spots[one[0]], found.rule, one[1]))
    return PlacesPage(
        features=cut.items,
        page=cut.page,
        per_page=cut.per_page,
        total=cut.total,
        next=cut.next,
        prev=cut.prev,
        known_at=ask.snapshot.seq,
        rule=found.rule,
        rule_words=rules(ask)[found.rule],
    )


def _feature(ask: Asked, spot: Spot, rule: str, value: float) -> PlaceFeature:
    names = spelled((spot.id,), ask.words)[0]
    own = [n.text for n in names if n.lang == ask.words.language.base] or [names[0].text]
    narrower = {k: v for k, v in ask.given.items() if k not in ("page", "per_page", "format", "lang", "place")}
    properties = PlaceProperties(
        " / ".join(own),
        names,
        spot.place.precision if spot.place else None,
        rule,
        value,
        ask.link("/events", **narrower, place=spot.id),
    )
    return PlaceFeature(spot.id, Point((spot.longitude, spot.latitude)), properties)

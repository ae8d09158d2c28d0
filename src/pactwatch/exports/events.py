"""The events of a view as every format shows them: what, when, by whom, where by every name, who says so and who denies it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pactwatch.counting.rules import RULES, Told
from pactwatch.ledger.events import resolved
from pactwatch.ledger.grouping import events_of
from pactwatch.ledger.pairs import Pairs
from pactwatch.ledger.views import View
from pactwatch.times import Span
from pactwatch.types import Claim, Event, Place
from pactwatch.verdicts.evidence import Evidence, gather

DEATHS = ("deaths_low", "deaths_best", "deaths_high")
"""Rules of counting by which an event's deaths are given; each figure stands under the name of its rule."""


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event to be exported.

    first, last: its days, None where nobody says. places: as resolved; named: as the claims name them. latitude, longitude:
    degrees, of a dataset's own row where it has them, else of the first place; precision: kilometres. deaths: figure by rule,
    empty where nobody gives one. voices: the root speakers behind it; denied_by: those who deny it. text: the most exact
    claim's own words. known_at: the ledger's line.
    """

    id: str
    acts: tuple[str, ...]
    span: Span
    first: date | None
    last: date | None
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    places: tuple[Place, ...]
    named: tuple[str, ...]
    latitude: float | None
    longitude: float | None
    precision: float | None
    deaths: Mapping[str, float]
    voices: tuple[str, ...]
    denied_by: tuple[str, ...]
    sources: tuple[str, ...]
    claims: tuple[str, ...]
    text: str
    known_at: int

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of its places, in every language and by every side, those of unknown places as told."""
        known = (part for p in self.places for name in p.names.values() for part in name.split(" / "))
        unknown = (n for n in self.named if not resolved((n,)))
        return tuple(dict.fromkeys((*known, *unknown)))

    @property
    def place(self) -> str:
        """One name by which a program finds its first place again; `names` has the others. Empty where none is told."""
        if not self.places:
            return self.named[0] if self.named else ""
        neutral = self.places[0].names.get("en", "")
        return neutral if resolved((neutral,)) else self.places[0].id

    @property
    def country(self) -> str:
        """The state within whose borders, as the United Nations recognise them, its first place lies (ISO 3166 alpha-3)."""
        return next((w for p in self.places[:1] for w in (p.id, *p.within) if len(w) == 3 and w.isupper()), "")


def rows(view: View, zone: str) -> list[EventRow]:
    """The events of a view by time; civil times are read in `zone` (IANA name)."""
    evidence = gather(view, zone)
    judged = Pairs(view.same_events, view.different_events)
    return [_row(event, view, evidence) for event in events_of(view.claims, view.reports, zone, judged)]


def _row(event: Event, view: View, evidence: Evidence) -> EventRow:
    claims = [view.claims[i] for i in event.claims]
    heard = evidence.told(event)
    places = resolved(event.places)
    span = event.span
    at = _point(claims, places)
    return EventRow(
        id=event.id,
        acts=event.acts,
        span=span,
        first=span.earliest.date() if span.earliest.year > 1 else None,
        last=span.latest.date() if 1 < span.latest.year < 9999 else None,
        actors=event.actors,
        targets=_all(t for c in claims for t in c.target),
        places=places,
        named=event.places,
        latitude=at[0],
        longitude=at[1],
        precision=places[0].precision if places else None,
        deaths=_deaths(event, claims),
        voices=_all(h.voice.id for h in heard),
        denied_by=_all(h.voice.id for h in evidence.denials(event)),
        sources=_all(h.report.source for h in heard),
        claims=event.claims,
        text=" ".join(_exact(claims).quote.split()),
        known_at=view.seq,
    )


def _all(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _exact(claims: Sequence[Claim]) -> Claim:
    dated = [c for c in claims if c.when is not None]
    return min(dated or claims, key=lambda c: (_width(c), c.statement.id))


def _width(claim: Claim) -> float:
    if claim.when is None:
        return 0.0
    return (claim.when.latest.replace(tzinfo=None) - claim.when.earliest.replace(tzinfo=None)).total_seconds()


def _deaths(event: Event, claims: Sequence[Claim]) -> dict[str, float]:
    if not any(a.unit == "killed" for c in claims for a in c.amounts):
        return {}
    return {rule: RULES[rule]([Told(event, tuple(claims))]).value for rule in DEATHS}


def _point(claims: Iterable[Claim], places: Sequence[Place]) -> tuple[float | None, float | None]:
    for fields in (c.statement.fields for c in claims):
        if "latitude" in fields and "longitude" in fields:
            return float(fields["latitude"]), float(fields["longitude"])
    return (places[0].latitude, places[0].longitude) if places else (None, None)

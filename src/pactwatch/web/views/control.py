"""Control: who says they hold which place, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import Query

from pactwatch.briefs.wording import Text
from pactwatch.lexicons.roots import root
from pactwatch.pacts import vocabulary
from pactwatch.places import resolve
from pactwatch.refusals import Refused
from pactwatch.web.answering import Pages
from pactwatch.web.asking import Ask, Asked, Missing
from pactwatch.web.control import Held, Says, Word, held, lies_in
from pactwatch.web.naming import Spellings, spelled
from pactwatch.web.paging import Page, Paged

pages = Pages("control")

SHOWN = 5
"""Words about a place that the list of places shows."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a party and a place. party: None where nobody is named. since: when it began, in words; at the latest
    (by_then) where only its publication is known. teller: whose word it is; event: its id."""

    party: str | None
    says: Says
    since: str
    begins: datetime
    by_then: bool
    teller: str
    voice: str
    text: Text
    statement: str
    source: str
    event: str


@dataclass(frozen=True, slots=True)
class PlaceHeld:
    """A place and what each side last said of it. contested: whether these words contradict each other. more: how many words
    stand on the page of the place alone."""

    id: str
    names: Spellings
    contested: bool
    told: list[Told]
    more: int = 0


@dataclass(frozen=True, slots=True)
class ControlPage:
    """contested: how many of all places are; parties: who is said to hold or to have left any, by code, in words."""

    at: datetime
    known_at: int
    by: str | None
    contested: int
    places: Paged[PlaceHeld]
    parties: dict[str, str]


@dataclass(frozen=True, slots=True)
class PlacePage:
    """now: what each side last said by the moment judged. history: everything said by then, the latest first."""

    at: datetime
    known_at: int
    by: str | None
    now: PlaceHeld
    history: Paged[Told]


@pages.page("/control", "control.html.j2")
def control(
    ask: Asked,
    page: Page,
    party: Annotated[str, Query(description="Who is said to hold it, or to have left it.", examples=["AZE"])] = "",
    place: Annotated[str, Query(description="A place by its id or name, with those within it.")] = "",
    contested: Annotated[Literal["yes", "no", ""], Query(description="Whether these words contradict each other.")] = "",
) -> ControlPage:
    """Who says they hold which place, since when: each side's last word as of the moment judged."""
    known = ask.snapshot.control(ask.by).at(ask.at)
    wanted, where = root(_party(party)) if party else "", _place(place)
    found = [
        h
        for h in known
        if (not wanted or any(w.party == wanted for w in h.words))
        and (not where or lies_in(h.place, where))
        and (not contested or h.contested == (contested == "yes"))
    ]
    parties = sorted({w.party for h in known for w in h.words if w.party})
    return ControlPage(
        at=ask.at,
        known_at=ask.snapshot.seq,
        by=ask.by,
        contested=sum(h.contested for h in known),
        places=page.cut(found, lambda h: _as_place(ask, h, SHOWN)),
        parties={code: ask.words.name(code) for code in parties},
    )


@pages.page("/control/{place}", "place.html.j2")
def control_of_place(ask: Asked, page: Page, place: str) -> PlacePage:
    """Everything that is said of who held a place, by the moment judged."""
    name = _place(place)
    words = ask.snapshot.control(ask.by).until(name, ask.at)
    if not words:
        raise Missing("nobody said who holds this place", mend="look at an earlier or later day, or another place")
    return PlacePage(
        at=ask.at,
        known_at=ask.snapshot.seq,
        by=ask.by,
        now=_as_place(ask, held(name, words)),
        history=page.cut(words[::-1], lambda w: _told(ask, w)),
    )


def _as_place(ask: Ask, found: Held, most: int | None = None) -> PlaceHeld:
    names, shown = spelled((found.place,), ask.words)[0], found.words[:most]
    return PlaceHeld(found.place, names, found.contested, [_told(ask, w) for w in shown], len(found.words) - len(shown))


def _told(ask: Ask, word: Word) -> Told:
    heard, words = word.heard, ask.words
    begins = datetime.fromtimestamp(word.since, UTC).astimezone(ask.snapshot.zone)
    dated = heard.dated and heard.claim.when is not None
    return Told(
        party=word.party,
        says=word.says,
        since=words.span(heard.claim.when) if dated and heard.claim.when else words.language.date(begins),
        begins=begins,
        by_then=not dated,
        teller=word.teller,
        voice=heard.voice.id,
        text=words.own(heard.claim.quote, heard.report.language),
        statement=heard.statement,
        source=heard.report.source,
        event=ask.snapshot.evidence.record.leader(heard.id) if heard.tells else "",
    )


def _party(code: str) -> str:
    if not vocabulary.is_party(code):
        raise Refused("unknown party {code!r}", mend="give a code such as ARM or AZE.MIL", code=code[:40])
    return code


def _place(name: str) -> str:
    found = resolve(name[:200]) if name.strip() else None
    return found.id if found else name.strip()[:200]

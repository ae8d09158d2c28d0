"""How the address of a page narrows the events that it shows, and names the rule by which it counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal, get_args

from fastapi import Depends, Query

from pactwatch.counting import RULES
from pactwatch.counting.registry import title
from pactwatch.pacts import vocabulary
from pactwatch.places import resolve
from pactwatch.refusals import Refused
from pactwatch.times import Span
from pactwatch.types import Proof
from pactwatch.web.asking import Ask, Asked
from pactwatch.web.events import Chosen, Counter, EventIndex, select
from pactwatch.web.events.choosing import Box
from pactwatch.web.events.index import Numbers

YesNo = Literal["yes", "no"]
DEFAULT_RULE = "per_event"
_LONGEST = 200
"""Characters of a search that are read."""


@dataclass(frozen=True)
class Narrowed:
    """The events that a page shows: their numbers in the index, by what they were chosen, and the rule by which they count."""

    index: EventIndex
    counter: Counter
    numbers: Numbers
    chosen: Chosen
    rule: str

    @property
    def figure(self) -> Counted:
        """How many they are."""
        return Counted(self.rule, self.counter.figure(self.numbers, self.rule))


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure with the name of its rule."""

    rule: str
    value: float


def narrowed(
    ask: Asked,
    act: Annotated[str, Query(description="What was done, as acts.toml names it.", examples=["attack"])] = "",
    party: Annotated[str, Query(description="Who is said to have done it.", examples=["AZE"])] = "",
    place: Annotated[str, Query(description="Where: a place's id or name; places within it count.", examples=["hadrut"])] = "",
    source: Annotated[str, Query(description="A source that tells of it, by its id.")] = "",
    proof: Annotated[str, Query(description="How well it is proven: claimed, reported, corroborated or ruled.")] = "",
    contested: Annotated[Literal["yes", "no", ""], Query(description="Whether somebody denies it.")] = "",
    since: Annotated[str, Query(alias="from", description="The first day on which it may have begun.")] = "",
    until: Annotated[str, Query(alias="to", description="The last day on which it may have begun.")] = "",
    box: Annotated[str, Query(description="West, south, east and north of a box, in degrees.", examples=["45,39,48,41"])] = "",
    text: Annotated[str, Query(alias="q", description="Words of the sentences that tell of it.")] = "",
    rule: Annotated[str, Query(description="The rule of counting.", examples=[DEFAULT_RULE])] = "",
) -> Narrowed:
    """The events that an address asks for. Refused where a value is not understood."""
    index, counter = ask.snapshot.events(ask.by)
    chosen = Chosen(
        act=_one_of(act, vocabulary.known_acts(), "act"),
        party=_party(party),
        place=_place(place, index),
        source=source,
        proof=_one_of(proof, get_args(Proof), "proof"),
        contested={"yes": True, "no": False}.get(contested),
        since=_day(since, "from", last=False),
        until=_day(until, "to", last=True),
        box=_box(box),
        text=text[:_LONGEST],
    )
    return Narrowed(index, counter, select(index, chosen, ask.at), chosen, _one_of(rule, RULES, "rule") or DEFAULT_RULE)


Narrowing = Annotated[Narrowed, Depends(narrowed)]


def rules(ask: Ask) -> dict[str, str]:
    """The titles of the rules of counting, by name."""
    return {name: title(name, ask.tag) for name in RULES}


def _one_of(value: str, known: object, name: str) -> str:
    options = [str(k) for k in known]  # type: ignore[attr-defined]
    if value and value not in options:
        raise Refused(
            "{name}: {value!r} is not known",
            mend="choose one of: {choices}",
            name=name,
            value=value[:40],
            choices=", ".join(options),
        )
    return value


def _party(value: str) -> str:
    if value and not vocabulary.is_party(value):
        raise Refused("unknown party {value!r}", mend="give a code such as ARM or AZE.MIL", value=value[:40])
    return value


def _place(value: str, index: EventIndex) -> str:
    value = value.strip()[:_LONGEST]
    if not value or len(index.of(("place", value))):
        return value
    found = resolve(value)
    if found is None:
        raise Refused("place: {value!r} is not known", mend="give a name as the reports write it, or an id", value=value[:40])
    return found.id


def _day(value: str, name: str, *, last: bool) -> date | None:
    if not value:
        return None
    try:
        span = Span.parse(value)
    except ValueError:
        raise Refused("{name}: {value!r} is no date", mend="give a date like 2020-11-08", name=name, value=value[:40]) from None
    return (span.latest if last else span.earliest).date()


def _box(value: str) -> Box | None:
    if not value:
        return None
    try:
        west, south, east, north = (float(part) for part in value.split(","))
    except ValueError:
        west = south = east = north = float("nan")
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise Refused(
            "box: {value!r} is no box", mend="give west,south,east,north in degrees, like 45,39,48,41", value=value[:40]
        )
    return west, south, east, north

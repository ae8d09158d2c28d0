"""Rules of counting: named functions. How many violations there were depends on the rule, so no figure is without its own.

A rule takes events with their claims, and gives a figure with the events that it counted. To add one, write the function and
put it in `RULES`: commands and briefs then offer it by its name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from pactwatch.letters import fold
from pactwatch.types import Claim, Event

_ROUNDS = ("attacks", "violations")
_EXERCISES = ("exercise", "training", "flare", "live-fire", "تدريب", "مشاعل", "учени", "осветительн")
BURST, PAUSE = 30, timedelta(hours=1)
"""An incident, as the Joint Centre for Control and Coordination in Donbas counted with OSCE: rounds close together are one."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event with the claims that tell of it."""

    event: Event
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, the rule that gave it, and the ids of the events that it counts."""

    value: float
    rule: str
    events: tuple[str, ...] = ()


Rule = Callable[[Sequence[Told]], Figure]


def as_reported(told: Sequence[Told]) -> Figure:
    """Every explosion, burst or violation as reported: the number that an account gives, the highest where accounts differ; one
    for an event of which none gives a number. (OSCE SMM's daily reports count ceasefire violations so.)"""
    return _figure(sum(rounds_of(t) or 1 for t in told), as_reported, told)


def per_place_and_hour(told: Sequence[Told]) -> Figure:
    """One for each place and hour with fighting; where no hour is told, one for each place and day."""
    slots = {(place_of(t), slot_of(t.event)): t for t in told}
    return _figure(len(slots), per_place_and_hour, list(slots.values()))


def per_event(told: Sequence[Told]) -> Figure:
    """One for each event, however many accounts and rounds it has. (UCDP and ACLED count so.)"""
    return _figure(len(told), per_event, told)


def bursts_of_thirty(told: Sequence[Told]) -> Figure:
    """One for at least 30 discharges at a place without a pause of more than an hour; fewer are not counted. An event without a
    number is one discharge."""
    places: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        places[place_of(one)].append(one)
    counted = [burst for here in places.values() for burst in _bursts(here) if sum(rounds_of(t) or 1 for t in burst) >= BURST]
    return Figure(len(counted), "bursts_of_thirty", tuple(t.event.id for burst in counted for t in burst))


def without_exercises(told: Sequence[Told]) -> Figure:
    """As reported, but for what its accounts themselves call an exercise, training or a flare."""
    left = [t for t in told if not all(_is_exercise(c) for c in t.claims)]
    return _figure(as_reported(left).value, without_exercises, left)


def deaths_low(told: Sequence[Told]) -> Figure:
    """Deaths by the lowest account of each event."""
    return _deaths(told, deaths_low, min, ("exact", "at_least", "about", "at_most"))


def deaths_best(told: Sequence[Told]) -> Figure:
    """Deaths by the best estimate of each event: the middle one of its accounts, each by its exact figure, else the one it
    thinks nearest, else its least. (UCDP's `best`, where UCDP is the account.)"""
    return _deaths(told, deaths_best, median, ("exact", "about", "at_least", "at_most"))


def deaths_high(told: Sequence[Told]) -> Figure:
    """Deaths by the highest account of each event."""
    return _deaths(told, deaths_high, max, ("exact", "at_most", "about", "at_least"))


RULES: Mapping[str, Rule] = {
    rule.__name__: rule
    for rule in (
        as_reported,
        per_place_and_hour,
        per_event,
        bursts_of_thirty,
        without_exercises,
        deaths_low,
        deaths_best,
        deaths_high,
    )
}


def count(told: Sequence[Told], rule: str = "per_event") -> Figure:
    """The figure by a rule's name. Raises KeyError for a name that no rule has."""
    return RULES[rule](told)


def told_of(events: Iterable[Event], claims: Mapping[str, Claim]) -> list[Told]:
    """Events with their claims, as rules take them. claims: by entry id."""
    return [Told(e, tuple(claims[i] for i in e.claims)) for e in events]


def _figure(value: float, rule: Rule, told: Iterable[Told]) -> Figure:
    return Figure(value, rule.__name__, tuple(t.event.id for t in told))


def rounds_of(told: Told) -> float:
    """The most rounds that an account gives; 0 where none gives a number."""
    return max((a.value for c in told.claims for a in c.amounts if a.unit in _ROUNDS), default=0)


def place_of(told: Told) -> str:
    """The first place of an event, by its id; empty where it has none."""
    return told.event.places[0] if told.event.places else ""


def slot_of(event: Event) -> tuple[datetime, bool]:
    """The hour of an event, or its day where no hour is told."""
    span = event.span
    hourly = span.length < timedelta(hours=1)
    start = span.earliest.replace(minute=0, second=0)
    return (start, True) if hourly else (start.replace(hour=0), False)


def _bursts(here: list[Told]) -> list[list[Told]]:
    bursts: list[list[Told]] = []
    for one in sorted(here, key=lambda t: t.event.span.earliest.replace(tzinfo=None)):
        if bursts and _follows(bursts[-1][-1], one):
            bursts[-1].append(one)
        else:
            bursts.append([one])
    return bursts


def _follows(before: Told, after: Told) -> bool:
    gap = after.event.span.earliest.replace(tzinfo=None) - before.event.span.latest.replace(tzinfo=None)
    return gap <= PAUSE


def _is_exercise(claim: Claim) -> bool:
    text = fold(claim.statement.text)
    return any(fold(word) in text for word in _EXERCISES)


def _deaths(told: Sequence[Told], rule: Rule, choose: Callable[[list[float]], float], order: Sequence[str]) -> Figure:
    figures = {t.event.id: [d for c in t.claims if (d := _killed(c, order)) is not None] for t in told}
    counted = {event: choose(found) for event, found in figures.items() if found}
    return Figure(sum(counted.values()), rule.__name__, tuple(counted))


def _killed(claim: Claim, order: Sequence[str]) -> float | None:
    """The deaths that a claim tells of, by the first qualifier in `order` that it has."""
    found = {a.qualifier: a.value for a in claim.amounts if a.unit == "killed"}
    return next((found[q] for q in order if q in found), None)

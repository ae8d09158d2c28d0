"""The part of a brief that counts: fighting by every rule, the effort beside it, and what no side of a truce can be given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from pactwatch.briefs.citing import Citations, Cited
from pactwatch.briefs.composed import Composed, days_of
from pactwatch.briefs.wording import Text, Wording
from pactwatch.counting.effort import UNITS
from pactwatch.counting.halting import is_truce, term
from pactwatch.counting.registry import described
from pactwatch.counting.rules import RULES, Told, count, told_of
from pactwatch.times import Span
from pactwatch.types import Event, Reason
from pactwatch.verdicts.explain import sentence_of

_SHOWN = 50
"""Happenings that are told at length; a workbook has them all."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure by one rule of counting: its name and title, what it counts, the figure, and of how many happenings."""

    name: str
    rule: str
    definition: str
    figure: float
    events: int
    shown: str
    of: str


@dataclass(frozen=True, slots=True)
class Watched:
    """How much was watched, in one unit, or how often somebody was kept from it."""

    what: str
    amount: float
    shown: str


@dataclass(frozen=True, slots=True)
class Astride:
    """A happening whose dates lie on both sides of a truce's effect."""

    text: str
    truce: Text
    since: str
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """What is said of a contested happening in one party's interest, or in nobody's."""

    holder: str
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """A contested happening, each side's sentences beside the others'."""

    text: str
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything counted. `days`: the first and last, worded; `left_out`: what is in no figure, in sentences; `unwatched`: that
    no figure says how much was watched; `unknown`: on how many days nothing is told; each a sentence, or empty."""

    days: str
    counted: tuple[Counted, ...]
    left_out: tuple[str, ...]
    watched: tuple[Watched, ...]
    unwatched: str
    unknown: str
    watchers: tuple[Cited, ...]
    astride: tuple[Astride, ...]


def figures(brief: Composed, wording: Wording, citations: Citations) -> Figures | None:
    """The figures of a brief's days; None for one that holds verdicts alone."""
    if not (brief.searched or brief.events or brief.effort):
        return None
    first, last = (wording.span(Span.of(day)) for day in days_of(brief))
    told, watched = inside(brief), tuple(_watched(brief, wording))
    counted = [_counted(rule, told, wording) for rule in RULES]
    return Figures(
        days=last if first == last else wording.label("from_to", start=first, end=last),
        counted=tuple(counted),
        left_out=tuple(_left_out(brief, len(told), wording)),
        watched=watched,
        unwatched="" if watched else wording.label("effort_no_figure" if brief.effort else "effort_none"),
        unknown=_unknown(brief, wording),
        watchers=tuple(citations.claims(brief.effort)),
        astride=tuple(_astride(brief, wording, citations)),
    )


def happenings(brief: Composed, wording: Wording, citations: Citations) -> tuple[Happening, ...]:
    """The contested happenings of a brief's days, in order, as far as they are told at length."""
    contested = [e for e in brief.events if e.id in brief.versions]
    return tuple(
        Happening(
            as_told(event, wording),
            tuple(
                Version(wording.name(side) if side else wording.label("nobody"), tuple(citations.claims(claims)))
                for side, claims in sorted(brief.versions[event.id].items(), key=lambda item: (not item[0], item[0]))
            ),
        )
        for event in contested[:_SHOWN]
    )


def more_happenings(brief: Composed, wording: Wording) -> str:
    """How many contested happenings are not told at length, in a sentence; empty where all are."""
    more = len(brief.versions) - _SHOWN
    return wording.label("more_happenings", number=wording.language.number(more)) if more > 0 else ""


def as_told(event: Event, wording: Wording) -> str:
    """A happening as it is told, in a sentence."""
    places = _once(event.places, wording)
    data = {"act": list(event.acts), "when": event.span, "places": places, "actors": list(event.actors)}
    return sentence_of(Reason("event", data), wording)


def inside(brief: Composed) -> list[Told]:
    """The fighting that began and ended within the brief's days, with its claims."""
    first, last = days_of(brief)
    within = [e for e in brief.events if first <= e.span.earliest.date() and e.span.latest.date() <= last]
    return told_of(within, brief.claims)


def _once(places: Iterable[str], wording: Wording) -> list[str]:
    """Places as told, each once whatever it is called."""
    found: dict[str, str] = {}
    for name in places:
        found.setdefault(wording.place(name), name)
    return list(found.values())


def _counted(rule: str, events: Sequence[Told], wording: Wording) -> Counted:
    figure, told = count(events, rule), described()[rule]
    return Counted(
        name=rule,
        rule=wording.text(told.title),
        definition=wording.text(told.definition),
        figure=figure.value,
        events=len(figure.events),
        shown=wording.language.number(figure.value),
        of=wording.language.number(len(figure.events)),
    )


def _left_out(brief: Composed, counted: int, wording: Wording) -> Iterable[str]:
    open_ended = [e for e in brief.events if not is_bounded(e)]
    edge = len(brief.events) - counted - len(open_ended)
    if edge:
        yield wording.label("left_out_edge", number=wording.language.number(edge))
    if open_ended:
        yield wording.label("left_out_open", number=wording.language.number(len(open_ended)))


def is_bounded(event: Event) -> bool:
    """Whether it is told when a happening began and when it ended."""
    return event.span.earliest.year > 1 and event.span.latest.year < 9999


def _watched(brief: Composed, wording: Wording) -> Iterable[Watched]:
    first, last = days_of(brief)
    amounts = {unit: brief.watched.total(unit, first, last) for unit in UNITS}
    amounts["denied"] = sum(value for day, value in brief.watched.denied.items() if first <= day <= last)
    for unit, amount in amounts.items():
        if amount:
            yield Watched(wording.label(f"effort_{unit}"), amount, wording.language.number(round(amount, 1)))


def _unknown(brief: Composed, wording: Wording) -> str:
    first, last = days_of(brief)
    days = len(brief.watched.unknown(first, last))
    if days and first == last:
        return wording.label("day_unknown")
    return wording.label("effort_unknown", number=wording.language.number(days)) if days else ""


def _astride(brief: Composed, wording: Wording, citations: Citations) -> Iterable[Astride]:
    for pact in (p for p in brief.pacts if is_truce(p)):
        begins = term(pact)[0]
        local = begins.astimezone(ZoneInfo(pact.time_zone))
        for event in _on_both_sides(brief, begins.timestamp()):
            cited = tuple(citations.claims(event.claims))
            yield Astride(as_told(event, wording), wording.titled(pact.title), wording.moment(local), cited)


def _on_both_sides(brief: Composed, moment: float) -> Sequence[Event]:
    spans = [(e, e.span.instants(brief.time_zone)) for e in brief.events if is_bounded(e)]
    return [e for e, (first, last) in spans if first.timestamp() < moment <= last.timestamp()]

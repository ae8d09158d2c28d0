"""Did one truce hold? Its figures before and after by one rule, with what was watched, and what could not be put to a side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pactwatch.counting.effort import DAYS, Days, Effort, Exposure
from pactwatch.counting.gathering import daily
from pactwatch.counting.halting import term
from pactwatch.counting.rates import Change, before_and_after, change_points
from pactwatch.counting.rules import Told
from pactwatch.types import Pact

SHORT = 7
"""Days: what is dated to fewer is put to its first day. UCDP's two finest precisions are a day, and two to six days."""


@dataclass(frozen=True, slots=True)
class Holding:
    """A truce's figures before and after.

    counts: by day, from the first day of the period before to the last of that after. changes: days from which the level was
    another. unattributable: ids of events whose dates lie on both sides of the truce; those of them that are dated to fewer
    than `SHORT` days are counted by their first day, and `without` is the answer without them (None where there are none).
    vague: ids of events of these periods that are dated to more or not at all, and not counted. unwatched: what was counted
    on days that have no exposure, and is in no rate.
    """

    pact: str
    rule: str
    made: date
    effective: date
    change: Change
    counts: Mapping[date, float]
    exposure: Exposure
    changes: tuple[date, ...] = ()
    unattributable: tuple[str, ...] = ()
    without: Change | None = None
    vague: tuple[str, ...] = ()
    unwatched: float = 0.0
    sector: str = ""

    @property
    def first(self) -> date:
        """The first day of the period before."""
        return self.change.before.first

    @property
    def last(self) -> date:
        """The last day of the period after."""
        return self.change.after.last


def days_of(pact: Pact) -> tuple[date, date]:
    """The days on which a pact was made and its halt of fighting took effect (civil days of its own time zone)."""
    from zoneinfo import ZoneInfo

    effective = term(pact)[0].astimezone(ZoneInfo(pact.time_zone)).date()
    made = pact.made.earliest.date()
    return made, max(made, effective)


def hold(
    told: Sequence[Told],
    pact: Pact,
    *,
    rule: str = "per_event",
    days: int = 15,
    effort: Effort | None = None,
    unit: str | None = None,
    sector: str = "",
) -> Holding:
    """The figures in `days` days before a pact was made and from its effect on.

    effort: what was watched; None where every day counts alike. unit: by which unit of it days are weighed, None for the one
    that is known (`Effort.exposure`). Raises KeyError for a rule that there is not.
    """
    made, effective = days_of(pact)
    first, last = made - timedelta(days=days), effective + timedelta(days=days - 1)
    exact, vague = _by_date(told)
    counts = daily([t for t in exact if first <= t.event.span.earliest.date() <= last], rule)
    exposure = _exposure(effort, unit, (first, made - timedelta(days=1)), (effective, last), frozenset(counts))
    watched = exposure.by_day if exposure is not None else None
    change = before_and_after(counts, signed=made, effective=effective, days=days, effort=watched)
    astride = [t for t in told if _straddles(t, made, effective) and t.event.span.latest.date() >= first]
    counted = {t.event.id for t in astride if is_exact(t) and t.event.span.earliest.date() >= first}
    without = None
    if counted:
        left = daily((t for t in exact if t.event.id not in counted), rule)
        without = before_and_after(left, signed=made, effective=effective, days=days, effort=watched)
    return Holding(
        pact=pact.id,
        rule=rule,
        made=made,
        effective=effective,
        change=change,
        counts=counts,
        exposure=exposure or Exposure(DAYS, {first + timedelta(days=n): 1.0 for n in range((last - first).days + 1)}),
        changes=tuple(change_points(counts, first, last)),
        unattributable=tuple(t.event.id for t in astride),
        without=without,
        vague=tuple(t.event.id for t in vague if _overlaps(t, first, last)),
        unwatched=_unwatched(counts, change, made, effective),
        sector=sector,
    )


def _by_date(told: Sequence[Told]) -> tuple[list[Told], list[Told]]:
    """Those dated to a day or few, and the others."""
    found: tuple[list[Told], list[Told]] = ([], [])
    for one in told:
        found[not is_exact(one)].append(one)
    return found


def is_exact(told: Told) -> bool:
    """Whether an event is dated to so few days that it can be put to the first of them."""
    return told.event.span.length.days < SHORT


def _exposure(effort: Effort | None, unit: str | None, before: Days, after: Days, told: frozenset[date]) -> Exposure | None:
    """What days weigh. told: days on which an event began, which are known whatever else is."""
    if effort is None:
        return None
    return replace(effort, reported=effort.reported | told).exposure(before, after, unit)


def _straddles(told: Told, made: date, effective: date) -> bool:
    """Whether an event's dates hold both a day before the truce was made and a day on which it was in effect; what bears no
    date has none."""
    span = told.event.span
    return date.min < span.earliest.date() < made and span.latest.date() >= effective


def _overlaps(told: Told, first: date, last: date) -> bool:
    return told.event.span.earliest.date() <= last and told.event.span.latest.date() >= first


def _unwatched(counts: Mapping[date, float], change: Change, made: date, effective: date) -> float:
    told = sum(value for day, value in counts.items() if day < made or day >= effective)
    return max(0.0, told - change.before.count - change.after.count)

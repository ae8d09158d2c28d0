"""A brief with what stands beside its verdicts: the fighting of its days, who watched, and the issue before it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from pactwatch.counting.effort import Effort
from pactwatch.counting.truces import Truce
from pactwatch.types import Brief, Event

Kind = Literal["period", "daily", "weekly", "pact"]
DAYS: dict[str, int] = {"daily": 1, "weekly": 7}
"""How many days a kind of brief has, where it always has as many."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """An issue of a brief that came before this one.

    id, seq, recorded_at: its line of the ledger. replaced: whether this brief takes its place, or only follows it. brief: what
    it said.
    """

    id: str
    seq: int
    recorded_at: datetime
    replaced: bool
    brief: Composed


@dataclass(frozen=True, slots=True)
class Composed(Brief):
    """A brief of a case.

    kind: `weekly` is of the seven days up to its end. time_zone: in which its days are counted. only: ids of the pacts that
    were asked for, empty for all. searched: whether its days were searched for fighting; events: what was found. versions:
    the claims on each contested one of these, by event and by the party whose interest they serve (empty for nobody's).
    effort: claims on who watched, how much, and who was kept from it; watched: what they come to by day. truces: those of
    its pacts in effect by its end, those that took effect on its days with their figures before and after. earlier: the
    issue whose place it takes, or that it follows.
    """

    kind: str = "period"
    time_zone: str = "UTC"
    only: tuple[str, ...] = ()
    searched: bool = False
    events: tuple[Event, ...] = ()
    versions: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    effort: tuple[str, ...] = ()
    watched: Effort = field(default_factory=Effort)
    truces: tuple[Truce, ...] = ()
    earlier: Earlier | None = None


def composed(brief: Brief) -> Composed:
    """The brief itself, or, where it holds verdicts alone, one with nothing beside them."""
    if isinstance(brief, Composed):
        return brief
    return Composed(**{f.name: getattr(brief, f.name) for f in fields(Brief)})


def days_of(brief: Composed) -> tuple[date, date]:
    """The first and the last day of a brief."""
    zone = ZoneInfo(brief.time_zone)
    first, last = brief.start.astimezone(zone).date(), brief.end.astimezone(zone).date()
    return (first + timedelta(days=1) if brief.kind in DAYS else first), last

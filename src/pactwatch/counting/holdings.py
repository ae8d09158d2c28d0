"""Did a truce hold, asked of a view: in all, or part by part of its area, each beside what was watched there."""

from __future__ import annotations

from collections.abc import Sequence

from pactwatch.counting.gathering import told_in
from pactwatch.counting.holding import Holding, hold
from pactwatch.counting.rules import Told
from pactwatch.counting.sectors import by_sector, in_sector
from pactwatch.counting.watched import Efforts
from pactwatch.ledger.views import View
from pactwatch.types import Pact, Place

ALIKE = "none"
"""The unit that asks for no effort: every day counts alike, known or not."""


def holdings(
    view: View,
    pact: Pact,
    zone: str,
    *,
    rule: str = "per_event",
    days: int = 15,
    unit: str | None = None,
    by: str | None = None,
    told: Sequence[Told] | None = None,
    efforts: Efforts | None = None,
) -> tuple[Holding, ...]:
    """A pact's figures before and after; one in all, or one for each part (`sectors.BY`) of which something is told.

    zone: the IANA time zone in which civil times of reports are read. unit: by what days are weighed (`effort.UNITS`, `days`,
    or `ALIKE`); None for the only unit told of both periods, else days. told, efforts: the events and what was
    watched, where they have been gathered.
    """
    events = told_in(view, zone) if told is None else told
    watched = None if unit == ALIKE else efforts or Efforts(view)

    def figures(part: str, there: Sequence[Told]) -> Holding:
        def area(where: tuple[Place, ...]) -> bool:
            return by is not None and in_sector(where, part, by, pact)

        effort = watched.effort(area if part else None) if watched is not None else None
        return hold(there, pact, rule=rule, days=days, effort=effort, unit=None if unit == ALIKE else unit, sector=part)

    if by is None:
        return (figures("", events),)
    found = (figures(part, there) for part, there in by_sector(events, by, pact).items())
    return tuple(h for h in found if h.counts or h.unattributable or h.vague)

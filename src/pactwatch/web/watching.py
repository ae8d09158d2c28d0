"""What was watched while something happened: days of which something is told, and how much was looked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from pactwatch.counting.effort import Effort
from pactwatch.types import Place
from pactwatch.web.snapshot import Snapshot
from pactwatch.web.sourcebook import SourceBook


@dataclass(frozen=True, slots=True)
class Watched:
    """What was watched from the first day to the last. known: days of which effort or a report tells; unknown: the others,
    which were not quiet for that. totals: by unit (hours, patrols, cameras, sorties, `clear` days of a sensor), None where
    nobody tells how much was watched. denied: how often access was refused."""

    first: date
    last: date
    known: int
    unknown: int
    totals: dict[str, float] | None
    denied: float


class Watching:
    """The effort that a snapshot tells of, in all or of a place and a source. Safe to be asked by several threads."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._efforts = snapshot.once(SourceBook).efforts
        self.effort = lru_cache(256)(self._effort)

    def watched(self, first: date, last: date, place: str, source: str, told: Iterable[date]) -> Watched:
        """What was watched on these days, both included. place, source: by id, where these alone are asked of. told: days of
        which something is told besides, since it happened on them."""
        effort = self.effort(place, source)
        days = {*effort.reported, *told, *(d for by in effort.units.values() for d, value in by.items() if value > 0)}
        known = sum(first <= d <= last for d in days)
        totals = {unit: _sum(by.items(), first, last) for unit, by in effort.units.items()}
        found = {unit: total for unit, total in totals.items() if total} or None
        length = (last - first).days + 1
        return Watched(first, last, known, length - known, found, _sum(effort.denied.items(), first, last))

    def _effort(self, place: str, source: str) -> Effort:
        def there(where: tuple[Place, ...]) -> bool:
            return any(place in (p.id, *p.within) for p in where)

        return self._efforts.effort(there if place else None, source=source or None)


def _sum(by_day: Iterable[tuple[date, float]], first: date, last: date) -> float:
    return sum(value for day, value in by_day if first <= day <= last)

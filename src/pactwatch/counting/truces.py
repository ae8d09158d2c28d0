"""Truces side by side: when each took effect, when a breach was first alleged and first proven, how long it held."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pactwatch.counting.halting import is_truce, term
from pactwatch.counting.holding import Holding
from pactwatch.counting.sectors import NOWHERE, first_known, sectors_of
from pactwatch.counting.survival import Held
from pactwatch.types import Names, Pact


@dataclass(frozen=True, slots=True)
class Broken:
    """One happening that would break a truce: when it began (an instant), whether it is proven, and where it was."""

    begins: datetime
    proven: bool
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Truce:
    """A truce as far as it can be followed; instants.

    until: the first proven breach, or, where there is none (censored), the end of its life or the moment up to which it was
    followed. alleged: the first happening told that would break it, proven or not. holding: its figures before and after.
    """

    pact: str
    title: Names
    made: datetime
    begins: datetime
    until: datetime
    alleged: datetime | None = None
    proven: datetime | None = None
    holding: Holding | None = None
    sector: str = ""

    @property
    def broken(self) -> bool:
        """Whether a breach was proven; if not, it held at least as long as it was followed."""
        return self.proven is not None

    @property
    def held(self) -> Held:
        """The truce as survival curves take it."""
        return Held(self.pact, self.begins, self.until, self.broken, self.sector)

    @property
    def days(self) -> float:
        """How long it held, in days."""
        return self.held.days


def truces(
    pacts: Mapping[str, Pact],
    at: datetime,
    broken: Callable[[Pact], Iterable[Broken]],
    holding: Callable[[Pact], Holding] | None = None,
    *,
    sector: str = "",
) -> tuple[Truce, ...]:
    """The truces among `pacts` that were in effect by `at` (an instant), in the order in which they took effect.

    broken: what would break each, by the verdicts' rules of proof (`verdicts.breaking`), which stand above counting. holding:
    its figures before and after, left out where it is not given.
    """
    found = [_followed(p, at, broken, holding, sector) for p in pacts.values() if is_truce(p) and term(p)[0] <= at]
    return tuple(sorted(found, key=lambda t: (t.begins, t.pact)))


def by_part(
    pacts: Mapping[str, Pact], at: datetime, broken: Mapping[str, Sequence[Broken]], by: str
) -> dict[str, tuple[Truce, ...]]:
    """The truces as each held in each part of the area (`sectors.BY`; a sector is here a first-level region, since truces have
    different zones). Parts are those in which a breach of any of them was alleged; a truce without one there held there.

    broken: what would break each pact, by its id.
    """
    parts = {id(b): sectors_of(first_known(b.places), by) for told in broken.values() for b in told}
    names = sorted({part for found in parts.values() for part in found} - {NOWHERE})

    def there(part: str) -> Callable[[Pact], list[Broken]]:
        return lambda pact: [b for b in broken.get(pact.id, ()) if part in parts[id(b)]]

    return {part: truces(pacts, at, there(part), sector=part) for part in names}


def _followed(
    pact: Pact,
    at: datetime,
    broken: Callable[[Pact], Iterable[Broken]],
    holding: Callable[[Pact], Holding] | None,
    sector: str,
) -> Truce:
    begins, ends = term(pact)
    told = [b for b in broken(pact) if b.begins <= min(ends, at)]
    alleged = min((max(b.begins, begins) for b in told), default=None)
    proven = min((max(b.begins, begins) for b in told if b.proven), default=None)
    return Truce(
        pact=pact.id,
        title=pact.title,
        made=pact.made.instants(pact.time_zone)[0],
        begins=begins,
        until=proven or min(ends, at),
        alleged=alleged,
        proven=proven,
        holding=holding(pact) if holding is not None else None,
        sector=sector,
    )

"""When two claims can be about one happening, and what a denial is about. `grouping` puts claims together by these."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import lru_cache

from pactwatch.lexicons.roots import root
from pactwatch.places import resolve
from pactwatch.times import Span
from pactwatch.types import Claim, Event, Place, Report

LONGEST = timedelta(days=3)
"""What covers more may hold many happenings."""

REPLY = timedelta(days=10)
"""How long after a happening a denial that bears no date is still taken to be about it."""

FIGHTING = frozenset({"attack", "violate_ceasefire", "harm"})
"""Acts of which one may deny what another claims."""


def happened(claim: Claim, report: Report) -> Span:
    """When the act of an assertion or denial happened; where the text does not say, some time up to publication."""
    if claim.when is not None:
        return claim.when
    return Span(datetime.min, report.published.latest if report.published else datetime.max.replace(microsecond=0))


def family(acts: Iterable[str]) -> frozenset[str]:
    """The acts whose denial can be about one of these."""
    named = frozenset(acts)
    return FIGHTING if named & FIGHTING else named


@lru_cache(maxsize=1 << 14)
def roots(parties: tuple[str, ...]) -> frozenset[str]:
    """The parties without their branches."""
    return frozenset(root(p) for p in parties)


def actors_agree(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two sets of actors (`roots`) can be of one happening: one is empty, or they share a party."""
    return not a or not b or not a.isdisjoint(b)


def places_agree(a: tuple[Place, ...], b: tuple[Place, ...]) -> bool:
    """Whether two lists of places can be of one happening: one of each is the same or within the other, or both are empty."""
    if not a or not b:
        return not a and not b
    return any(x.id == y.id or x.id in y.within or y.id in x.within for x in a for y in b)


@lru_cache(maxsize=1 << 16)
def resolved(names: tuple[str, ...], near: tuple[str, ...] = ()) -> tuple[Place, ...]:
    """The places that names stand for, unknown names left out. near: ids of parties and places that the text is about."""
    return tuple(p for p in (resolve(n, near) for n in names) if p is not None)


def composed(ids: Sequence[str], parts: Sequence[tuple[Claim, Report]]) -> Event:
    """The event of which claims tell. parts: the most exact account first; it dates the happening, since the others say the
    same less exactly."""
    claims = [claim for claim, _ in parts]
    return Event(
        id=min(ids),
        acts=tuple(dict.fromkeys(c.act for c in claims)),
        span=happened(*parts[0]),
        places=tuple(dict.fromkeys(p for c in claims for p in c.places)),
        actors=tuple(dict.fromkeys(a for c in claims for a in c.actor)),
        claims=tuple(sorted(ids)),
    )

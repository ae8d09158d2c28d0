"""Claims that speak of one happening, put together.

Two assertions speak of one happening where act, time and place agree and the named actors do not exclude one another.
Only exact times join: a claim that covers more than `LONGEST` may hold many happenings and stays by itself. A denial is
put to every happening it can be about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from pactwatch.lexicons.roots import root
from pactwatch.places import resolve
from pactwatch.times import Span
from pactwatch.types import Claim, Event, Place, Report

LONGEST = timedelta(days=3)
REPLY = timedelta(days=10)
"""How long after a happening a denial that bears no date is still taken to be about it."""

FIGHTING = frozenset({"attack", "violate_ceasefire", "harm"})
"""Acts of which one may deny what another claims."""


def happened(claim: Claim, report: Report) -> Span:
    """When the act of an assertion or denial happened; where the text does not say, some time up to publication."""
    if claim.when is not None:
        return claim.when
    return Span(datetime.min, report.published.latest if report.published else datetime.max.replace(microsecond=0))


def events_of(claims: Mapping[str, Claim], reports: Mapping[str, Report], zone: str = "UTC") -> tuple[Event, ...]:
    """The happenings that a view's claims speak of, by time. `claims` by entry id, `reports` by report id."""
    told = [i for i, c in claims.items() if c.stance == "asserts" and not c.negated and _report(c, reports)]
    groups = _join(told, claims, reports, zone)
    denials = [i for i, c in claims.items() if _denies(c) and _report(c, reports)]
    events = [_event(group, claims, reports, denials, zone) for group in groups]
    return tuple(sorted(events, key=lambda e: (e.span.instants(zone), e.id)))


def _denies(claim: Claim) -> bool:
    return claim.stance == "denies" or (claim.stance == "asserts" and claim.negated)


def _report(claim: Claim, reports: Mapping[str, Report]) -> Report | None:
    return reports.get(claim.statement.report)


def _join(ids: list[str], claims: Mapping[str, Claim], reports: Mapping[str, Report], zone: str) -> list[list[str]]:
    """Groups of claim ids, by union of pairs that agree; only pairs that share act and day are compared."""
    parent = {i: i for i in ids}

    def find(i: str) -> str:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    buckets: dict[tuple[str, str], list[str]] = defaultdict(list)
    for i in ids:
        for day in _days(claims[i].when, zone):
            buckets[claims[i].act, day].append(i)
    for bucket in buckets.values():
        for n, a in enumerate(bucket):
            for b in bucket[:n]:
                if find(a) != find(b) and _same(claims[a], claims[b], zone):
                    parent[find(a)] = find(b)
    groups: dict[str, list[str]] = defaultdict(list)
    for i in ids:
        groups[find(i)].append(i)
    return list(groups.values())


def _days(when: Span | None, zone: str) -> list[str]:
    if when is None:
        return []
    first, last = when.instants(zone)
    if last - first > LONGEST:
        return [str(when)]
    return [(first + timedelta(days=n)).date().isoformat() for n in range((last.date() - first.date()).days + 1)]


def _same(a: Claim, b: Claim, zone: str) -> bool:
    if a.when is None or b.when is None or not a.when.overlaps(b.when, zone):
        return False
    if a.statement.report == b.statement.report and a.places != b.places:
        return False
    return actors_agree(a.actor, b.actor) and places_agree(a.places, b.places)


def actors_agree(a: Iterable[str], b: Iterable[str]) -> bool:
    """Whether two lists of actors can be of one happening: one is empty, or they share a party."""
    roots = {root(x) for x in a}, {root(x) for x in b}
    return not roots[0] or not roots[1] or bool(roots[0] & roots[1])


def places_agree(a: Iterable[str], b: Iterable[str]) -> bool:
    """Whether two lists of place names can be of one happening: one place of each is the same or within the other."""
    left, right = resolved(a), resolved(b)
    if not left or not right:
        return not left and not right
    return any(x.id == y.id or x.id in y.within or y.id in x.within for x in left for y in right)


def resolved(names: Iterable[str]) -> list[Place]:
    """The places that names stand for, unknown names left out."""
    return [p for p in (resolve(n) for n in names) if p is not None]


def _event(
    group: list[str], claims: Mapping[str, Claim], reports: Mapping[str, Report], denials: list[str], zone: str
) -> Event:
    parts = [claims[i] for i in group]
    spans = [happened(c, reports[c.statement.report]) for c in parts]
    # The narrowest account dates the happening: the others say the same less exactly.
    span = min(spans, key=lambda s: (s.instants(zone)[1] - s.instants(zone)[0], s.instants(zone)[0]))
    event = Event(
        id=min(group),
        acts=tuple(dict.fromkeys(c.act for c in parts)),
        span=span,
        places=tuple(dict.fromkeys(p for c in parts for p in c.places)),
        actors=tuple(dict.fromkeys(a for c in parts for a in c.actor)),
        claims=tuple(group),
    )
    about = tuple(i for i in denials if _is_about(claims[i], reports, event, zone))
    return Event(event.id, event.acts, event.span, event.places, event.actors, event.claims, about)


def _is_about(denial: Claim, reports: Mapping[str, Report], event: Event, zone: str) -> bool:
    acts = FIGHTING if set(event.acts) & FIGHTING else set(event.acts)
    if denial.act not in acts or not actors_agree(denial.actor, event.actors):
        return False
    if denial.places and event.places and not places_agree(denial.places, event.places):
        return False
    if denial.when is not None:
        return denial.when.overlaps(event.span, zone)
    said = happened(denial, reports[denial.statement.report]).instants(zone)[1]
    first, last = event.span.instants(zone)
    return first <= said and said - last <= REPLY

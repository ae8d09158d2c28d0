"""What goes into a brief: verdicts at both ends of its period, the fighting of its days, and who was watching."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import get_args
from zoneinfo import ZoneInfo

from pactwatch.briefs.composed import DAYS, Composed, Kind, days_of
from pactwatch.counting.gathering import told_in
from pactwatch.counting.holding import Holding, hold
from pactwatch.counting.holding import days_of as effect_of
from pactwatch.counting.truces import truces
from pactwatch.counting.watched import effort_of
from pactwatch.ledger import View
from pactwatch.refusals import Refused
from pactwatch.types import Event, Names, Pact
from pactwatch.verdicts.breaking import breaking
from pactwatch.verdicts.evidence import Evidence, Heard, gather
from pactwatch.verdicts.judge import judge

COUNTED = ("attack", "violate_ceasefire")
"""Acts that are counted as fighting; harm is what an attack does, not another one."""

_LAST = time(23, 59, 59)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a brief is about: its title, the days from `start` to `end`, its kind, and its pacts by id (empty for all)."""

    title: Names
    time_zone: str
    start: datetime
    end: datetime
    kind: str = "period"
    pacts: tuple[str, ...] = ()


def days_up_to(day: date, kind: Kind, zone: str) -> tuple[datetime, datetime]:
    """The last moment before the days of a daily or weekly brief, and their own last moment."""
    end = datetime.combine(day, _LAST, ZoneInfo(zone))
    return datetime.combine(day - timedelta(days=DAYS[kind]), _LAST, ZoneInfo(zone)), end


def compose(pacts: Mapping[str, Pact], view: View, scope: Scope) -> Composed:
    """The brief of a view of the ledger. Refused where the period ends before it begins, or a pact or kind is unknown."""
    _refuse(pacts, scope)
    # In one order, whatever the order of the files, so that a brief made again from the ledger is the same.
    pacts = dict(sorted(pacts.items()))
    evidence = gather(view, scope.time_zone)
    chosen = {name: pact for name, pact in pacts.items() if not scope.pacts or name in scope.pacts}
    clauses = [c for p in chosen.values() for c in p.clauses]
    before = [v for c in clauses for v in judge(c, evidence, scope.start, pacts=pacts)]
    after = [v for c in clauses for v in judge(c, evidence, scope.end, pacts=pacts)]
    brief = Composed(
        title=scope.title,
        start=scope.start,
        end=scope.end,
        known_at=view.seq,
        pacts=tuple(sorted(chosen.values(), key=lambda p: (p.made.instants(p.time_zone), p.id))),
        verdicts=tuple(after),
        changed=tuple((a, b) for a, b in zip(before, after, strict=True) if a.status != b.status),
        claims=dict(view.claims),
        reports=dict(view.reports),
        sources=dict(view.sources),
        grades=view.grades,
        kind=scope.kind,
        time_zone=scope.time_zone,
        only=tuple(p for p in pacts if p in scope.pacts),
    )
    return _with_truces(_with_events(brief, evidence), evidence, view, pacts)


def _refuse(pacts: Mapping[str, Pact], scope: Scope) -> None:
    if scope.start > scope.end:
        raise Refused("the brief's period ends before it begins", mend="give --from before --to")
    if scope.kind not in get_args(Kind):
        raise Refused(f"there is no kind of brief {scope.kind!r}", mend=f"choose one of: {', '.join(get_args(Kind))}")
    for name in scope.pacts:
        if name not in pacts:
            raise Refused(f"the case has no pact {name!r}", mend=f"name one of: {', '.join(pacts)}")


def _with_events(brief: Composed, evidence: Evidence) -> Composed:
    first, last = days_of(brief)
    zone = ZoneInfo(brief.time_zone)
    edges = datetime.combine(first, time(), zone), datetime.combine(last, _LAST, zone)
    found = [e for e in evidence.events(COUNTED, ("*",), *edges) if _touches(e, evidence.zone, *edges)]
    watched = [h.id for h in evidence.asserted(("monitor", "block_access"), ("*",), *edges) if h.begins <= edges[1]]
    unwatched = [h.id for h in evidence.claims(("monitor",), "not") if h.begins <= edges[1] and h.ends >= edges[0]]
    told = {e.id: _versions(e, evidence) for e in found if _bounded(e)}
    return replace(
        brief,
        searched=True,
        events=tuple(found),
        versions={event: by for event, by in told.items() if len(by) > 1},
        effort=tuple(dict.fromkeys((*watched, *unwatched))),
    )


def _with_truces(brief: Composed, evidence: Evidence, view: View, pacts: Mapping[str, Pact]) -> Composed:
    """The brief with its truces, and what was watched."""
    watched = effort_of(view)
    first, last = days_of(brief)

    def holding(pact: Pact) -> Holding | None:
        if not first <= effect_of(pact)[1] <= last:
            return None
        try:
            return hold(told_in(view, brief.time_zone), pact, effort=watched)
        except ModuleNotFoundError:  # pactwatch[statistics] is not installed
            return None

    found = truces({p.id: p for p in brief.pacts}, brief.end, lambda p: breaking(p, evidence, brief.end, pacts))
    known = {p.id: p for p in brief.pacts}
    return replace(brief, watched=watched, truces=tuple(replace(t, holding=holding(known[t.pact])) for t in found))


def _touches(event: Event, zone: str, first: datetime, last: datetime) -> bool:
    begins, ends = event.span.instants(zone)
    return begins <= last and ends >= first


def _bounded(event: Event) -> bool:
    return event.span.earliest.year > 1 and event.span.latest.year < 9999


def _versions(event: Event, evidence: Evidence) -> dict[str, tuple[str, ...]]:
    """The claims that tell of an event, and those that deny it, by the party whose interest the voice has."""
    by: dict[str, list[str]] = {}
    for heard in (*evidence.told(event), *_of_that_time(evidence, event)):
        by.setdefault(heard.voice.side or "", []).append(heard.id)
    return {side: tuple(dict.fromkeys(ids)) for side, ids in by.items()}


def _of_that_time(evidence: Evidence, event: Event) -> Sequence[Heard]:
    """Denials that are of the event's own time; one without a date may be of anything."""
    return [h for h in evidence.denials(event) if h.dated]

"""Whether a whole zone was left: told of the zone itself, or of each of the places that it is made of.

Leaving one town is not leaving the zone. A claim that names no place speaks of the whole; one of a place that holds several
of the zone's speaks of all of these; one of a place inside another tells of a part of it, and how much that is cannot be told.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from pactwatch.ledger.events import places_agree
from pactwatch.places import places
from pactwatch.places.zones import ANYWHERE
from pactwatch.types import Place, Reason
from pactwatch.verdicts.heard import Heard
from pactwatch.verdicts.proof import at_least, denials, proof_of, proof_reason
from pactwatch.verdicts.question import Question, day

LEAVING = "withdraw"
"""The act that is done only when the whole zone has been left."""


@dataclass(frozen=True)
class Part:
    """One of the places that a zone is made of (`place`, its id). told: who says that it was left, all of it; inside: who says
    so of some place in it; denied: who says that it was not, told no earlier. when: from when it was left, None where that is
    not told at the proof that performance takes. again: who tells that the bearer took it again before its deadline."""

    place: str
    told: tuple[Heard, ...]
    inside: tuple[Heard, ...]
    denied: tuple[Heard, ...]
    when: datetime | None
    again: tuple[Heard, ...] = ()

    @property
    def name(self) -> str:
        known = places().get(self.place)
        return next(iter(known.names.values())) if known is not None and known.names else self.place


def moment(heard: Heard) -> datetime:
    """When a claim says that it was done: by its publication, where it does not say."""
    return heard.begins if heard.dated else heard.said


def last_word(heard: Heard) -> datetime:
    """Up to when a word that something was not so speaks."""
    return heard.ends if heard.dated else heard.said


def incomplete(heard: Heard) -> bool:
    """Whether a claim gives the share that was done, and that is not all."""
    return any(a.unit == "percent" and a.value < 100 for a in heard.claim.amounts)


def parts(
    question: Question, done: Sequence[Heard], denied: Sequence[Heard], proven: Callable[[list[Heard]], bool]
) -> tuple[Part, ...]:
    """The places that are to be left, each with what is told of it; none where the duty is no leaving of a zone, or an amount
    says when it is done. proven: whether claims are enough to show a performance."""
    clause = question.clause
    if clause.zone is None or LEAVING not in clause.acts or clause.amount is not None:
        return ()
    included = question.reading[clause.zone].includes
    if ANYWHERE in included:
        return ()
    names = dict.fromkeys(n for i in included for n in (question.members() if i == "party" else (i,)))
    taken = _taken_again(question, min(map(moment, done), default=question.at))
    return tuple(_part(name, done, denied, taken, proven) for name in names)


def _part(
    name: str, done: Sequence[Heard], denied: Sequence[Heard], taken: Sequence[Heard], proven: Callable[[list[Heard]], bool]
) -> Part:
    again = [h for h in taken if _touches(h, name) or _covers(h, name)]
    since = max((moment(h) for h in again), default=None)
    told = [h for h in done if _covers(h, name) and not incomplete(h)]
    inside = [h for h in done if h not in told and _touches(h, name)]
    left = any(moment(h) <= since for h in (*told, *inside)) if since is not None else False
    if left and since is not None:
        told, inside = ([h for h in held if moment(h) > since] for held in (told, inside))
    when = min(map(moment, told)) if told and proven(told) else None
    against = tuple(h for h in denied if h.where and (_touches(h, name) or _covers(h, name)))
    against = tuple(h for h in against if when is None or last_word(h) >= when)
    return Part(name, tuple(told), tuple(inside), against, when, tuple(again) if left else ())


def _taken_again(question: Question, first: datetime) -> list[Heard]:
    """What is told, at the proof of a condition, of the bearer's taking of places from an instant on until its deadline."""
    last = min(question.deadline, question.at) if question.deadline is not None else question.at
    found = question.evidence.asserted(("capture",), sorted(question.own_roots()), min(first, last), last)
    taken = [h for h in found if h.dated and h.where and first <= h.begins <= last and question.does(h.claim.actor)]
    together = question.evidence.groups(taken)
    sides, owners, monitor = question.sides(), question.owners(), question.pact.monitor
    enough = [g for g in together if at_least(proof_of(g, sides, accused=owners, monitor=monitor), "reported")]
    return [h for g in enough for h in g]


def _covers(heard: Heard, name: str) -> bool:
    """Whether it speaks of all of the place: it names none, or this one, or one that holds it."""
    known = places().get(name)
    whole = {name, *(known.within if known is not None else ())}
    return not heard.claim.places or any(p.id in whole for p in heard.where)


def _touches(heard: Heard, name: str) -> bool:
    """Whether it speaks of the place or one inside it."""
    return any(name in (p.id, *p.within) for p in heard.where)


def all_contested(found: Sequence[Part], contrary: Sequence[Heard]) -> bool:
    """Whether of every place that is told to have been left somebody else says that it was not: then none is sure."""
    left = [p for p in found if p.when is not None or p.inside]
    return bool(left) and all(_contested(part, contrary) for part in left)


def _contested(part: Part, contrary: Sequence[Heard]) -> bool:
    against = [h for h in contrary if h in part.denied]
    if part.when is not None:
        return bool(against)
    return any(places_agree(h.where, i.where) for h in against for i in part.inside)


def told_of_parts(question: Question, found: Sequence[Part], due: datetime | None) -> tuple[Reason, ...]:
    """Which of the places were left, since when, and which not, or by the bearer's word alone; nothing where the whole was told
    of at once and nobody denies a part."""
    if all(p.when is not None and not p.denied for p in found) and len({p.when for p in found}) < 2:
        return ()
    return tuple(_told(question, part, due) for part in found)


def _told(question: Question, part: Part, due: datetime | None) -> Reason:
    against = denials(part.denied)
    if part.when is not None:
        late = f"P{(part.when - due).days + 1}D" if due is not None and part.when > due else None
        key = "part_contested" if part.denied else "part_done"
        return Reason(key, {"places": [part.name], "when": day(part.when), "late_by": late}, _statements(part.told), against)
    if part.again:
        taken = min(map(moment, part.again))
        return Reason("part_taken_again", {"places": [part.name], "when": day(taken)}, _statements(part.again), against)
    if part.told:
        voices = proof_reason(part.told, "claimed", question.sides(), bearer=question.owners())
        return Reason("part_own_word", {"places": [part.name], "bearer": question.bearer}, (), (voices, *against))
    if part.inside:
        inside = [_written(p) for h in part.inside for p in h.where if part.place in p.within]
        return Reason("part_within", {"places": inside or None, "whole": part.name}, _statements(part.inside), against)
    return Reason("part_missing", {"places": [part.name]}, (), against)


def _written(place: Place) -> str:
    return next(iter(place.names.values()), place.id)


def _statements(told: Sequence[Heard]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(h.statement for h in told))

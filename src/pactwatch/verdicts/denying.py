"""Which happening a denial is about: of the same act, doer and place, and, where it bears no date, the nearest before it.

A denial that names no place is about the places that its sentence names. What its title names is taken for its place if such a
thing is told of there. One that has neither place nor day denies in general, and can be about all of the days before.
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from pactwatch import lexicons
from pactwatch.ledger.events import REPLY, actors_agree, places_agree, roots
from pactwatch.letters import fold
from pactwatch.lexicons.roots import root
from pactwatch.pacts.vocabulary import is_state
from pactwatch.places import find_places, resolve
from pactwatch.types import Claim, Event, Place, Report
from pactwatch.verdicts.heard import Heard


def places_beside(claim: Claim, report: Report) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """The places that the sentence of a claim names; and those that only hint at where it was: capitals in it, which may stand
    for their governments, and the places of the report's title. States, and the capital of who speaks, are no places here."""
    own = _seats(tuple(sorted(roots((claim.speaker, *claim.actor)))))
    said = [p for p in _named(claim.statement.text, report.language) if p.id not in own]
    titled = [p for p in _named(report.title, report.language) if p.id not in own]
    sure = tuple(p for p in said if p.id not in _seats(tuple(lexicons.load("parties"))))
    return sure, tuple({p.id: p for p in (*said, *titled)}.values())


@lru_cache(maxsize=1 << 12)
def _named(text: str, language: str) -> tuple[Place, ...]:
    names = dict.fromkeys(name for _, _, name in find_places(text, language))
    found = (resolve(name) for name in names)
    return tuple({p.id: p for p in found if p is not None and not is_state(p.id)}.values())


@lru_cache(maxsize=1 << 10)
def _seats(parties: tuple[str, ...]) -> frozenset[str]:
    rows = lexicons.load("parties")
    names = (n for p in parties for forms in rows.get(root(p), {}).get("capitals", {}).values() for n in forms)
    return frozenset(p.id for p in (resolve(fold(n)) or resolve(n) for n in names) if p is not None)


def in_general(denial: Heard) -> bool:
    """Whether it denies without a day or a place: then it is about no happening in particular."""
    return denial.negative and not denial.dated and not denial.claim.places and not denial.beside and not denial.hinted


def where(denial: Heard) -> tuple[Place, ...]:
    """The places that a denial is about for certain: its own, or its sentence's."""
    return denial.where or denial.beside


def of_the_last(denial: Heard) -> bool:
    """Whether it has a place but no day: of what happened there, it is about the last."""
    return not denial.dated and bool(where(denial) or denial.hinted)


def may_be_about(denial: Heard, event: Event, places: tuple[Place, ...], span: tuple[datetime, datetime]) -> bool:
    """Whether doer, place and time agree. places: those of the event; span: its first and last instant."""
    if not actors_agree(roots(denial.claim.actor), roots(event.actors)):
        return False
    named = where(denial)
    if (named or denial.claim.places) and event.places and not places_agree(named, places):
        return False
    first, last = span
    if denial.dated:
        return denial.begins <= last and first <= denial.ends
    return first <= denial.said and denial.said - last <= REPLY

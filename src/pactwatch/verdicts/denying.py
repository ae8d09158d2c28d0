"""Which happening a denial is about: of the same act, doer and place, and, where it bears no date, the nearest before it.

A denial that names no place is about the places that its sentence names, or else the title of its report. One that names
neither place nor day denies in general, and can be about every such happening of the days before.
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


def places_beside(claim: Claim, report: Report) -> tuple[Place, ...]:
    """The places that the sentence of a claim names, or else the title of its report; states, and the capital for which the
    speaker or the accused stands, are who speaks rather than where it was."""
    parties = tuple(sorted(roots((claim.speaker, *claim.actor))))
    for text in (claim.statement.text, report.title):
        found = tuple(p for p in _named(text, report.language) if p.id not in _seats(parties))
        if found:
            return found
    return ()


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
    return denial.negative and not denial.dated and not denial.claim.places and not denial.beside


def where(denial: Heard) -> tuple[Place, ...]:
    """The places that a denial is about, as far as it, its sentence or its title names any."""
    return denial.where or denial.beside


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

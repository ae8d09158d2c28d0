"""Parties that the word governing an act gives: whoever pledges, is asked, is accused."""

from __future__ import annotations

from dataclasses import replace

from pactwatch.reading.draft import Draft
from pactwatch.reading.roles import able, marker, partners, unique
from pactwatch.reading.scenes import Sentence
from pactwatch.reading.stance import Governor


def by_governor(sentence: Sentence, plain: Draft) -> Draft:
    """Parties that the governing word gives: who pledges or threatens acts himself; who is asked is to act."""
    ruled = plain.governor
    if ruled is None:
        return plain
    plain = replace(plain, speaker=ruled.speaker) if ruled.speaker else plain
    talks = plain.hit.value.mutual and ruled.kind == "bid" and bool(ruled.to) and sentence.words.verb_first
    over = talks or _asked_of(sentence, plain, ruled) or _accuses(sentence, plain, ruled)
    if plain.actor and not over:  # but "asked X for talks on the conflict with Y": X is to hold them
        return plain
    if ruled.kind == "demand" or ((ruled.kind == "bid" or ruled.stance == "proposes") and ruled.to):
        return replace(plain, actor=ruled.to)
    if ruled.kind == "accuse" and ruled.to:
        return replace(plain, actor=ruled.to)
    if _accuses(sentence, plain, ruled):
        return replace(plain, actor=())  # whom the lexicons do not know did it, not who accuses
    if ruled.kind == "agree":
        return replace(plain, actor=_agreed(sentence, plain, ruled))
    active = plain.hit.value.active
    if active and ruled.kind == "light" and ruled.by and _behind_preposition(sentence, plain.hit.start):
        plain = replace(plain, act=active)  # "succeeded in killing"
    if ruled.kind in ("commit", "light", "take") and ruled.by:
        return replace(plain, actor=tuple(p for p in ruled.by if p not in plain.target))
    return plain


def _behind_preposition(sentence: Sentence, place: int) -> bool:
    return sentence.words.verb_first and place > 0 and sentence.row[place - 1].word in sentence.words.prepositions


def _asked_of(sentence: Sentence, plain: Draft, ruled: Governor) -> bool:
    """Whether what seems to act only asks or accuses somebody else: its verb stands before the act ("X urged Y to leave")."""
    over = (ruled.kind in ("bid", "accuse") and bool(ruled.to)) or ruled.kind == "demand"
    over = over and ruled.start < plain.hit.start
    return sentence.words.subject_first and over and set(plain.actor) <= set(ruled.by)


def _accuses(sentence: Sentence, plain: Draft, ruled: Governor) -> bool:
    """Whether what seems to act accuses another before the act is told ("the army accused the rebels of shelling")."""
    over = ruled.kind == "accuse" and ruled.start < plain.hit.start and bool(plain.actor)
    return sentence.words.subject_first and over and set(plain.actor) <= set(ruled.by)


def _agreed(sentence: Sentence, plain: Draft, ruled: Governor) -> tuple[str, ...]:
    """The sides of an agreement: its subject and its partner, or those it is between."""
    late = list(able(sentence, min(ruled.start, plain.hit.start), len(sentence.row)))
    between = next((m for m in late if marker(sentence, m) == "between"), None)
    if between:
        return partners(sentence, between)
    partner = next((m for m in late if marker(sentence, m) == "with"), None)
    return unique((*ruled.by, *partners(sentence, partner)))

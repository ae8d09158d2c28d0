"""What grammatical cases tell of a party's part in a sentence. Words of languages without cases carry none and tell nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pactwatch.reading.mentioning import Mention
from pactwatch.reading.morphology import CASES
from pactwatch.reading.tokens import Token

_ACTED_UPON = frozenset({"CIV", "DETAINEES", "REMAINS"})
_VERBAL = frozenset({"verb", "infn", "prts", "grnd"})
_OBJECT_REACH = 3
"""Tokens within which an object may stand behind its verb without the accusative."""
_LESS = frozenset({"noun", "adjf", "adjs", "imperfect"})


def may_act(mention: Mention) -> bool:
    """Whether a party may be the subject: it stands in the nominative, or shows no case."""
    cases = mention.tags & CASES
    return not cases or "nominative" in cases


def may_speak(mention: Mention) -> bool:
    """Whether a party may be who says something: "82 военных" are told of."""
    return may_act(mention) and "counted" not in mention.tags


def may_suffer(mention: Mention, distance: int) -> bool:
    """Whether an unmarked party some tokens behind a verb may be its object: it stands in the accusative, or near."""
    return distance <= _OBJECT_REACH or "accusative" in mention.tags


def counted(mention: Mention, row: Sequence[Token]) -> Mention:
    """A party in the genitive behind a figure ("12 мирных жителей", "двое солдат"), which may be the subject."""
    if "genitive" not in mention.tags or mention.start == 0 or row[mention.start].gap.strip():
        return mention
    figure = row[mention.start - 1]
    number = figure.word.isdecimal() or (figure.has("numr") and figure.has("nominative"))
    return replace(mention, tags=mention.tags | {"nominative", "counted"}) if number else mention


def marked_by_case(mention: Mention) -> str:
    """`by` for a party that can only stand in the instrumental, `to` for the dative; else nothing."""
    cases = mention.tags & CASES
    if mention.party in _ACTED_UPON:
        return ""
    return "by" if cases == {"instrumental"} else "to" if cases == {"dative"} else ""


def is_passive(row: Sequence[Token], places: Sequence[int]) -> bool:
    """Whether one of some tokens is a verb in the passive and nothing else ("were shelled")."""
    return any(row[i].has("passive") and not row[i].has("verb") for i in places)


def only_infinitive(row: Sequence[Token], places: Sequence[int]) -> bool:
    """Whether the verb among some tokens is an infinitive: it tells nothing until something governs it."""
    tags = {tag for i in places for tag in _tags(row[i])}
    return "infn" in tags and not tags & {"verb", "prts"}


def is_aside(row: Sequence[Token], places: Sequence[int]) -> bool:
    """Whether a participle hangs on a noun ("the lists, handed over in May", "those killed"): what it tells is known."""
    for i in places:
        tags = _tags(row[i])
        if "prtf" in tags and not tags & _VERBAL and ("," in row[i].gap or tags & _LESS):
            return True
    return False


def finite(row: Sequence[Token], places: Sequence[int]) -> bool:
    """Whether a finite verb is among some tokens: no preposition governs it."""
    return any(_tags(row[i]) & {"verb", "prts"} and not _tags(row[i]) & {"noun", "prtf"} for i in places)


def far_from(mention: Mention, between: Sequence[Token]) -> bool:
    """Whether a preposition cannot reach a party over a noun: only a genitive goes on what stands before it."""
    cases = mention.tags & CASES
    return bool(cases) and "genitive" not in cases and any("noun" in _tags(token) for token in between)


def is_attribute(row: Sequence[Token], mention: Mention) -> bool:
    """Whether a name without cases hangs on the noun right before it ("of the group of the OSCE")."""
    if mention.tags & CASES or mention.start == 0 or row[mention.start].gap.strip():
        return False
    tags = _tags(row[mention.start - 1])
    return "noun" in tags and bool(tags & (CASES - {"nominative", "accusative"}))


def goes_on_now(row: Sequence[Token], places: Sequence[int]) -> bool:
    """Whether a verb is a reflexive in the present ("are withdrawn"): in the terms of a deal, what is to be done."""
    return any(stem.endswith("ся") and "imperfect" in tags for i in places for stem, tags in row[i].stems.items())


def _tags(token: Token) -> frozenset[str]:
    return frozenset(tag for tags in token.stems.values() for tag in tags)

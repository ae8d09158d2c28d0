"""Negations before an act, and words that say it was not done in full."""

from __future__ import annotations

from pactwatch.reading.lexicon import Trigger
from pactwatch.reading.patterns import Hit
from pactwatch.reading.scenes import Sentence

NEGATION_REACH = 3
_OR, _FAR_OR = frozenset({"او"}), 8


def between(hit: Hit[Trigger]) -> list[int]:
    """The tokens within a pattern that are none of its own words ("be *not* attacked", "corridors *will* be opened")."""
    return [i for i in range(hit.start, hit.end) if i not in hit.at]


def negated_here(sentence: Sentence, hit: Hit[Trigger]) -> bool:
    """Whether a negation stands before the words of an act or between them."""
    return negated_at(sentence, hit.start) != any(i in sentence.negations for i in between(hit))


def negated_at(sentence: Sentence, place: int) -> bool:
    """Whether a negation stands shortly before the token at `place`, in its clause."""
    row = sentence.row
    if place > 1 and sentence.words.verb_first and row[place - 1].word in _OR and row[place].has("imperfect"):
        # "did not kill or wound"
        return any(i in sentence.negations and not ended(sentence, i + 1, place) for i in range(max(0, place - _FAR_OR), place))
    for i in range(place - 1, max(-1, place - 1 - NEGATION_REACH), -1):
        if i in sentence.negations:
            return True
        if sentence.breaks(i + 1) or i in sentence.heads():
            return False
    return False


def falls_short(sentence: Sentence, hit: Hit[Trigger]) -> bool:
    """Whether the clause says that the act was not done in full or at once."""
    for short in sentence.words.shortfalls.best(sentence.row):
        first, last = sorted((hit.end - 1, short.start))
        inside = hit.start <= short.start < hit.end or not any(sentence.breaks(i) for i in range(first + 1, last + 1))
        if inside and not any(first < head < last for head in sentence.heads()):
            return True
    return False


def ended(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a clause has ended between two tokens."""
    return any(sentence.breaks(i) for i in range(start, end + 1))

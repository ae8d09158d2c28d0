"""Whether a word for an act stands as a verb or as a noun."""

from __future__ import annotations

from pactwatch.reading.lexicon import Trigger
from pactwatch.reading.patterns import Hit
from pactwatch.reading.scenes import Sentence

OF_NOUNS = frozenset({"definite", "at", "as", "plural", "dual"})


def is_verb(sentence: Sentence, hit: Hit[Trigger]) -> bool:
    """Whether a trigger stands as a verb, by its form, else by what stands before it."""
    token, before = sentence.row[hit.start], sentence.row[hit.start - 1] if hit.start else None
    tags = token.stems.get(hit.stem, frozenset())
    if hit.value.kind in ("verb", "passive"):
        return not _verbal_noun(sentence, hit) and ("definite" not in tags or sentence.words.verb_first)
    if hit.value.kind == "noun":
        return False
    if tags & {"imperfect", "future", "past"}:
        return True
    if before and before.word in sentence.words.prepositions and not sentence.breaks(hit.start):
        return False
    if tags & {"definite", "to", "at"} or before is None or before.word.isdecimal():
        return not tags & {"definite", "to", "at"} and before is None
    if hit.start - 1 in sentence.negations or before.word in sentence.words.future or _is_auxiliary(sentence, hit.start - 1):
        return True
    named = any(m.end == hit.start for m in sentence.mentions if not m.weak)
    return named or sentence.breaks(hit.start) or hit.start - 1 in sentence.openers or "and" in tags


def _verbal_noun(sentence: Sentence, hit: Hit[Trigger]) -> bool:
    """Whether a word written like a verb is its verbal noun: by what is written onto it, or told of a meeting."""
    tags = sentence.row[hit.start].stems.get(hit.stem, frozenset())
    if not sentence.words.verb_first or tags & {"imperfect", "past", "future"}:
        return False
    if tags & OF_NOUNS:  # "the missiles were fired": its verb comes later
        return not any(sentence.row[i].has("past") or sentence.row[i].has("imperfect") for i in hit.at[1:])
    behind = hit.start > 0 and sentence.row[hit.start - 1].word in sentence.words.prepositions
    return ("to" in tags and len(hit.at) == 1) or (behind and hit.value.mutual and not sentence.breaks(hit.start))


def _is_auxiliary(sentence: Sentence, place: int) -> bool:
    return any(stem in sentence.words.auxiliaries for stem in sentence.row[place].stems)

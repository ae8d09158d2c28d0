"""What is claimed, and what is only mentioned: background, purpose, condition, what is known already."""

from __future__ import annotations

from collections.abc import Callable

from pactwatch.reading.cases import finite, only_infinitive
from pactwatch.reading.lexicon import Trigger
from pactwatch.reading.negation import NEGATION_REACH, ended
from pactwatch.reading.patterns import Hit
from pactwatch.reading.scenes import Sentence
from pactwatch.reading.stance import OUTER, Governor
from pactwatch.reading.verbs import OF_NOUNS, is_verb

_PURPOSE_REACH = 6
_KNOWN_BY_ARTICLE = frozenset({"consult", "mediate", "monitor", "support"})
"""Acts whose noun with an article names what is known already ("the talks", "its support")."""
_FINITE = frozenset({"past", "imperfect", "future"})
_ABLE = frozenset({"able", "continue", "continues", "go", "proceed", "begin", "begins", "start", "starts", "come", "used"})
"""Words behind which an infinitive tells what is done ("continue to shell")."""


def only_mentioned(sentence: Sentence, hit: Hit[Trigger], ruled: Governor | None) -> bool:
    """Whether a noun is background, purpose or condition: named, not claimed."""
    if any(c.start < hit.start and not ended(sentence, c.end, hit.start) for c in sentence.conditions):
        return True
    for mark in () if finite(sentence.row, hit.at) or hit.value.effort else sentence.background:
        if sentence.words.free_order and ruled is not None and mark.start < ruled.start < hit.start:
            continue
        told = mark.end < len(sentence.row) and sentence.row[mark.end].word in sentence.words.complementizers
        if told or _told_between(sentence, mark.end, hit.start):  # "since they began …" is a clause of its own
            continue
        related = sentence.words.verb_first and any(i in sentence.openers for i in range(mark.end + 1, hit.start))
        if related and is_verb(sentence, hit):  # "gave no details of the area that is being shelled"
            continue
        if 0 <= hit.start - mark.end <= _PURPOSE_REACH and not ended(sentence, mark.end, hit.start):
            return True
    if is_verb(sentence, hit):
        return False
    asked = ruled is not None and ruled.stance in OUTER
    free = ruled is None or ruled.kind in ("plain", "light")
    return not asked and ((free and _for(sentence, hit.start, hit.stem)) or _governed_for(sentence, hit, ruled))


def _told_between(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a finite word of speech stands between two tokens ("since May they have agreed to …")."""
    if not sentence.words.verb_first:
        return False
    between = (h for h in sentence.verbs if start < h.start and h.end <= end)
    return any(sentence.row[h.start].stems.get(h.stem, frozenset()) & {"past", "imperfect"} for h in between)


def _for(sentence: Sentence, place: int, stem: str) -> bool:
    return sentence.row[place].has("to", stem)


def _governed_for(sentence: Sentence, hit: Hit[Trigger], ruled: Governor | None) -> bool:
    """Whether the word that governs an act is itself only a purpose ("to reach a truce")."""
    if ruled is None or ruled.kind not in ("agree", "light"):
        return False
    stems = [h.stem for h in sentence.verbs if h.start == ruled.start] + [
        h.stem for h in sentence.light if h.start == ruled.start
    ]
    return any(_for(sentence, ruled.start, stem) for stem in stems)


def counts(
    sentence: Sentence, hit: Hit[Trigger], ruled: Governor | None, acted: bool, verb: bool, evidence: Callable[[], bool]
) -> bool:
    """Whether a trigger is a claim. A verb is; a noun is where something governs it, or where it brings news of its own.

    `acted`: it has an actor; `evidence`: whether a figure, a time or a place stands in its clause.
    """
    if only_mentioned(sentence, hit, ruled) or _for_a_purpose(sentence, hit, ruled):
        return False
    if only_infinitive(sentence.row, hit.at) and (ruled is None or ruled.kind == "plain"):
        return False
    if hit.value.governed:
        return ruled is not None and ruled.kind != "plain"
    tags = sentence.row[hit.start].stems.get(hit.stem, frozenset())
    if sentence.words.verb_first and hit.value.kind == "noun" and "imperfect" in tags:
        return False  # a verb that only looks like the noun
    known = "definite" in tags or "pronoun" in tags or _made_known(sentence, hit.start)
    known = known or (_nominal(sentence, hit, verb) and bool(tags & OF_NOUNS))
    if verb and "imperfect" in tags and _told_now(sentence, hit, ruled):
        return False
    if verb and ("definite" not in tags or _verb_behind(sentence, hit)):
        return True
    if sentence.words.subject_first and _known_noun(sentence, hit, ruled, acted, known):
        return False
    if hit.value.mutual and hit.value.act == "attack" and sentence.words.verb_first and not acted:
        return ruled is not None and ruled.kind == "light" and not known
    if hit.value.news or (ruled is not None and ruled.kind != "plain"):
        return acted or not known or ruled is None or ruled.kind != "light" or ruled.stance == "promises" or evidence()
    return acted and evidence() if known else acted or evidence()


def _verb_behind(sentence: Sentence, hit: Hit[Trigger]) -> bool:
    """Whether the words of an act begin with its subject, a finite verb behind it ("the people fled")."""
    return any(tag in _FINITE for i in hit.at[1:] for tags in sentence.row[i].stems.values() for tag in tags)


def _for_a_purpose(sentence: Sentence, hit: Hit[Trigger], ruled: Governor | None) -> bool:
    """Whether an infinitive hangs on a noun ("a corridor to evacuate civilians"): what is for something did not yet happen."""
    free = ruled is None or (ruled.kind in ("plain", "light") and ruled.stance == "asserts")
    if not sentence.words.subject_first or not free or hit.start < 2 or sentence.row[hit.start - 1].word != "to":
        return False
    before = sentence.row[hit.start - 2]
    if before.word in sentence.words.particles or before.word in _ABLE or hit.start - 2 in sentence.negations:
        return False
    return not any(tags & {"past", "imperfect"} for tags in before.stems.values())


def _nominal(sentence: Sentence, hit: Hit[Trigger], verb: bool) -> bool:
    """Whether a word listed as a verb stands as a noun."""
    return sentence.words.verb_first and hit.value.kind == "verb" and not verb


def _told_now(sentence: Sentence, hit: Hit[Trigger], ruled: Governor | None) -> bool:
    """Whether a verb in the present tells no act: a possibility ("may shell"), a state ("occupies")."""
    possible = hit.start > 0 and sentence.row[hit.start - 1].word in sentence.words.perfects
    lasting = hit.value.past and not sentence.row[hit.start].has("future", hit.stem)
    return possible or (lasting and (ruled is None or ruled.kind == "plain"))


def _known_noun(sentence: Sentence, hit: Hit[Trigger], ruled: Governor | None, acted: bool, known: bool) -> bool:
    """Whether an ungoverned noun names what is known: talks with an article, an event behind "after" that nobody did."""
    if ruled is not None and ruled.kind != "plain":
        return False
    return (known and hit.value.act in _KNOWN_BY_ARTICLE) or (not acted and _after_word(sentence, hit.start))


def _after_word(sentence: Sentence, place: int) -> bool:
    """Whether a noun stands behind "after" or "during" ("after bloody clashes"): what it names is known."""
    for i in range(place - 1, max(-1, place - 1 - NEGATION_REACH), -1):
        if sentence.row[i].word in ("after", "during", "before"):
            return True
        if sentence.breaks(i + 1) or i in sentence.heads():
            return False
    return False


def _made_known(sentence: Sentence, place: int) -> bool:
    """Whether an article of its own, or a possessive, stands before a noun ("the recent clashes")."""
    for i in range(place - 1, max(-1, place - 1 - NEGATION_REACH), -1):
        if sentence.breaks(i + 1) or i in sentence.heads():
            return False
        if sentence.row[i].word in sentence.words.definites:
            return True
    return False

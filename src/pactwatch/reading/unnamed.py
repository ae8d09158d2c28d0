"""Who speaks where no party is named: the outlet, whoever spoke before, or somebody unknown."""

from __future__ import annotations

from typing import Any

from pactwatch.reading.lexicon import SpeechVerb
from pactwatch.reading.mentioning import Mention
from pactwatch.reading.patterns import Hit
from pactwatch.reading.scenes import Sentence
from pactwatch.reading.telling import in_quotation

OUTLET = "OUTLET"
_OPENING = frozenset({"«", "“", '"'})


def official_told_of(sentence: Sentence, by: Mention, earlier: str) -> bool:
    """ "The official added": the unnamed one who spoke before, where the word alone says whose he is."""
    lone = by.kind == "body" and by.form == "body" and by.end - by.start == 1 and "definite" in by.tags
    return lone and earlier.startswith("ANON") and any(s in sentence.words.recalls for s in sentence.row[by.start].stems)


def unnamed_speaker(sentence: Sentence, hit: Hit[SpeechVerb], limit: int, earlier: str) -> str | None:
    """Who speaks where no party is named: the outlet, who spoke before, or somebody unknown."""
    if hit.value.kind == "outlet":
        return OUTLET
    if hit.value.kind == "unnamed":
        return earlier if earlier != OUTLET and recalls(sentence, hit, limit) else "ANON"
    if hit.end < len(sentence.row) and sentence.row[hit.end].gap.strip() in _OPENING and sentence.words.free_order:
        return "MEDIA"  # the name of a paper stands in quotation marks
    known = None if earlier == OUTLET else earlier
    if hit.value.kind == "record":
        return earlier if earlier != OUTLET and _by_pronoun(sentence, hit) else None
    if _by_pronoun(sentence, hit):
        return known or ("ANON" if hit.value.kind in ("say", "continue") else None)
    if sentence.words.verb_first and known and in_quotation(sentence, hit.start):
        return known
    if hit.value.kind == "continue" or _bare(sentence, hit, limit) or recalls(sentence, hit, limit):
        return known or ("ANON" if hit.value.kind in ("say", "continue") else None)
    return "ANON" if hit.value.kind == "say" else None if sentence.words.subject_first else known


def _by_pronoun(sentence: Sentence, hit: Hit[SpeechVerb]) -> bool:
    """Whether the subject of a word of speech is a pronoun or "the organisation": whoever spoke before."""
    if not sentence.words.subject_first:
        return False
    row, words = sentence.row, sentence.words
    for i in range(hit.start - 1, max(-1, hit.start - 5), -1):
        if row[i].word in words.pronouns or (row[i].word in words.recalls and i and row[i - 1].word in words.definites):
            return True
        if sentence.breaks(i + 1):
            return False
    return False


def _bare(sentence: Sentence, hit: Hit[SpeechVerb], limit: int) -> bool:
    """Whether nothing stands between a word of speech and what is said: its subject is who spoke before."""
    between = sentence.row[hit.end : limit]
    return not between or between[0].word in sentence.words.particles or hit.end in sentence.marked


def recalls(sentence: Sentence, hit: Hit[Any], limit: int) -> bool:
    """ "The statement said", "the minister added": the word means who spoke before."""
    near = sentence.row[hit.end : min(limit, hit.end + 2)]
    if sentence.words.free_order:
        near = (*near, *sentence.row[max(0, hit.start - 7) : hit.start])
    return any(
        s in sentence.words.recalls and ("definite" in tags or sentence.words.free_order)
        for token in near
        for s, tags in token.stems.items()
    )

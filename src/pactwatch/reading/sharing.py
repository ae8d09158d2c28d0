"""Speech where the subject comes first: in the passive, and where a verb shares the subject of the one before."""

from __future__ import annotations

from pactwatch.reading.lexicon import SpeechVerb
from pactwatch.reading.mentioning import Mention
from pactwatch.reading.patterns import Hit
from pactwatch.reading.roles import HELPLESS, marker, strong
from pactwatch.reading.scenes import Sentence


def is_told_of(sentence: Sentence, hit: Hit[SpeechVerb]) -> bool:
    """Whether words of speech stand in the passive ("was observed"): they name nobody who speaks."""
    row, words = sentence.row, sentence.words
    if not words.subject_first or hit.value.kind not in ("say", "record") or len(hit.at) > 1 or not row[hit.start].has("past"):
        return False
    before = row[max(0, hit.start - 2) : hit.start]
    return any("be" in token.stems for token in before) and not any(sentence.breaks(i) for i in range(hit.start - 1, hit.end))


def shared(sentence: Sentence, hit: Hit[SpeechVerb]) -> Mention | None:
    """The subject of the verb before, which a participle or a verb behind "and" goes on with ("…, recording", "and said")."""
    row, words = sentence.row, sentence.words
    joined = hit.start > 0 and row[hit.start - 1].word in ("and", "but")
    if not words.subject_first or not (joined or row[hit.start].word.endswith("ing")):
        return None
    heads = [h.start for h in sentence.triggers if h.end < hit.start] + [h.start for h in sentence.verbs if h.end < hit.start]
    first = min(heads, default=hit.start)
    found = [m for m in strong(sentence, 0, first) if m.party not in HELPLESS and not marker(sentence, m)]
    return found[-1] if found else None

"""What words of saying cover: all that stands before them, where they close the sentence or stand between commas."""

from __future__ import annotations

from pactwatch.reading.lexicon import SpeechVerb
from pactwatch.reading.mentioning import Mention
from pactwatch.reading.patterns import Hit
from pactwatch.reading.scenes import Sentence

TELLING = ("say", "deny", "continue", "unnamed")
_BRIEF = 4


def turns(sentence: Sentence, hit: Hit[SpeechVerb]) -> bool:
    """Whether words of speech come behind a comma after what they tell ("…, writes X"): their subject stands behind them."""
    row = sentence.row
    if not hit.start or "," not in row[hit.start].gap or row[hit.start].has("grnd") or hit.end >= len(row):
        return False
    told = any(stem in sentence.words.complementizers for stem in row[hit.end].stems) or sentence.breaks(hit.end)
    return not told and any(h.end <= hit.start for h in sentence.triggers)


def trails(sentence: Sentence, hit: Hit[SpeechVerb], by: Mention | None) -> bool:
    """Whether the words of speech close the sentence they report ("…, the ministry said")."""
    last = max(hit.end, by.end if by else 0)
    rest = [h for h in sentence.triggers if h.start >= last]
    earlier = [h for h in sentence.triggers if h.end <= min(hit.start, by.start if by else hit.start)]
    if sentence.words.verb_first and not sentence.breaks(hit.start):
        return False
    if sentence.words.free_order and turns(sentence, hit):
        return bool(earlier)
    closes = len(sentence.row) - last <= 8 or (sentence.words.free_order and sentence.breaks(hit.start))
    return bool(earlier) and not rest and closes


def set_off(sentence: Sentence, hit: Hit[SpeechVerb], by: Mention | None) -> bool:
    """Whether words of speech stand between commas, or after one at the end: they cover what is before them too."""
    if sentence.words.free_order:
        return _in_commas(sentence, hit, by)
    if not sentence.words.subject_first:
        return False
    start = min(hit.start, by.start if by else hit.start)
    while start > 0 and not sentence.breaks(start):
        start -= 1
    joined = sentence.row[start].word in ("and", "but") or start in sentence.openers
    busy = any(start <= h.start < hit.start for h in sentence.triggers)
    told = any(s in sentence.words.complementizers for t in sentence.row[hit.end : hit.end + 6] for s in t.stems)
    return start > 0 and not joined and not busy and not told and any(h.end <= start for h in sentence.triggers)


def _in_commas(sentence: Sentence, hit: Hit[SpeechVerb], by: Mention | None) -> bool:
    """ "The unit, says the ministry, has left": nothing but the speaker stands between the two commas."""
    last = max(hit.end, by.end if by else 0)
    behind = next((i for i in range(last, min(last + _BRIEF, len(sentence.row))) if sentence.breaks(i)), None)
    if hit.value.kind not in TELLING or not hit.start or "," not in sentence.row[hit.start].gap or behind is None:
        return False
    inside = sentence.row[hit.end : behind + 1]
    told = any(s in sentence.words.complementizers or s in sentence.words.relatives for t in inside for s in t.stems)
    return not told and not any(hit.end <= h.start < behind for h in sentence.triggers)

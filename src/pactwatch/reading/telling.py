"""Speech where the verb comes first: subjects before it, plural verbs without one, titles in a chain, how far it goes."""

from __future__ import annotations

from pactwatch.reading.lexicon import SpeechVerb
from pactwatch.reading.mentioning import Mention
from pactwatch.reading.patterns import Hit
from pactwatch.reading.roles import coordinated, marker, strong
from pactwatch.reading.scenes import Sentence

_CHAIN = 6
_LEAD = 12
_QUOTES = frozenset(':"«“')
_TOLD = frozenset({"say", "bid", "accuse", "deny", "commit", "agree", "continue"})
_BRIEF = frozenset({"bid", "agree", "commit"})
_SPOKEN = frozenset({"say", "continue"})
_SHORT = 4
_FINITE = frozenset({"past", "imperfect", "future", "and", "definite"})


def topic(sentence: Sentence, hit: Hit[SpeechVerb], kinds: frozenset[str]) -> Mention | None:
    """The subject that stands right before a verb: behind "that" or "but", or at the head of the sentence."""
    if not sentence.words.verb_first or hit.value.kind not in _TOLD or with_and(sentence, hit):
        return None
    row, end = sentence.row, hit.start - (hit.start > 0 and sentence.row[hit.start - 1].word in sentence.words.perfects)
    every = list(strong(sentence, 0, end))
    if not every or every[-1].end != end or every[-1].kind not in kinds or sentence.breaks(end):
        return None
    first = len(every) - 1
    while first > 0 and coordinated(sentence, every[first - 1], every[first]):
        first -= 1
    start = every[first].start
    leads = start == 0 or start - 1 in sentence.openers or _that(sentence, start - 1)
    if marker(sentence, every[first]) or not (leads or row[start].gap.strip().endswith((":", "—"))):
        return None
    return every[first]


def _that(sentence: Sentence, place: int) -> bool:
    return any(stem in sentence.words.complementizers for stem in sentence.row[place].stems)


def with_and(sentence: Sentence, hit: Hit[SpeechVerb]) -> bool:
    """Whether "and" is written onto a word of speech: a party before it belongs to what was said, not to this verb."""
    return sentence.words.verb_first and sentence.row[hit.start].has("and", hit.stem)


def many(sentence: Sentence, hit: Hit[SpeechVerb]) -> bool:
    """Whether a past verb of a verb-first language is in the plural: no subject follows it ("they asked the ministry")."""
    word = sentence.row[hit.start].word
    return sentence.words.verb_first and word.endswith("وا") and sentence.row[hit.start].has("past", hit.stem)


def aside(sentence: Sentence, hit: Hit[SpeechVerb]) -> bool:
    """Whether a word of speech is a participle in the accusative ("demanding"): its subject is that of its sentence."""
    word, tags = sentence.row[hit.start].word, sentence.row[hit.start].stems.get(hit.stem, frozenset())
    formed = len(word) > _SHORT and (word.endswith("ا") or (word.endswith("ه") and sentence.breaks(hit.start)))
    active = word.startswith("م") or word[1:2] == "ا"
    return sentence.words.verb_first and formed and active and len(hit.at) == 1 and not tags & _FINITE


def main_subject(sentence: Sentence, hit: Hit[SpeechVerb], kinds: frozenset[str]) -> Mention | None:
    """The first unmarked party of a sentence, where it stands before a word of speech."""
    able = (m for m in strong(sentence, 0, hit.start) if m.kind in kinds)
    return next((m for m in able if not marker(sentence, m)), None)


def untold(sentence: Sentence, hit: Hit[SpeechVerb]) -> bool:
    """Whether a word of speech is denied: "did not say" vouches for nothing."""
    near = {hit.start - 1} & sentence.negations
    return sentence.words.verb_first and hit.value.kind in _SPOKEN and bool(near)


def titled(sentence: Sentence, by: Mention, limit: int) -> Mention:
    """ "The first deputy of the head of operations of the Russian staff": a title without a state, with the body it ends in."""
    if by.kind != "body" or by.form != "body":
        return by
    for mention in strong(sentence, by.end, min(limit, by.end + _CHAIN + 2)):
        near = mention.start - by.end <= _CHAIN
        gap = sentence.row[by.end : mention.start]
        plain = not any(t.word in sentence.words.particles - sentence.words.links for t in gap)
        cut = any(sentence.breaks(i) for i in range(by.end, mention.start + 1))
        if near and plain and not cut and mention.kind == "state" and mention.form == "body" and "and" not in mention.tags:
            return mention
    return by


def reaches(sentence: Sentence, hit: Hit[SpeechVerb], by: Mention | None) -> int:
    """The token where what somebody asks, pledges or announces ends, and the text goes on in its own voice ("…, after …")."""
    size = len(sentence.row)
    brief = hit.value.kind in _BRIEF
    if not sentence.words.verb_first or not (brief or hit.value.kind == "say"):
        return size
    start = max(hit.end, by.end if by else 0)
    clausal = not brief and _clausal(sentence, start)
    ends = (h.start for h in (sentence.words.besides if clausal else sentence.words.afterwards).best(sentence.row))
    sound = (i for i in ends if i > start and (brief or sentence.breaks(i)) and not _quoted(sentence, start, i))
    return min(sound, default=size)


def _clausal(sentence: Sentence, start: int) -> bool:
    """Whether a whole clause or a quotation is what is said."""
    near = sentence.row[start : start + _LEAD]
    told = any(_that(sentence, i) for i in range(start, start + len(near)))
    return told or any(_QUOTES.intersection(t.gap) for t in near)


def in_quotation(sentence: Sentence, place: int) -> bool:
    """Whether a quotation that the sentence opens is still open at a token."""
    return _quoted(sentence, 0, place)


def _quoted(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a quotation is open at token `end`, where none was at `start`."""
    gaps = "".join(t.gap for t in sentence.row[start : end + 1])
    return gaps.count('"') % 2 == 1 or gaps.count("«") > gaps.count("»") or gaps.count("“") > gaps.count("”")

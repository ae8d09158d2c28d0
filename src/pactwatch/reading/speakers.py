"""The party whose words a word of saying tells: its subject, whoever is quoted, whoever stands behind "by"."""

from __future__ import annotations

from pactwatch.reading.cases import finite, is_attribute, may_speak
from pactwatch.reading.covering import TELLING, turns
from pactwatch.reading.lexicon import SpeechVerb
from pactwatch.reading.mentioning import Mention
from pactwatch.reading.patterns import Hit
from pactwatch.reading.quoting import SPEAKER_REACH
from pactwatch.reading.roles import HELPLESS, before_apposition, marker, strong, under_copula, unnamed_from
from pactwatch.reading.scenes import Sentence
from pactwatch.reading.sharing import shared
from pactwatch.reading.telling import aside, main_subject, many, titled, topic, with_and

_MUTE = frozenset({"DETAINEES", "REMAINS"})
_DECIDING = ("commit", "bid", "accuse")
"""What is told of "in Moscow" in the plural, without a subject: "in Kyiv they refused"."""
_PLURAL = ("ли", "лись", "ют", "ут", "ят", "ат", "ются", "утся")
_BESIDE_VERB = 2
_BY_REACH = 4
SPEAKERS = frozenset({"state", "body", "organisation", "group", "anonymous", "media", "people"})


def teller_of(sentence: Sentence, hit: Hit[SpeechVerb], limit: int) -> Mention | None:
    """The party whose words a word of speech tells: its subject, who is quoted, who stands behind "by"."""
    by, kind, first = _speaker(sentence, hit, limit), hit.value.kind, sentence.words.subject_first
    if by and sentence.words.verb_first:
        by = titled(sentence, by, limit)
    if kind == "quote":
        return _quoted(sentence, hit, by)
    if first and kind == "deny" and len(hit.at) == 1:
        behind = (m for m in strong(sentence, hit.end, min(hit.end + _BY_REACH, limit)) if m.kind in SPEAKERS)
        by = next((m for m in behind if marker(sentence, m) == "by"), by)
    if kind == "unnamed" and by and not _housed(sentence, by, by.start - 1):
        by = None
    if first and (kind == "unnamed" or (by is None and kind == "commit")):
        return next((m for m in strong(sentence, hit.end, limit) if marker(sentence, m) == "by" and m.kind in SPEAKERS), None)
    return by


def _speaker(sentence: Sentence, hit: Hit[SpeechVerb], limit: int) -> Mention | None:
    inside = next((m for m in strong(sentence, hit.start, hit.end) if not marker(sentence, m)), None)
    inside = None if sentence.words.subject_first else inside
    if hit.value.kind == "outlet" or _participle(sentence, hit) or _says_it_itself(sentence, hit):
        return None
    told = topic(sentence, hit, SPEAKERS) or _before_auxiliary(sentence, hit) or before_apposition(sentence, hit.start)
    if told:
        return told if told.kind in SPEAKERS else None
    if many(sentence, hit) or (hit.value.kind != "continue" and aside(sentence, hit)):
        return inside if many(sentence, hit) or told_before(sentence, hit) else main_subject(sentence, hit, SPEAKERS)
    after = None
    if sentence.words.verb_first:
        after = next((m for m in strong(sentence, hit.end, limit) if _may_speak(sentence, m, hit)), None)
    elif _goes_on(sentence, hit):
        after = None
    elif sentence.breaks(hit.start) or hit.start == 0 or '"' in sentence.row[hit.start].gap:
        after = next((m for m in strong(sentence, hit.end, min(limit, hit.end + 6)) if _may_speak(sentence, m, hit)), None)
    if sentence.words.free_order and not after:
        owner, turned = _owner(sentence, hit.start), hit.value.kind in TELLING and turns(sentence, hit)
        after = owner or (None if turned else _in_free_order(sentence, hit, limit))
        if owner or turned:
            return after
    start = sentence.last_head(hit.start)
    spoken = hit.value.kind not in ("agree", "commit")  # "the ministers met and agreed": its subject is theirs
    if not after and not inside and spoken and with_and(sentence, hit) and told_before(sentence, hit):
        return None
    told = inside or after or _last(sentence, start, hit) or (_last(sentence, 0, hit) if hit.value.kind == "agree" else None)
    return told or shared(sentence, hit)


def _in_free_order(sentence: Sentence, hit: Hit[SpeechVerb], limit: int) -> Mention | None:
    """The speaker before a word of speech, as its subject or as where it "was said in", else behind it."""
    joined = hit.start > 0 and sentence.row[hit.start - 1].word == "и"
    first, tells = 0 if joined else _last_verb(sentence, hit.start), hit.value.kind in TELLING
    tells = tells or (hit.value.kind in _DECIDING and sentence.row[hit.start].word.endswith(_PLURAL))
    housed = (m for m in strong(sentence, first, hit.start) if tells and _housed(sentence, m, m.start - 1))
    before = _last(sentence, first, hit) or next(housed, None)
    return before or next((m for m in strong(sentence, hit.end, limit) if _may_speak(sentence, m, hit)), None)


def told_before(sentence: Sentence, hit: Hit[SpeechVerb]) -> bool:
    """Whether another word of saying stands earlier in the sentence ("X said that …, and said …")."""
    return any(v.end <= hit.start and v.value.kind in ("say", "continue", "bid") for v in sentence.verbs)


def _goes_on(sentence: Sentence, hit: Hit[SpeechVerb]) -> bool:
    """Whether words of speech lead straight into what is said ("adding that …", "saying …"): what follows is no speaker."""
    if not sentence.words.subject_first:
        return False
    last, first = sentence.row[hit.end - 1], sentence.row[hit.start]
    return first.has("imperfect", hit.stem) or first.word.endswith("ing") or last.word in sentence.words.complementizers


def _says_it_itself(sentence: Sentence, hit: Hit[SpeechVerb]) -> bool:
    """Whether the words of speech hold their subject, a pronoun ("she said")."""
    words = sentence.words
    return words.subject_first and sentence.row[hit.start].word in words.pronouns


def _participle(sentence: Sentence, hit: Hit[SpeechVerb]) -> bool:
    """ "Adding that …": it goes on with the subject before."""
    tags = sentence.row[hit.start].stems.get(hit.stem, frozenset())
    return hit.value.kind == "continue" and sentence.words.verb_first and not tags & {"past", "imperfect", "and"}


def _before_auxiliary(sentence: Sentence, hit: Hit[SpeechVerb]) -> Mention | None:
    """ "The envoy had called on Moscow": what stands before the auxiliary of a verb-first language is the subject."""
    place = hit.start - 1
    told = under_copula(sentence, hit.start) if sentence.words.copulas else None
    if told and told.kind in SPEAKERS:
        return told
    if not sentence.words.verb_first or place < 0 or sentence.row[place].word not in sentence.words.perfects:
        return None
    return _last(sentence, sentence.last_head(place), hit)


def _last(sentence: Sentence, start: int, hit: Hit[SpeechVerb]) -> Mention | None:
    """The last unmarked party between a token and a word of speech; people seen by a mission record nothing."""
    mute = HELPLESS if hit.value.kind == "record" else _MUTE
    if sentence.words.subject_first:
        start = max(start, unnamed_from(sentence, hit.start))
        apposed = before_apposition(sentence, hit.start)
        if apposed and apposed.kind in SPEAKERS and apposed.party not in mute and start <= apposed.start:
            return apposed
    return next(
        (
            m
            for m in reversed(list(strong(sentence, start, hit.start)))
            if m.party not in mute and not marker(sentence, m) and may_speak(m) and not is_attribute(sentence.row, m)
        ),
        None,
    )


def _last_verb(sentence: Sentence, place: int) -> int:
    """The token after the last finite verb before `place` that tells of an act or of speech."""
    heads = [h.at for h in sentence.triggers if h.end <= place] + [h.at for h in sentence.verbs if h.end <= place]
    return max((at[-1] + 1 for at in heads if finite(sentence.row, at)), default=0)


def _owner(sentence: Sentence, place: int) -> Mention | None:
    """ "The minister, who asked": the party right before a relative word at the beginning of a clause."""
    if place == 0 or place - 1 not in sentence.openers:
        return None
    return next((m for m in sentence.mentions if 0 <= place - 1 - m.end <= 2 and not m.weak), None)


def _housed(sentence: Sentence, mention: Mention, place: int) -> bool:
    """ "Was reported in the ministry": a body or a capital right behind "in", at token `place`, where no subject is named."""
    inside = sentence.words.free_order and mention.start == place + 1 and sentence.marked.get(place) == "at"
    institution = mention.form in ("body", "capitals") or mention.kind in ("body", "group", "organisation")
    return inside and institution and mention.kind != "people"


def _may_speak(sentence: Sentence, mention: Mention, hit: Hit[SpeechVerb]) -> bool:
    if mention.kind not in SPEAKERS or any(i in sentence.heads() for i in range(hit.end, mention.start)):
        return False
    if _housed(sentence, mention, hit.end):
        return True
    if not may_speak(mention):
        return False
    near = mention.start - hit.end <= 1
    if near and sentence.row[mention.start - 1].word in sentence.words.documents:
        return True  # "a statement of the army"
    return marker(sentence, mention) == "" or (
        not near and marker(sentence, mention) in ("to", "at") and mention.form != "names"
    )


def _quoted(sentence: Sentence, hit: Hit[SpeechVerb], by: Mention | None) -> Mention | None:
    """ "The agency quoted the ministry": the ministry, where it is named."""
    near = [m for m in strong(sentence, hit.end, len(sentence.row)) if m.start - hit.end <= SPEAKER_REACH]
    if sentence.words.verb_first and by in near and by and by.start - hit.end <= _BESIDE_VERB and len(hit.at) > 1:
        return by
    found = [m for m in near if m is not by]
    return found[0] if found else by

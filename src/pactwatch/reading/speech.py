"""Who speaks in a sentence, and how far: words of saying, attributions, quotations that go on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pactwatch.reading.cases import finite, is_attribute, is_passive, may_act
from pactwatch.reading.lexicon import SpeechVerb
from pactwatch.reading.mentioning import Mention
from pactwatch.reading.naming import before_title, introduced, named_before
from pactwatch.reading.patterns import Hit
from pactwatch.reading.quoting import SPEAKER_REACH, complement, opens_after
from pactwatch.reading.roles import HELPLESS, before_apposition, marker, partners, strong, under_copula, unnamed_from
from pactwatch.reading.scenes import Sentence
from pactwatch.reading.sharing import is_told_of, shared
from pactwatch.reading.telling import aside, in_quotation, main_subject, many, reaches, titled, topic, untold, with_and
from pactwatch.times import Span

OUTLET = "OUTLET"
_MUTE = frozenset({"DETAINEES", "REMAINS"})
_LEADING = 3
_TELLING = ("say", "deny", "continue", "unnamed")
_DECIDING = ("commit", "bid", "accuse")
"""What is told of "in Moscow" in the plural, without a subject: "in Kyiv they refused"."""
_PLURAL = ("ли", "лись", "ют", "ут", "ят", "ат", "ются", "утся")
_REFERENCE = 9
_RELAY = 3
_BRIEF = 4
_BESIDE_VERB = 2
_OPENING = frozenset({"«", "“", '"'})
SPEAKERS = frozenset({"state", "body", "organisation", "group", "anonymous", "media", "people"})


@dataclass(frozen=True, slots=True)
class Saying:
    """A word of speech at token `start`; `speaker` where it names one, `to` the party spoken to.

    It covers tokens [first, last) of its sentence. `verb` is None for an attribution ("according to")."""

    start: int
    first: int
    last: int
    speaker: str | None
    by: Mention | None
    to: Mention | None
    verb: SpeechVerb | None
    referred: bool = False


@dataclass
class Voice:
    """Who spoke last in a text, and whether a quotation of theirs is still open; `filed`: the day of its last dateline."""

    speaker: str = OUTLET
    open: bool = False
    spoke: dict[str, Span] = field(default_factory=dict)
    named: str = OUTLET
    names: dict[str, str] = field(default_factory=dict)
    filed: Span | None = None


def sayings(sentence: Sentence, voice: Voice) -> list[Saying]:
    """The acts of speech of a sentence, by place. One without a subject of its own goes on with the speaker before it."""
    found: list[Saying] = []
    for hit in sentence.verbs:
        earlier = next((s.speaker for s in reversed(found) if s.speaker and s.speaker != OUTLET), voice.speaker)
        one = _saying(sentence, hit, _meant(sentence, hit, earlier, voice))
        if one:
            found.append(_by_name(sentence, hit, one, voice) if sentence.words.verb_first else one)
    attributed = [
        s
        for hit in sentence.words.attributions.best(sentence.row)
        if (s := _attribution(sentence, hit, _meant(sentence, hit, voice.speaker, voice)))
    ]
    found = [_sourced(s, attributed) for s in found]
    if sentence.words.free_order:
        found = _told_by_none(sentence, found)
        found = [_within_quotation(s, voice) for s in found] if voice.open else found
    found = [_relayed(s, attributed) for s in found] if sentence.words.verb_first else found
    return sorted([*(_reported(s, found) for s in found), *attributed], key=lambda s: s.start)


def _told_by_none(sentence: Sentence, found: list[Saying]) -> list[Saying]:
    """Without what only "was recorded", where somebody else in the sentence tells of it."""
    named = any(s.by for s in found)
    return [s for s in found if not (named and s.by is None and is_passive(sentence.row, (s.start,)))]


def _within_quotation(one: Saying, voice: Voice) -> Saying:
    """What "intelligence shows" in words quoted of somebody is still told by him."""
    lone = one.by is not None and one.by.form == "body" and one.by.end - one.by.start == 1
    return replace(one, speaker=voice.speaker) if lone and voice.speaker != OUTLET else one


def _relayed(one: Saying, attributed: Sequence[Saying]) -> Saying:
    """The press that says, "quoting" somebody right behind, says it for him."""
    if one.by is None or one.by.kind != "media":
        return one
    root = next((s for s in attributed if s.by and s.by.kind != "media" and 0 < s.start - one.by.end <= _RELAY), None)
    return replace(one, speaker=root.speaker) if root else one


def _by_name(sentence: Sentence, hit: Hit[SpeechVerb], one: Saying, voice: Voice) -> Saying:
    """An act of speech whose subject is a name that the text has introduced; where it introduces one, that is kept."""
    limit, _ = complement(sentence, hit.end)
    if one.by and one.speaker:
        for name in introduced(sentence, one.by.end, limit) if one.by.start >= hit.end else ():
            voice.names.setdefault(name, one.speaker)
        for name in before_title(sentence, hit.end, one.by):
            voice.names.setdefault(name, one.speaker)
        return one
    known = named_before(sentence, hit, limit, voice.names)
    return replace(one, speaker=known) if known else one


def _sourced(one: Saying, attributed: Sequence[Saying]) -> Saying:
    """ "The agency writes with reference to X": X vouches for it."""
    source = next((a for a in attributed if a.referred and 0 < a.start - one.start <= _REFERENCE), None)
    return replace(one, speaker=source.speaker) if source and one.verb and one.verb.kind in ("say", "quote") else one


def _reported(one: Saying, found: Sequence[Saying]) -> Saying:
    """A pledge told of in somebody's words is vouched for by who tells it."""
    if one.verb is None or one.verb.kind != "commit" or one.verb.stance != "promises" or one.by is None:
        return one
    over = ("say", "continue", "bid")
    outer = [s for s in found if s.start < one.start and s.verb and s.verb.kind in over and s.last > one.start]
    teller = outer[-1].speaker if outer else None
    return replace(one, speaker=teller) if teller and teller != OUTLET else one


def _meant(sentence: Sentence, hit: Hit[Any], earlier: str, voice: Voice) -> str:
    """Who spoke before; a noun that recalls a speaker ("the ministry") reaches back over sentences of the outlet's own."""
    far = earlier in (OUTLET, "ANON") and sentence.words.free_order and _recalled(sentence, hit, len(sentence.row))
    return voice.named if far else earlier


def _saying(sentence: Sentence, hit: Hit[SpeechVerb], earlier: str) -> Saying | None:
    if untold(sentence, hit) or is_told_of(sentence, hit):
        return None
    limit, told = complement(sentence, hit.end)
    by = _teller(sentence, hit, limit)
    own = by.party if by and sentence.words.verb_first else None  # the name behind a title
    named = (m for m in strong(sentence, hit.end, limit) if m is not by and m.party != own)
    to = next((m for m in named if _after_speaker(sentence, by, m)), None)
    if hit.value.kind == "demand" and to and (to.start - hit.end > 1 or marker(sentence, to)):
        to = None
    if by is None and hit.value.kind == "say" and not told and sentence.words.verb_first:
        return None
    first_named = partners(sentence, by)[:1] if sentence.words.subject_first else ()
    name = (*first_named, by.party)[0] if by else _unnamed(sentence, hit, limit, earlier)
    if sentence.words.free_order and sentence.row[hit.start].has("first", hit.stem):
        by, name = None, earlier  # "we draw attention to": who is quoted
    if by and _official_told_of(sentence, by, earlier):
        name = earlier
    if by and by.kind == "anonymous" and "definite" in by.tags and earlier.startswith(by.party + "."):
        name = earlier  # "the sources": those named before
    first, last = hit.start, reaches(sentence, hit, by)
    if hit.value.kind != "record" and (_trails(sentence, hit, by) or _set_off(sentence, hit, by)):
        first = 0
    return Saying(hit.start, first, last, name, by, to, hit.value)


def _teller(sentence: Sentence, hit: Hit[SpeechVerb], limit: int) -> Mention | None:
    """The party whose words a word of speech tells: its subject, who is quoted, who stands behind "by"."""
    by, kind, first = _speaker(sentence, hit, limit), hit.value.kind, sentence.words.subject_first
    if by and sentence.words.verb_first:
        by = titled(sentence, by, limit)
    if kind == "quote":
        return _quoted(sentence, hit, by)
    if kind == "unnamed" and by and not _housed(sentence, by, by.start - 1):
        by = None
    if first and (kind == "unnamed" or (by is None and kind == "commit")):
        return next((m for m in strong(sentence, hit.end, limit) if marker(sentence, m) == "by" and m.kind in SPEAKERS), None)
    return by


def _official_told_of(sentence: Sentence, by: Mention, earlier: str) -> bool:
    """ "The official added": the unnamed one who spoke before, where the word alone says whose he is."""
    lone = by.kind == "body" and by.form == "body" and by.end - by.start == 1 and "definite" in by.tags
    return lone and earlier.startswith("ANON") and any(s in sentence.words.recalls for s in sentence.row[by.start].stems)


def _after_speaker(sentence: Sentence, by: Mention | None, mention: Mention) -> bool:
    """Whether a mention can be the one spoken to: it stands behind the speaker, where one is named, and is no place."""
    if sentence.words.free_order and marker(sentence, mention) in ("at", "from", "under"):
        return False
    return mention.start >= by.end if by else sentence.words.subject_first


def _unnamed(sentence: Sentence, hit: Hit[SpeechVerb], limit: int, earlier: str) -> str | None:
    """Who speaks where no party is named: the outlet, who spoke before, or somebody unknown."""
    if hit.value.kind == "outlet":
        return OUTLET
    if hit.value.kind == "unnamed":
        return earlier if earlier != OUTLET and _recalled(sentence, hit, limit) else "ANON"
    if hit.end < len(sentence.row) and sentence.row[hit.end].gap.strip() in _OPENING and sentence.words.free_order:
        return "MEDIA"  # the name of a paper stands in quotation marks
    known = None if earlier == OUTLET else earlier
    if hit.value.kind == "record":
        return earlier if earlier != OUTLET and _by_pronoun(sentence, hit) else None
    if _by_pronoun(sentence, hit):
        return known or ("ANON" if hit.value.kind in ("say", "continue") else None)
    if sentence.words.verb_first and known and in_quotation(sentence, hit.start):
        return known
    if hit.value.kind == "continue" or _bare(sentence, hit, limit) or _recalled(sentence, hit, limit):
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


def _speaker(sentence: Sentence, hit: Hit[SpeechVerb], limit: int) -> Mention | None:
    inside = next((m for m in strong(sentence, hit.start, hit.end) if not marker(sentence, m)), None)
    inside = None if sentence.words.subject_first else inside
    if hit.value.kind == "outlet" or _participle(sentence, hit) or _says_it_itself(sentence, hit):
        return None
    told = topic(sentence, hit, SPEAKERS) or _before_auxiliary(sentence, hit) or before_apposition(sentence, hit.start)
    if told:
        return told if told.kind in SPEAKERS else None
    if many(sentence, hit) or (hit.value.kind != "continue" and aside(sentence, hit)):
        return inside if many(sentence, hit) or _told_before(sentence, hit) else main_subject(sentence, hit, SPEAKERS)
    after = None
    if sentence.words.verb_first:
        after = next((m for m in strong(sentence, hit.end, limit) if _may_speak(sentence, m, hit)), None)
    elif _goes_on(sentence, hit):
        after = None
    elif sentence.breaks(hit.start) or hit.start == 0 or '"' in sentence.row[hit.start].gap:
        after = next((m for m in strong(sentence, hit.end, min(limit, hit.end + 6)) if _may_speak(sentence, m, hit)), None)
    if sentence.words.free_order and not after:
        owner, turned = _owner(sentence, hit.start), hit.value.kind in _TELLING and _turns(sentence, hit)
        after = owner or (None if turned else _in_free_order(sentence, hit, limit))
        if owner or turned:
            return after
    start = sentence.last_head(hit.start)
    spoken = hit.value.kind not in ("agree", "commit")  # "the ministers met and agreed": its subject is theirs
    if not after and not inside and spoken and with_and(sentence, hit) and _told_before(sentence, hit):
        return None
    told = inside or after or _last(sentence, start, hit) or (_last(sentence, 0, hit) if hit.value.kind == "agree" else None)
    return told or shared(sentence, hit)


def _in_free_order(sentence: Sentence, hit: Hit[SpeechVerb], limit: int) -> Mention | None:
    """The speaker before a word of speech, as its subject or as where it "was said in", else behind it."""
    joined = hit.start > 0 and sentence.row[hit.start - 1].word == "и"
    first, tells = 0 if joined else _last_verb(sentence, hit.start), hit.value.kind in _TELLING
    tells = tells or (hit.value.kind in _DECIDING and sentence.row[hit.start].word.endswith(_PLURAL))
    housed = (m for m in strong(sentence, first, hit.start) if tells and _housed(sentence, m, m.start - 1))
    before = _last(sentence, first, hit) or next(housed, None)
    return before or next((m for m in strong(sentence, hit.end, limit) if _may_speak(sentence, m, hit)), None)


def _told_before(sentence: Sentence, hit: Hit[SpeechVerb]) -> bool:
    """Whether another word of saying stands earlier in the sentence ("X said that …, and said …")."""
    return any(v.end <= hit.start and v.value.kind in ("say", "continue", "bid") for v in sentence.verbs)


def _turns(sentence: Sentence, hit: Hit[SpeechVerb]) -> bool:
    """Whether words of speech come behind a comma after what they tell ("…, writes X"): their subject stands behind them."""
    row = sentence.row
    if not hit.start or "," not in row[hit.start].gap or row[hit.start].has("grnd") or hit.end >= len(row):
        return False
    told = any(stem in sentence.words.complementizers for stem in row[hit.end].stems) or sentence.breaks(hit.end)
    return not told and any(h.end <= hit.start for h in sentence.triggers)


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
            if m.party not in mute and not marker(sentence, m) and may_act(m) and not is_attribute(sentence.row, m)
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
    if not may_act(mention):
        return False
    near = mention.start - hit.end <= 1
    if near and sentence.row[mention.start - 1].word in sentence.words.documents:
        return True  # "a statement of the army"
    return marker(sentence, mention) == "" or (
        not near and marker(sentence, mention) in ("to", "at") and mention.form != "names"
    )


def _bare(sentence: Sentence, hit: Hit[SpeechVerb], limit: int) -> bool:
    """Whether nothing stands between a word of speech and what is said: its subject is who spoke before."""
    between = sentence.row[hit.end : limit]
    return not between or between[0].word in sentence.words.particles or hit.end in sentence.marked


def _recalled(sentence: Sentence, hit: Hit[Any], limit: int) -> bool:
    """ "The statement said", "the minister added": the word means who spoke before."""
    near = sentence.row[hit.end : min(limit, hit.end + 2)]
    if sentence.words.free_order:
        near = (*near, *sentence.row[max(0, hit.start - 7) : hit.start])
    return any(
        s in sentence.words.recalls and ("definite" in tags or sentence.words.free_order)
        for token in near
        for s, tags in token.stems.items()
    )


def _quoted(sentence: Sentence, hit: Hit[SpeechVerb], by: Mention | None) -> Mention | None:
    """ "The agency quoted the ministry": the ministry, where it is named."""
    near = [m for m in strong(sentence, hit.end, len(sentence.row)) if m.start - hit.end <= SPEAKER_REACH]
    if sentence.words.verb_first and by in near and by and by.start - hit.end <= _BESIDE_VERB and len(hit.at) > 1:
        return by
    found = [m for m in near if m is not by]
    return found[0] if found else by


def _trails(sentence: Sentence, hit: Hit[SpeechVerb], by: Mention | None) -> bool:
    """Whether the words of speech close the sentence they report ("…, the ministry said")."""
    last = max(hit.end, by.end if by else 0)
    rest = [h for h in sentence.triggers if h.start >= last]
    earlier = [h for h in sentence.triggers if h.end <= min(hit.start, by.start if by else hit.start)]
    if sentence.words.verb_first and not sentence.breaks(hit.start):
        return False
    if sentence.words.free_order and _turns(sentence, hit):
        return bool(earlier)
    closes = len(sentence.row) - last <= 8 or (sentence.words.free_order and sentence.breaks(hit.start))
    return bool(earlier) and not rest and closes


def _set_off(sentence: Sentence, hit: Hit[SpeechVerb], by: Mention | None) -> bool:
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
    if hit.value.kind not in _TELLING or not hit.start or "," not in sentence.row[hit.start].gap or behind is None:
        return False
    inside = sentence.row[hit.end : behind + 1]
    told = any(s in sentence.words.complementizers or s in sentence.words.relatives for t in inside for s in t.stems)
    return not told and not any(hit.end <= h.start < behind for h in sentence.triggers)


def _attribution(sentence: Sentence, hit: Hit[str], earlier: str) -> Saying | None:
    reach = [m for m in strong(sentence, hit.end, len(sentence.row)) if m.start - hit.end <= 6 and m.kind in SPEAKERS]
    reach = [m for m in reach if not any("," in t.gap or "،" in t.gap for t in sentence.row[hit.end : m.start + 1])]
    mention = reach[0] if reach else None
    his = sentence.words.free_order and any(sentence.row[i].word in sentence.words.possessives for i in hit.at)
    recalled = his or _recalled(sentence, hit, len(sentence.row))
    known = mention.party if mention and not his else earlier if recalled else OUTLET
    mention = None if his else mention
    if known == OUTLET:
        return None
    size = len(sentence.row)
    leads = hit.start <= 1 or (sentence.breaks(hit.start) and not any(h.start < hit.start for h in sentence.triggers))
    after = sentence.row[mention.end : mention.end + 1] if mention and sentence.words.subject_first else ()
    told = any(stem in sentence.words.complementizers for token in after for stem in token.stems)
    first, last = (0, size) if leads or told else (0, hit.start)
    if sentence.words.subject_first and not leads and sentence.row[hit.start].has("past"):
        first = max((i for i in range(hit.start) if sentence.breaks(i) or i in sentence.openers), default=0)
    referred = sentence.words.free_order and any(s.startswith("ссыл") for i in hit.at for s in sentence.row[i].stems)
    return Saying(hit.start, first, last, known, mention, None, None, referred)


def speaker_of(place: int, said: Sequence[Saying], voice: Voice, quoted: bool) -> str:
    """Who vouches for the word at token `place`; `quoted`: it stands in a quotation that an earlier sentence opened."""
    said = [s for s in said if s.verb is None or s.verb.kind != "agree"]
    own = [s for s in said if s.first <= place < s.last and s.speaker and (s.start <= place or s.first < s.start)]
    before_it = [s for s in own if s.start <= place and s.verb]
    told = [s for s in own if s.verb is None]
    if before_it and not (told and before_it[-1].speaker == OUTLET):
        return before_it[-1].speaker or OUTLET
    after_it = [s for s in own if s.start > place]
    if after_it:
        return after_it[0].speaker or OUTLET
    led = [s for s in own if s.verb is None]
    if led:
        return led[-1].speaker or OUTLET
    return voice.speaker if quoted else OUTLET


def go_on(sentence: Sentence, said: Sequence[Saying], voice: Voice) -> None:
    """Bring the voice up to date after a sentence."""
    passing = ("agree", "unnamed") if sentence.words.subject_first else ("agree",)
    named = [s for s in said if s.speaker and s.speaker != OUTLET and (s.verb is None or s.verb.kind not in passing)]
    if named:
        main = named[0] if named[0].start <= _LEADING and named[0].verb else named[-1]
        voice.speaker = voice.named = main.speaker or OUTLET
    voice.open = opens_after(sentence.text, voice.open)

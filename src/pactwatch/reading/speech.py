"""Who speaks in a sentence, and how far: words of saying, attributions, quotations that go on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pactwatch.reading.cases import is_passive
from pactwatch.reading.covering import set_off, trails
from pactwatch.reading.lexicon import SpeechVerb
from pactwatch.reading.mentioning import Mention
from pactwatch.reading.naming import before_title, introduced, named_before
from pactwatch.reading.patterns import Hit
from pactwatch.reading.quoting import complement, opens_after
from pactwatch.reading.roles import marker, partners, strong
from pactwatch.reading.scenes import Sentence
from pactwatch.reading.sharing import is_told_of
from pactwatch.reading.speakers import SPEAKERS, teller_of
from pactwatch.reading.telling import reaches, untold
from pactwatch.reading.unnamed import OUTLET, official_told_of, recalls, unnamed_speaker
from pactwatch.times import Span

_LEADING = 3
_REFERENCE = 9
_RELAY = 3


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
    far = earlier in (OUTLET, "ANON") and sentence.words.free_order and recalls(sentence, hit, len(sentence.row))
    return voice.named if far else earlier


def _saying(sentence: Sentence, hit: Hit[SpeechVerb], earlier: str) -> Saying | None:
    if untold(sentence, hit) or is_told_of(sentence, hit):
        return None
    limit, told = complement(sentence, hit.end)
    by = teller_of(sentence, hit, limit)
    own = by.party if by and sentence.words.verb_first else None  # the name behind a title
    named = (m for m in strong(sentence, hit.end, limit) if m is not by and m.party != own)
    to = next((m for m in named if _after_speaker(sentence, by, m)), None)
    if hit.value.kind == "demand" and to and (to.start - hit.end > 1 or marker(sentence, to)):
        to = None
    if by is None and hit.value.kind == "say" and not told and sentence.words.verb_first and not _had(sentence, hit):
        return None
    first_named = partners(sentence, by)[:1] if sentence.words.subject_first else ()
    name = (*first_named, by.party)[0] if by else unnamed_speaker(sentence, hit, limit, earlier)
    if sentence.words.free_order and sentence.row[hit.start].has("first", hit.stem):
        by, name = None, earlier  # "we draw attention to": who is quoted
    if by and official_told_of(sentence, by, earlier):
        name = earlier
    if by and by.kind == "anonymous" and "definite" in by.tags and earlier.startswith(by.party + "."):
        name = earlier  # "the sources": those named before
    first, last = hit.start, reaches(sentence, hit, by)
    if hit.value.kind != "record" and (trails(sentence, hit, by) or set_off(sentence, hit, by)):
        first = 0
    return Saying(hit.start, first, last, name, by, to, hit.value)


def _had(sentence: Sentence, hit: Hit[SpeechVerb]) -> bool:
    """Whether a verb goes on in the pluperfect, its subject left out: "and (he) had announced"."""
    before = sentence.row[max(0, hit.start - 2) : hit.start]
    return (
        len(before) == 2
        and before[1].word in sentence.words.perfects
        and not sentence.words.copulas.isdisjoint(before[0].stems)
    )


def _after_speaker(sentence: Sentence, by: Mention | None, mention: Mention) -> bool:
    """Whether a mention can be the one spoken to: it stands behind the speaker, where one is named, and is no place."""
    if sentence.words.free_order and marker(sentence, mention) in ("at", "from", "under"):
        return False
    return mention.start >= by.end if by else sentence.words.subject_first


def _attribution(sentence: Sentence, hit: Hit[str], earlier: str) -> Saying | None:
    reach = [m for m in strong(sentence, hit.end, len(sentence.row)) if m.start - hit.end <= 6 and m.kind in SPEAKERS]
    reach = [m for m in reach if not any("," in t.gap or "،" in t.gap for t in sentence.row[hit.end : m.start + 1])]
    mention = reach[0] if reach else None
    his = sentence.words.free_order and any(sentence.row[i].word in sentence.words.possessives for i in hit.at)
    recalled = his or recalls(sentence, hit, len(sentence.row))
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

"""What a party rejects of what was told before: "…, which Armenia denied", "Yerevan rejected the accusation"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pactwatch.lexicons.roots import root
from pactwatch.places import resolve
from pactwatch.reading.assembly import Setting
from pactwatch.reading.lexicon import SpeechVerb
from pactwatch.reading.patterns import Hit
from pactwatch.reading.roles import marker, strong
from pactwatch.reading.scenes import Sentence
from pactwatch.reading.speech import Saying
from pactwatch.reading.unnamed import OUTLET
from pactwatch.types import Claim, Statement

_REACH = 4
"""Words between a word of denying and what stands for the thing denied, or the party behind "by"."""
_TRAILING = 2
"""Words that may end a clause behind its verb ("which Armenia denied at once")."""
_NOBODY = frozenset({OUTLET, "ANON", "MEDIA"})
_DENYING = ("denies", "refuses")
"""What may be said of an accusation: it is denied, or rejected."""
_BESIDE = 3
"""Signs between a claim and its denial that stand side by side."""
_DEEDS = frozenset({"attack", "harm", "capture", "detain", "block_access", "mobilize", "sanction", "violate_ceasefire"})


def rejected(
    around: Setting, said: Sequence[Saying], own: Sequence[Claim], before: Sequence[Sequence[Claim]]
) -> Iterator[Claim]:
    """The denials of a sentence whose words only point at what was said: in the sentence itself (`own`), or in those `before`.

    before: the claims of each of the sentences before, the nearest last. A claim that is denied keeps its act, parties,
    places, time and figures; the quote is the words of denying.
    """
    sentence = around.sentence
    places = _ids(mention.name for mention in around.places)
    for one, hit in _denials(sentence, said):
        speaker, first = one.speaker or OUTLET, _first(sentence, hit)
        if speaker in _NOBODY or any(c.stance == "denies" and c.speaker == speaker for c in own):
            continue
        start = sentence.offset + sentence.row[first].start
        back = before if not any(s.start < one.start for s in said) else ()
        if _points(sentence, hit, first) and (meant := _meant(speaker, places, start, own, list(back))):
            yield _denied(sentence, meant, speaker, start, sentence.offset + sentence.row[_last(sentence, hit) - 1].end)


def completed(own: Sequence[Claim], before: Sequence[Sequence[Claim]]) -> Iterator[Claim]:
    """The claims of a sentence, a denial that "the town" fell with who is said to have taken which: the last told before."""
    for claim in own:
        lost = claim.stance == "denies" and claim.act == "capture" and not claim.actor
        meant = _taking(claim, own, before) if lost else None
        yield replace(claim, actor=meant.actor, places=claim.places or meant.places) if meant else claim


def _taking(denial: Claim, own: Sequence[Claim], before: Sequence[Sequence[Claim]]) -> Claim | None:
    there = _ids(denial.places)
    earlier = [c for claims in (*before, own) for c in claims if c.act == "capture" and c.stance == "asserts" and c.actor]
    other = [c for c in earlier if root(c.speaker) != root(denial.speaker) and c.places]
    return next((c for c in reversed(other) if not there or there & _ids(c.places)), None)


def _ids(names: Iterable[str]) -> set[str]:
    """The places known by these names, by id."""
    return {found.id for name in names if (found := resolve(name)) is not None}


def _denials(sentence: Sentence, said: Sequence[Saying]) -> Iterator[tuple[Saying, Hit[SpeechVerb]]]:
    hits = {h.start: h for h in sentence.verbs}
    return ((s, hits[s.start]) for s in said if s.verb and s.verb.stance in _DENYING and s.start in hits)


def _by(sentence: Sentence, hit: Hit[SpeechVerb]) -> bool:
    """Whether a party stands behind "by" ("a claim denied by Armenia")."""
    behind = strong(sentence, hit.end, min(hit.end + _REACH, len(sentence.row)))
    return sentence.words.subject_first and any(marker(sentence, m) == "by" for m in behind)


def _first(sentence: Sentence, hit: Hit[SpeechVerb]) -> int:
    """The token with which the words of denying begin: behind the last mark of punctuation, or the first of the sentence."""
    return next((i for i in range(hit.start, 0, -1) if sentence.breaks(i)), 0)


def _last(sentence: Sentence, hit: Hit[SpeechVerb]) -> int:
    """The token before which they end; a relative clause between two marks is left out ("the ministry, which …, denied it")."""
    marks = [i for i in range(hit.end, len(sentence.row)) if sentence.breaks(i)]
    if len(marks) > 1 and _relates(sentence, marks[0]):
        marks = marks[2:]
    return marks[0] if marks else len(sentence.row)


def _points(sentence: Sentence, hit: Hit[SpeechVerb], first: int) -> bool:
    """Whether the object of a word of denying stands for what was said, and no words behind it say what that is."""
    last = _last(sentence, hit)
    if any(first <= t.start < last for t in sentence.triggers):
        return False
    if last - hit.end <= _TRAILING or _by(sentence, hit):
        between = range(max(first, hit.start - _REACH), hit.start)
        told = [i for i in between if _relates(sentence, i) or any(t.start <= i < t.end for t in _things(sentence))]
        if (
            told
            and (hit.value.stance == "denies" or not _relates(sentence, told[-1]))
            and (_by(sentence, hit) or any(strong(sentence, told[-1], hit.start)))
        ):
            return True
    if hit.value.stance != "denies":
        return False
    marks = [i for i in range(hit.end, last) if sentence.breaks(i)]
    near = [t for t in _things(sentence) if t.end > hit.start and any(t.start - m <= _REACH for m in (hit.start, *marks))]
    near = [t for t in near if t.start >= hit.start or hit.start in t.at]
    return any(t.end <= last and not _explained(sentence, t.end, last) for t in near)


def _things(sentence: Sentence) -> list[Hit[str]]:
    return list(sentence.words.told.best(sentence.row))


def _relates(sentence: Sentence, place: int) -> bool:
    """Whether a token joins its clause to what was said ("which", "что")."""
    token, words = sentence.row[place], sentence.words
    return any(stem in words.relatives or (words.free_order and stem in words.complementizers) for stem in token.stems)


def _explained(sentence: Sentence, place: int, last: int) -> bool:
    """Whether words that tell of what stand at a token: "accusations of", "the report that"."""
    if place >= last:
        return False
    token, words = sentence.row[place], sentence.words
    return token.word in words.explaining or any(stem in words.complementizers for stem in token.stems)


def _meant(speaker: str, places: set[str], start: int, own: Sequence[Claim], before: Sequence[Sequence[Claim]]) -> Claim | None:
    """The claim that is denied: what stands right before the denial, where another says it of this side or of his own gains.

    Sentences before the last are looked at only for a gain at a place that the denial names.
    """
    nearest = [c for c in own if c.start < start][-1:] or [c for claims in before[-1:] for c in claims][-1:]
    near = [c for c in nearest if _against(c, speaker) or _boasts(c, speaker)]
    told = [c for claims in before for c in claims if _boasts(c, speaker) and places & _ids(c.places)]
    beside = [c for c in nearest if c in own and start - c.end <= _BESIDE and not c.actor and _of_another(c, speaker)]
    return next(iter([*reversed(told), *near, *beside]), None)


def _of_another(claim: Claim, speaker: str) -> bool:
    foreign = claim.stance == "asserts" and not claim.negated and root(claim.speaker) not in (root(speaker), *_NOBODY)
    return foreign and claim.act in _DEEDS


def _against(claim: Claim, speaker: str) -> bool:
    """Whether a claim says of a speaker's side that it did something; that the outlet tells it itself does not matter."""
    accused = claim.stance == "asserts" and claim.act in _DEEDS and root(claim.speaker) != root(speaker)
    return accused and root(speaker) in {root(a) for a in claim.actor}


def _boasts(claim: Claim, speaker: str) -> bool:
    """Whether a claim is another side's word that it took a place."""
    own = root(claim.speaker) in {root(a) for a in claim.actor}
    return claim.act == "capture" and own and _of_another(claim, speaker)


def _denied(sentence: Sentence, meant: Claim, speaker: str, start: int, end: int) -> Claim:
    statement = Statement(meant.statement.report, sentence.offset, sentence.offset + len(sentence.text), sentence.text)
    quote = sentence.text[start - sentence.offset : end - sentence.offset]
    return replace(meant, statement=statement, start=start, end=end, quote=quote, speaker=speaker, stance="denies")

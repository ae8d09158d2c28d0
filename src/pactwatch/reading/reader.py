"""The reader: every stage in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from pactwatch import lexicons
from pactwatch.reading.acting import draft, own_gain, own_part
from pactwatch.reading.assembly import Setting, claim
from pactwatch.reading.cases import goes_on_now
from pactwatch.reading.claiming import counts
from pactwatch.reading.dates import find_times
from pactwatch.reading.draft import Draft
from pactwatch.reading.headlines import announced, backward, headed, is_item, opens_list, quoted_by, told_by, topic_of
from pactwatch.reading.judging import Judge, Occasion, Rules, Told, remember
from pactwatch.reading.learned import NAME, WEIGHTS, judge_of
from pactwatch.reading.lexicon import Lexicon, lexicon
from pactwatch.reading.mentioning import Scene
from pactwatch.reading.negation import falls_short
from pactwatch.reading.outcomes import caused, inherited, with_tolls
from pactwatch.reading.parties import mentions
from pactwatch.reading.places import state_of_places
from pactwatch.reading.recalling import leading_state
from pactwatch.reading.rejecting import completed, rejected
from pactwatch.reading.repeating import once
from pactwatch.reading.scenes import Sentence, act_tokens, find
from pactwatch.reading.sentences import headlines, sentences
from pactwatch.reading.settling import settle
from pactwatch.reading.speech import Saying, Voice, go_on, sayings, speaker_of
from pactwatch.reading.tokens import tokens
from pactwatch.reading.unnamed import OUTLET
from pactwatch.times import Span
from pactwatch.types import Claim, Report

READER = NAME if WEIGHTS.is_file() else Rules.name
_HISTORY = 3
_BACK = 5
"""Sentences back to which a denial may point."""
_PARTS = frozenset("\n|")
"""Marks that part posts: no quotation goes on over them."""


def read(report: Report) -> tuple[Claim, ...]:
    """The claims of a report, by place. A language without a lexicon gives none; no text makes it fail.

    Times are resolved against `report.published` where that is known. The rules follow the reading guide in `docs/`.
    What was learned from marked texts has the last word on what the rules find, where a language has it.
    """
    return read_with(report, judge_of(report.language))


def read_with(report: Report, judge: Judge) -> tuple[Claim, ...]:
    """The same, with a judge of one's own."""
    if report.language not in lexicons.languages():
        return ()
    words = lexicon(report.language)
    published = report.published.latest.date() if report.published else None
    return once(_claims(report, words, published, judge), headlines(report.text, words))


def _claims(report: Report, words: Lexicon, published: date | None, judge: Judge) -> Iterator[Claim]:
    spans = list(sentences(report.text, words))
    rows = [tokens(report.text[a:b], words.language) for a, b in spans]
    scene, voice = Scene(leading_state(rows, words) or state_of_places(report.text, words.language)), Voice()
    if words.free_order and rows:
        scene.ground = state_of_places(report.text, words.language)
    last, held, terms, told, listed, source = 0, list[Claim](), False, Told(), OUTLET, OUTLET
    before: deque[list[Claim]] = deque(maxlen=_BACK)
    for line, ((start, end), row) in enumerate(zip(spans, rows, strict=True)):
        text = report.text[start:end]
        voice.open = voice.open and not _PARTS.intersection(report.text[last:start])
        was_open, earlier = voice.open and words.free_order, voice.speaker
        terms = terms and "\n" not in report.text[last:start]
        voice.filed = _filed(report.text[last:start], words, published) or voice.filed
        broken = "\n" in report.text[last:start]
        last = end
        found = mentions(row, text, words, scene, act_tokens(row, words))
        sentence = find(text, start, row, words, found)
        said = [*sayings(sentence, voice), *headed(sentence)]
        teller = backward(sentence, said)
        if not was_open:
            yield from told_by(held, teller) if teller else held
        terms = terms or any(s.verb and s.verb.kind == "agree" for s in said)
        held = quoted_by(held, said, earlier) if was_open else []
        source = OUTLET if broken else source
        listed = listed if is_item(text) else source
        if listed != OUTLET:
            voice.open, voice.speaker = True, listed
        around, own = Setting(sentence, published), list[Claim]()
        if sentence.triggers:
            occasion = Occasion(sentence, said, around, told, line, scene.pair)
            own = list(_of_sentence(occasion, judge, voice, report, published, terms))
        own = [*completed(own, before), *rejected(around, said, own, before)]
        before.append(own)
        held += own
        go_on(sentence, said, voice)
        if listed != OUTLET:
            voice.open = False
        if words.free_order:
            source = announced(sentence, said, source)
            listed = opens_list(sentence, said, listed)
    yield from held


def _of_sentence(
    occasion: Occasion, judge: Judge, voice: Voice, report: Report, published: date | None, terms: bool
) -> Iterator[Claim]:
    sentence, around, said = occasion.sentence, occasion.around, occasion.said
    drafts: list[Draft] = []
    every: list[Draft] = []
    spoken_of = topic_of(sentence)
    for hit in (h for h in sentence.triggers if h.start >= spoken_of):
        plain = draft(sentence, hit, said, speaker_of(hit.start, said, voice, voice.open))
        every.append(plain)
        if counts(sentence, hit, plain.governor, _has_party(plain), plain.verb, partial(around.evidence, plain.clause)):
            drafts.append(_as_term(sentence, plain) if terms else plain)
    for settled in settle(with_tolls(sentence, inherited(sentence, caused(sentence, drafts, every)), around)):
        plain = own_part(judge.mended(occasion, own_gain(settled)))
        found = judge.placed(occasion, plain, claim(sentence, plain, around, report, judge.name, published))
        if found.when is None and found.stance not in ("asserts", "denies"):
            found = replace(found, when=voice.spoke.get(found.speaker) or voice.filed)
        if _long_past(found, published):
            continue
        yield found
        if found.negated and found.stance == "asserts" and falls_short(sentence, plain.hit):
            # "Not wholly" and "not at once" vouch for the doing too.
            yield replace(found, negated=False)
    remember(occasion, drafts)
    _remember_day(said, around, voice)


def _long_past(found: Claim, published: date | None) -> bool:
    """Whether a claim tells an act that its text dates to three calendar years or more before: history, no news."""
    told = published is not None and found.when is not None and found.stance == "asserts"
    return bool(told and published and found.when and found.when.latest.year <= published.year - _HISTORY)


def _filed(between: str, words: Lexicon, published: date | None) -> Span | None:
    """The day in a dateline, which stands before a sentence and belongs to none: "KYIV. March 5 (Interfax) -"."""
    times = find_times(between, words.language, published) if "(" in between else ()
    return next((t.span for t in times if t.span), None)


def _as_term(sentence: Sentence, plain: Draft) -> Draft:
    """In a paragraph that tells the terms of a deal, what "is withdrawn" is what the sides have promised."""
    stated = plain.stance == "asserts" and plain.act != "attack" and goes_on_now(sentence.row, plain.hit.at)
    return replace(plain, stance="promises") if stated else plain


def _has_party(plain: Draft) -> bool:
    """Whether a draft names who acts or, for words such as "evacuation of", whom it is done to."""
    trigger = plain.hit.value
    done_to = trigger.of == "target" and plain.target not in ((), (trigger.target,))
    return bool(plain.actor) or done_to


def _remember_day(said: Sequence[Saying], around: Setting, voice: Voice) -> None:
    """When somebody spoke: what the same statement promises or asks further on was said then too."""
    speakers = [s.speaker for s in said if s.speaker and s.speaker not in (OUTLET, "ANON") and s.speaker not in voice.spoke]
    spans = [t.span for t in around.times if t.span and not t.deadline] if speakers else []
    for speaker in speakers if spans else ():
        voice.spoke[speaker] = spans[-1]

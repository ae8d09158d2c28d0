"""Claims put together from drafts: quote, places, times, figures, condition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pactwatch.places import place
from pactwatch.places.finding import whole
from pactwatch.reading.amounts import AmountMention, find_amounts
from pactwatch.reading.clauses import quote_of
from pactwatch.reading.dates import TimeMention, find_times
from pactwatch.reading.draft import Draft
from pactwatch.reading.places import PlaceMention, chosen, places_in
from pactwatch.reading.quoting import complement
from pactwatch.reading.roles import Clause
from pactwatch.reading.scenes import Sentence
from pactwatch.times import Span
from pactwatch.types import Amount, Claim, Report, Statement

_SPOKEN = 2
_FIGURES_OF_HARM = frozenset({"killed", "wounded"})
_SOMEWHERE = frozenset(
    {"attack", "harm", "capture", "withdraw", "mobilize", "evacuate", "block_access", "deliver_aid", "detain"}
)
_FEW = 2
_MONTH = 31
_NAME_REACH = 40
_DATED = re.compile(
    r"(?:agreements?|accords?|declaration|protocol|memorandum|treaty|resolution|letter"
    r"|(?-i:\b[A-Z][A-Z-]{3,})) (?:of|dated) (?:the )?$"
    r"|\b(?:report|resolution|decision|document|ref)(?: no)?\.? ?$",
    re.IGNORECASE,
)
_RECORD = re.compile(
    r"\b(?:first|first time|highest|lowest|worst|deadliest|largest|most|total number)\b[^.;,]{0,25}$", re.IGNORECASE
)


@dataclass(frozen=True)
class Setting:
    """What stands around the acts of a sentence, with offsets into it: looked for when first asked for."""

    sentence: Sentence
    published: date | None

    @cached_property
    def times(self) -> tuple[TimeMention, ...]:
        """Its expressions of time, resolved against the day of publication where that is known."""
        text, words = self.sentence.text, self.sentence.words
        found = find_times(text, words.language, self.published)
        return tuple(t for t in found if not _tells_apart(text, t)) if words.subject_first else found

    @cached_property
    def amounts(self) -> tuple[AmountMention, ...]:
        """Its figures."""
        return find_amounts(self.sentence.text, self.sentence.words.language)

    @cached_property
    def places(self) -> tuple[PlaceMention, ...]:
        """Its places: no name of a month is one (Arabic آب)."""
        found = places_in(self.sentence)
        if not found or not self.sentence.words.verb_first:
            return found
        return tuple(p for p in found if not any(t.start <= p.start and p.end <= t.end for t in self.times))

    def evidence(self, clause: Clause) -> bool:
        """Whether a clause has a figure, time or place of its own."""
        if clause.end <= clause.start:
            return False
        row = self.sentence.row
        start, end = row[clause.start].start, row[clause.end - 1].end
        found = (mention for every in ("times", "amounts", "places") for mention in getattr(self, every))
        return any(start <= mention.start < end for mention in found)


def _tells_apart(text: str, time: TimeMention) -> bool:
    """Whether a time belongs to a name or a record, not to an act: "the Agreement of 12 May", "Report 2022/11", "the first
    since August"."""
    before = text[max(0, time.start - _NAME_REACH) : time.start]
    record = text[time.start : time.end].lower().startswith("since") and _RECORD.search(before)
    return bool(record or _DATED.search(before))


def claim(sentence: Sentence, plain: Draft, around: Setting, report: Report, reader: str, published: date | None) -> Claim:
    """The claim of a draft."""
    start, end = quote_of(sentence, plain.clause, plain.hit)
    at = sentence.offset
    every = [t for t in around.times if plain.stance not in ("asserts", "denies") or not _of_speech(sentence, t)]
    times = [t for t in every if start <= t.start < end]
    when, due = _times(plain, times, every, published, sentence.row[plain.hit.start].start)
    places = _places(sentence, plain, around, start, end)
    own = _boasting(sentence, plain, places)
    act = "attack" if plain.act == "harm" and own and places and plain.actor in ((), own) else plain.act
    statement = Statement(report.id, at, at + len(sentence.text), sentence.text)
    return Claim(
        statement=statement,
        start=at + start,
        end=at + end,
        quote=sentence.text[start:end],
        act=act,
        stance=plain.stance,
        negated=plain.negated,
        speaker=plain.speaker,
        actor=plain.actor or own,
        target=plain.target,
        places=places,
        when=when,
        due=due,
        condition=_condition(sentence, plain),
        amounts=_amounts(around.amounts, start, end),
        certainty="hedged" if sentence.words.hedges.all(sentence.row[plain.clause.start : plain.clause.end]) else "stated",
        reader=reader,
    )


def _boasting(sentence: Sentence, plain: Draft, places: Sequence[str]) -> tuple[str, ...]:
    """Armed forces that tell of an attack on another state's ground, naming nobody: it was their own."""
    root, _, part = plain.speaker.partition(".")
    told = plain.act in ("attack", "harm") and plain.stance == "asserts" and not plain.negated and part == "MIL"
    if part == "MIL" and plain.act == "detain" and plain.target == ("DETAINEES",) and sentence.words.free_order:
        return (plain.speaker,)  # those who surrendered, as forces tell it, did so to them
    targets = {p.split(".")[0] for p in plain.target}
    if not told or not sentence.words.free_order or root in targets:
        return ()
    if not places:
        return (plain.speaker,) if any(p.endswith(".MIL") for p in plain.target) else ()
    states = {place(i).within[-1] for name in places for i in whole(name)[:1] if place(i).within}
    return (plain.speaker,) if states and root not in states else ()


def _of_speech(sentence: Sentence, time: TimeMention) -> bool:
    """Whether a time says when somebody spoke ("said on Friday that", "on Friday denied"), not when the act was."""
    if sentence.words.verb_first:
        return _of_verb_first_speech(sentence, time)
    first = next((i for i, t in enumerate(sentence.row) if t.end > time.start), len(sentence.row))
    last = next((i for i, t in enumerate(sentence.row) if t.start >= time.end), len(sentence.row))
    for hit in sentence.verbs:
        if hit.value.kind not in ("say", "continue", "deny", "accuse"):
            continue
        behind = 0 <= first - hit.end <= _SPOKEN and not any(sentence.breaks(i) for i in range(hit.end, first))
        if behind or 0 <= hit.start - last <= 1:
            return True
    return False


def _of_verb_first_speech(sentence: Sentence, time: TimeMention) -> bool:
    """ "Said the minister on Monday that": a time between a word of saying and what is said."""
    for hit in sentence.verbs:
        if hit.value.kind in ("say", "continue") and sentence.row[hit.start].start < time.start:
            limit, told = complement(sentence, hit.end)
            if told and limit < len(sentence.row) and time.end <= sentence.row[limit].start:
                return True
    return False


def _places(sentence: Sentence, plain: Draft, around: Setting, start: int, end: int) -> tuple[str, ...]:
    """The places of the clause; where it has none and something is told of forces or people, the one of its sentence."""
    near = chosen(around.places, start, end)
    told = plain.stance == "asserts" and plain.act in _SOMEWHERE and sentence.words.verb_first
    return chosen(around.places, 0, len(sentence.text)) if told and not near and len(around.places) <= _FEW else near


def _times(
    plain: Draft, near: Sequence[TimeMention], every: Sequence[TimeMention], published: date | None, act: int
) -> tuple[Span | None, str | None]:
    """When, and by when. `act`: where the act is named; a day behind a verb in the future is the act's, today too."""
    told = plain.stance in ("asserts", "denies")
    due: str | None = None
    if not told:
        late = [t for t in near if t.deadline or (t.duration and not t.span)]
        coming = plain.governor is not None and plain.governor.kind == "future"
        ahead = [t for t in near if _is_ahead(t, published, coming and t.start > act)]
        due = next((t.duration or str(t.span) for t in (*late, *ahead) if t.duration or t.span), None)
        every = [t for t in every if t not in late and t not in ahead]
        near = [t for t in near if t not in late and t not in ahead]
    spans = [t.span for t in (*near, *(t for t in every if not told or not _lasting(t.span))) if t.span]
    return (spans[0] if spans else None), due


def _lasting(span: Span | None) -> bool:
    """Whether a span goes on or is longer than a month: a time of its own clause only ("which it has held since 2013")."""
    return span is not None and (str(span).endswith("..") or (span.latest - span.earliest).days > _MONTH)


def _is_ahead(time: TimeMention, published: date | None, today: bool) -> bool:
    """Whether a time is still to come; `today`: the day of publication counts as such."""
    if time.span is None or published is None:
        return False
    day = time.span.earliest.date()
    clock = time.span.earliest.time() != time.span.earliest.time().min and "T" in str(time.span)
    return day > published or ((today or clock) and day == published)


def _amounts(found: Iterable[AmountMention], start: int, end: int) -> tuple[Amount, ...]:
    return tuple(dict.fromkeys(a.amount for a in found if start <= a.start and a.end <= end))


def _condition(sentence: Sentence, plain: Draft) -> str | None:
    """The words from "if" to the next mark of punctuation, for what is pledged, asked or threatened."""
    if plain.stance in ("asserts", "denies"):
        return None
    for mark in sentence.conditions:
        if sentence.words.verb_first and any(mark.end <= i < plain.hit.start for i in sentence.openers):
            continue  # "… if …, and that in answer to the request": a clause of its own
        end = mark.end
        while end < len(sentence.row) and not sentence.breaks(end):
            end += 1
        if abs(mark.start - plain.hit.start) <= 40:
            return sentence.text[sentence.row[mark.start].start : sentence.row[end - 1].end]
    return None

"""Claims put together from drafts: quote, places, times, figures, condition; each claim once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from pactwatch.places import place
from pactwatch.places.finding import whole
from pactwatch.reading.acting import Draft
from pactwatch.reading.amounts import AmountMention, find_amounts
from pactwatch.reading.clauses import quote_of
from pactwatch.reading.dates import TimeMention, find_times
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
_TOLD_ONCE = frozenset({"harm", "attack", "evacuate"})
"""Acts of which the same figures by the same speaker tell the same happening."""
_FEW = 2
_STEM = 5
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


def settle(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts of a sentence that stand: an outcome goes with its attack, one act of a clause is told once."""
    kept: list[Draft] = []
    for plain in drafts:
        same = next((i for i, k in enumerate(kept) if _same(k, plain)), None)
        if same is not None:
            kept[same] = _fuller(kept[same], plain)
        else:
            kept.append(plain)
    kept = _of_clashes(kept)
    fled = [d for d in kept if d.hit.value.displaces and d.stance == "asserts"]
    kept = [_driven_by(d, kept) for d in kept if not (_is_blow(d) and any(_one_clause(d, f) for f in fled))]
    attacks = [d for d in kept if d.act == "attack" and d.stance == "asserts"]
    kept = [d for d in kept if not (d.act == "harm" and any(_one_clause(d, a) for a in attacks))]
    accused = {d.governor.start for d in kept if d.governor and d.governor.kind == "accuse"}
    return [d for d in kept if not (d.act == "condemn" and d.hit.start in accused)]


def _is_blow(plain: Draft) -> bool:
    """Whether a draft is a noun for an attack that is told to have happened."""
    return plain.act == "attack" and plain.stance == "asserts" and not plain.verb


def _driven_by(plain: Draft, every: Sequence[Draft]) -> Draft:
    """People who fled, with whose attack drove them out: that attack is no claim beside it."""
    if not plain.hit.value.displaces or plain.actor:
        return plain
    blow = next((d for d in every if _is_blow(d) and d.actor and _one_clause(d, plain)), None)
    return replace(plain, actor=blow.actor) if blow else plain


def _of_clashes(drafts: list[Draft]) -> list[Draft]:
    """Those killed or wounded in clashes told as harm: the noun for the clash is no claim beside it."""
    out = list(drafts)
    for harm in drafts:
        if harm.act != "harm" or harm.stance != "asserts" or harm.negated:
            continue
        nouns = [d for d in out if d.act == "attack" and not d.verb and d.hit.start > harm.hit.start and _one_clause(harm, d)]
        if nouns and nouns[0].hit.value.mutual:
            actors = harm.actor or tuple(p for d in nouns for p in d.actor if p not in harm.target)
            out = [replace(d, actor=tuple(dict.fromkeys(actors))) if d is harm else d for d in out if d not in nouns]
    return out


def _same(one: Draft, two: Draft) -> bool:
    alike = (one.act, one.stance, one.negated, one.speaker) == (two.act, two.stance, two.negated, two.speaker)
    if alike and one.act == "attack" and one.verb and not two.verb and one.clause == two.clause:
        return True  # "struck with several raids"
    if one.actor and two.actor and not set(one.actor) & set(two.actor):
        return False
    return alike and (_one_clause(one, two) or (one.act == "harm" and one.clause.end == two.clause.start))


def _one_clause(one: Draft, two: Draft) -> bool:
    return one.clause.start < two.clause.end and two.clause.start < one.clause.end


def _fuller(one: Draft, two: Draft) -> Draft:
    clause = Clause(min(one.clause.start, two.clause.start), max(one.clause.end, two.clause.end))
    return replace(one, actor=one.actor or two.actor, target=one.target or two.target, clause=clause)


def once(claims: Iterable[Claim], headlines: frozenset[int] = frozenset()) -> tuple[Claim, ...]:
    """Each claim of a speaker once, where it is told most fully. `headlines`: offsets of sentences that are told again."""
    kept: list[Claim] = []
    for one in claims:
        head = next((i for i, k in enumerate(kept) if _told_again(k, one, headlines)), None)
        if head is not None:
            speaker = kept[head].speaker if one.speaker == "OUTLET" else one.speaker
            actor, target = one.actor or kept[head].actor, one.target or kept[head].target
            kept[head] = replace(one, speaker=speaker, actor=actor, target=target)
            continue
        again = next((i for i, k in enumerate(kept) if _repeats(k, one)), None)
        if again is None and (told := next((i for i, k in enumerate(kept) if _heads(k, one)), None)) is not None:
            kept[told] = one
        elif again is None:
            kept.append(one)
        elif _fullness(one) > _fullness(kept[again]):
            kept[again] = one
    return tuple(sorted(kept, key=lambda c: (c.start, c.end)))


def _repeats(one: Claim, two: Claim) -> bool:
    """Whether two claims tell one thing: all that is told of it is the same."""
    if (one.act, one.stance, one.negated, one.speaker) != (two.act, two.stance, two.negated, two.speaker):
        return False
    if one.statement == two.statement:
        return _restated(one, two) or (one.start, one.end, one.actor) == (two.start, two.end, two.actor)
    if one.amounts and one.amounts == two.amounts and one.act in _TOLD_ONCE and not _parted(one, two):
        return True
    same = (one.actor, one.target, one.when, one.amounts) == (two.actor, two.target, two.when, two.amounts)
    return same and bool(one.actor) and set(one.places) == set(two.places)


def _parted(one: Claim, two: Claim) -> bool:
    """Whether two claims name different actors or different times."""
    actors = bool(one.actor and two.actor) and not set(one.actor) & set(two.actor)
    times = one.when is not None and two.when is not None and not one.when.overlaps(two.when)
    return actors or times


def _restated(one: Claim, two: Claim) -> bool:
    """Whether two quotes of a sentence that share no letter tell the same of the same party in the same place."""
    apart = one.end <= two.start or two.end <= one.start
    return apart and bool(one.actor) and set(one.actor) == set(two.actor) and bool(set(one.places) & set(two.places))


def _heads(one: Claim, two: Claim) -> bool:
    """Whether a headline that runs on into its text tells what the text then has somebody vouch for."""
    alike = (one.act, one.stance, one.negated) == (two.act, two.stance, two.negated)
    top = one.statement == two.statement and one.speaker == "OUTLET" != two.speaker and one.end <= two.start
    return alike and top and bool(set(one.actor) & set(two.actor)) and bool(set(one.places) & set(two.places))


def _told_again(one: Claim, two: Claim, headlines: frozenset[int]) -> bool:
    """Whether a headline tells what its text tells: nothing that one says is at odds with the other."""
    if one.statement.start not in headlines or one.statement == two.statement:
        return False
    alike = (one.stance, one.negated) == (two.stance, two.negated)
    alike = alike and (one.act == two.act or {one.act, two.act} == {"attack", "harm"})
    speaker = one.speaker == two.speaker or "OUTLET" in (one.speaker, two.speaker)
    places = not (one.places and two.places) or bool(_stems(one.places) & _stems(two.places))
    places = places or bool(one.amounts and one.amounts == two.amounts)
    return alike and speaker and places and not _parted(one, two)


def _stems(places: Iterable[str]) -> set[str]:
    """The first letters of names: those of a town are those of its region, too."""
    return {name[:_STEM] for name in places}


def _fullness(one: Claim) -> int:
    return 2 * bool(one.actor) + 2 * bool(one.target) + 2 * bool(one.when) + len(one.places) + len(one.amounts)

"""Where in a sentence a duty is laid: its verbs of duty, or the opening of a point that has none."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pactwatch.drafts.reader import Hit, Sentence
from pactwatch.drafts.words import Words
from pactwatch.types import Duty

_TOGETHER = 6
_APART = 4
_RELATIVE = 3
_OPENING = 3
_NOMINAL = 6
_LINKED = 3


@dataclass(frozen=True, slots=True)
class Head:
    """The words at tokens [start, end) that lay a duty. verb: a verb of duty, which has a subject; else a point's opening.
    passive: it is laid on what is to be done rather than on who does it ("shall be released")."""

    start: int
    end: int
    duty: Duty
    verb: bool = True
    passive: bool = False


def heads(sentence: Sentence, words: Words) -> list[Head]:
    """The verbs of duty of a sentence, in order; those that go together ("shall refrain from") are one."""
    effects = {i for h in words.effects.best(sentence.row) for i in range(h.start, h.end)}
    nouns = {h.start for h in words.openings.best(sentence.row) if h.value == "must_not"}
    found: list[Head] = []
    for hit in words.duties.best(sentence.row):
        if hit.start in effects or not _demands(sentence, hit, words):
            continue
        # "A ban on": a noun, which has no subject.
        noun = hit.start in nouns and (hit.start == 0 or sentence.row[hit.start - 1].word in sentence.words.particles)
        head = Head(hit.start, hit.end, hit.value, verb=not noun)
        if found and _one(sentence, found[-1], head):
            found[-1] = replace(found[-1], end=head.end, duty=_stricter(found[-1].duty, head.duty))
        else:
            found.append(head)
    return [part for head in found for part in _parts(sentence, head, words)]


def _parts(sentence: Sentence, head: Head, words: Words) -> list[Head]:
    """The head, and where it is passive and goes on ("shall be held in … and monitored by") one more for what follows."""
    if not _passive(sentence, head, words):
        return [head]
    first = replace(head, passive=True)
    for place in range(head.end + _APART, len(sentence.row) - 1):
        if place in sentence.openers or ";" in sentence.row[place].gap:
            break
        if sentence.row[place].word == "and" and sentence.row[place + 1].has("past"):
            return [first, Head(place, place + 1, head.duty, passive=True)]
    return [first]


def _passive(sentence: Sentence, head: Head, words: Words) -> bool:
    if any(t.has("passive") and not t.has("verb") for t in sentence.row[head.start : head.end + 2]):
        return True
    return bool(words.passives.best(sentence.row[head.start : head.end + 2]))


def opening(sentence: Sentence, words: Words, acts: tuple[int, ...]) -> Head | None:
    """The opening of a point as a demand: a word of demand, a verbal noun, or a word for an act (`acts` are their tokens)."""
    first = [h for h in words.openings.best(sentence.row) if h.start < _OPENING]
    demands = [h for h in first if not any(map(sentence.breaks, range(1, h.start + 1)))]
    if demands:
        # "Ensure the release of": what is demanded may stand in the opening itself.
        return Head(demands[0].start, demands[0].start, demands[0].value, verb=False)
    if _tells(sentence, words) or not (any(a < _NOMINAL for a in acts) or _nominal(sentence, words)):
        return None
    return Head(0, 0, "must", verb=False)


def forbids(sentence: Sentence, words: Words) -> bool:
    """Whether a sentence opens with words that forbid ("A ban on … is to be introduced")."""
    return any(h.value == "must_not" and h.start < _OPENING for h in words.openings.best(sentence.row))


def demanded(sentence: Sentence, words: Words) -> bool:
    """Whether a sentence opens with a word of demand."""
    return any(h.start < _OPENING for h in words.openings.best(sentence.row))


def _tells(sentence: Sentence, words: Words) -> bool:
    """Whether a sentence has a subject and a verb that tells rather than demands ("They recall that")."""
    first = sentence.row[0].word in sentence.words.pronouns if sentence.row else True
    subject = any(h.start == 0 for h in words.each.best(sentence.row))
    verb = next((i for i, t in enumerate(sentence.row) if t.word in words.forms["telling"]), None)
    return first or subject or (verb is not None and not any(i in sentence.openers for i in range(verb)))


def settles(sentence: Sentence, words: Words) -> bool:
    """Whether a sentence says what is to be so, without laying it on anybody."""
    return bool(words.effects.best(sentence.row))


def _nominal(sentence: Sentence, words: Words) -> bool:
    endings, links = words.forms["nominal"], words.forms["nominal_links"]
    for place, token in enumerate(sentence.row[:_NOMINAL]):
        if sentence.breaks(place) and place:
            return False
        after = sentence.row[place + 1 : place + 1 + _LINKED]
        if (
            endings
            and len(token.word) > 5
            and token.word.endswith(endings)
            and (not after or any(t.word in links for t in after))
        ):
            return True
    return False


def _demands(sentence: Sentence, hit: Hit[Duty], words: Words) -> bool:
    """Whether a word of duty is one: no month, no noun, not of a clause that only describes ("orders that shall be")."""
    row, place = sentence.row, hit.start
    before = row[place - 1].word if place else ""
    after = row[hit.end].word if hit.end < len(row) else ""
    if len(hit.at) == 1 and (before.isdecimal() or after.isdecimal() or before in sentence.words.definites):
        return False
    near = sentence.row[max(place - _RELATIVE, 1) : place]
    relative = any(t.word in words.forms["relatives"] for t in near)
    return not (relative or before in sentence.words.complementizers)


def _one(sentence: Sentence, one: Head, two: Head) -> bool:
    between = range(one.end, two.start + 1)
    if two.start - one.end > _TOGETHER or any(sentence.breaks(i) for i in between):
        return False
    return not any(sentence.row[i].has("and") or sentence.row[i].word in ("and", "or", "и", "или") for i in between)


def _stricter(one: Duty, two: Duty) -> Duty:
    return "must_not" if "must_not" in (one, two) else one

"""On whom a duty is laid: the subject of its verb, or who is named as the one by whom it is to be done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pactwatch.drafts.heads import Head
from pactwatch.drafts.reader import Clause, Hit, Mention, Sentence, able, marker, partners, subject
from pactwatch.drafts.words import Words
from pactwatch.pacts import vocabulary
from pactwatch.pacts.draft_clauses import roots

_REACH = 6
_FIRST = 2
_LONGEST_WORDS = 90


@dataclass(frozen=True, slots=True)
class Owed:
    """Who bears a duty. everyone: all of the parties, of whom
    `parties` are those that the text names one by one. words: the subject as the text has it, where it is no known party.
    again: the subject stands for what an earlier sentence named ("they")."""

    parties: tuple[str, ...] = ()
    everyone: bool = False
    words: str = ""
    again: bool = False

    def __bool__(self) -> bool:
        return self.everyone or bool(self.parties)


def bearers(sentence: Sentence, head: Head, start: int, until: int, words: Words) -> Owed:
    """Who bears the duty of a head, whose clause is tokens [start, until)."""
    if not head.verb or head.passive:
        named = _by(sentence, head.start if head.verb else 0, until, words)
        if named or head.duty != "must_not" or not head.verb:
            return replace(named, again=not named and head.verb and refers(sentence, start, words))
    if refers(sentence, start, words):
        return Owed(again=True)
    span = range(start, head.start)
    if not sentence.words.subject_first:
        span = range(start, min(head.end + _REACH, len(sentence.row)))
    if any(h.start in span and not _marked(sentence, h) for h in everyone(sentence, words)):
        return Owed(everyone=True)
    named = owing(sentence, subject(sentence, head.start, head.end, Clause(start, len(sentence.row))))
    if named:
        return named
    if head.start > start and sentence.row[head.start - 1].word in sentence.words.pronouns:
        return Owed(again=True)
    return Owed(words="" if head.passive else _told(sentence, start, head.start))


def everyone(sentence: Sentence, words: Words) -> list[Hit[str]]:
    """The words of a sentence for all of the parties."""
    others = {i for h in words.not_each.best(sentence.row) for i in range(h.start, h.end)}
    return [h for h in words.each.best(sentence.row) if others.isdisjoint(h.at)]


def bearers_named(sentence: Sentence) -> tuple[str, ...]:
    """The party that a point of a list begins with ("for the troops of X: …")."""
    first = next((m for m in sentence.mentions if not m.weak and m.start <= _FIRST), None)
    return owing(sentence, first).parties


def owing(sentence: Sentence, mention: Mention | None) -> Owed:
    """The bearers that a mention names, with those beside it; parties that no pact can bind are left out."""
    if mention is None:
        return Owed()
    if mention.kind == "all" or mention.form == "pair":
        return Owed(everyone=True)
    named = [p for one in _beside(sentence, mention) for p in partners(sentence, one)]
    return Owed(owing_parties(named))


def owing_parties(named: Iterable[str]) -> tuple[str, ...]:
    """The parties among some names that a pact can bind: states for their governments and armies, each once."""
    return tuple(p for p in roots(named) if vocabulary.can_owe(p))


def _beside(sentence: Sentence, mention: Mention) -> list[Mention]:
    """The mention, behind one that stands before it with "and" and at most one more word between."""
    every = [m for m in sentence.mentions if not m.weak]
    place = every.index(mention) if mention in every else 0
    if not place:
        return [mention]
    between = sentence.row[every[place - 1].end : mention.start]
    joined = 0 < len(between) <= 2 and between[0].word in ("and", "и", "و") and not any(t.gap.strip() for t in between)
    return [every[place - 1], mention] if joined else [mention]


def _by(sentence: Sentence, start: int, until: int, words: Words) -> Owed:
    until = next((i for i in range(max(start, 1), until) if set(",;،؛") & set(sentence.row[i].gap)), until)
    for hit in everyone(sentence, words):
        if start < hit.start < until and sentence.marked.get(hit.start - 1) == "by":
            return Owed(everyone=True)
    for mention in able(sentence, start, until):
        if marker(sentence, mention) == "by" and (owed := owing(sentence, mention)):
            return owed
    return Owed()


def _marked(sentence: Sentence, hit: Hit[str]) -> bool:
    """Whether a preposition before a mention makes it something else than the subject ("the consent of the parties")."""
    if hit.start == 0 or sentence.breaks(hit.start):
        return False
    before = sentence.row[hit.start - 1]
    return before.word in ("of", "in", "to", "for", "between", "among", "with", "by", "from", "on") or (
        hit.start - 1 in sentence.marked
    )


def refers(sentence: Sentence, start: int, words: Words) -> bool:
    """Whether a clause begins with words for what was said before ("this process")."""
    return any(h.start == start for h in words.refers.best(sentence.row))


def _told(sentence: Sentence, start: int, end: int) -> str:
    """The subject as written, or what follows the last mark of punctuation before the verb where that is too long."""
    last = next((i for i in range(end - 1, start, -1) if sentence.breaks(i)), start)
    aside = start in sentence.openers or start in sentence.marked or any(c.start == start for c in sentence.conditions)
    for first in (last,) if aside else (start, last):
        row = sentence.row[first:end]
        telling = [t for t in row if t.word not in sentence.words.particles]
        if telling and row[-1].end - row[0].start <= _LONGEST_WORDS:
            return sentence.text[row[0].start : row[-1].end]
    return ""

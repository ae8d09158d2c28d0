"""One sentence with everything found in it, before roles are given out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pactwatch.places.finding import whole
from pactwatch.reading.cases import is_aside
from pactwatch.reading.lexicon import Lexicon, Light, Modal, SpeechVerb, Trigger
from pactwatch.reading.mentioning import Mention
from pactwatch.reading.patterns import Hit
from pactwatch.reading.tokens import Token

_NONE: frozenset[str] = frozenset()
_WITH_PRONOUN = frozenset({"pronoun", "feminine"})
_ASIDE = 5
_LONGEST_NAME = 3
_COMMAS = frozenset('،,؛;:()«»“”"—–')


@dataclass(frozen=True)
class Sentence:
    """A sentence: `text` and its `offset` in the report, its tokens, and what the lexicons find among them."""

    text: str
    offset: int
    row: tuple[Token, ...]
    words: Lexicon
    triggers: tuple[Hit[Trigger], ...]
    mentions: tuple[Mention, ...]
    verbs: tuple[Hit[SpeechVerb], ...]
    light: tuple[Hit[Light], ...]
    modals: tuple[Hit[Modal], ...]
    negations: frozenset[int]
    background: tuple[Hit[str], ...]
    conditions: tuple[Hit[str], ...]
    openers: frozenset[int]
    marked: dict[int, str]

    def breaks(self, place: int) -> bool:
        """Whether a mark of punctuation stands before the token at `place`."""
        return place < len(self.row) and not _COMMAS.isdisjoint(self.row[place].gap)

    def heads(self) -> frozenset[int]:
        """The tokens that name an act or an act of speech."""
        return self._heads

    @cached_property
    def _heads(self) -> frozenset[int]:
        return frozenset([h.start for h in self.triggers] + [h.start for h in self.verbs])

    @cached_property
    def asides(self) -> tuple[tuple[int, int], ...]:
        """Words between two commas that only say how sure it is or who tells it ("as is claimed"): tokens [first, last)."""
        if not self.words.free_order:
            return ()
        finders = (self.words.attributions, self.words.hedges)
        told = [(h.start, h.end) for f in finders for h in f.best(self.row)] + [(h.start, h.end) for h in self.verbs]
        found = []
        for start, end in told:
            first = next((i for i in range(start, max(0, start - _ASIDE), -1) if self.breaks(i)), 0)
            last = next((i for i in range(end, min(end + _ASIDE, len(self.row))) if self.breaks(i)), 0)
            if 0 < first < last and "," in self.row[first].gap and "," in self.row[last].gap and self._is_aside(first, start):
                found.append((first, last))
        return tuple(sorted(set(found)))

    def _is_aside(self, first: int, start: int) -> bool:
        """Whether what begins at a token is put in between: it begins with the words themselves, or with "as"."""
        return start == first or (start == first + 1 and self.row[first].word == "как")

    @cached_property
    def covered(self) -> frozenset[int]:
        """The tokens that name a party."""
        return frozenset(i for m in self.mentions for i in range(m.start, m.end))

    def last_head(self, place: int) -> int:
        """The token after the last word before `place` that names an act or an act of speech."""
        ends = [h.end for h in self.triggers] + [h.end for h in self.verbs]
        return max((end for end in ends if end <= place), default=0)


def find(text: str, offset: int, row: tuple[Token, ...], words: Lexicon, mentions: Sequence[Mention]) -> Sentence:
    """The sentence with its triggers and words of speech; overlapping ones are settled for the longer."""
    passing = {i for h in words.passing.best(row) for i in h.at}
    triggers = tuple(
        h
        for h in words.triggers.best(row)
        if _stands(h, passing, words) and not is_aside(row, h.at) and not _describes(h, row, words)
        if not h.value.placed or _before_place(text, row, h.end)
    )
    long = {i for h in triggers if len(h.at) > 1 for i in h.at[:1]}
    named = {i for m in mentions for i in range(m.start, m.end)}
    modals = tuple(words.modals.best(row))
    verbs = tuple(h for h in _sayings(row, words, modals, passing) if h.start not in named and not long.intersection(h.at))
    return Sentence(
        text=text,
        offset=offset,
        row=row,
        words=words,
        triggers=tuple(h for h in triggers if len(h.at) > 1 or h.start not in named),
        mentions=tuple(mentions),
        verbs=verbs,
        light=tuple(
            h
            for h in words.light.all(row)
            if h.start not in named and passing.isdisjoint(h.at) and not _describes(h, row, words)
        ),
        modals=modals,
        negations=frozenset(h.end - 1 for h in words.negations.best(row))
        - _held(words, (*verbs, *triggers))
        - (passing if words.verb_first else set()),
        background=tuple(words.background.best(row)),
        conditions=tuple(words.conditions.best(row)),
        openers=frozenset(h.start for h in words.openers.best(row)),
        marked=_marked(row, words),
    )


def _before_place(text: str, row: Sequence[Token], place: int) -> bool:
    """Whether the name of a known place stands at a token, or behind an article or a noun for a place there."""
    ends = range(min(place + _LONGEST_NAME, len(row)), place, -1)
    return any(
        text[row[place].start].upper() == text[row[place].start] and whole(text[row[place].start : row[i - 1].end])
        for i in ends
    )


def _sayings(
    row: Sequence[Token], words: Lexicon, modals: Sequence[Hit[Modal]], passing: set[int]
) -> Iterator[Hit[SpeechVerb]]:
    """The words of speech that tell, ask or pledge something."""
    # "were expected to leave" asks nobody
    ahead = {i for h in modals if h.value.stance == "promises" for i in h.at} if words.subject_first else set()
    silent = passing if words.verb_first else ahead
    for hit in words.verbs.best(row):
        told = hit.value.kind == "unnamed" or not _describes(hit, row, words)
        if told and hit.start not in silent and _says(hit, row):
            yield hit


def _marked(row: Sequence[Token], words: Lexicon) -> dict[int, str]:
    """The last token of each word that marks the part of what follows ("against", "by"), with that part."""
    marked: dict[int, str] = {}
    for name, finder in words.markers.items():
        for hit in finder.best(row):
            if words.verb_first and row[hit.end - 1].stems.get(hit.stem, _NONE) & _WITH_PRONOUN:
                continue  # "in it": nothing stands behind it
            if words.subject_first and hit.end < len(row) and row[hit.end].word in words.weekdays:
                continue  # "on Monday": it marks a day
            marked[hit.end - 1] = _told_apart(marked.get(hit.end - 1), name, row[hit.end : hit.end + 1])
    if words.subject_first:  # "recorded by the mission" names who tells, not who did it
        marked.update({h.end - 1: "teller" for h in words.attributions.best(row) if marked.get(h.end - 1) == "by"})
    return marked


def _describes(hit: Hit[Any], row: Sequence[Token], words: Lexicon) -> bool:
    """Whether a participle stands between an article or a preposition and its noun ("the besieged town", "of detained men")."""
    if not words.subject_first or hit.start == 0 or hit.start + 1 >= len(row):
        return False
    token, first, after = row[hit.start], row[hit.start - 1], row[hit.start + 1]
    if not token.has("past", hit.stem) and not (token.word == hit.stem and token.has("past")):
        return False
    led = first.word in words.definites or first.word in words.prepositions
    joined = _COMMAS.isdisjoint(token.gap) and _COMMAS.isdisjoint(after.gap)
    return led and joined and after.word not in words.particles and not after.has("past")


def _told_apart(first: str | None, second: str, following: Sequence[Token]) -> str:
    """Of two markers that one word can be ("на", at or against), the one that the case of the next word asks for."""
    if first is None:
        return second
    still = second == "at" and any(t.has("locative") and not t.has("accusative") for t in following)
    return second if still else first


def _says(hit: Hit[SpeechVerb], row: Sequence[Token]) -> bool:
    """Whether a word of speech stands as one: no noun with the article; "he added" only where a clause begins."""
    token = row[hit.start]
    if hit.value.kind in ("say", "continue", "accuse", "take", "quote") and token.has("definite", hit.stem):
        return False
    if hit.value.kind in ("say", "continue") and token.stems.get(hit.stem) == frozenset({"feminine"}):
        return False
    if hit.value.kind != "continue" or "verb" in token.stems.get(hit.stem, _NONE):
        return True
    return hit.start == 0 or not _COMMAS.isdisjoint(token.gap) or token.has("and", hit.stem) or token.has("imperfect", hit.stem)


def _held(words: Lexicon, heads: Sequence[Hit[Trigger] | Hit[SpeechVerb]]) -> frozenset[int]:
    """Negations that belong to words of speech or of an act themselves ("did not accept", "were not allowed to")."""
    if words.free_order:
        return frozenset()
    return frozenset(i for h in heads if len(h.at) > 1 for i in h.at)


def _stands(hit: Hit[Trigger], passing: set[int], words: Lexicon) -> bool:
    """Whether no set phrase takes the words of an act. Where the verb comes before what it governs, its own word decides."""
    if (
        hit.value.kind == "verb"
        and words.subject_first
        and len(hit.at) > 1
        and hit.at[-1] in passing
        and hit.at[-1] - 1 in passing - set(hit.at)
    ):
        return False  # what the verb governs is a set phrase ("continued their hunger strike")
    return hit.at[0] not in passing if words.subject_first or hit.value.kind == "verb" else passing.isdisjoint(hit.at)


def act_tokens(row: Sequence[Token], words: Lexicon) -> frozenset[int]:
    """Tokens that name an act or an act of speech: they are nobody's name."""
    return frozenset([i for h in words.triggers.best(row) for i in h.at] + [i for h in words.verbs.best(row) for i in h.at])

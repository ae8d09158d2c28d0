"""The clause that an act stands in: from one boundary to the next, where both sides have something to say."""

from __future__ import annotations

from pactwatch.reading.cases import finite
from pactwatch.reading.lexicon import Trigger
from pactwatch.reading.patterns import Hit
from pactwatch.reading.roles import Clause
from pactwatch.reading.scenes import Sentence

LONGEST_QUOTE = 200


def clause_of(sentence: Sentence, hit: Hit[Trigger]) -> Clause:
    """The clause of a trigger. Pieces without an act of their own go with the piece beside them, up to a quote's length."""
    cuts = boundaries(sentence)
    aside = {i for first, last in sentence.asides for i in range(first, last)}
    heads = sorted(h for h in sentence.heads() if not (hit.start <= h < hit.end) and h not in aside)
    start = max((c for c in cuts if c <= hit.start), default=0)
    earlier = [c for c in cuts if c < start]
    while (
        earlier
        and not (sentence.words.free_order and sentence.row[start].gap.startswith(": "))  # behind the name of who speaks
        and not any(earlier[-1] <= h < start for h in heads)
        and _length(sentence, earlier[-1], hit.end) <= LONGEST_QUOTE
    ):
        start = earlier.pop()
    later = [c for c in cuts if c > hit.end - 1] or [len(sentence.row)]
    end = later[0] if later[0] > hit.start else len(sentence.row)
    for i, cut in enumerate(later[1:], start=1):
        previous = later[i - 1]
        if any(previous <= h < cut for h in heads) or _length(sentence, start, cut) > LONGEST_QUOTE:
            break
        end = cut
    return Clause(start, max(end, hit.end))


def boundaries(sentence: Sentence) -> list[int]:
    """The tokens where a new clause may begin, with the end of the sentence last."""
    row, words = sentence.row, sentence.words
    cuts = {0, len(row)}
    acts = {h.start for h in sentence.verbs} | {h.start for h in sentence.triggers if looks_like_verb(sentence, h)}
    aside = {place for ends in sentence.asides for place in ends}
    for place in range(1, len(row)):
        token = row[place]
        if (
            (sentence.breaks(place) and place not in aside)
            or place in sentence.openers
            or (place in acts and token.has("and"))
            or (words.free_order and place in acts and row[place - 1].word == "и" and finite(row, (place,)))
        ):
            cuts.add(place)
        if any(stem in words.complementizers for stem in token.stems):
            cuts.add(min(place + 1, len(row)))
    return sorted(cuts)


def with_relative(sentence: Sentence, clause: Clause, start: int) -> Clause:
    """The clause of a noun with the relative clause behind it whose verb at `start` tells of it ("the truce that X signed")."""
    if start < clause.end:
        return clause
    end = next((c for c in boundaries(sentence) if c > start), clause.end)
    return Clause(clause.start, end) if _length(sentence, clause.start, end) <= LONGEST_QUOTE else clause


def _length(sentence: Sentence, start: int, end: int) -> int:
    return sentence.row[end - 1].end - sentence.row[start].start if end > start else 0


def looks_like_verb(sentence: Sentence, hit: Hit[Trigger]) -> bool:
    """Whether the form alone shows a verb."""
    tags = sentence.row[hit.start].stems.get(hit.stem, frozenset())
    return hit.value.kind in ("verb", "passive") or (
        hit.value.kind == "either" and bool(tags & {"past", "imperfect", "future"})
    )


def quote_of(sentence: Sentence, clause: Clause, hit: Hit[Trigger]) -> tuple[int, int]:
    """Offsets in the sentence of the words of a clause, cut to a quote's length around its trigger."""
    row = sentence.row
    first, last = clause.start, clause.end - 1
    while row[last].end - row[first].start > LONGEST_QUOTE and last > hit.end - 1:
        last -= 1
    while row[last].end - row[first].start > LONGEST_QUOTE and first < hit.start:
        first += 1
    start, end = row[first].start, row[last].end
    return start, min(end, start + LONGEST_QUOTE)

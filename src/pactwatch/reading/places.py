"""Where an act happens: the places named in its clause that stand there as places, not as parties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pactwatch.places import find_places
from pactwatch.reading.scenes import Sentence


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named at offsets [start, end) of a sentence, as written."""

    start: int
    end: int
    name: str


def places_in(sentence: Sentence) -> tuple[PlaceMention, ...]:
    """The places of a sentence. A state, a capital or a group that acts or is acted upon is none."""
    named = [PlaceMention(*found) for found in find_places(sentence.text, sentence.words.language)]
    return tuple(p for p in named if not _is_party(sentence, p))


def _is_party(sentence: Sentence, place: PlaceMention) -> bool:
    row = sentence.row
    for mention in sentence.mentions:
        start, end = row[mention.start].start, row[mention.end - 1].end
        if not (start < place.end and place.start < end):
            continue
        if mention.form in ("people", "body", "alias", "leaders", "pair"):
            return True
        if mention.form == "names" and mention.kind != "state":
            return True
        return not _located(sentence, mention.start)
    return False


def _located(sentence: Sentence, place: int) -> bool:
    """Whether a word of place stands before a name: "in", "north of"."""
    if sentence.marked.get(place - 1) == "at" or sentence.marked.get(place - 2) == "at":
        return True
    return sentence.row[place].has("at")


def chosen(found: Sequence[PlaceMention], start: int, end: int) -> tuple[str, ...]:
    """The names of the places within offsets [start, end), each once."""
    return tuple(dict.fromkeys(p.name for p in found if p.start < end and start < p.end))

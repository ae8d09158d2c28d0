"""Who has the last word on the drafts of a sentence: the rules, or what was learned from marked texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from pactwatch.reading.assembly import Setting
from pactwatch.reading.draft import Draft
from pactwatch.reading.scenes import Sentence
from pactwatch.reading.speech import Saying
from pactwatch.types import Claim

_REMEMBERED = 3


@dataclass
class Told:
    """What a text has told so far, as the rules read it: who acted last and upon whom, and where.

    `places` are those of the last sentence with a claim that named any; `line` is that sentence's number.
    """

    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True)
class Occasion:
    """A sentence with acts, as a judge sees it: the `line`th of a text, from 0; `pair` are "the two sides" there."""

    sentence: Sentence
    said: Sequence[Saying]
    around: Setting
    told: Told
    line: int
    pair: tuple[str, ...] = ()


class Judge(Protocol):
    """Mends what drafts say of parties and places."""

    name: str

    def mended(self, occasion: Occasion, plain: Draft) -> Draft:
        """A draft with its actor and target as they should be."""

    def placed(self, occasion: Occasion, plain: Draft, found: Claim) -> Claim:
        """The claim of a draft with its places as they should be."""


class Rules:
    """The rules alone."""

    name = "rules/1"

    def mended(self, occasion: Occasion, plain: Draft) -> Draft:
        """The draft as it is."""
        return plain

    def placed(self, occasion: Occasion, plain: Draft, found: Claim) -> Claim:
        """The claim as it is."""
        return found


def remember(occasion: Occasion, drafts: Sequence[Draft]) -> None:
    """Bring what a text has told so far up to date after a sentence, by what the rules made of it."""
    told = occasion.told
    for plain in drafts:
        told.actors, told.targets = plain.actor or told.actors, plain.target or told.targets
    if drafts and occasion.around.places:
        told.places = tuple(p.name.replace("_", " ") for p in occasion.around.places[:_REMEMBERED])
        told.line = occasion.line

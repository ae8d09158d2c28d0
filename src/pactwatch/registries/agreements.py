"""An agreement as a registry lists it: a pact without clauses, with what the registry says of it in its own words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from pactwatch.letters import fold
from pactwatch.pacts import vocabulary
from pactwatch.reading.lexicon import lexicon
from pactwatch.reading.mentioning import Scene
from pactwatch.reading.parties import mentions
from pactwatch.reading.tokens import tokens
from pactwatch.times import Span
from pactwatch.types import Pact

_PIECES = re.compile(r"[;\n]+")


@dataclass(frozen=True, slots=True)
class Agreement:
    """One line of a registry.

    id: `pa-x-1451`, `ucdp-1004`; stage: what kind of agreement the registry takes it for; signatories, third_parties, summary:
    its own words; made: the day it was made; ended: the day the registry says it ended, where it does; countries: ISO 3166
    alpha-3 codes; same_as: its id in another registry; link: where it can be read.
    """

    id: str
    title: str
    made: str
    stage: str
    process: str = ""
    signatories: str = ""
    third_parties: str = ""
    countries: tuple[str, ...] = ()
    summary: str = ""
    ended: str | None = None
    same_as: str | None = None
    link: str = ""

    def pact(self) -> Pact:
        """The agreement as a pact without clauses; its parties are those that pactwatch knows by name."""
        made = Span.parse(self.made)
        latest = Span.parse(self.ended).latest if self.ended else Span.parse(f"{self.made}/..").latest
        parties, witnesses = parties_in(self.signatories), parties_in(self.third_parties)
        return Pact(
            id=self.id,
            kind=self.stage.lower(),
            title={"en": self.title},
            parties=parties,
            made=made,
            in_force=Span(made.earliest, latest),
            time_zone="UTC",
            source=self.link,
            clauses=(),
            witnesses=tuple(w for w in witnesses if w not in parties),
        )

    def words(self) -> str:
        """All its words, folded, to look for others in."""
        return fold(
            " ".join((self.id, self.title, self.made, self.process, self.signatories, self.third_parties, self.summary))
        )

    def line(self) -> dict[str, Any]:
        """The agreement as JSON holds it, empty fields left out."""
        return {key: value for key, value in asdict(self).items() if value}


def parties_in(text: str) -> tuple[str, ...]:
    """The parties that a text in English names and that can owe something, states without their branch, in order."""
    words, scene = lexicon("en"), Scene("")
    found: list[str] = []
    for piece in _PIECES.split(text):
        named = mentions(tokens(piece, "en"), piece, words, scene, frozenset())
        found += (p for m in named for p in m.parties)
    return tuple(dict.fromkeys(_states(p for p in found if vocabulary.is_party(p) and vocabulary.can_owe(p))))


def _states(parties: Iterable[str]) -> Iterable[str]:
    for party in parties:
        root = party.partition(".")[0]
        yield root if vocabulary.is_state(root) else party

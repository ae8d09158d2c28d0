"""Who really speaks: the voice behind a claim, and whose interest it has.

Ten papers that reprint a ministry are one voice, and that voice has an interest. A voice is the root speaker: the party
that vouches, or, where the text speaks for itself, the outlet whose text it first was.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from pactwatch.letters import fold
from pactwatch.lexicons.roots import root
from pactwatch.types import Claim, Report, Source

UNNAMED = ("ANON", "MEDIA", "ACTIVISTS")
"""Speakers that cannot be told from one another: they claim, but add no independence."""


@dataclass(frozen=True, slots=True)
class Voice:
    """id: root speaker. side: the party whose interest it has, None for nobody's. named: whether it can stand alone as a
    witness (an unnamed or hedging one cannot). sensor: whether it is an instrument."""

    id: str
    side: str | None
    named: bool = True
    sensor: bool = False

    def stands_for(self, party: str) -> bool:
        """Whether the voice is that party's own, or has its interest. A party always has an interest in its own matter."""
        return party in (self.id, self.side)


@lru_cache(maxsize=1 << 12)
def side_of(party: str) -> str:
    """The side a party name belongs to by its spelling: `AZE.MIL` → `AZE`, `ANON.ARM` → `ARM`, `HAMAS` → `HAMAS`."""
    return root(party.removeprefix("ANON."))


def interested(voice: Voice, sides: frozenset[str]) -> bool:
    """Whether the voice has an interest in the matter of these sides, or might have (an unnamed one always might)."""
    return not voice.named or any(voice.stands_for(side) for side in sides)


class Speakers:
    """The declared sources, ready to be asked who speaks."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self.sources = sources
        self._by_party = {name: s for s in sources.values() for name in s.parties}
        outlets = [s for s in sources.values() if s.kind in ("outlet", "agency")]
        self._outlets = [(fold(name), self._first(s.id)) for s in outlets for name in s.names.values()]
        self._of: dict[tuple[str, bool], Voice] = {}

    def speaking_as(self, party: str) -> Source | None:
        """The declared source that speaks under a party name, or under the whole of which it is a part."""
        return self._by_party.get(party) or self._by_party.get(root(party))

    def voice_of(self, claim: Claim, report: Report, first: str | None) -> Voice:
        """The voice behind a claim. first: the id of the source that had a reprinted report first."""
        hedged = claim.certainty == "hedged"
        if claim.speaker == "OUTLET":
            return self._outlet(self._first(first or report.source), hedged)
        if claim.speaker == "MEDIA" and (quoted := self._quoted(claim.statement.text)):
            return Voice(quoted.id, quoted.side, not hedged)
        known = self._of.get((claim.speaker, hedged))
        if known is None:
            known = self._of[claim.speaker, hedged] = self._party(claim.speaker, hedged)
        return known

    def _outlet(self, outlet: str, hedged: bool) -> Voice:
        known = self._of.get((f"OUTLET {outlet}", hedged))
        if known is None:
            source = self.sources.get(outlet)
            known = Voice(outlet, source.side if source else None, not hedged, source is not None and source.kind == "sensor")
            self._of[f"OUTLET {outlet}", hedged] = known
        return known

    def _party(self, speaker: str, hedged: bool) -> Voice:
        party = root(speaker)
        named = party not in UNNAMED and not hedged
        identity = speaker if party in UNNAMED else party
        source = self.speaking_as(speaker)
        if source is not None:
            return Voice(identity, source.side, named, source.kind == "sensor")
        return Voice(identity, None if speaker in UNNAMED else side_of(speaker), named)

    def _first(self, source: str) -> str:
        """The source from which it copies in the end."""
        seen: set[str] = set()
        while source not in seen and source in self.sources and self.sources[source].copies_from:
            seen.add(source)
            source = self.sources[source].copies_from[0]
        return source

    def _quoted(self, text: str) -> Source | None:
        """The one declared outlet or agency that a sentence names, followed to the source that it copies from."""
        words = fold(text)
        found = {outlet for name, outlet in self._outlets if name in words}
        return self.sources.get(found.pop()) if len(found) == 1 else None

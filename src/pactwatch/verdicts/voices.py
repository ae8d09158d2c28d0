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


def voice_of(claim: Claim, report: Report, sources: Mapping[str, Source], first: Mapping[str, str]) -> Voice:
    """The voice behind a claim. `first` maps the id of a reprinted report to the id of the source that had it first."""
    hedged = claim.certainty == "hedged"
    if claim.speaker == "OUTLET":
        outlet = _root(first.get(report.id, report.source), sources)
        source = sources.get(outlet)
        return Voice(outlet, source.side if source else None, not hedged, source is not None and source.kind == "sensor")
    if claim.speaker == "MEDIA" and (quoted := _quoted_outlet(claim.statement.text, sources)):
        return Voice(quoted.id, quoted.side, not hedged)
    party = root(claim.speaker)
    rest = claim.speaker.removeprefix(party)
    named = party not in UNNAMED and not hedged
    identity = claim.speaker if party in UNNAMED else party
    source = speaking_as(claim.speaker, sources)
    if source is not None:
        return Voice(identity, source.side, named, source.kind == "sensor")
    return Voice(identity, None if party in UNNAMED and not rest else side_of(claim.speaker), named)


def interested(voice: Voice, sides: frozenset[str]) -> bool:
    """Whether the voice has an interest in the matter of these sides, or might have (an unnamed one always might)."""
    return not voice.named or any(voice.stands_for(side) for side in sides)


def _root(source: str, sources: Mapping[str, Source]) -> str:
    seen: set[str] = set()
    while source not in seen and source in sources and sources[source].copies_from:
        seen.add(source)
        source = sources[source].copies_from[0]
    return source


def _quoted_outlet(text: str, sources: Mapping[str, Source]) -> Source | None:
    """The one declared outlet or agency that a sentence names, followed to the source that it copies from."""
    words = fold(text)
    outlets = [s for s in sources.values() if s.kind in ("outlet", "agency")]
    found = {_root(s.id, sources) for s in outlets if any(fold(name) in words for name in s.names.values())}
    return sources.get(found.pop()) if len(found) == 1 else None


def speaking_as(party: str, sources: Mapping[str, Source]) -> Source | None:
    """The declared source that speaks under a party name, or under the whole of which it is a part."""
    by_party = {name: s for s in sources.values() for name in s.parties}
    return by_party.get(party) or by_party.get(root(party))

"""Where a duty is to be done, as far as its sentence names places that are known."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pactwatch.drafts.obligations import Obligation
from pactwatch.drafts.reader import places_in
from pactwatch.letters import fold
from pactwatch.pacts import vocabulary
from pactwatch.pacts.writing import array, comment
from pactwatch.places import resolve

_MOST = 3
_TIED = frozenset({"withdraw", "mobilize", "capture", "attack", "cease_fire", "violate_ceasefire", "monitor", "deliver_aid"})


@dataclass(frozen=True, slots=True)
class Area:
    """A zone of a draft: ids of places, and the words of the text."""

    id: str
    includes: tuple[str, ...]
    said: str

    def text(self) -> str:
        """The `[zones]` table."""
        why = "Places named in the text. Check what it covers, and give readings where that is contested."
        return f"{comment(why)}\n[zones.{self.id}]\nincludes = {array(self.includes)}\n"


def area(one: Obligation) -> Area | None:
    """The zone of an obligation whose act is tied to a place: where it stands in its sentence, outside of brackets and quotes."""
    if not set(one.does.acts) & _TIED:
        return None
    sentence = one.sentence.text
    found = [p for p in places_in(one.sentence) if not _aside(sentence, p.start)]
    known = [(p, place) for p in found if (place := resolve(p.name))]
    ids = tuple(dict.fromkeys(place.id for _, place in known))
    if not 0 < len(ids) <= _MOST:
        return None
    # "… of Ukraine" behind the name of a region says where the region is.
    regions = tuple(i for i in ids if not vocabulary.is_state(i)) or ids
    said = sentence[known[0][0].start : known[-1][0].end]
    return Area(re.sub(r"[^a-z0-9]+", "-", fold("-".join(regions))).strip("-"), regions, said)


def _aside(sentence: str, place: int) -> bool:
    before = sentence[:place]
    return (
        before.count("(") > before.count(")") or before.count("“") > before.count("”") or before.count("«") > before.count("»")
    )

"""Where a duty is to be done, as far as its sentence names places that are known."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pactwatch.drafts.obligations import Obligation
from pactwatch.drafts.reader import places_in
from pactwatch.letters import fold
from pactwatch.pacts import vocabulary
from pactwatch.pacts.writing import array, comment, text
from pactwatch.places import places, resolve

_MOST = 3
_TIED = frozenset({"withdraw", "mobilize", "capture", "attack", "cease_fire", "violate_ceasefire", "monitor", "deliver_aid"})


@dataclass(frozen=True, slots=True)
class Area:
    """A zone of a draft: ids of places, and the words of the text. Without places nothing is known but the words."""

    includes: tuple[str, ...]
    said: str

    @property
    def id(self) -> str:
        """The zone's name in the file."""
        return re.sub(r"[^a-z0-9]+", "-", fold("-".join(self.includes))).strip("-")

    def text(self) -> str:
        """The `[zones]` table."""
        why = "Places named in the text. Check what it covers, and give readings where that is contested."
        return f"{comment(why)}\n[zones.{self.id}]\nincludes = {array(self.includes)}\n"

    def lines(self) -> list[str]:
        """What a clause says of its zone."""
        if not self.includes:
            return [comment(f"Where, as the text has it: “{self.said}”.")]
        return [f"zone = {text(self.id)} {comment(f'“{self.said}”')}"]


def area(one: Obligation) -> Area | None:
    """The zone of an obligation whose act is tied to a place: the places of its sentence outside of brackets and quotes."""
    if not set(one.does.acts) & _TIED:
        return None
    sentence = one.sentence.text
    found = [p for p in places_in(one.sentence) if not _aside(sentence, p.start)]
    if not found:
        return None
    said = sentence[found[0].start : found[-1].end]
    ids = [_ids(p.name) for p in found]
    known = tuple(dict.fromkeys(i for each in ids for i in each))
    if not all(ids) or len(known) > _MOST or any(i not in places() for i in known):
        return Area((), said)
    # "… of Ukraine" behind the name of a region says where the region is.
    return Area(tuple(i for i in known if not vocabulary.is_state(i)) or known, said)


def _ids(name: str) -> tuple[str, ...]:
    """The ids of a name, or of the two that "and" joins; none where one of them is not known."""
    parts = [resolve(part) for part in re.split(r"\s+(?:and|и)\s+|\s+و\s*", name)]
    return tuple(p.id for p in parts if p) if all(parts) else ()


def _aside(sentence: str, place: int) -> bool:
    before = sentence[:place]
    return any(before.count(opened) > before.count(closed) for opened, closed in ("()", "“”", "«»"))

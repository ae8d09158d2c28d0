"""An event as one line of a list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pactwatch.briefs.wording import Text, Wording
from pactwatch.verdicts.heard import Heard
from pactwatch.web.events.index import EventIndex
from pactwatch.web.naming import Spellings, spelled


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event. span: ISO 8601; when: in words. proof: by all its voices; voices, denied_by: root speakers. claims: how many.
    text: the words of the most exact claim, in their language, and the source and statement (by id) in which they stand."""

    id: str
    acts: tuple[str, ...]
    span: str
    when: str
    actors: tuple[str, ...]
    places: list[Spellings]
    proof: str
    contested: bool
    voices: list[str]
    denied_by: list[str]
    claims: int
    text: Text
    source: str
    statement: str


def line(index: EventIndex, number: int, words: Wording) -> EventLine:
    """The event of a number, in these words."""
    event, told = index.events[number], index.claims(number)
    clear = most_exact(told)
    contested = bool(index.contested[number])
    return EventLine(
        id=event.id,
        acts=event.acts,
        span=str(event.span),
        when=words.span(event.span),
        actors=event.actors,
        places=spelled(event.places, words),
        proof=index.proof(number),
        contested=contested,
        voices=_all(h.voice.id for h in told),
        denied_by=_all(h.voice.id for h in index.denials(event)) if contested else [],
        claims=len(event.claims),
        text=words.own(clear.claim.quote, clear.report.language),
        source=clear.report.source,
        statement=clear.statement,
    )


def most_exact(told: Iterable[Heard]) -> Heard:
    """The claim that tells best when it was."""
    return min(told, key=lambda h: (not h.dated, h.ends - h.begins, h.id))


def _all(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))

"""Under which keys a claim is found, and which claims show that somebody was looking."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pactwatch.ledger.events import FIGHTING, REPLY, roots
from pactwatch.lexicons.roots import root
from pactwatch.verdicts.heard import Heard
from pactwatch.verdicts.voices import Speakers

Key = tuple[str, str, str]
"""What is asked for: `event` or a stance (`not` for asserting that it was not so), `voice` or `watch`; an act; a party, `*` for
any, empty for none; `>ARM` and `@ARM` for events of no doer that befell a party or state. Or `told`, and the first claim of one
event."""

Touch = tuple[Key, int, int]
"""A key and the first and last second at which something was asked for, or changed, under it."""

WATCHING = ("monitor", "sensor")
"""Kinds of source whose reports, by their very existence, show that somebody was looking."""

LATER = int(REPLY.total_seconds())
"""Seconds before it was said that an undated denial may reach back."""


@dataclass(frozen=True, slots=True)
class Rest:
    """On what an answer rests. latest: the last line of what was found by asking. spans: under which keys and at what time it
    would be seen if that were another, `first` and `last` being the ends of all; always: the keys under which at any time.
    watched: acts of which it was asked who had been looking."""

    latest: int
    spans: dict[Key, tuple[int, int]]
    first: int
    last: int
    always: tuple[Key, ...]
    watched: frozenset[str]


class Reads:
    """What was asked: under each key from the first second to the last."""

    __slots__ = ("_rest", "_spans")

    def __init__(self, touches: Iterable[Touch]) -> None:
        self._spans = hull(touches)
        self._rest: Rest | None = None

    def rest(self, work: Callable[[Iterable[Touch]], Rest]) -> Rest:
        """On what the answer rests, which is worked out once."""
        if self._rest is None:
            self._rest = work(self)
        return self._rest

    def __iter__(self) -> Iterator[Touch]:
        return ((key, first, last) for key, (first, last) in self._spans.items())


def hull(touches: Iterable[Touch]) -> dict[Key, tuple[int, int]]:
    """Each key with its first and last second."""
    found: dict[Key, tuple[int, int]] = {}
    for key, first, last in touches:
        known = found.get(key)
        found[key] = (first, last) if known is None else (min(first, known[0]), max(last, known[1]))
    return found


def unnamed(one: Heard) -> Iterator[str]:
    """Where a happening without a doer is looked for: by whom it befell (`>ARM`), and in which state (`@ARM`)."""
    yield ""
    for party in roots(one.claim.target):
        yield f">{party}"
    for place in one.where:
        yield f"@{(place.id, *place.within)[-1]}"


def entries(one: Heard, speakers: Speakers) -> Iterator[Touch]:
    """Under which keys a claim is found, but for the event that it tells of."""
    claim, (first, last) = one.claim, one.time()
    if one.negative:
        for party in roots(claim.actor) or ("",):
            yield ("denies" if claim.stance == "denies" else "not", claim.act, party), first, last
            yield ("denial", claim.act, party), first if one.dated else first - LATER, last
        yield ("denial", claim.act, "*"), first if one.dated else first - LATER, last
    elif not one.tells:
        yield (claim.stance, claim.act, root(claim.speaker)), first, last
    elif one.dated and claim.act in FIGHTING:
        for party in {one.voice.id, one.voice.side or one.voice.id}:
            yield ("voice", claim.act, party), first, last
    if witnesses(one, speakers):
        yield ("watch", claim.act, one.voice.id), first, last


def witnesses(one: Heard, speakers: Speakers) -> bool:
    """Whether a claim shows that its voice was looking: it monitored, a truce holds, something was not so, or it is the report
    of one that does nothing else."""
    if one.tells and one.claim.act in ("monitor", "cease_fire"):
        return True
    return (one.claim.stance == "asserts" and one.claim.negated) or by_watcher(one, speakers)


def by_watcher(one: Heard, speakers: Speakers) -> bool:
    """Whether it is the report of a monitor or sensor."""
    if one.claim.stance not in ("asserts", "denies"):
        return False
    outlet = one.claim.speaker == "OUTLET"
    source = speakers.sources.get(one.report.source) if outlet else speakers.speaking_as(one.claim.speaker)
    return source is not None and source.kind in WATCHING

"""How a clause's answers changed over time, ready to be drawn as a strip and listed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pactwatch.types import Clause, Status
from pactwatch.verdicts.history import Turn, history, moments
from pactwatch.web.asking import Ask


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time during which an answer had a status: from a day, in words and as ISO 8601. place, length: where it lies in the
    strip and how long it is, in thousandths of it."""

    since: str
    day: str
    status: Status
    place: int
    length: int


@dataclass(frozen=True, slots=True)
class Strip:
    """The history of the parties that have the same. ends: the day up to which it is judged, in words."""

    bearers: tuple[str, ...]
    names: str
    stretches: list[Stretch]
    ends: str


def strips(ask: Ask, clause: Clause) -> list[Strip]:
    """The histories of a clause's bearers, as known to the page, up to its day or the last."""
    snapshot, until = ask.snapshot, max(ask.at, ask.snapshot.today())
    told = (*snapshot.verdicts(clause.ref, ask.at, ask.by), *snapshot.verdicts(clause.ref, until, ask.by))
    cited = snapshot.brief(told, (), ask.at, until).claims
    days = moments(clause, snapshot.pacts, snapshot.evidence, told, cited, until)
    alike: dict[tuple[Turn, ...], list[str]] = {}
    growing = clause.duty == "must_not"
    for bearer, turns in history(lambda m: snapshot.verdicts(clause.ref, m, ask.by), days, growing=growing).items():
        alike.setdefault(turns, []).append(bearer)
    return [_strip(ask, bearers, turns, days.all[0], until) for turns, bearers in alike.items()]


def _strip(ask: Ask, bearers: list[str], turns: tuple[Turn, ...], first: datetime, until: datetime) -> Strip:
    whole = max((until - first).total_seconds(), 1.0)
    starts = [round(1000 * (t.since - first).total_seconds() / whole) for t in turns]
    lengths = [after - start for start, after in zip(starts, [*starts[1:], 1000], strict=True)]
    zone = ask.snapshot.zone
    stretches = [
        Stretch(ask.words.language.date(t.since.astimezone(zone)), ask.day(t.since), t.status, start, length)
        for t, start, length in zip(turns, starts, lengths, strict=True)
    ]
    return Strip(tuple(bearers), ask.words.names(bearers), stretches, ask.words.language.date(until.astimezone(zone)))

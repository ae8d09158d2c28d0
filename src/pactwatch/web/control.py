"""Who is said to hold which place: every claim that somebody took or left one, by place and time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from operator import attrgetter
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from pactwatch.ledger.events import roots
from pactwatch.lexicons.roots import root
from pactwatch.places import is_part, resolve
from pactwatch.types import Place
from pactwatch.verdicts.earlier import Earlier
from pactwatch.verdicts.evidence import Evidence
from pactwatch.verdicts.heard import Heard
from pactwatch.verdicts.timeline import seconds

Says = Literal["holds", "left", "does_not_hold"]
ACTS = ("capture", "withdraw")


@dataclass(frozen=True, slots=True)
class Word:
    """What one voice says of a party and a place: that it `holds` it since a moment, `left` it, or `does_not_hold` it.

    party: None where it is not named. since: seconds since 1970; without a date, of its publication. teller: the party
    whose interest the voice has, else the voice.
    """

    party: str | None
    says: Says
    since: int
    teller: str
    heard: Heard


@dataclass(frozen=True, slots=True)
class Held:
    """A place (its id, or as it is told, where it is not known), and each teller's last word on each party there, in order of
    time. contested: whether two parties are said to hold it, or one says that another does not hold what it is said to hold."""

    place: str
    words: tuple[Word, ...]
    contested: bool


class Control:
    """All words about places (by place, in order of time), to be asked for a moment."""

    def __init__(self, words: Mapping[str, list[Word]], later: Control | None = None) -> None:
        """later: that of a later line, out of which the words are taken."""
        self.words, self._later = words, later
        self._held: dict[str, list[Held]] = {}
        self._lines: dict[str, NDArray[np.int64]] = {}
        self._same = {place: _alike(told, later.words.get(place, [])) for place, told in words.items()} if later else {}
        self.at = lru_cache(16)(self._at)

    @classmethod
    def told(cls, evidence: Evidence) -> Control:
        """What an evidence tells."""
        return cls(_in_order(_told(evidence.record.heard.values(), evidence)))

    def earlier(self, evidence: Evidence, record: Earlier) -> Control:
        """What the evidence of an earlier line tells; record: that of the evidence."""
        again = {heard.id for heard in record.reheard}
        lines, beyond = self.prepare(record.later_lines), record.seq + 1
        left = {place: _kept(told, lines[place] < beyond) for place, told in self.words.items()}
        for place in {p for h in record.reheard for p in _most_exact(h)} & left.keys():
            left[place] = [w for w in left[place] if w.heard.id not in again]
        for place, words in _told(record.reheard, evidence).items():
            left |= _in_order({place: [*left.get(place, ()), *words]})
        return Control({place: words for place, words in left.items() if words}, self)

    def prepare(self, lines: Mapping[str, int]) -> dict[str, NDArray[np.int64]]:
        """The line of each word, of which earlier lines are cut. lines: that of each claim."""
        if not self._lines:
            self._lines = {p: np.array([lines[w.heard.id] for w in told], np.int64) for p, told in self.words.items()}
        return self._lines

    def counted(self, evidence: Evidence) -> Control:
        """Those of the words that count for an evidence, such as that of one side."""
        left = {place: [w for w in words if evidence.counts(w.heard)] for place, words in self.words.items()}
        return Control({place: words for place, words in left.items() if words})

    def until(self, place: str, at: datetime) -> list[Word]:
        """Everything said of a place by an instant, in order."""
        words = self.words.get(place, [])
        return words[: bisect_right(words, seconds(at), key=_since)]

    def _at(self, at: datetime) -> tuple[Held, ...]:
        """Every place that somebody had been said to hold or to have left by an instant: what is contested first, then the
        latest first. That one "made no advance", where nobody says that he did, tells of no place held."""
        moment = seconds(at)
        counts = ((place, bisect_right(words, moment, key=_since)) for place, words in self.words.items())
        found = (self._after(place, count) for place, count in counts if count)
        told = (h for h in found if any(w.says != "does_not_hold" for w in h.words))
        return tuple(sorted(told, key=lambda h: (not h.contested, -h.words[-1].since, h.place)))

    def _after(self, place: str, count: int) -> Held:
        """What is said of a place after so many of the words about it."""
        if self._later is not None:
            return self._later._after(place, count) if count <= self._same[place] else held(place, self.words[place][:count])
        known = self._held.get(place)
        if known is None:
            known = self._held[place] = list(_course(place, self.words[place]))
        return known[count - 1]


def held(place: str, words: Iterable[Word]) -> Held:
    """What these words, in order of time, come to in the end."""
    last: dict[tuple[str, str | None], Word] = {}
    for word in words:
        _say(last, word)
    told = tuple(last.values())
    return Held(place, told, _contested(told))


def _course(place: str, words: Iterable[Word]) -> Iterator[Held]:
    """What words, in order of time, come to one after another."""
    last: dict[tuple[str, str | None], Word] = {}
    for word in words:
        _say(last, word)
        told = tuple(last.values())
        yield Held(place, told, _contested(told))


def _say(last: dict[tuple[str, str | None], Word], word: Word) -> None:
    if word.says == "holds":
        # Whoever says that a party holds it no longer says that another does.
        for key in [k for k, w in last.items() if k[0] == word.teller and w.says == "holds"]:
            del last[key]
    # Said last, put last: so the order is that of time.
    last.pop((word.teller, word.party), None)
    last[word.teller, word.party] = word


def _told(heard: Iterable[Heard], evidence: Evidence) -> dict[str, list[Word]]:
    """The words of these claims, by place."""
    found: dict[str, list[Word]] = {}
    for one in heard:
        if one.claim.act in ACTS and one.claim.stance in ("asserts", "denies") and evidence.counts(one):
            for place in _most_exact(one):
                found.setdefault(place, []).extend(_words(one))
    return found


def _in_order(words: Mapping[str, list[Word]]) -> dict[str, list[Word]]:
    return {place: sorted(told, key=lambda w: (w.since, w.heard.id)) for place, told in words.items()}


def _kept(words: list[Word], stood: NDArray[np.bool_]) -> list[Word]:
    """Those of some words that stood. Most of them are the first."""
    first = int(np.argmin(stood)) if not stood.all() else len(words)
    return words[:first] + [words[n] for n in (first + np.flatnonzero(stood[first:])).tolist()]


def _alike(some: list[Word], others: list[Word]) -> int:
    """How many words at the beginning are the very same."""
    return next(
        (n for n, (one, other) in enumerate(zip(some, others, strict=False)) if one is not other), min(len(some), len(others))
    )


def _contested(words: tuple[Word, ...]) -> bool:
    holding = {w.party for w in words if w.says == "holds"}
    denied = {w.party for w in words if w.says == "does_not_hold"}
    return len(holding - {None}) > 1 or bool(holding & denied)


def _words(heard: Heard) -> Iterator[Word]:
    teller = heard.voice.side or heard.voice.id
    since = heard.time()[1 if heard.negative else 0]
    taken = heard.claim.act == "capture"
    doers: Iterable[str | None] = sorted(roots(heard.claim.actor)) or (None,)
    for party in doers:
        says: Says = "holds" if taken == heard.tells else "left" if heard.tells else "does_not_hold"
        yield Word(party, says, since, teller, heard)
    if not taken and heard.tells:
        for party in sorted({root(t) for t in heard.claim.target} - set(doers)):
            yield Word(party, "holds", since, teller, heard)


_since = attrgetter("since")


def _most_exact(heard: Heard) -> list[str]:
    """The places of a claim, without those that only say where the others lie. Of a side of a place ("the south of") nobody
    can say that the whole is meant: it is left out beside another place, and stands as it is told where it is the only one."""
    sides = {name for name in heard.claim.places if is_part(name)}
    partly = {place.id for name in sides if (place := resolve(name)) is not None}
    around = {within for place in heard.where for within in place.within}
    known = dict.fromkeys(place.id for place in heard.where if place.id not in around | partly)
    told = [
        n for n in heard.claim.places if n not in sides and resolve(n) is None and len(heard.where) < len(heard.claim.places)
    ]
    return [*known, *told] or sorted(sides)


def lies_in(place: str, wanted: str) -> bool:
    """Whether a place is the one wanted, or within it."""
    found: Place | None = resolve(place)
    return place == wanted or (found is not None and (found.id == wanted or wanted in found.within))

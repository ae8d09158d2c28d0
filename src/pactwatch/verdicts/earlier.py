"""What was known at an earlier line, cut out of what is known at a later one.

Only what fell, was judged or had another voice in between is heard again, and only the happenings that this or a later claim
touches are put together again; all else is looked up in the later record, what came after the line left out. The answers are
those of a record filled with the claims of that line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from heapq import merge
from itertools import chain

from pactwatch.ledger.cutting import UpTo
from pactwatch.ledger.pairs import Pairs
from pactwatch.types import Claim, Report, Source
from pactwatch.verdicts.heard import Heard
from pactwatch.verdicts.keys import Key, Reads, by_watcher, entries
from pactwatch.verdicts.record import Happening, Record, Ruled, matter
from pactwatch.verdicts.timeline import EVER, Entry


def earlier(
    later: Record,
    claims: Mapping[str, Claim],
    reports: Mapping[str, Report],
    sources: Mapping[str, Source],
    pairs: Pairs,
    rulings: Mapping[str, list[Ruled]],
) -> Earlier | None:
    """The record of what stood at an earlier line than another's. None where its claims are not cut out of the other's, or a
    report of one that was taken back since is not known there."""
    if not isinstance(claims, UpTo) or claims.rows is not later.claims:
        return None
    back = {claims[i].statement.report for i in claims.more}
    if not all(r in reports and r in later.of_report for r in back):
        return None
    return Earlier(later, claims, reports, sources, back, pairs, rulings)


class _Changes:
    """What is told otherwise, by key, with the first and last second of it; and those of all."""

    def __init__(self, told: Mapping[Key, list[tuple[int, int]]]) -> None:
        self.told = told
        self.first = min((first for spans in told.values() for first, _ in spans), default=0)
        self.last = max((last for spans in told.values() for _, last in spans), default=-1)

    def reach(self, spans: Mapping[Key, tuple[int, int]]) -> bool:
        """Whether something is told otherwise under one of these keys between a first and last second."""
        for key in spans.keys() & self.told.keys():
            first, last = spans[key]
            if any(begins <= last and ends >= first for begins, ends in self.told[key]):
                return True
        return False


class Earlier(Record):
    """A record of an earlier line than another's. Nothing is added to it.

    later_lines: the lines of the later record's claims. reheard: claims that were heard otherwise then, or had not been taken
    back. remade: the first claims of the later record's events that were otherwise then.
    """

    def __init__(
        self,
        later: Record,
        claims: UpTo[Claim],
        reports: Mapping[str, Report],
        sources: Mapping[str, Source],
        back: set[str],
        pairs: Pairs,
        rulings: Mapping[str, list[Ruled]],
    ) -> None:
        """claims, reports, sources, pairs, rulings: as they stood then. back: reports of claims that were taken back since."""
        super().__init__(sources, later.zone, pairs)
        self._later, self.later_lines, self._beyond = later, later.lines, claims.seq + 1
        self._same_sources = sources == later.speakers.sources
        if self._same_sources:
            self.speakers = later.speakers
        self.seq, self.latest = claims.seq, later.latest
        self.lineage = later.lineage.among(lambda r: r in back or self.stood(later.of_report[r][0]))
        self.about = later.about
        same = len(later.heard) == len(later.claims)  # every claim has its report
        self.heard = UpTo(later.heard, later.lines, claims.seq, like=claims if same else None)
        self.grouping = later.grouping.earlier(self.stood, pairs)
        self._reheard: set[str] = set()
        self.remade: set[str] = set()
        self._parties: dict[tuple[str, str], set[str]] = {}
        self._cut(claims, reports, rulings)

    def touching(self, key: Key, first: int, last: int) -> Iterator[Entry]:
        """The entries of a key that touch this time."""
        theirs, own = self._later.timeline(key), self._index.get(key)
        if theirs is None:
            return iter(()) if own is None else own.touching(first, last)
        hidden, lines, beyond = self._hidden(key), self.later_lines, self._beyond
        old = (e for e in theirs.touching(first, last) if lines[e[2]] < beyond and e[2] not in hidden)
        return old if own is None else merge(old, own.touching(first, last))

    def known(self, kind: str, act: str) -> set[str]:
        """The parties that have entries of a kind and act."""
        found = self._parties.get((kind, act))
        if found is None:
            found = {p for p in self._ever(kind, act) if any(True for _ in self.touching((kind, act, p), *EVER))}
            self._parties[kind, act] = found
        return found

    def happening(self, leader: str) -> Happening:
        """The event whose first claim this is."""
        return self._happenings.get(leader) or self._later.happening(leader)

    def leader(self, claim: str) -> str:
        """The first claim of the event of which a claim tells."""
        return self._leader.get(claim) or self._later.leader(claim)

    @property
    def otherwise(self) -> list[Happening]:
        """The happenings that were told otherwise then."""
        return list(self._happenings.values())

    def unchanged(self, reads: Reads) -> bool:
        """Whether all that was asked of the later record has the same answer here."""
        if not self._same_sources:
            return False
        rest = reads.rest(self._later.rest)
        if rest.latest > self.seq or rest.watched & self._watched_by_others:
            return False
        changes = self._changes
        if any(key in changes.told for key in rest.always):
            return False
        return not (rest.first <= changes.last and changes.first <= rest.last and changes.reach(rest.spans))

    @cached_property
    def _watched_by_others(self) -> frozenset[str]:
        """Acts of which others show that they were looking than in the later record."""
        acts = {act for record in (self, self._later) for kind, act in record._known if kind == "watch"}
        return frozenset(act for act in acts if self.known("watch", act) != self._later.known("watch", act))

    @cached_property
    def _changes(self) -> _Changes:
        """What is told, or put together, otherwise than in the later record, apart from what is not told yet. But for events,
        what is found under `*` is of any party."""
        later = self._later
        found: dict[Key, list[tuple[int, int]]] = defaultdict(list)
        own = ((key, e[0], e[1]) for key, timeline in self._index.items() for e in timeline.touching(*EVER))
        claims = (touch for i in self._reheard for touch in entries(later.heard[i], later.speakers))
        events = ((key, h.first, h.last) for h in map(later.happening, self.remade) for key in h.keys)
        for key, first, last in chain(own, claims, events):
            found[key].append((first, last))
            if key[0] != "event":
                found[key[0], key[1], "*"].append((first, last))
        for one in (*self._happenings.values(), *map(later.happening, self.remade)):
            found["told", one.event.id, ""].append((one.first, one.last))
        return _Changes(found)

    def _ever(self, kind: str, act: str) -> set[str]:
        """The parties that had entries of a kind and act then, or have later."""
        return self._later.known(kind, act) | self._known.get((kind, act), set())

    def _hidden(self, key: Key) -> set[str]:
        return self.remade if key[0] == "event" else self._reheard

    def stood(self, claim: str) -> bool:
        """Whether a claim of the later record had been told by then."""
        return self.later_lines.get(claim, self._beyond) < self._beyond

    def _cut(self, claims: UpTo[Claim], reports: Mapping[str, Report], rulings: Mapping[str, list[Ruled]]) -> None:
        later = self._later
        back = {i: self._restored(i, claims[i], reports[claims[i].statement.report]) for i in claims.more}
        judged = {i for i in {*rulings, *later.rulings} if self.stood(i) and rulings.get(i) != later.rulings.get(i)}
        heard = {**{i: later.heard[i] for i in judged if i in later.heard}, **back, **dict(self._of_other_voices())}
        heard |= dict(self._halved(heard, back))
        for name, one in heard.items():
            self._take_in(name, one)
        self.reheard = tuple(heard.values())
        paired = self.grouping.judged.claims | later.grouping.judged.claims
        keys = {*later.grouping.parted(later.lines, self.seq), *self.grouping.keys({*back, *paired})}
        touched = self.grouping.settle(keys) | paired | heard.keys()
        self._put_together(i for i in touched if i in self.heard and self.heard[i].tells)

    def _restored(self, name: str, claim: Claim, report: Report) -> Heard:
        """A claim that stood and was taken back since."""
        one = self._in_context(name, claim, report, self.lineage.first(report.id))
        if one.tells:
            self.grouping.put(name, claim, one.begins, one.ends, one.where)
        return one

    def _of_other_voices(self) -> Iterator[tuple[str, Heard]]:
        """Claims whose report was a copy then and is none, or the other way round; or whose source was not declared."""
        later = self._later
        if self._same_sources:
            able = (i for r in self.lineage.unlike(later.lineage) for i in later.of_report[r] if self.stood(i))
        else:
            able = (i for i in later.heard if self.stood(i))
        for name in able:
            old = later.heard[name]
            first = self.lineage.first(old.report.id)
            new = replace(old, voice=self.speakers.voice_of(old.claim, old.report, first), reprint_of=first)
            if new != old or by_watcher(new, self.speakers) != by_watcher(old, later.speakers):
                yield name, new

    def _halved(self, heard: Mapping[str, Heard], back: Mapping[str, Heard]) -> Iterator[tuple[str, Heard]]:
        """Denying halves of sentences that say both, which did so not yet or no longer. heard: what is heard otherwise already,
        back: what was taken back since."""
        later = self._later
        told: dict[tuple[str, str, str], list[str]] = {matter(later.heard[i].claim): [] for i in later.halves if self.stood(i)}
        for name, one in back.items():
            told.setdefault(matter(one.claim), [])
            if one.claim.stance == "asserts":
                told[matter(one.claim)].append(name)
        for key, names in told.items():
            both = {i: heard.get(i) or later.heard[i] for i in (*filter(self.stood, later.matters.get(key, ())), *names)}
            parted = len({one.claim.negated for one in both.values()}) > 1
            for name, one in both.items():
                if one.in_part != (parted and one.claim.negated):
                    yield name, replace(one, in_part=not one.in_part)

    def _take_in(self, name: str, one: Heard) -> None:
        if self.stood(name):
            self._reheard.add(name)
        self.heard[name] = one
        for key, first, last in entries(one, self.speakers):
            self._put(key, (first, last, name))

    def _put_together(self, claims: Iterable[str]) -> None:
        """Indexes the events of these claims as they were then, in the place of what they are later."""
        wanted: set[str] = set()
        pending = list(claims)
        while pending:
            name = pending.pop()
            if name not in wanted and name in self.heard:
                wanted.add(name)
                pending += self.grouping.members(name)
                pending += self._later.grouping.members(name) if self.stood(name) else ()
        self.remade = {self._later.leader(i) for i in wanted if self.stood(i)}
        done: set[str] = set()
        for name in sorted(wanted):
            if name not in done:
                done |= self._happens(name)

    def _happens(self, claim: str) -> set[str]:
        members = self.grouping.members(claim)
        self._happenings[members[0]] = made = self._make(members)
        self._leader.update(dict.fromkeys(members, members[0]))
        for key in made.keys:
            self._put(key, (made.first, made.last, members[0]))
        return set(members)

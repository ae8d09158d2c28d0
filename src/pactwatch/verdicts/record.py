"""All that is heard, found by who, what and when; one claim more costs little.

Every entry of the index has a key and a time. Whoever asks notes the keys and times asked for (`evidence`), and a claim that
is added gives back those that it touches: so it is known which answers it can change (`standing`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from pactwatch.ledger.cutting import UpTo
from pactwatch.ledger.events import (
    LONGEST,
    actors_agree,
    composed,
    family,
    places_agree,
    resolved,
    roots,
)
from pactwatch.ledger.grouping import Grouping
from pactwatch.ledger.pairs import Pairs
from pactwatch.ledger.reprints import Lineage
from pactwatch.places import find_places, homonym, resolve
from pactwatch.types import Claim, Event, Place, Report, Source
from pactwatch.verdicts.denying import may_be_about, places_beside
from pactwatch.verdicts.heard import Heard, hear
from pactwatch.verdicts.keys import LATER, Key, Rest, Touch, entries, hull, unnamed
from pactwatch.verdicts.timeline import EVER, Entry, Timeline, seconds
from pactwatch.verdicts.voices import Speakers

PAD = int(LONGEST.total_seconds())
"""Seconds around a denial in which lies what it may be about."""
_KEPT = 50_000
"""Events of one claim that are kept once they have been asked for."""
_BEGINNING = 2_000
"""Characters of a report that tell what it is about."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """What a monitor has found of a claim: `happened`, `did_not_happen` or `not_established`; why; when it was recorded."""

    monitor: str
    finding: str
    why: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Happening:
    """An event with the seconds and keys under which it is found."""

    event: Event
    first: int
    last: int
    keys: tuple[Key, ...]


class Record:
    """Claims in their context, put together by what happened and indexed. zone: in which civil times are read. claims, lines:
    of the view of which it was made, where it was. latest: the second since 1970 in which the last event begins."""

    def __init__(self, sources: Mapping[str, Source], zone: str, pairs: Pairs | None = None) -> None:
        self.zone = zone
        self.speakers = Speakers(sources)
        self.heard: dict[str, Heard] | UpTo[Heard] = {}
        self.seq, self.latest = 0, 0
        self.claims: Mapping[str, Claim] = {}
        self.lines: Mapping[str, int] = {}
        self.rulings: dict[str, list[Ruled]] = {}
        self.lineage = Lineage()
        self.grouping = Grouping(zone, pairs)
        self._index: dict[Key, Timeline] = defaultdict(Timeline)
        self._known: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.of_report: dict[str, list[str]] = defaultdict(list)
        self.matters: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        self.halves: set[str] = set()
        self._happenings: dict[str, Happening] = {}
        # Most events have one claim: these are made when asked for.
        self._alone = lru_cache(_KEPT)(lambda leader: self._make((leader,)))
        self._leader: dict[str, str] = {}
        self.about: dict[str, tuple[str, ...]] = {}
        self._answered: dict[tuple[str, frozenset[str]], datetime | None] = {}

    def fill(self, claims: Iterable[tuple[str, Claim, Report]], like: Record | None = None) -> None:
        """Takes in all claims at once. like: a record that has heard many of them already."""
        rows = list(claims)
        reports = {r.id: r for _, _, r in rows}
        part = like.lineage.of(reports) if like is not None else None
        if part is None:
            self.lineage.fill(reports.values())
        else:
            self.lineage = part
        heard = (
            like.heard if like is not None and (like.zone, like.speakers.sources) == (self.zone, self.speakers.sources) else {}
        )
        for entry, claim, report in rows:
            self._hear(entry, claim, report, heard.get(entry))
        for both in [m for m in self.matters.values() if len(m) > 1]:
            self._mark(both)
        for one in self.heard.values():
            for key, first, last in entries(one, self.speakers):
                self._put(key, (first, last, one.id))
        self.grouping.settle()
        seen: set[str] = set()
        for one in self.heard.values():
            if one.tells and one.id not in seen:
                seen |= self._happens(one.id)
        for timeline in self._index.values():
            timeline.sort()

    def add(self, entry: str, claim: Claim, report: Report) -> list[Touch]:
        """Takes in one claim more; what it touches."""
        if entry in self.heard:
            return []
        self._answered.clear()
        reprinted = self.lineage.add(report)
        again = {i for r in reprinted for i in self.of_report.get(r, ())}
        keys = self._hear(entry, claim, report)
        changed = self._mark(self.matters[matter(claim)]) - {entry}
        touches = [t for i in again | changed for t in self._renew(i, changed)]
        touches += self._enter(self.heard[entry])
        touched = self.grouping.settle(keys) if keys else set()
        self._alone.cache_clear()
        touches += self._regroup(touched | again | {entry}, entry)
        self._alone.cache_clear()
        return touches

    def prepare(self) -> None:
        """Works out what earlier lines are cut of."""
        self.grouping.parted(self.lines, self.seq)

    def events(self, acts: Iterable[str], parties: Iterable[str], first: int, last: int) -> Iterator[Event]:
        """The events of these acts and parties (roots; empty for nobody named, `*` for all) that touch this time, in order."""
        found = {e: None for a in acts for p in parties for e in self.touching(("event", a, p), first, last)}
        for _, _, leader in sorted(found):
            yield self.happening(leader).event

    def timeline(self, key: Key) -> Timeline | None:
        """The entries of a key, as far as they were put here; None where there are none."""
        return self._index.get(key)

    def touching(self, key: Key, first: int, last: int) -> Iterator[Entry]:
        """The entries of a key that touch this time."""
        timeline = self._index.get(key)
        return timeline.touching(first, last) if timeline is not None else iter(())

    def answered(self, denial: Heard, doers: frozenset[str], places: tuple[Place, ...]) -> datetime | None:
        """The beginning of the day of the last dated happening of these doers, up to an undated denial, at these places."""
        key = denial.id, doers
        if key not in self._answered:
            last = max(self._answerable(denial, doers, places), default=None)
            zone = ZoneInfo(self.zone)
            self._answered[key] = datetime.combine(last.astimezone(zone).date(), time.min, zone) if last else None
        return self._answered[key]

    def asked_by(self, denial: Heard) -> tuple[list[Key], int, int]:
        """The keys and times of the events that a denial can be about."""
        parties = (*sorted(roots(denial.claim.actor)), "") if denial.claim.actor else ("*",)
        said = seconds(denial.said)
        return [("event", act, p) for act in sorted(family((denial.claim.act,))) for p in parties], said - LATER, said

    def _answerable(self, denial: Heard, doers: frozenset[str], near: tuple[Place, ...]) -> Iterator[datetime]:
        keys, first, last = self.asked_by(denial)
        for leader in {entry[2] for key in keys for entry in self.touching(key, first, last)}:
            event = self.happening(leader).event
            span = event.span.instants(self.zone)
            places = tuple(p for i in event.claims for p in self.heard[i].where)
            here = bool(event.places) and places_agree(near, places) and actors_agree(doers, roots(event.actors))
            if span[0].year > 1 and here and may_be_about(denial, event, places, span):
                yield min(span[1], denial.said)

    def known(self, kind: str, act: str) -> set[str]:
        """The parties that have entries of a kind and act."""
        return self._known.get((kind, act), set())

    def rest(self, touches: Iterable[Touch]) -> Rest:
        """On what rests what is found by asking this."""
        asked = [both for touch in touches for both in self._read_with(*touch)]
        latest = max((self.lines.get(name, 0) for touch in asked for name in self._found_by(*touch)), default=0)
        spans = hull(asked)
        always = tuple(key for key, span in spans.items() if span == EVER)
        for key in always:
            del spans[key]
        first, last = min((a for a, _ in spans.values()), default=0), max((b for _, b in spans.values()), default=-1)
        watched = frozenset(act for (kind, act, _), _, _ in asked if kind == "voices")
        return Rest(latest, spans, first, last, always, watched)

    def denied_by(self, happening: Happening) -> Iterator[Touch]:
        """Where what denies an event is found; what has no doer may be denied by anybody."""
        parties = (*sorted(roots(happening.event.actors)), "") if happening.event.actors else ("*",)
        for act in family(happening.event.acts):
            for party in parties:
                yield ("denial", act, party), happening.first - PAD, happening.last + PAD

    def _found_by(self, key: Key, first: int, last: int) -> Iterator[str]:
        """The claims, or first claims of events, that are found by asking this."""
        kind, act, party = key
        if kind == "told":
            return iter(self.happening(act).event.claims)
        return (name for k in self._each(kind, act, party) for _, _, name in self.touching(k, first, last))

    def _each(self, kind: str, act: str, party: str) -> Iterator[Key]:
        """The keys under which entries are; but for events and denials, `*` is for any."""
        parties = self.known(kind, act) if party == "*" and kind not in ("event", "denial") else (party,)
        return ((kind, act, p) for p in parties)

    def _read_with(self, key: Key, first: int, last: int) -> Iterator[Touch]:
        """Whoever reads events reads what denies them, too; what has no doer may be denied by anybody."""
        yield key, first, last
        if key[0] == "event" and (found := list(self.touching(key, first, last))):
            begins, ends = found[0][0] - PAD, max(e[1] for e in found) + PAD
            parties = ("*",) if key[2] in ("", "*") or key[2][0] in ">@" else (key[2], "")
            yield from ((("denial", act, p), begins, ends) for act in family((key[1],)) for p in parties)

    def happening(self, leader: str) -> Happening:
        """The event whose first claim this is."""
        return self._happenings.get(leader) or self._alone(leader)

    def leader(self, claim: str) -> str:
        """The first claim of the event of which a claim tells."""
        return self._leader.get(claim, claim)

    def _hear(self, entry: str, claim: Claim, report: Report, before: Heard | None = None) -> tuple[tuple[str, str], ...]:
        first = self.lineage.first(report.id)
        if before is not None and before.reprint_of == first and before.report == report:
            one = replace(before, in_part=False) if before.in_part else before
        else:
            one = self._in_context(entry, claim, report, first)
        self.heard[entry] = one
        self.of_report[report.id].append(entry)
        if claim.stance == "asserts":
            self.matters[matter(claim)].append(entry)
        return self.grouping.put(entry, claim, one.begins, one.ends, one.where) if one.tells else ()

    def _in_context(self, entry: str, claim: Claim, report: Report, first: str | None) -> Heard:
        voice = self.speakers.voice_of(claim, report, first)
        where = self._places(claim, report) if claim.places else ()
        one = hear(entry, claim, report, voice, first, self.zone, where)
        if one.negative and not claim.places:
            beside, hinted = places_beside(claim, report)
            return replace(one, beside=beside, hinted=() if beside else hinted)
        return one

    def _places(self, claim: Claim, report: Report) -> tuple[Place, ...]:
        """What the names stand for. Where a name is that of several places, and none of them is the one usually meant, it is
        told by what its report is about and by the parties of the claim."""
        found = resolved(claim.places)
        if len(found) == len(claim.places) or not any(homonym(name) for name in claim.places):
            return found
        near = (*self._context(report), *sorted(roots((*claim.actor, *claim.target))))
        return tuple(p for n in claim.places for p in resolved((n,)) or resolved((n,), near))

    def _context(self, report: Report) -> tuple[str, ...]:
        known = self.about.get(report.id)
        if known is None:
            names = {name for _, _, name in find_places(f"{report.title}\n{report.text[:_BEGINNING]}", report.language)}
            places = (resolve(name) for name in sorted(names) if not homonym(name))
            known = self.about[report.id] = tuple(sorted({p.id for p in places if p is not None}))
        return known

    def _mark(self, both: list[str]) -> set[str]:
        """Marks the denying halves of sentences that say both; the claims newly marked."""
        polarities = {self.heard[i].claim.negated for i in both}
        new = {i for i in both if len(polarities) > 1 and self.heard[i].claim.negated and not self.heard[i].in_part}
        for i in new:
            self.heard[i] = replace(self.heard[i], in_part=True)
        self.halves |= new
        return new

    def _renew(self, entry: str, marked: set[str]) -> list[Touch]:
        """A claim whose report turned out to be a copy, or no copy, is another voice's."""
        old = self.heard[entry]
        first = self.lineage.first(old.report.id)
        new = replace(old, voice=self.speakers.voice_of(old.claim, old.report, first), reprint_of=first)
        if new == old and entry not in marked:
            return []
        touches = self._leave(old)
        self.heard[entry] = new
        return touches + self._enter(new)

    def _enter(self, one: Heard) -> list[Touch]:
        found: list[Touch] = []
        for key, first, last in entries(one, self.speakers):
            if key[0] == "watch" and key[2] not in self.known("watch", key[1]):
                found.append((("voices", key[1], ""), *EVER))
            self._put(key, (first, last, one.id))
            found += self._reached(one, key, first, last)
        return found

    def _leave(self, one: Heard) -> list[Touch]:
        found: list[Touch] = []
        for key, first, last in entries(one, self.speakers):
            self._index[key].remove((first, last, one.id))
            found += self._reached(one, key, first, last)
        return found

    def _reached(self, one: Heard, key: Key, first: int, last: int) -> Iterator[Touch]:
        yield key, first, last
        if key[0] == "denial" and key[2] != "*":
            # It may be put to every event of its time.
            parties = ("*",) if not key[2] else (key[2], "", "*")
            for act in family((one.claim.act,)):
                for party in parties if key[2] else self.known("event", act):
                    yield ("event", act, party), first - PAD, last + PAD

    def _put(self, key: Key, entry: Entry) -> None:
        self._index[key].add(entry)
        self._known[key[0], key[1]].add(key[2])
        if key[0] == "event" and entry[0] > self.latest:
            self.latest = entry[0]

    def _regroup(self, claims: set[str], new: str) -> list[Touch]:
        """Takes the events of these claims out and puts in what they are now. new: the claim that had no event yet."""
        wanted = {m for i in claims if self.heard[i].tells for m in self.grouping.members(i)}
        touches: list[Touch] = []
        for leader in sorted({self.leader(i) for i in wanted - {new}}):
            was = self.happening(leader)
            for key in was.keys:
                self._index[key].remove((was.first, was.last, leader))
                touches.append((key, was.first, was.last))
            self._happenings.pop(leader, None)
            for i in was.event.claims:
                self._leader.pop(i, None)
            wanted |= set(was.event.claims)
        done: set[str] = set()
        for i in sorted(wanted):
            if i not in done:
                done |= self._happens(i)
                now = self.happening(self.leader(i))
                touches += [(key, now.first, now.last) for key in now.keys]
        return touches

    def _happens(self, claim: str) -> set[str]:
        """Indexes the event of a claim; its claims."""
        members = self.grouping.members(claim)
        made = self._make(members)
        leader = members[0]
        if len(members) > 1:
            self._happenings[leader] = made
            self._leader.update(dict.fromkeys(members, leader))
        for key in made.keys:
            self._put(key, (made.first, made.last, leader))
        return set(members)

    def _make(self, members: tuple[str, ...]) -> Happening:
        parts = sorted((self.heard[i] for i in members), key=lambda h: (h.ends - h.begins, h.begins, h.id))
        first, last = parts[0].time()
        event = composed(members, [(h.claim, h.report) for h in parts])
        parties = {p for h in parts for p in roots(h.claim.actor) or unnamed(h)}
        return Happening(event, first, last, tuple(("event", a, p) for a in event.acts for p in (*sorted(parties), "*")))


def matter(claim: Claim) -> tuple[str, str, str]:
    """By what claims are known that say of one act, in one sentence and by one voice, that it was and that it was not."""
    return claim.statement.id, claim.act, claim.speaker

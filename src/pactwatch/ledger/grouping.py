"""Which claims speak of one happening.

Claims of one act and one day are taken from the most exact to the least (in time, doer and place), so that the order in which
they arrived changes nothing. Each joins the happening whose first claim says the same, else the only one with all of whose
claims it agrees. **What is vague joins only where there is just one happening that it can be about**: a word of "shelling in
the region" neither makes two strikes one nor stands for both. What covers two or three days is put to the happenings of these
days by the same rule; what covers more stays with its like; what bears no date stays by itself.
"""

from __future__ import annotations

from collections import ChainMap, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from pactwatch.ledger.events import LONGEST, actors_agree, composed, happened, places_agree, resolved, roots
from pactwatch.ledger.pairs import Pairs
from pactwatch.ledger.shelves import Shelves
from pactwatch.types import Claim, Event, Place, Report

Key = tuple[str, str]
"""Act and day (ISO), or act and whole span of what covers more than `LONGEST`, or act and claim of what bears no date."""

Spread = dict[int, list[tuple[int, int, Key]]]
"""The keys of which something was told before and after a line, or in it, with the first and last such line, by stretches."""

_STRETCH = 2_048

_REGION = 30.0
"""Kilometres of precision from which a place is a region or more."""

_DAY = timedelta(days=1)
_AT_ONCE = 256
"""Claims of several days that are put to their days together, so that these need not all be held at once."""

_NONE: frozenset[tuple[str, float]] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What grouping compares of a claim: its act, its actors (`roots`), its places by name and resolved, its first and last
    instant, the days under which it is looked for, its report and its figures by unit."""

    id: str
    actors: frozenset[str]
    names: tuple[str, ...]
    places: tuple[Place, ...]
    begins: datetime
    ends: datetime
    keys: tuple[Key, ...]
    report: str
    figures: frozenset[tuple[str, float]]

    def like(self) -> object:
        """What two claims that say the very same have in common."""
        where: object = self.names
        if self.places:
            where = self.places[0].id if len(self.places) == 1 else frozenset(p.id for p in self.places)
        return self.actors, where, self.begins, self.ends

    def order(self) -> tuple[timedelta, bool, int, str]:
        """The most exact first."""
        width = max((2 if not p.within else 1 if (p.precision or 0) >= _REGION else 0 for p in self.places), default=3)
        return self.ends - self.begins, not self.actors, width, self.id


class _Day:
    """The happenings of one act and day, found again by the places of their first claims."""

    def __init__(self) -> None:
        self.groups: list[list[Seen]] = []
        self._like: dict[object, int] = {}
        self._at: dict[str, list[int]] = defaultdict(list)
        self._within: dict[str, list[int]] = defaultdict(list)

    def begin(self, seen: Seen, like: object) -> None:
        """A new happening. like: what whoever says the very same has in common (`Seen.like`)."""
        number = len(self.groups)
        self.groups.append([seen])
        self._like.setdefault(like, number)
        for place in seen.places:
            self._at[place.id].append(number)
            for container in place.within:
                self._within[container].append(number)
        if not seen.places:
            self._at[""].append(number)

    def like(self, like: object) -> list[Seen] | None:
        """The happening whose first claim says the very same."""
        number = self._like.get(like)
        return None if number is None else self.groups[number]

    def near(self, seen: Seen) -> list[list[Seen]]:
        """The happenings that a place of the claim may be about, in their order."""
        found = set[int]() if seen.places else {*self._at.get("", ())}
        for place in seen.places:
            found.update(self._at.get(place.id, ()), self._within.get(place.id, ()))
            for container in place.within:
                found.update(self._at.get(container, ()))
        return [self.groups[n] for n in sorted(found)]


class Grouping:
    """Claims put together by what happened; one claim more changes only what is told of its days."""

    def __init__(self, zone: str, judged: Pairs | None = None) -> None:
        self._zone = ZoneInfo(zone)
        self.judged = judged or Pairs()
        self._seen: MutableMapping[str, Seen] = {}
        self._borrowed = False
        self._daily, self._spanning = Shelves(self._order), Shelves(self._order)
        self._of: dict[str, tuple[str, ...]] = {}
        self._later_of: dict[str, tuple[str, ...]] = {}
        self._joined: MutableMapping[str, str | None] = {}
        self._spread: Spread | None = None

    def earlier(self, stood: Callable[[str], bool], judged: Pairs) -> Grouping:
        """The happenings as they were told at an earlier line, once `settle` has been called with the keys that are `parted` by
        it, and those of claims that are put or judged otherwise. stood: whether a claim had been told by it."""
        past = Grouping(self._zone.key, judged)
        past._daily, past._spanning = (Shelves(past._order, s, stood) for s in (self._daily, self._spanning))
        past._seen, past._borrowed = self._seen, True
        past._later_of, past._joined = self._of, ChainMap({}, self._joined)
        return past

    def parted(self, lines: Mapping[str, int], seq: int) -> list[Key]:
        """The keys of which some claims have been told by a line, and others later. lines: that of each claim."""
        if self._spread is None:
            self._spread = self._spread_of(lines)
        return [key for first, last, key in self._spread.get(seq // _STRETCH, ()) if first <= seq < last]

    def _spread_of(self, lines: Mapping[str, int]) -> Spread:
        found: Spread = defaultdict(list)
        for key in {*self._daily.keys(), *self._spanning.keys()}:
            told = [lines[i] for shelves in (self._daily, self._spanning) for i in shelves.at(key)]
            first, last = min(told), max(told)
            for stretch in range(first // _STRETCH, last // _STRETCH + 1) if first < last else ():
                found[stretch].append((first, last, key))
        return dict(found)

    def keys(self, claims: Iterable[str]) -> set[Key]:
        """The keys of those claims that tell of happenings."""
        return {key for i in claims if i in self._seen for key in self._seen[i].keys}

    def put(
        self, entry: str, claim: Claim, begins: datetime, ends: datetime, places: tuple[Place, ...] = ()
    ) -> tuple[Key, ...]:
        """Takes a claim in; its happening is known once `settle` has been called with the keys given back."""
        figures = frozenset((a.unit, a.value) for a in claim.amounts) if claim.amounts else _NONE
        keys = tuple(self._keys(entry, claim, begins, ends))
        report = claim.statement.report
        if self._borrowed:
            self._seen, self._borrowed = ChainMap({}, self._seen), False
        self._seen[entry] = Seen(entry, roots(claim.actor), claim.places, places, begins, ends, keys, report, figures)
        where = self._daily if len(keys) == 1 else self._spanning
        for key in keys:
            where.put(key, entry)
        self._spread = None
        return keys

    def settle(self, keys: Iterable[Key] | None = None) -> set[str]:
        """Works out anew what is told under these keys (all, where none are given); the claims whose happening changed."""
        wanted = sorted({*self._daily.keys(), *self._spanning.keys()} if keys is None else set(keys))
        changed: set[str] = set()
        spanning: dict[str, None] = {}
        for key in wanted:
            if around := self._spanning.at(key):
                spanning |= dict.fromkeys(around)
            else:
                changed |= self._note(self._day(key).groups)
        entries = list(spanning)
        for start in range(0, len(entries), _AT_ONCE):
            changed |= self._settle_spanning(entries[start : start + _AT_ONCE])
        return changed

    def members(self, claim: str) -> tuple[str, ...]:
        """The claims of the happening that a claim tells of, itself among them, in a fixed order."""
        if not self.judged.any_same:
            return self._told_as(claim)
        return tuple(sorted({i for link in self._linked(claim) for i in self._told_as(link)}))

    def linked(self, claims: Iterable[str]) -> set[str]:
        """These claims, and those of the happenings that people have found to be the same."""
        given = set(claims)
        return given if not self.judged.any_same else {i for c in given for i in self.members(c)} | given

    def _settle_spanning(self, entries: list[str]) -> set[str]:
        """What covers several days, put to the happenings of these days; and the happenings that this touches."""
        asked, keys = set(entries), {k for i in entries for k in self._seen[i].keys}
        days = {key: self._day(key) for key in keys}
        touched = {g[0].id: list(g) for day in days.values() for g in day.groups}
        own: dict[object, list[list[Seen]]] = defaultdict(list)
        # The others that cover one of these days stay where they are, and stand in what is noted below.
        others = {i for key in keys for i in self._spanning.at(key)}
        for seen in sorted((self._seen[i] for i in others), key=Seen.order):
            if seen.id in asked:
                self._joined[seen.id] = self._anchor(seen, days)
            anchor = self._joined.get(seen.id)
            if anchor is None:
                self._join_like(seen, own[seen.keys[0], seen.like()])
            elif anchor in touched:
                touched[anchor].append(seen)
        return self._note([*touched.values(), *(g for groups in own.values() for g in groups)])

    def _join_like(self, seen: Seen, groups: list[list[Seen]]) -> None:
        alike = next((g for g in groups if not self._parted(seen, g)), None)
        if alike is None:
            groups.append([seen])
        else:
            alike.append(seen)

    def _anchor(self, seen: Seen, days: dict[Key, _Day]) -> str | None:
        """The first claim of the only happening of a day that a claim of several days can be about."""
        able = [g for key in seen.keys if key in days for g in days[key].near(seen) if self._agrees(seen, g)]
        return able[0][0].id if len(able) == 1 else None

    def _day(self, key: Key) -> _Day:
        day = _Day()
        for seen in map(self._seen.__getitem__, self._daily.at(key)):
            like = seen.like()
            group = day.like(like)
            if group is None or self._parted(seen, group):
                able = [g for g in day.near(seen) if self._agrees(seen, g)]
                group = able[0] if len(able) == 1 else None
            if group is None:
                day.begin(seen, like)
            else:
                group.append(seen)
        return day

    def _order(self, claim: str) -> tuple[timedelta, bool, int, str]:
        return self._seen[claim].order()

    def _note(self, groups: Iterable[list[Seen]]) -> set[str]:
        """Keeps what belongs together; the claims for which that is new."""
        changed: set[str] = set()
        for group in groups:
            members = tuple(sorted([s.id for s in group]))
            for i in members:
                was = self._told_as(i)
                if was != members:
                    changed |= {i, *was}
                    self._of[i] = members
        return changed

    def _told_as(self, claim: str) -> tuple[str, ...]:
        """The claims of a claim's happening, as far as texts alone tell."""
        return self._of.get(claim) or self._later_of.get(claim) or (claim,)

    def _linked(self, claim: str) -> set[str]:
        """The claim, and those that people have found to be of its happening, as far as nobody found otherwise."""
        found, pending = {claim}, [claim]
        while pending:
            members = self._told_as(pending.pop())
            found.update(members)
            partners = [p for m in members for p in self.judged.partners(m)]
            for partner in sorted({p for p in partners if p in self._seen} - found):
                if not any(self.judged.apart(partner, f) for f in found):
                    found.add(partner)
                    pending.append(partner)
        return found

    def _agrees(self, seen: Seen, group: list[Seen]) -> bool:
        return all(_same(seen, other) and not self.judged.apart(seen.id, other.id) for other in group)

    def _parted(self, seen: Seen, group: list[Seen]) -> bool:
        return any(self.judged.apart(seen.id, o.id) or _two_of_one_text(seen, o) for o in group)

    def _keys(self, entry: str, claim: Claim, begins: datetime, ends: datetime) -> Iterator[Key]:
        if claim.when is None:
            yield claim.act, entry
        elif ends - begins > LONGEST:
            yield claim.act, str(claim.when)
        else:
            first, last = begins.astimezone(self._zone).date(), ends.astimezone(self._zone).date()
            for n in range((last - first).days + 1):
                yield _key(claim.act, first + n * _DAY)


def events_of(
    claims: Mapping[str, Claim], reports: Mapping[str, Report], zone: str = "UTC", judged: Pairs | None = None
) -> tuple[Event, ...]:
    """The happenings that a view's claims speak of, by time. `claims` by entry id, `reports` by report id."""
    grouping, spans = Grouping(zone, judged), {}
    for entry, claim in claims.items():
        report = reports.get(claim.statement.report)
        if report is not None and claim.stance == "asserts" and not claim.negated:
            spans[entry] = happened(claim, report).instants(zone)
            grouping.put(entry, claim, *spans[entry], resolved(claim.places))
    grouping.settle()
    events = []
    for members in {grouping.members(i) for i in spans}:
        exact = sorted(members, key=lambda i: (spans[i][1] - spans[i][0], spans[i][0], i))
        events.append(composed(members, [(claims[i], reports[claims[i].statement.report]) for i in exact]))
    return tuple(sorted(events, key=lambda e: (e.span.instants(zone), e.id)))


@lru_cache(maxsize=1 << 16)
def _key(act: str, day: date) -> Key:
    return act, day.isoformat()


def _same(a: Seen, b: Seen) -> bool:
    if a.begins > b.ends or b.begins > a.ends or _two_of_one_text(a, b):
        return False
    return actors_agree(a.actors, b.actors) and places_agree(a.places, b.places)


def _two_of_one_text(a: Seen, b: Seen) -> bool:
    """One text that tells of two places, or gives two figures, tells of two happenings."""
    if a.report != b.report:
        return False
    units = {u for u, _ in a.figures} & {u for u, _ in b.figures}
    return a.names != b.names or any({v for u, v in a.figures if u == n} != {v for u, v in b.figures if u == n} for n in units)

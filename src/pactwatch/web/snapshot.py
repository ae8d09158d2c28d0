"""What the board shows of one line of the ledger, worked out once and asked often."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import cached_property, lru_cache
from itertools import accumulate
from threading import Lock, RLock
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from pactwatch.briefs.wording import Wording
from pactwatch.case import Case
from pactwatch.ledger import View
from pactwatch.ledger.contents import Contents
from pactwatch.ledger.cutting import last_of
from pactwatch.ledger.judgements import Grading
from pactwatch.ledger.views import followed_by
from pactwatch.types import Brief, Claim, Clause, Entry, Pact, Reason, Report, Verdict
from pactwatch.verdicts.earlier import Earlier
from pactwatch.verdicts.evidence import Evidence, gather, judged_again
from pactwatch.verdicts.judge import judge
from pactwatch.verdicts.memory import Memory
from pactwatch.verdicts.record import Happening
from pactwatch.web.control import Control
from pactwatch.web.events import Counter, EarlierIndex, EventIndex

T = TypeVar("T")

_JUDGED = 50_000
_SIDES = 32
_QUIET = timedelta(days=7)
"""A case of which nothing was published for longer is of the past: the board opens on the last day told of."""


LONG_AFTER = timedelta(days=36_500)
"""So long after the last line, all that has an end has ended."""


class Snapshot:
    """A case as it was known with one line of its ledger. Safe to be asked by several threads; never changes.

    pacts: by id, in the order in which they were made. view, evidence: what was known. memory: what was judged before. later:
    that of the later line out of which this one is cut, where it is.
    """

    def __init__(self, case: Case, view: View, evidence: Evidence | None = None, pacts: dict[str, Pact] | None = None) -> None:
        self.case, self.view = case, view
        self.pacts = _by_time(case.pacts().values()) if pacts is None else pacts
        self.evidence = gather(view, case.time_zone) if evidence is None else evidence
        self.clauses = {c.ref: c for p in self.pacts.values() for c in p.clauses}
        self.memory = Memory()
        self.later: Snapshot | None = None
        self.verdicts = lru_cache(_JUDGED)(self._verdicts)
        self.disinterested = lru_cache(_JUDGED)(self._disinterested)
        self.wording = lru_cache(64)(self._wording)
        self._events = lru_cache(_SIDES)(self._events_of_side)
        self._control = lru_cache(_SIDES)(self._words_of_side)
        self.resting = lru_cache(4)(self._resting)
        self._making = Lock()
        self._indexes: dict[object, Any] = {}
        self._judged: dict[object, Any] = {}
        self._indexing = RLock()

    def followed_by(self, entries: Sequence[Entry]) -> Snapshot | None:
        """The case once these lines stand too; None where they change what is known, so that all is to be read anew."""
        view = followed_by(self.view, entries)
        if view is None:
            return None
        after = Snapshot(self.case, view, judged_again(self.evidence, view))
        after._indexes = dict(self._indexes)
        if not any(entry.kind == "ruling" for entry in entries) and list(after.pacts.values()) == list(self.pacts.values()):
            after.memory = self.memory
        if _indexed in after._indexes:
            after._indexes[_indexed] = self.events()[1].judged_again(after.evidence)
        return after

    def at_line(self, view: View) -> Snapshot:
        """The case with another view of its ledger. Where that is of an earlier line, it is cut out of this one."""
        evidence = gather(view, self.case.time_zone, self.evidence)
        if not isinstance(evidence.record, Earlier):
            return Snapshot(self.case, view, evidence)
        then = Snapshot(self.case, view, evidence, self.pacts)
        then.later, then.memory = self, self.memory.earlier(evidence.record.unchanged)
        return then

    def once(self, make: Callable[[Snapshot], T], *, judged: bool = False) -> T:
        """What `make` gives of the claims, reports and events of this snapshot; worked out when it is first asked for. judged:
        whether it rests on what people judged, too, so that it is made anew once they judged again."""
        with self._indexing:
            known = self._judged if judged else self._indexes
            if make not in known:
                known[make] = make(self)
            found: T = known[make]
            return found

    @property
    def seq(self) -> int:
        return self.view.seq

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the case."""
        return ZoneInfo(self.case.time_zone)

    @cached_property
    def first(self) -> datetime:
        """When the first line was recorded that still stands."""
        return next(iter(self.view.recorded.values()), self.view.known_at)

    @cached_property
    def last(self) -> datetime:
        """When the last line was recorded that still stands."""
        return self.view.recorded[name] if (name := last_of(self.view.recorded)) else self.view.known_at

    def today(self) -> datetime:
        """The moment shown where none is asked for: the present hour, or the end of the last day that is told of, where that is
        long past."""
        now = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
        if not self.view.recorded or now - self.told <= _QUIET:
            return now
        return self.told.astimezone(self.zone).replace(hour=23, minute=59, second=59, microsecond=0)

    @cached_property
    def told(self) -> datetime:
        """When the last report that stands was published: whatever people decide later adds nothing to what is told. The last
        line, where there is no report."""
        lines, days = (self.later or self)._days_told
        count = bisect_right(lines, self.seq)
        return min(days[count - 1], self.last) if count else self.last

    @cached_property
    def _days_told(self) -> tuple[list[int], list[datetime]]:
        """The lines of the reports, and when the last of those up to it was published, or taken in where it bears no date."""
        of_line = self.view.told.get("report", {})
        found = ((of_line[name], _day_told(r, self.case.time_zone)) for name, r in self.view.reports.items())
        dated = sorted((line, day) for line, day in found if day is not None)
        return [line for line, _ in dated], list(accumulate((day for _, day in dated), max))

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """Who has promised anything, by code."""
        return tuple(sorted({b for c in self.clauses.values() for b in c.bearers}))

    @cached_property
    def contents(self) -> Contents:
        """Which claims stand in each report and statement."""
        return Contents(self.view, self.later.contents if self.later else None)

    def of_report(self, report: str) -> list[str]:
        """The claims (entry ids) of a report, by its id, in the order of its text."""
        return sorted(self.contents.of_report(report), key=lambda i: self.view.claims[i].start)

    @cached_property
    def _gradings(self) -> dict[tuple[str, str], list[Grading]]:
        return self.view.gradings

    def grade(self, claim: str) -> str:
        """What people said of a claim (entry id) and its source; empty where nothing."""
        return self.view.grade(claim, self._gradings) if claim in self.view.claims else ""

    def brief(self, verdicts: Iterable[Verdict], pacts: Iterable[Pact], start: datetime, end: datetime) -> Brief:
        """These verdicts with all that they rest on, and nothing else, so that a page can be made of them."""
        judged = tuple(verdicts)
        claims = dict(self._cited(judged))
        return Brief(
            title=self.case.title,
            start=start,
            end=end,
            known_at=self.seq,
            pacts=tuple(pacts),
            verdicts=judged,
            changed=(),
            claims=claims,
            reports=self._reports(claims, judged),
            sources=dict(self.view.sources),
            grades={i: g for i in claims if (g := self.grade(i))},
        )

    def _cited(self, verdicts: Iterable[Verdict]) -> Iterator[tuple[str, Claim]]:
        for verdict in verdicts:
            named = [i for s in _statements((verdict.reasons, *verdict.gaps)) for i in self.contents.in_statement(s)]
            for entry in (*verdict.for_, *verdict.against, *named):
                if entry in self.view.claims:
                    yield entry, self.view.claims[entry]

    def _reports(self, claims: dict[str, Claim], verdicts: Iterable[Verdict]) -> dict[str, Report]:
        told = {s.rpartition("#")[0] for v in verdicts for s in _statements((v.reasons, *v.gaps))}
        names = told | {c.statement.report for c in claims.values()}
        return {name: self.view.reports[name] for name in sorted(names) if name in self.view.reports}

    def _verdicts(self, clause: str, at: datetime, according_to: str | None = None) -> tuple[Verdict, ...]:
        """The verdicts of a clause (its ref) for each bearer at an instant. Kept, as they cannot change."""
        asked = self.clauses[clause]
        return judge(asked, self.evidence, at, pacts=self.pacts, according_to=according_to, memory=self.memory)

    def _disinterested(self, clause: str, at: datetime) -> tuple[Verdict, ...]:
        """The same, by the word of those alone who have no interest in the matter of the pact's parties."""
        return judge(self.clauses[clause], self.evidence, at, pacts=self.pacts, disinterested=True, memory=self.memory)

    def _wording(self, tag: str) -> Wording:
        """The words of a language (BCP 47 tag)."""
        return Wording(self.brief((), self.pacts.values(), self.first, self.last), tag)

    def warm(self) -> Snapshot:
        """Itself, once what the first page asks, what ended clauses had come to, in which sentence and report each claim
        stands, and the events and words about places have been worked out."""
        _ = self.contents
        for moment in (self.today(), self.today() - timedelta(days=1), self.last + LONG_AFTER):
            self.all_verdicts(moment)
        index, counter = self.events()
        counter.warm()
        _ = index.words, self.control().at(self.today())
        return self

    def events(self, according_to: str | None = None) -> tuple[EventIndex, Counter]:
        """The events that are told of, or that one party tells of, ready to be filtered and counted."""
        if according_to is None:
            counter = self.once(_indexed)
        else:
            with self._making:  # what takes long is not made twice
                counter = self._events(according_to)
        return counter.index, counter

    def control(self, according_to: str | None = None) -> Control:
        """What is said, or what one party says, of who holds which place."""
        if according_to is None:
            return self.once(_words_of_places)
        with self._making:
            return self._control(according_to)

    def _words_of_side(self, side: str) -> Control:
        return self.control().counted(self.evidence.of_side(side))

    def _events_of_side(self, side: str) -> Counter:
        evidence = self.evidence.of_side(side)
        return _counter(self, evidence, self.events()[0].of_side(evidence, side))

    def all_verdicts(self, at: datetime, according_to: str | None = None) -> tuple[Verdict, ...]:
        """The verdicts of every clause at an instant."""
        return tuple(v for ref in self.clauses for v in self.verdicts(ref, at, according_to))

    def _resting(self, at: datetime, according_to: str | None = None) -> dict[str, tuple[Verdict, ...]]:
        """The verdicts at an instant that rest on each claim, by its entry id."""
        found: dict[str, list[Verdict]] = {}
        for verdict in self.all_verdicts(at, according_to):
            for claim in {*verdict.for_, *verdict.against}:
                found.setdefault(claim, []).append(verdict)
        return {claim: tuple(verdicts) for claim, verdicts in found.items()}

    def clause(self, pact: str, clause: str) -> Clause | None:
        """A clause by its pact's id and its own; None where there is none."""
        return self.clauses.get(f"{pact}/{clause}")


def _day_told(report: Report, zone: str) -> datetime | None:
    return report.published.instants(zone)[1] if report.published else report.captured


def _by_time(pacts: Iterable[Pact]) -> dict[str, Pact]:
    return {p.id: p for p in sorted(pacts, key=lambda p: (p.made.instants(p.time_zone), p.id))}


def _statements(reasons: Iterable[Reason]) -> Iterator[str]:
    for reason in reasons:
        yield from reason.statements
        yield from _statements(reason.because)


def _indexed(snapshot: Snapshot) -> Counter:
    evidence, later = snapshot.evidence, snapshot.later
    if later is None or not isinstance(evidence.record, Earlier):
        return _counter(snapshot, evidence)
    index, counter = later.events()
    return Counter(EarlierIndex(index, evidence, evidence.record), counter)


def _words_of_places(snapshot: Snapshot) -> Control:
    evidence, later = snapshot.evidence, snapshot.later
    if later is None or not isinstance(evidence.record, Earlier):
        return Control.told(evidence)
    return later.control().earlier(evidence, evidence.record)


def _counter(snapshot: Snapshot, evidence: Evidence, found: Sequence[Happening] | None = None) -> Counter:
    opponents = frozenset(b for c in snapshot.clauses.values() if c.duty == "must_not" for b in c.bearers)
    monitors = tuple(dict.fromkeys(m for p in snapshot.pacts.values() for m in p.monitor))
    return Counter(EventIndex(evidence, opponents, monitors, found))

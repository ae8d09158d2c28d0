"""What a view holds, ready to be judged: each claim with its voice, its time and its places, and the events they tell of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from pactwatch.ledger.events import LONGEST, events_of, happened, resolved
from pactwatch.ledger.reprints import first_told
from pactwatch.times import Span
from pactwatch.types import Claim, Event, Place, Report, Source
from pactwatch.verdicts.voices import Voice, voice_of


class Known(Protocol):
    """What is judged from: a view of a ledger, or a scenario's claims."""

    @property
    def seq(self) -> int: ...
    @property
    def sources(self) -> Mapping[str, Source]: ...
    @property
    def reports(self) -> Mapping[str, Report]: ...
    @property
    def claims(self) -> Mapping[str, Claim]: ...


@dataclass(frozen=True, slots=True)
class Heard:
    """A claim in its context. `span` is when its act happened (or, of a promise or request, when it was said) in instants;
    `dated` whether the text says so; `said` the last instant at which it can have been published. `in_part`: its sentence
    says of one act both that it was done and that it was not: not at once, not wholly."""

    id: str
    claim: Claim
    report: Report
    voice: Voice
    begins: datetime
    ends: datetime
    dated: bool
    said: datetime
    reprint_of: str | None
    in_part: bool = False

    @property
    def statement(self) -> str:
        return self.claim.statement.id

    def places(self) -> list[Place]:
        return resolved(self.claim.places)


@dataclass(frozen=True)
class Evidence:
    """Everything known, in one time zone. `events` are those of `heard`."""

    heard: Mapping[str, Heard]
    events: tuple[Event, ...]
    sources: Mapping[str, Source]
    seq: int
    zone: str

    def until(self, at: datetime) -> Evidence:
        """What had happened by `at`. A denial, or a word that something was not done, speaks of all time up to it."""
        heard = {i: h for i, h in self.heard.items() if (h.begins if h.dated else h.said) <= at or _negative(h.claim)}
        return self._with(heard)

    def of_side(self, side: str) -> Evidence:
        """What that side alone vouches for."""
        return self._with({i: h for i, h in self.heard.items() if h.voice.stands_for(side)})

    def claims(self, acts: Iterable[str], stance: str) -> list[Heard]:
        """Claims of a stance about any of these acts, in the order in which they were said."""
        wanted = set(acts)
        found = [h for h in self.heard.values() if h.claim.stance == stance and h.claim.act in wanted]
        return sorted(found, key=lambda h: (h.said, h.id))

    def pick(self, ids: Iterable[str]) -> list[Heard]:
        return [self.heard[i] for i in ids if i in self.heard]

    def groups(self, heard: Iterable[Heard]) -> list[list[Heard]]:
        """These claims by the happening that they tell of."""
        event_of = {i: e.id for e in self.events for i in e.claims}
        found: dict[str, list[Heard]] = {}
        for h in heard:
            found.setdefault(event_of.get(h.id, h.id), []).append(h)
        return list(found.values())

    def _with(self, heard: Mapping[str, Heard]) -> Evidence:
        events = tuple(e for e in (_kept(e, heard) for e in self.events) if e.claims)
        return replace(self, heard=heard, events=events)


def gather(known: Known, zone: str) -> Evidence:
    """The evidence of a view, civil times read in `zone` (IANA name)."""
    first = first_told(known.reports.values())
    both = _said_both_ways(known.claims.values())
    heard = {}
    for entry, claim in known.claims.items():
        report = known.reports.get(claim.statement.report)
        if report is not None:
            one = _hear(entry, claim, report, known.sources, first, zone)
            heard[entry] = replace(one, in_part=claim.negated and _matter(claim) in both)
    return Evidence(heard, events_of(known.claims, known.reports, zone), known.sources, known.seq, zone)


def _hear(
    entry: str, claim: Claim, report: Report, sources: Mapping[str, Source], first: Mapping[str, str], zone: str
) -> Heard:
    said = happened(replace(claim, when=None), report).instants(zone)[1]
    span = happened(claim, report) if claim.stance in ("asserts", "denies") else _spoken(claim, report, zone)
    begins, ends = (span or Span(said, said)).instants(zone)
    voice = voice_of(claim, report, sources, first)
    return Heard(entry, claim, report, voice, begins, ends, claim.when is not None, said, first.get(report.id))


def _spoken(claim: Claim, report: Report, zone: str) -> Span | None:
    """When something was said. A month or more is rather the time of what it is about, and publication tells better."""
    if claim.when is not None:
        first, last = claim.when.instants(zone)
        if last - first <= LONGEST:
            return claim.when
    return report.published


def _said_both_ways(claims: Iterable[Claim]) -> set[tuple[str, str, str]]:
    asserted = [c for c in claims if c.stance == "asserts"]
    return {_matter(c) for c in asserted if c.negated} & {_matter(c) for c in asserted if not c.negated}


def _matter(claim: Claim) -> tuple[str, str, str]:
    return claim.statement.id, claim.act, claim.speaker


def _negative(claim: Claim) -> bool:
    return claim.stance == "denies" or (claim.stance == "asserts" and claim.negated)


def _kept(event: Event, heard: Mapping[str, Heard]) -> Event:
    claims = tuple(i for i in event.claims if i in heard)
    return replace(event, claims=claims, denials=tuple(i for i in event.denials if i in heard))

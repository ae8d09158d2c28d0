"""The ten records of pactwatch and the values they are made of.

Values, which come first, are compared by content only; records have an identity (an id, or a place in the ledger). All are
frozen dataclasses of the standard library, so that every stage can be read, tested and replaced on its own.

Times are civil (wall-clock) times at the place they speak of unless they carry an offset; see `times.Span`.
Party names follow the closed list of `lexicons/parties.toml`: ISO 3166 alpha-3, with `.GOV` or `.MIL`; acts and stances
follow `lexicons/acts.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

from pactwatch.times import Span

Stance = Literal["asserts", "denies", "promises", "requests", "proposes", "refuses", "threatens"]
Duty = Literal["must", "must_not", "may"]
Proof = Literal["none", "claimed", "reported", "corroborated", "ruled"]
Status = Literal[
    "not_in_force", "superseded", "not_triggered", "pending", "kept", "kept_late", "partly_kept",
    "overdue", "alleged", "breached", "disputed", "unverifiable",
]  # fmt: skip

Names = dict[str, str]
"""A text or name by language tag: `{"en": "Geneva statement", "ar": "بيان جنيف"}`."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place that can be named in a claim.

    names: by language tag, and by side as `az@AZE`; the first is the one a neutral list is sorted by.
    within: ids of the places that contain it, nearest first (its state last, as ISO alpha-3).
    latitude, longitude: degrees, WGS 84; None where not known. precision: kilometres."""

    id: str
    names: Names
    within: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    precision: float | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure in a claim: `unit` is killed, wounded, detainees, remains, places, attacks, violations, weapons, vehicles,
    people, percent or other; `qualifier` is exact, about, at_least or at_most."""

    value: float
    unit: str
    qualifier: str = "exact"


@dataclass(frozen=True, slots=True)
class ZoneReading:
    """One way of saying what a zone covers, and who says so.

    includes, excludes: place ids, `*` for anywhere, or `party` for the states that are parties at the time; a place lies in
    the zone when it or a place it is within is included and none nearer is excluded. held_by: parties; empty where nobody
    contests it."""

    id: str
    includes: tuple[str, ...]
    excludes: tuple[str, ...] = ()
    held_by: tuple[str, ...] = ()
    text: Names = field(default_factory=dict)
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Zone:
    """An area that a clause or a trigger speaks of, under one or more readings."""

    id: str
    readings: tuple[ZoneReading, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline: a moment (`by`), a duration `within`, or a duty that comes up again in `every` such duration; both run from
    `of`: `made`, `in_force`, `trigger`, an ISO date, or a clause (`pact/clause`) once the last of its bearers has done it."""

    by: Span | None = None
    within: str | None = None
    of: str = "made"
    every: str | None = None


@dataclass(frozen=True, slots=True)
class Trigger:
    """What must have happened before a clause binds.

    acts: any of them. actor, target: parties, or `party` (any party of the pact), `other` (any party but the bearer),
    `outside` (anyone who is not a party). zone: id of a zone. since: only what happened from then on counts.
    requested_by: who must also have asked for the act of the clause, in the same terms. proof: what the event needs.
    threatened: whether an open threat of these acts by one of `actor` is enough."""

    acts: tuple[str, ...]
    actor: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    zone: str | None = None
    since: Span | None = None
    requested_by: tuple[str, ...] = ()
    proof: Proof = "reported"
    text: Names = field(default_factory=dict)
    threatened: bool = False


@dataclass(frozen=True, slots=True)
class Extension:
    """A later end: the deadline of a clause (`pact/clause`), or the last day of a clause or pact (`what`), becomes `until`, or
    moves `by` a duration (ISO 8601)."""

    what: str
    until: Span | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """A node of the tree that a verdict rests on: `key` names a template (see `verdicts/explain`), `data` fills it,
    `statements` are ids of the statements it rests on, `because` holds what it follows from."""

    key: str
    data: dict[str, Any] = field(default_factory=dict)
    statements: tuple[str, ...] = ()
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Who publishes or speaks. `kind`: outlet, agency, ministry, government, party, monitor, sensor or dataset.

    side: the party whose interest it has, None where it has none. parties: names under which it speaks in claims
    (`AZE.MIL`). copies_from: ids of sources whose texts it reprints.
    form: the mission whose set phrases its reports are read by (`missions.FORMS`), None for all others."""

    id: str
    names: Names
    kind: str = "outlet"
    side: str | None = None
    parties: tuple[str, ...] = ()
    copies_from: tuple[str, ...] = ()
    url: str | None = None
    form: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One document or file as captured. `source` is a `Source.id`; `published` what the document says of itself;
    `captured` when it was taken in; `sha256` of the original bytes, in hexadecimal. Offsets count characters of `text`."""

    id: str
    source: str
    language: str
    title: str
    text: str
    published: Span | None
    captured: datetime | None
    sha256: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A span of a report, or a row of a dataset (`fields`). Its id is `report#start-end`; of a row `report#` and its own id."""

    report: str
    start: int
    end: int
    text: str
    fields: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return f"{self.report}#{self.fields.get('id') or f'{self.start}-{self.end}'}"


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that somebody vouches for in a statement.

    start, end: offsets of `quote` in the report's text. when, due, condition: see the reading guide in `docs/`: `when` of
    an assertion or denial is the act's time, of every other stance the time of speaking; `due` is an ISO date or duration.
    certainty: `stated`, or `hedged` where the text itself keeps its distance ("allegedly"). reader: name/version."""

    statement: Statement
    start: int
    end: int
    quote: str
    act: str
    stance: Stance
    negated: bool
    speaker: str
    actor: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    when: Span | None = None
    due: str | None = None
    condition: str | None = None
    amounts: tuple[Amount, ...] = ()
    certainty: str = "stated"
    reader: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger. `id` is the SHA-256 of kind and canonical body, `chain` of everything up to and with this
    line; `retracts` the id of the entry taken back; `by` who recorded it."""

    seq: int
    recorded_at: datetime
    kind: str
    id: str
    body: dict[str, Any]
    retracts: str | None
    by: str
    chain: str


@dataclass(frozen=True, slots=True)
class Event:
    """Claims that speak of one happening. Derived from a view, never stored. `claims` are ids of claim entries; the voices
    behind them, and who denies it, are worked out in `verdicts`."""

    id: str
    acts: tuple[str, ...]
    span: Span
    places: tuple[str, ...]
    actors: tuple[str, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """One duty of a pact.

    bearers: parties that owe it (`each` is spelled out on loading). acts: any of them performs (or breaks) it. target and
    recipients: parties, empty for anyone. zone: id of a zone of the pact. window: when it binds, None for the pact's life.
    proof: the least proof by outcome: `breach`, `performance`. supersedes: `pact` or `pact/clause` ids it replaces.
    reciprocal: whether it frees a bearer once another's breach of it is proven."""

    id: str
    pact: str
    text: Names
    duty: Duty
    bearers: tuple[str, ...]
    acts: tuple[str, ...]
    cites: str | None = None
    target: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    zone: str | None = None
    window: Span | None = None
    due: Due | None = None
    trigger: Trigger | None = None
    unless: Trigger | None = None
    amount: Amount | None = None
    proof: dict[str, Proof] = field(default_factory=dict)
    supersedes: tuple[str, ...] = ()
    reciprocal: bool = False

    @property
    def ref(self) -> str:
        return f"{self.pact}/{self.id}"


@dataclass(frozen=True, slots=True)
class Pact:
    """A treaty, truce, statement or pledge.

    made: when it was made; in_force: from when to when it binds (open where it has no end). membership: when a party was
    bound, where that is not the whole life of the pact, in order. monitor: parties whose ruling settles a breach.
    answers_for: whose acts a party answers for besides its own. inquiries: how long after a complaint the accused may take to
    reply (`reply_within`) and the monitor to rule (`rule_within`), ISO 8601 durations. registry: its ids in public collections
    of agreements, by collection. Relations are ids of other pacts."""

    id: str
    kind: str
    title: Names
    parties: tuple[str, ...]
    made: Span
    in_force: Span
    time_zone: str
    source: str
    clauses: tuple[Clause, ...]
    zones: dict[str, Zone] = field(default_factory=dict)
    witnesses: tuple[str, ...] = ()
    monitor: tuple[str, ...] = ()
    answers_for: dict[str, tuple[str, ...]] = field(default_factory=dict)
    inquiries: dict[str, str] = field(default_factory=dict)
    membership: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    registry: dict[str, tuple[str, ...]] = field(default_factory=dict)
    reaffirms: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    amends: tuple[str, ...] = ()
    terminates: tuple[str, ...] = ()
    extends: tuple[Extension, ...] = ()
    without_prejudice_to: tuple[str, ...] = ()
    adopted_from: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be said of one clause and one bearer.

    at: the moment judged. known_at: the last ledger line that counted (seq). according_to: the party whose word alone was
    taken, None for all. for_, against: ids of claim entries. gaps: what is missing, as reasons. due: the deadline, an
    instant with offset. readings: the answer under each contested reading, by reading id, with its holders in `reasons`."""

    clause: str
    bearer: str
    status: Status
    at: datetime
    known_at: int
    according_to: str | None
    for_: tuple[str, ...]
    against: tuple[str, ...]
    gaps: tuple[Reason, ...]
    reasons: Reason
    due: datetime | None = None
    readings: dict[str, Status] = field(default_factory=dict)
    proof: Proof = "none"
    late_by: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Brief:
    """What is handed over: the verdicts of a period, and what changed since its beginning.

    changed: (verdict at the beginning, verdict at the end) of each clause and bearer whose status differs. claims: the
    claim entries spoken of, by id; reports: the reports they stand in, by id; grades: what people said of claims and their
    sources (`B2`), by id of claim."""

    title: Names
    start: datetime
    end: datetime
    known_at: int
    pacts: tuple[Pact, ...]
    verdicts: tuple[Verdict, ...]
    changed: tuple[tuple[Verdict, Verdict], ...]
    claims: dict[str, Claim] = field(default_factory=dict)
    reports: dict[str, Report] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    grades: dict[str, str] = field(default_factory=dict)

"""What the API gives, as records. Fields that a newer server adds are left aside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Verdict:
    """An answer: one clause, one party, one moment. id: of the verdict. known_at: the line of the ledger it rests on. by: the
    party whose word alone was taken. late_by: an ISO 8601 duration. sentence: why. claims_for, claims_against: ids of
    claims, of so many in all. page: its address on the board."""

    id: str
    pact: str
    clause: str
    bearer: str
    status: str
    at: datetime
    known_at: int
    by: str | None
    due: datetime | None
    late_by: str | None
    proof: str
    readings: dict[str, str]
    sentence: str
    claims_for: tuple[str, ...]
    claims_against: tuple[str, ...]
    claims_in_all: int
    page: str


@dataclass(frozen=True, slots=True)
class Obligation:
    """What a party owes, to whom, and how it stands."""

    text: str
    duty: str
    owed_to: tuple[str, ...]
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Change:
    """A change of status. id: the same whenever it is asked for. at: the end of its day."""

    id: str
    at: datetime
    before: str
    after: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the ledger, without its contents. by: for those alone who may know."""

    seq: int
    recorded_at: datetime
    kind: str
    id: str
    retracts: str | None
    chain: str
    by: str | None


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the ledger."""

    seq: int
    chain: str
    recorded_at: datetime | None


@dataclass(frozen=True, slots=True)
class Written:
    """A line that was written into the ledger: its number, its kind, and the id of its entry."""

    line: int
    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """What an act came to. entries: the lines that it wrote, as far as they are few. at: the address of what was made or
    changed, None where it has none. page: where people see it."""

    entries: tuple[Written, ...]
    at: str | None
    page: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft of a pact: its name, the ids of its clauses, and whether anything is still missing in it."""

    name: str
    clauses: tuple[str, ...]
    gaps: bool


def draft(told: Mapping[str, Any]) -> Draft:
    """The draft that JSON tells of."""
    return _made(Draft, told)


def recorded(told: Mapping[str, Any]) -> Recorded:
    """What was recorded, as JSON tells of it."""
    return Recorded(tuple(_made(Written, line) for line in told["entries"]), told["at"], told["page"])


def verdict(told: Mapping[str, Any]) -> Verdict:
    """The verdict that JSON tells of."""
    return _made(Verdict, told)


def obligation(told: Mapping[str, Any]) -> Obligation:
    """The obligation that JSON tells of."""
    return _made(Obligation, told)


def change(told: Mapping[str, Any]) -> Change:
    """The change that JSON tells of."""
    return _made(Change, told)


def line(told: Mapping[str, Any]) -> Line:
    """The line that JSON tells of."""
    return _made(Line, told)


def head(told: Mapping[str, Any]) -> Head:
    """The end of the ledger that JSON tells of."""
    return _made(Head, told)


def _made(kind: type[T], told: Mapping[str, Any]) -> T:
    return kind(**{f.name: _value(f.name, told[f.name]) for f in fields(kind)})  # type: ignore[arg-type]


def _value(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in ("at", "due", "recorded_at"):
        return datetime.fromisoformat(value)
    if name == "verdict":
        return verdict(value)
    return tuple(value) if isinstance(value, list) else value

"""What an act came to: for people the page to go to, for programs what was recorded and where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pactwatch.types import Entry


@dataclass(frozen=True, slots=True)
class Done:
    """page: the address of the page to go to. entries: the lines that were written, as far as they are few. at: the path under
    /api/v1 of what was made or changed; empty where it has none of its own."""

    page: str
    entries: tuple[Entry, ...] = ()
    at: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """What an act would do, nothing being done yet. model: for the template of its page; told: for programs."""

    model: Any
    told: Any


@dataclass(frozen=True, slots=True)
class Written:
    """A line that was written into the ledger: its number, its kind, and the id of its entry."""

    line: int
    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """What an act came to. entries: the lines that it wrote, as far as they are few. at: the address of what was made or
    changed, that of the header Location; None where it has none. page: where people see it."""

    entries: list[Written]
    at: str | None
    page: str


def recorded(done: Done) -> Recorded:
    """What programs are told. What has no address of its own is found at its line of the ledger."""
    written = list(_written(done.entries))
    line = f"/ledger?per_page=1&page={written[-1].line}" if written else ""
    path = done.at or line
    return Recorded(written, f"/api/v1{path}" if path else None, done.page)


def _written(entries: Iterable[Entry]) -> Iterable[Written]:
    return (Written(e.seq, e.kind, e.id) for e in entries)

"""The ledger as programs follow it: its lines one after another, its end, and who signed what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pactwatch.ledger.checkpoints import KIND
from pactwatch.people.roles import may
from pactwatch.types import Entry
from pactwatch.web.answering import Pages
from pactwatch.web.asking import Ask, Asked
from pactwatch.web.paging import Page, Paged

pages = Pages("ledger")


@dataclass(frozen=True, slots=True)
class Line:
    """A line. id: SHA-256 of its kind and body; retracts: the id of the line it takes back; chain: of all up to and with it.
    by: who recorded it, for those alone who may know."""

    seq: int
    recorded_at: datetime
    kind: str
    id: str
    retracts: str | None
    chain: str
    by: str | None


@dataclass(frozen=True, slots=True)
class Head:
    """The last line that counts. Noted elsewhere, number and chain fix all that stands before."""

    seq: int
    chain: str
    recorded_at: datetime | None


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What somebody signed: that the ledger had this chain at its line `of`. key, signature: Ed25519, hexadecimal; line: where
    it stands itself."""

    line: int
    of: int
    chain: str
    at: str
    key: str
    signature: str


@pages.program("/ledger")
def ledger(ask: Asked, page: Page) -> Paged[Line]:
    """The lines of the ledger in order, without their contents."""
    start, last = (page.page - 1) * page.per_page, ask.snapshot.seq
    found = ask.board.ledger.entries(min(start, last), min(start + page.per_page, last))
    shown = may(ask.account, "see_restricted")
    return page.of([_line(entry, shown) for entry in found], last)


@pages.program("/ledger/head")
def head(ask: Asked) -> Head:
    """The end of the ledger as known to the question."""
    last = ask.snapshot.seq
    for entry in ask.board.ledger.entries(max(0, last - 1), last):
        return Head(entry.seq, entry.chain, entry.recorded_at)
    return Head(0, "", None)


@pages.program("/ledger/checkpoints")
def checkpoints(ask: Asked, page: Page) -> Paged[Checkpoint]:
    """What was signed of the ledger, the latest first."""
    return page.cut(_signed(ask), _checkpoint)


def _signed(ask: Ask) -> list[Entry]:
    return [e for e in reversed(ask.snapshot.view.others) if e.kind == KIND]


def _line(entry: Entry, shown: bool) -> Line:
    by = entry.by if shown else None
    return Line(entry.seq, entry.recorded_at, entry.kind, entry.id, entry.retracts, entry.chain, by)


def _checkpoint(entry: Entry) -> Checkpoint:
    body = entry.body
    return Checkpoint(entry.seq, body["seq"], body["chain"], body["at"], body["key"], body["signature"])

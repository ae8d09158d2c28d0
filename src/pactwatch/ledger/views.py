"""What the ledger held at one moment. A view never changes: lines appended later do not show in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from pactwatch.ledger.bodies import from_body
from pactwatch.refusals import Refused
from pactwatch.types import Claim, Entry, Report, Source

_HOUSEKEEPING = {"opened", "retraction"}


@dataclass(frozen=True, slots=True)
class View:
    """The ledger as it stood after line `seq`, without what had been taken back by then.

    sources and reports are by their own id, the last written standing for it; claims, and `recorded` (when each standing
    line was written, UTC), by entry id. A claim whose report has been taken back is absent too. others: standing lines of
    every other kind, in order. known_at: the moment asked for, or when line `seq` was recorded.
    """

    seq: int
    known_at: datetime
    sources: dict[str, Source] = field(default_factory=dict)
    reports: dict[str, Report] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    recorded: dict[str, datetime] = field(default_factory=dict)
    others: tuple[Entry, ...] = ()


def view_of(entries: Iterable[Entry], seq: int, known_at: datetime) -> View:
    """The view of the lines given, which are those of the ledger in order up to `seq`."""
    standing: dict[str, Entry] = {}
    taken_back: dict[str, Entry] = {}
    for entry in entries:
        if entry.retracts is not None:
            if entry.retracts not in standing:
                raise Refused(f"line {entry.seq} takes back what does not stand", mend="verify the ledger")
            taken_back[entry.retracts] = standing.pop(entry.retracts)
        if entry.kind not in _HOUSEKEEPING:
            standing[entry.id] = entry
    records = {key: from_body(e.kind, e.body) for key, e in standing.items() if e.kind in ("source", "report", "claim")}
    reports = {r.id: r for r in records.values() if isinstance(r, Report)}
    gone = {e.body["id"] for e in taken_back.values() if e.kind == "report"} - set(reports)
    claims = {key: r for key, r in records.items() if isinstance(r, Claim) and r.statement.report not in gone}
    shown = {key: e for key, e in standing.items() if e.kind != "claim" or key in claims}
    return View(
        seq=seq,
        known_at=known_at,
        sources={r.id: r for r in records.values() if isinstance(r, Source)},
        reports=reports,
        claims=claims,
        recorded={key: e.recorded_at for key, e in shown.items()},
        others=tuple(e for key, e in shown.items() if key not in records),
    )

"""A dataset into a ledger: streamed, taken up again where it stopped, and, of a later edition, only the difference.

A row is known again by its own id. New rows are written; a row that says something else than it did replaces what stands; one
that is gone is retracted. Nothing is overwritten.
"""

from __future__ import annotations

import csv
import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pactwatch.datasets import Reject, open_events
from pactwatch.ledger import Ledger, NewEntry, to_body
from pactwatch.types import Claim, Report, Source

_BATCH = 5000
_READ = 1 << 20


@dataclass
class Imported:
    """What an import came to: claims added, changed, withdrawn and the same as before, and rows set aside."""

    added: int = 0
    changed: int = 0
    withdrawn: int = 0
    same: int = 0
    rejected: int = 0

    def __str__(self) -> str:
        parts = f"{self.added:,} added, {self.changed:,} changed, {self.withdrawn:,} withdrawn, {self.same:,} as before"
        return f"{parts}; {self.rejected:,} rows set aside"


def import_events(
    path: Path,
    ledger: Ledger,
    *,
    by: str,
    dataset: str | None = None,
    column_map: Path | None = None,
    captured: datetime | None = None,
    rejects: Path | None = None,
    whole: bool = True,
    told: Callable[[int], None] = lambda _: None,
) -> Imported:
    """Take the rows of a table into a ledger as claims, and say what came of them.

    dataset: the id under which its rows are known again, by default the stem of its file. captured: when it was taken in, for a
    replay. rejects: where rows that cannot be taken are listed, with line and reason. whole: whether the file is the whole
    dataset, so that rows that are gone are withdrawn. told: called with the number of rows seen, now and then.

    Written in batches: stopped at any moment, it goes on with the next run, and nothing is written twice.
    """
    name = dataset or path.stem
    source, taken = open_events(path, dataset=name, column_map=column_map)
    found = Imported()
    at = captured if ledger.clock == "replay" else None
    with _known(ledger, name, source) as known, _rejects(rejects) as aside:
        ledger.append_all(_heading(path, name, source, by, at, captured, known))
        batch: list[NewEntry] = []
        for number, row in enumerate(taken, 1):
            if isinstance(row, Reject):
                found.rejected += 1
                aside(row)
            elif twice := known.twice(row[1]):
                found.rejected += 1
                aside(Reject(row[0], f"its id has been given before: {twice!r}"))
            else:
                batch += (line for claim in row[1] if (line := known.line(claim, found, by, at)) is not None)
            if len(batch) >= _BATCH:
                ledger.append_all(batch)
                batch.clear()
            if number % _BATCH == 0:
                told(number)
        ledger.append_all(batch)
        for gone in known.unseen() if whole else ():
            ledger.append("retraction", {"why": "no longer in the dataset"}, by=by, recorded_at=at, retracts=gone)
            found.withdrawn += 1
    return found


def _heading(
    path: Path, name: str, source: Source, by: str, at: datetime | None, captured: datetime | None, known: _Known
) -> list[NewEntry]:
    """The source, where the ledger does not have it, and the file as a report: what its rows are statements of."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_READ):
            digest.update(block)
    report = Report(name, source.id, "en", path.name, "", None, captured, digest.hexdigest())
    lines = [] if known.has_source else [NewEntry("source", to_body(source), by, at)]
    if known.report is None or known.report[1] != report.sha256:
        lines.append(NewEntry("report", to_body(report), by, at))
    return lines


class _Known:
    """What stands of a dataset already, on disk so that it may be of any size: the entry of each row, by a digest of its id."""

    def __init__(self, ledger: Ledger, dataset: str, source: Source) -> None:
        self._store = sqlite3.connect("")  # a temporary file, gone when it is closed
        self._store.execute("PRAGMA journal_mode = OFF")
        self._store.execute("CREATE TABLE known (row BLOB PRIMARY KEY, entry TEXT, body BLOB, seen INTEGER) WITHOUT ROWID")
        self.has_source = False
        self.report: tuple[str, str] | None = None
        for entry in ledger.entries():
            if entry.retracts is not None:
                self._store.execute("DELETE FROM known WHERE entry = ?", (entry.retracts,))
            if entry.kind == "claim" and entry.body["statement"]["report"] == dataset:
                row = entry.body["statement"]["fields"]["id"]
                values = (_digest(row), entry.id, _digest(_content(entry.body)), 0)
                self._store.execute("INSERT OR REPLACE INTO known VALUES (?, ?, ?, ?)", values)
            elif entry.kind == "source" and entry.body["id"] == source.id:
                self.has_source = True
            elif entry.kind == "report" and entry.body["id"] == dataset:
                self.report = entry.id, entry.body["sha256"]

    def close(self) -> None:
        self._store.close()

    def twice(self, claims: Sequence[Claim]) -> str | None:
        """The id of a row that the file has had before."""
        for claim in claims:
            row = claim.statement.fields["id"]
            if self._store.execute("SELECT 1 FROM known WHERE row = ? AND seen = 1", (_digest(row),)).fetchone():
                return row
        return None

    def line(self, claim: Claim, found: Imported, by: str, at: datetime | None) -> NewEntry | None:
        """The line to write for a claim; None where it stands as it is."""
        body = to_body(claim)
        row, content = _digest(claim.statement.fields["id"]), _digest(_content(body))
        old = self._store.execute("SELECT entry, body FROM known WHERE row = ?", (row,)).fetchone()
        if old is None:
            self._store.execute("INSERT INTO known VALUES (?, NULL, ?, 1)", (row, content))
            found.added += 1
            return NewEntry("claim", body, by, at)
        self._store.execute("UPDATE known SET seen = 1 WHERE row = ?", (row,))
        if old[1] == content:
            found.same += 1
            return None
        found.changed += 1
        return NewEntry("claim", body, by, at, retracts=old[0])

    def unseen(self) -> Iterator[str]:
        """The entries of rows that the file no longer has."""
        return iter([entry for (entry,) in self._store.execute("SELECT entry FROM known WHERE seen = 0 ORDER BY entry")])


@contextmanager
def _known(ledger: Ledger, dataset: str, source: Source) -> Iterator[_Known]:
    with closing(_Known(ledger, dataset, source)) as known:
        yield known


def _content(body: dict[str, object]) -> str:
    return json.dumps(body, sort_keys=True, ensure_ascii=False)


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


@contextmanager
def _rejects(path: Path | None) -> Iterator[Callable[[Reject], None]]:
    """A file of rows set aside, put in place when the import ends; there is none where every row was taken."""
    if path is None:
        yield lambda _: None
        return
    partial = path.with_suffix(".partial")
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with partial.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("line", "reason", "row"))

        def aside(reject: Reject) -> None:
            nonlocal count
            count += 1
            writer.writerow((reject.line, reject.reason, reject.row))

        yield aside
    if count:
        partial.replace(path)
    else:
        partial.unlink()
        path.unlink(missing_ok=True)

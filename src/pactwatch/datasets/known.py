"""What a ledger has of a dataset already: the entry of each of its rows, on disk, so that there may be any number of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from pactwatch.ledger import Ledger
from pactwatch.refusals import Refused

_CACHE = 32_000
"""Kilobytes of the list that are held in memory."""


class Known:
    """The rows of a dataset that stand in a ledger, and those that the file at hand has had so far.

    has_source: whether its source stands. report: the sha256 of the file from which its last rows came, None where there is
    none.
    """

    def __init__(self, store: sqlite3.Connection, ledger: Ledger, dataset: str, source: str) -> None:
        self._store = store
        store.execute("PRAGMA journal_mode = OFF")
        store.execute(f"PRAGMA cache_size = -{_CACHE}")
        store.execute("CREATE TABLE known (row TEXT PRIMARY KEY, entry BLOB NOT NULL, seen INTEGER NOT NULL) WITHOUT ROWID")
        self.has_source = False
        self.report: str | None = None
        self._read(ledger, dataset, source)

    def _read(self, ledger: Ledger, dataset: str, source: str) -> None:
        indexed = False
        for entry in ledger.entries():
            if entry.retracts is not None:
                if not indexed:
                    self._store.execute("CREATE INDEX by_entry ON known (entry)")
                    indexed = True
                self._store.execute("DELETE FROM known WHERE entry = ?", (bytes.fromhex(entry.retracts),))
            if entry.kind == "claim" and entry.body["statement"]["report"] == dataset:
                row = entry.body["statement"]["fields"]["id"]
                self._store.execute("INSERT OR REPLACE INTO known VALUES (?, ?, 0)", (row, bytes.fromhex(entry.id)))
            elif entry.kind == "source" and entry.body["id"] == source:
                self.has_source = True
            elif entry.kind == "report" and entry.body["id"] == dataset:
                self.report = entry.body["sha256"]

    def seen(self, row: str) -> bool:
        """Whether the file has had a row of this id before."""
        return self._store.execute("SELECT 1 FROM known WHERE row = ? AND seen = 1", (row,)).fetchone() is not None

    def see(self, row: str, entry: str) -> str | None:
        """Notes that the file has the row, and as which entry; the id of the entry that stood for it, None where none did."""
        old = self._store.execute("SELECT entry FROM known WHERE row = ?", (row,)).fetchone()
        self._store.execute("INSERT OR REPLACE INTO known VALUES (?, ?, 1)", (row, bytes.fromhex(entry)))
        return None if old is None else old[0].hex()

    def unseen(self) -> Iterator[str]:
        """The entries of rows that the file no longer has, in the order of the rows."""
        for (entry,) in self._store.execute("SELECT entry FROM known WHERE seen = 0 ORDER BY row"):
            yield entry.hex()


@contextmanager
def known_rows(ledger: Ledger, dataset: str, source: str) -> Iterator[Known]:
    """What the ledger has of a dataset whose source has this id. Refused where the list of it cannot be kept."""
    store = sqlite3.connect("", isolation_level=None)  # a temporary file, gone when it is closed
    try:
        store.execute("BEGIN")
        yield Known(store, ledger, dataset, source)
    except sqlite3.Error as error:
        mend = "free some space in the temporary folder, and run it again: it goes on where it stood"
        raise Refused("the list of rows cannot be kept ({error})", mend=mend, error=error) from None
    finally:
        store.close()

"""Appending to the ledger, beside inserting the same rows into a bare SQLite table as durably."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.pairs import Pair
from pactwatch.ledger import NewEntry, open_ledger

COUNT = 300


def pairs() -> list[Pair]:
    """One line a transaction, and all lines in one."""
    bodies = [{"report": f"r{n}", "text": "a line of the ledger " * 20, "n": n} for n in range(COUNT)]

    def ours_each() -> None:
        with TemporaryDirectory() as folder, open_ledger(Path(folder) / "ledger.db") as ledger:
            for body in bodies:
                ledger.append("note", body, by="benchmark")

    def ours_all() -> None:
        with TemporaryDirectory() as folder, open_ledger(Path(folder) / "ledger.db") as ledger:
            ledger.append_all([NewEntry("note", body, "benchmark") for body in bodies])

    return [
        Pair("append, a transaction a line", "bare SQLite inserts", ours_each, lambda: _bare(bodies, True), COUNT, "lines"),
        Pair("append, all in one transaction", "bare SQLite inserts", ours_all, lambda: _bare(bodies, False), COUNT, "lines"),
    ]


def _bare(bodies: list[dict[str, object]], each: bool) -> None:
    with TemporaryDirectory() as folder:
        store = sqlite3.connect(Path(folder) / "bare.db", isolation_level=None)
        store.execute("PRAGMA journal_mode=WAL")
        store.execute("PRAGMA synchronous=FULL")
        store.execute("CREATE TABLE lines (body TEXT)")
        if not each:
            store.execute("BEGIN")
        for body in bodies:
            store.execute("INSERT INTO lines VALUES (?)", (json.dumps(body),))
        if not each:
            store.execute("COMMIT")
        store.close()

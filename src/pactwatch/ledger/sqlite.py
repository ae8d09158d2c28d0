"""A ledger in one SQLite file: embedded, for one machine."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, ColumnElement, Connection, LargeBinary, cast, create_engine, event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from pactwatch.ledger.database import PATIENCE, Database, wall_clock
from pactwatch.ledger.schema import SQLITE_TRIGGERS
from pactwatch.refusals import Refused

_MENDS = {
    "not a database": ("not a ledger", "name a ledger.db, or a file that does not exist yet"),
    "decode to": ("a line of the ledger has been changed", "verify the ledger"),
    "locked": ("another process is writing to the ledger", "wait until it has finished and try again"),
    "readonly": ("the ledger cannot be written", "allow writing to the file and its folder"),
    "unable to open": ("the ledger cannot be opened", "check that its folder exists and may be written"),
    "append-only": ("the ledger is append-only", "take an entry back with a retraction"),
    "full": ("the disk is full", "free some space and try again; nothing was written"),
}

_CACHE = 64_000
"""Kilobytes of the file held in memory at most: ids come in no order, and their index is wanted all over."""


class SqliteFile(Database):
    """The file is not touched before it is asked for. Every commit waits until the disk has it."""

    elsewhere = "name a ledger.db, or a file that does not exist yet"
    errors = (sqlite3.Error, UnicodeDecodeError)

    def __init__(self, file: Path) -> None:
        self.file, self.shown = file, str(file)
        url = URL.create("sqlite", database=str(file))
        self.engine = create_engine(url, isolation_level="AUTOCOMMIT", connect_args={"timeout": PATIENCE})

        @event.listens_for(self.engine, "connect")
        def _prepare(connection: Any, _: Any) -> None:
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute(f"PRAGMA cache_size = -{_CACHE}")

    def check(self, *, create: bool) -> None:
        if self.file.is_dir():
            raise Refused("this is a folder", mend="name a file such as ledger.db in it", file=self.file)
        if not self.file.exists() and not create:
            raise Refused("there is no ledger", mend="build the case first, or check the path", file=self.file)
        if not self.file.parent.is_dir():
            raise Refused("there is no such folder", mend="make the folder first", file=self.file.parent)

    def prepare(self) -> None:
        """Write-ahead logging, for good, so that readers and a writer do not wait for one another.

        It is refused only while another process begins the same ledger, which then asks for it itself.
        """
        with self.engine.connect() as connection:
            try:
                connection.exec_driver_sql("PRAGMA journal_mode = WAL")
            except DBAPIError as error:
                if "locked" not in str(error.orig):
                    raise

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Connection]:
        with self.engine.connect() as connection:
            connection.exec_driver_sql(begin)
            try:
                yield connection
                connection.exec_driver_sql("COMMIT")
            except BaseException:
                with suppress(SQLAlchemyError):  # a Ctrl-C in the midst of a statement has closed the connection already
                    connection.exec_driver_sql("ROLLBACK")
                raise

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    beginning = writing

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def settled(self) -> Iterator[Connection]:
        """Waits for a writer by taking its place; who may only read reads what there is."""
        try:
            with self._transaction("BEGIN IMMEDIATE"):
                pass
        except DBAPIError as error:
            if "readonly" not in str(error.orig):
                raise
        with self.reading() as connection:
            yield connection

    def now(self, connection: Connection) -> datetime:
        return wall_clock()

    def raw(self, column: ColumnElement[Any]) -> ColumnElement[bytes]:
        return cast(column, LargeBinary)

    def faults(self, connection: Connection) -> Iterator[str]:
        for (problem,) in connection.exec_driver_sql("PRAGMA integrity_check(5)"):
            if problem != "ok":
                yield f"the file is damaged: {problem}"
        there = {name for (name,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
        for name in sorted(SQLITE_TRIGGERS.keys() - there):
            yield f"the trigger {name} has been removed"

    def refusal(self, error: Exception) -> Refused:
        for sign, (what, mend) in _MENDS.items():
            if sign in str(error):
                return Refused(what, mend=mend, file=self.file)
        return Refused(f"the ledger is damaged ({error})", mend="restore it from a copy, then verify it", file=self.file)

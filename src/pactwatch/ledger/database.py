"""Where a ledger is kept: the one place that knows which stores there are and how each begins, locks and fails."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from pactwatch.ledger.schema import metadata
from pactwatch.refusals import Refused

_PATIENCE = 60
"""Seconds to wait for another process to finish its write."""


def locate(where: Path | str) -> Path:
    """The file of a ledger, from a path or a `sqlite:///…` URL. Refused for any other store."""
    if isinstance(where, Path) or "://" not in where:
        return Path(where)
    try:
        url = make_url(where)
    except ArgumentError:
        raise Refused(f"{where!r} is not the address of a ledger", mend="give a path or sqlite:///path") from None
    if url.get_backend_name() != "sqlite" or url.query or not url.database or url.database == ":memory:":
        store = url.render_as_string(hide_password=True)
        raise Refused(f"no ledger can be kept in {store}", mend="give a path or sqlite:///path")
    return Path(url.database)


def connect(file: Path) -> Engine:
    """An engine on a SQLite file, which is not touched yet. Every commit waits until the disk has it."""
    engine = create_engine(
        URL.create("sqlite", database=str(file)), isolation_level="AUTOCOMMIT", connect_args={"timeout": _PATIENCE}
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _: Any) -> None:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA trusted_schema = OFF")

    return engine


def tables(connection: Connection) -> set[str]:
    """Names of the tables there are."""
    return set(inspect(connection).get_table_names())


def is_ledger(names: set[str]) -> bool:
    """Whether tables of these names make a ledger."""
    return set(metadata.tables) <= names


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that no other writer shares; on leaving it is on disk, on an error nothing of it is."""
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.exec_driver_sql("COMMIT")
        except BaseException:
            with suppress(DBAPIError):
                connection.exec_driver_sql("ROLLBACK")
            raise


@contextmanager
def refusing(file: Path) -> Iterator[None]:
    """Says in a sentence what the database could not do."""
    try:
        yield
    except DBAPIError as error:
        raise _refusal(file, str(error.orig)) from None
    except (sqlite3.Error, UnicodeDecodeError) as error:  # from connecting, and from messages that quote a damaged schema
        raise _refusal(file, str(error)) from None


def _refusal(file: Path, problem: str) -> Refused:
    mends = {
        "not a database": ("not a ledger", "name a ledger.db, or a file that does not exist yet"),
        "decode to": ("a line of the ledger has been changed", "verify the ledger"),
        "locked": ("another process is writing to the ledger", "wait until it has finished and try again"),
        "readonly": ("the ledger cannot be written", "allow writing to the file and its folder"),
        "unable to open": ("the ledger cannot be opened", "check that its folder exists and may be written"),
        "append-only": ("the ledger is append-only", "take an entry back with a retraction"),
        "full": ("the disk is full", "free some space and try again; nothing was written"),
    }
    for sign, (what, mend) in mends.items():
        if sign in problem:
            return Refused(what, mend=mend, file=file)
    return Refused(f"the ledger is damaged ({problem})", mend="restore it from a copy, then verify it", file=file)

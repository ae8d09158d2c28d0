"""A ledger in a PostgreSQL database, or in one schema of it: for a team whose members write at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.util import find_spec
from typing import Any
from urllib.parse import unquote

from sqlalchemy import URL, ColumnElement, Connection, LargeBinary, create_engine, event, func, text

from pactwatch.ledger.database import PATIENCE, Database
from pactwatch.ledger.schema import POSTGRESQL_TRIGGERS
from pactwatch.refusals import Refused

_UNIT = 0x7061_6374  # "pact": the first half of the keys of our advisory locks
_BEGINNING = text(f"SELECT pg_advisory_xact_lock({_UNIT}, 0)")
_WRITING = text(f"SELECT pg_advisory_xact_lock({_UNIT}, 'entries'::regclass::oid::bigint::bit(32)::int)")
_SETTLED = text(f"SELECT pg_advisory_xact_lock_shared({_UNIT}, 'entries'::regclass::oid::bigint::bit(32)::int)")
_TRIGGERS = text(
    "SELECT tgname, tgenabled::text FROM pg_trigger "
    "WHERE tgrelid IN ('entries'::regclass, 'head'::regclass) AND NOT tgisinternal"
)
_ON_DISK = "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"

_CODES = {
    "42501": ("this role may not do that", "have the ledger's owner grant it"),
    "55P03": ("another process is writing to the ledger", "wait until it has finished and try again"),
    "25006": ("the ledger cannot be written", "name the primary server and a role that may write"),
    "53100": ("the disk of the server is full", "free some space and try again; nothing was written"),
    "XX001": ("the ledger is damaged", "restore it from a copy, then verify it"),
    "53300": ("the server has no connection left", "try again later"),
}
_SIGNS = {
    "append-only": ("the ledger is append-only", "take an entry back with a retraction"),
    "grows only at its end": ("the ledger is append-only", "append to its end"),
    "password authentication failed": ("the server does not take this password", "check PGPASSWORD or ~/.pgpass, and the name"),
    "no password supplied": ("the server wants a password", "give it in PGPASSWORD or in ~/.pgpass"),
    "no pg_hba.conf entry": ("the server does not let this role in from here", "have its administrator allow it"),
    'role "': ("the server knows no such role, or it may not log in", "check the name before the @"),
    'database "': ("the server has no such database", "check its name, or have it made: createdb"),
    "invalid connection option": ("this is not the address of a database", "write it as postgresql://name@host/database"),
    "too many": _CODES["53300"],
}
_OPENING = re.compile("connection (failed|is bad|timeout)|failed to resolve|could not translate|timeout expired")
_LOST = re.compile("^(08|57P)|closed|lost|terminat")


class PostgresqlDatabase(Database):
    """Writers take turns by an advisory lock; every commit waits until the server's disk has it."""

    elsewhere = "name an empty database, or an empty schema of this one (?options=-csearch_path%3DNAME)"

    def __init__(self, url: URL) -> None:
        if find_spec("psycopg") is None:
            raise Refused("PostgreSQL needs psycopg", mend="pip install 'pactwatch[postgresql]'", file=shown(url))
        if "password" in url.query:
            raise Refused("a password stands in the address", mend="give it in PGPASSWORD or in ~/.pgpass", file=shown(url))
        self.shown = shown(url)
        settings = {"connect_timeout": 10, "client_encoding": "utf8", "application_name": "pactwatch"}
        own = {name: value for name, value in settings.items() if name not in url.query}
        url = url.set(drivername="postgresql+psycopg")
        self.engine = create_engine(url, connect_args=own, pool_pre_ping=True, isolation_level="READ COMMITTED")
        event.listen(self.engine, "connect", _prepare)

    @property
    def errors(self) -> tuple[type[Exception], ...]:
        import psycopg

        return (psycopg.Error, UnicodeDecodeError)

    def check(self, *, create: bool) -> None:
        """Nothing is known before the server has been asked."""

    def prepare(self) -> None:
        with self.engine.begin() as connection:
            encoding = connection.scalar(text("SHOW server_encoding"))
        if encoding != "UTF8":
            mend = "have a database made with the encoding UTF8"
            raise Refused(f"this database keeps text as {encoding}", mend=mend, file=self.shown)

    @contextmanager
    def beginning(self) -> Iterator[Connection]:
        with self.engine.begin() as connection:
            connection.execute(_BEGINNING)
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        # Each statement must see what the writer before it has written: READ COMMITTED, and the lock first.
        with self.engine.begin() as connection:
            connection.execute(_WRITING)
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with self.engine.connect() as connection:
            connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            with connection.begin():
                yield connection

    @contextmanager
    def settled(self) -> Iterator[Connection]:
        with self.engine.begin() as connection:
            connection.execute(_SETTLED)
            yield connection

    def now(self, connection: Connection) -> datetime:
        found: datetime = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
        return found.astimezone(UTC)

    def raw(self, column: ColumnElement[Any]) -> ColumnElement[bytes]:
        return func.convert_to(column, "UTF8", type_=LargeBinary)

    def faults(self, connection: Connection) -> Iterator[str]:
        there = {row.tgname: row.tgenabled for row in connection.execute(_TRIGGERS)}
        for name in sorted(POSTGRESQL_TRIGGERS):
            if name not in there:
                yield f"the trigger {name} has been removed"
            elif there[name] != "A":
                yield f"the trigger {name} has been switched off"

    def refusal(self, error: Exception) -> Refused:
        what, mend = self._said(str(error).strip(), getattr(error, "sqlstate", None) or "")
        return Refused(what, mend=mend, file=self.shown)

    def _said(self, problem: str, code: str) -> tuple[str, str]:
        if code in _CODES:
            return _CODES[code]
        for sign, said in _SIGNS.items():
            if sign in problem and not _LOST.search(code):
                return said
        if not code and _OPENING.search(problem):
            return "the server cannot be reached", "check its address, and that it is running"
        if _LOST.search(code or problem):
            return "the connection was lost", "try again: what was acknowledged is there, and is not written twice"
        if "decode" in problem:
            return "a line of the ledger has been changed", "verify the ledger"
        first = problem.partition("\n")[0]
        return f"the server could not do it ({first})", "have its administrator look into its log, then verify the ledger"


def shown(url: URL) -> str:
    """The address without password and settings: `postgresql://name@host:port/database`."""
    host = {"host": url.query["host"]} if "host" in url.query else {}
    plain = URL.create("postgresql", url.username, None, url.host, url.port, url.database, host)
    return unquote(plain.render_as_string())


def _prepare(connection: Any, _: Any) -> None:
    """A session waits for a lock no longer than it should, keeps one no longer than it works, and acknowledges what is on
    disk, whatever the server's own settings."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = '{PATIENCE}s'")
        cursor.execute("SET idle_in_transaction_session_timeout = '60s'")
        cursor.execute(
            "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"
        )
    connection.commit()

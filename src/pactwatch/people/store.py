"""The file that keeps accounts: `people.db` of a case, for its owner alone."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from sqlalchemy import URL, Connection, create_engine, event, func, select
from sqlalchemy.exc import DBAPIError

from pactwatch.people.schema import accounts, metadata
from pactwatch.refusals import Refused

FILE = "people.db"
_PATIENCE = 30
_MODE = 0o600


class People:
    """An open file of accounts; several threads and processes may use it. clock: what time it is, for tests."""

    def __init__(self, file: Path, clock: Callable[[], datetime]) -> None:
        self.file, self.clock = file, clock
        url = URL.create("sqlite", database=str(file))
        self._engine = create_engine(url, isolation_level="AUTOCOMMIT", connect_args={"timeout": _PATIENCE})

        @event.listens_for(self._engine, "connect")
        def _prepare(connection: Any, _: Any) -> None:
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("PRAGMA trusted_schema = OFF")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the file."""
        self._engine.dispose()

    def now(self) -> int:
        """The time in seconds since 1970 (UTC)."""
        return int(self.clock().timestamp())

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Sees one moment of the file."""
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that no other writer shares; on an error nothing of it is written."""
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    def empty(self) -> bool:
        """Whether nobody has an account."""
        with self.reading() as connection:
            return not connection.scalar(select(func.count()).where(accounts.c.removed.is_(None)))

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Connection]:
        try:
            with self._engine.connect() as connection:
                connection.exec_driver_sql(begin)
                try:
                    yield connection
                except BaseException:
                    connection.exec_driver_sql("ROLLBACK")
                    raise
                connection.exec_driver_sql("COMMIT")
        except DBAPIError as error:
            mend = "check that it may be written, or restore it from a copy"
            raise Refused("the accounts cannot be reached ({orig})", mend=mend, file=self.file, orig=error.orig) from None


def open_people(
    case: Path, *, create: bool = False, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> People | None:
    """The accounts of a case's folder; None where it has none and none are to be made.

    Refused where others could read the file: a key that was copied cannot be called back.
    """
    file = case / FILE
    if not file.is_file():
        if not create:
            return None
        os.close(os.open(file, os.O_CREAT | os.O_WRONLY, _MODE))
    if file.stat().st_mode & 0o077:
        raise Refused("others on this machine may read the accounts", mend="chmod 600 {file_}", file=file, file_=FILE)
    people = People(file, clock)
    with people.writing() as connection:
        metadata.create_all(connection)
    return people

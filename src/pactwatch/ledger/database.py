"""What a ledger needs of the database that keeps it; each store answers in its own module."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, inspect
from sqlalchemy.exc import DBAPIError

from pactwatch.ledger.schema import metadata
from pactwatch.refusals import Refused

PATIENCE = 60
"""Seconds to wait for another writer to finish."""


def wall_clock() -> datetime:
    """Now, in UTC, by the clock of this machine."""
    return datetime.now(UTC)


class Database(ABC):
    """One database that holds, or will hold, one ledger. shown: its address as people may see it, without a password."""

    shown: str
    engine: Engine
    elsewhere: str
    """Where a new ledger can be begun, as the mend of a refusal says it."""

    @abstractmethod
    def check(self, *, create: bool) -> None:
        """Refused where it is plain, before anything is touched, that no ledger is there or can be begun."""

    @abstractmethod
    def prepare(self) -> None:
        """What must be set before the tables are made. Refused where the database cannot keep a ledger."""

    @abstractmethod
    def beginning(self) -> AbstractContextManager[Connection]:
        """A transaction in which the tables are made, if nobody else has made them by then."""

    @abstractmethod
    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction that no other writer shares; on leaving it is on disk, on an error nothing of it is."""

    @abstractmethod
    def reading(self) -> AbstractContextManager[Connection]:
        """A transaction that sees one moment of the ledger and holds up no writer."""

    @abstractmethod
    def settled(self) -> AbstractContextManager[Connection]:
        """A reading that begins when every writer who has begun is done, so that no line is still to come with an earlier
        time than now."""

    @abstractmethod
    def now(self, connection: Connection) -> datetime:
        """The time by the one clock that all writers of this ledger share."""

    @abstractmethod
    def raw(self, column: ColumnElement[Any]) -> ColumnElement[bytes]:
        """A text column as the bytes that are stored."""

    @abstractmethod
    def faults(self, connection: Connection) -> Iterator[str]:
        """What is wrong with the database itself: damage, triggers that are gone."""

    @abstractmethod
    def refusal(self, error: Exception) -> Refused:
        """In a sentence, what the database could not do."""

    def holds(self, connection: Connection) -> tuple[bool, bool]:
        """Whether it holds a ledger, and whether it holds anything."""
        names = set(inspect(connection).get_table_names())
        return set(metadata.tables) <= names, bool(names)

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """Turns what the database could not do into Refused."""
        try:
            yield
        except DBAPIError as error:
            raise self.refusal(error.orig if isinstance(error.orig, Exception) else error) from None
        except self.errors as error:  # from connecting, and from messages that quote a damaged schema
            raise self.refusal(error) from None

    @property
    @abstractmethod
    def errors(self) -> tuple[type[Exception], ...]:
        """Errors that reach us past SQLAlchemy."""

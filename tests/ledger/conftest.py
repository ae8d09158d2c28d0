"""The contract of a ledger is tested on every store: what asks for `places`, `address` or `ledger` runs for each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pactwatch.ledger import Ledger, open_ledger
from tests.ledger.places import STORES, Places, PostgresqlPlaces, places_of


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Places]:
    """SQLite alone."""
    with places_of("sqlite", tmp_path_factory.mktemp("sqlite")) as found:
        yield found


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresqlPlaces]:
    """PostgreSQL alone; it starts when the first test asks for it, and ends with the run."""
    with places_of("postgresql", tmp_path_factory.mktemp("postgresql")) as found:
        assert isinstance(found, PostgresqlPlaces)
        yield found


@pytest.fixture(scope="session", params=STORES)
def places(request: pytest.FixtureRequest) -> Places:
    """Each store in turn."""
    found = request.getfixturevalue("sqlite" if request.param == "sqlite" else "server")
    assert isinstance(found, Places)
    return found


@pytest.fixture
def address(places: Places) -> str:
    """An empty place of the store."""
    return places.new()


@pytest.fixture
def ledger(address: str) -> Iterator[Ledger]:
    """A new ledger, which keeps the wall clock."""
    with open_ledger(address) as opened:
        yield opened


@pytest.fixture
def replay(address: str) -> Iterator[Ledger]:
    """A new ledger that is a replay."""
    with open_ledger(address, clock="replay") as opened:
        yield opened

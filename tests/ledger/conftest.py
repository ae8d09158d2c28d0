"""The contract of a ledger is tested on every store: what asks for `places`, `address` or `ledger` runs for each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pactwatch.ledger import Ledger, open_ledger
from tests.ledger.places import STORES, Places, PostgresqlPlaces
from tests.ledger.places import places as places_of


@pytest.fixture(scope="session")
def every_store(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Places]:
    """The stores that were asked for already."""
    return {}


@pytest.fixture(scope="session", params=STORES)
def places(request: pytest.FixtureRequest, every_store: dict[str, Places], tmp_path_factory: pytest.TempPathFactory) -> Places:
    """Each store in turn."""
    return _started(str(request.param), every_store, tmp_path_factory)


@pytest.fixture(scope="session")
def server(every_store: dict[str, Places], tmp_path_factory: pytest.TempPathFactory) -> PostgresqlPlaces:
    """PostgreSQL alone."""
    found = _started("postgresql", every_store, tmp_path_factory)
    assert isinstance(found, PostgresqlPlaces)
    return found


def _started(name: str, every_store: dict[str, Places], tmp_path_factory: pytest.TempPathFactory) -> Places:
    if name not in every_store:
        every_store[name] = places_of(name, tmp_path_factory.mktemp(name))
    return every_store[name]


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

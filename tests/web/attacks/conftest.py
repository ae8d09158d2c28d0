"""One hostile case, built and worked on once, with its complaint."""

from __future__ import annotations

import pytest
from fastapi import FastAPI

from pactwatch.case import Case
from tests.web.attacks.forms import Form, forms_found
from tests.web.attacks.hostile import worked_on, written
from tests.web.attacks.worlds import World
from tests.web.guarding import cheap_hashes, make


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, str]:
    """The case with payloads everywhere, and the address of its complaint; to be read, not written."""
    with cheap_hashes():
        case = written(tmp_path_factory.mktemp("hostile") / "case")
        return case, worked_on(case)


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A case to send anything to; who changes it puts it back."""
    with cheap_hashes():
        return World(tmp_path_factory.mktemp("world"))


@pytest.fixture(scope="session")
def forms(world: World) -> list[Form]:
    """Every form of its board, filled so that it can be taken."""
    return forms_found(world)


@pytest.fixture(scope="module")
def app(hostile: tuple[Case, str]) -> FastAPI:
    """The board of the hostile case."""
    return make(hostile[0])

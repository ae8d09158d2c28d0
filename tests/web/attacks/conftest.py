"""One hostile case, built and worked on once, with its complaint."""

from __future__ import annotations

import pytest
from fastapi import FastAPI

from pactwatch.case import Case
from tests.web.attacks.hostile import worked_on, written
from tests.web.guarding import make


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, str]:
    """The case with payloads everywhere, and the address of its complaint; to be read, not written."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        from argon2 import PasswordHasher

        monkeypatch.setattr("pactwatch.people.secrets._hasher", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
        case = written(tmp_path_factory.mktemp("hostile") / "case")
        return case, worked_on(case)


@pytest.fixture(scope="module")
def app(hostile: tuple[Case, str]) -> FastAPI:
    """The board of the hostile case."""
    return make(hostile[0])

"""The worked case behind a board, built once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from anyio.from_thread import start_blocking_portal
from starlette.testclient import TestClient

from pactwatch.case import Case, open_case
from pactwatch.web import Settings, make_app
from pactwatch.web.snapshot import Snapshot

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "karabakh-2020"
LEFT_OUT = shutil.ignore_patterns("ledger.db*", "drafts", "briefs", "originals", "people.db*", "follow.db*")


@pytest.fixture(scope="session", autouse=True)
def one_loop() -> Iterator[None]:
    """One loop for all browsers: to start one for each request takes longer than most answers."""
    with start_blocking_portal() as portal, pytest.MonkeyPatch.context() as patch:
        patch.setattr(TestClient, "portal", portal)
        yield


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the worked case with its ledger; to be read, not written."""
    folder = tmp_path_factory.mktemp("board") / "karabakh-2020"
    shutil.copytree(EXAMPLE, folder, ignore=LEFT_OUT)
    open_case(folder).build()
    return folder


@pytest.fixture(scope="session")
def built_snapshot(built: Path) -> Snapshot:
    """What a board of the worked case shows from."""
    case = open_case(built)
    return Snapshot(case, case.view())


@pytest.fixture
def case(built: Path, tmp_path: Path) -> Case:
    """A case of one's own to write to."""
    shutil.copytree(built, tmp_path / "case")
    return open_case(tmp_path / "case")


@pytest.fixture(scope="session")
def board(built: Path) -> Iterator[TestClient]:
    """A reader of the worked case's board; to be read, not written."""
    with TestClient(make_app(open_case(built), Settings(hosts=("testserver",))), follow_redirects=False) as client:
        yield client

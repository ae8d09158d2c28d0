"""Faults of ours."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from pactwatch.case import Case
from pactwatch.web import Settings, make_app
from pactwatch.web.guarding import HEADERS
from tests.web.people import with_accounts


@pytest.mark.parametrize("path", ["/en/today", "/api/v1/today"])
def test_who_is_to_come_later_is_told_when(case: Case, path: str) -> None:
    app = make_app(with_accounts(case), Settings(hosts=("testserver",)))
    (case.folder / "people.db").chmod(0o644)
    app.state.people = None
    answer = TestClient(app).get(path)
    assert (answer.status_code, int(answer.headers["retry-after"]) > 0) == (503, True)


def test_a_fault_is_told_without_its_innards_and_guarded(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    app = make_app(case, Settings(hosts=("testserver",)))
    monkeypatch.setattr(app.state.board, "known", lambda _: 1 / 0)
    with TestClient(app, raise_server_exceptions=False) as reader:
        for headers in ({}, {"Accept": "application/json"}):
            answer = reader.get("/en/today", headers=headers)
            assert answer.status_code == 500
            assert "try again later" in answer.text
            assert "division" not in answer.text
            assert {name: answer.headers[name] for name in HEADERS} == HEADERS

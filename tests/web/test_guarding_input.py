"""Whatever stands in a parameter or a path: an answer or a refusal, never a fault of the server, and never a file."""

from __future__ import annotations

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from tests.web.guarding import app, come, filled, quick, routes

__all__ = ["app", "quick"]
VALUES = (
    "a\0b",
    "9" * 400,
    "9999-12-31",
    "0001-01-01T00:00:00+14:00",
    "../..",
    "1992/..",
    "x" * 20_000,
    '"(NEAR <script>alert(1)</script>',
    "nan,inf,1e400,-1",
    "-1",
    "0",
    "٣",
)
PARTS = (
    "%00",
    "a%00b",
    "%ff",
    "..%2f..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "..\\..\\people.db",
    "people.db",
    "%ED%A0%80",
    "%0d%0aX-Planted:yes",
    "1" * 5_000,
)


@pytest.fixture(scope="module")
def reader(app: FastAPI) -> TestClient:
    return come(app)


def test_no_parameter_breaks_a_question(app: FastAPI, reader: TestClient) -> None:
    document = reader.get("/api/v1/openapi.json").json()
    wrong, asked = [], 0
    for path, verbs in document["paths"].items():
        names = [p["name"] for p in verbs.get("get", {}).get("parameters", ()) if p["in"] == "query"]
        for name in names:
            for value in VALUES:
                answer = reader.get(filled(path, **_names(app)), params={name: value})
                asked += 1
                # Who has a complaint in hand, and which drafts wait, not everybody may ask.
                kept = name == "assigned" or path.startswith("/api/v1/drafts")
                if answer.status_code not in ((200, 403, 404, 422) if kept else (200, 404, 422)):
                    wrong.append((path, name, value[:30], answer.status_code))
    assert wrong == []
    assert asked > 1_000


def test_no_parameter_breaks_a_page(app: FastAPI, reader: TestClient) -> None:
    wrong = []
    pages = [path for path, methods in routes(app) if path.startswith("/{lang}") and "GET" in methods]
    for path in pages:
        for name in ("at", "known", "by", "page", "next", "to", "format", "claim", "source"):
            for value in VALUES[:4] if name in ("at", "known") else VALUES[7:8]:
                answer = reader.get(filled(path, **_names(app)), params={name: value})
                if answer.status_code not in (200, 303, 404, 422) or "<script>alert" in answer.text:
                    wrong.append((path, name, value[:30], answer.status_code))
    assert wrong == []


@pytest.mark.parametrize(
    "address", ["/en/today?known=0", "/en/today?known=1900-01-01", "/en/changes.atom?known=0", "/en/truces?known=0"]
)
def test_a_ledger_without_a_line_is_shown(reader: TestClient, address: str) -> None:
    assert reader.get(address).status_code == 200


def test_no_part_of_a_path_breaks_a_page_or_opens_a_file(app: FastAPI) -> None:
    keeper, wrong = come(app, "keeper"), []
    for path, methods in routes(app):
        named = ("pact", "clause", "report", "source", "event", "place", "complaint", "draft", "name", "lang")
        for name in named:
            for part in PARTS if "{" + name in path and "GET" in methods else ():
                answer = keeper.get(filled(path, **_names(app) | {name: part}))
                if answer.status_code not in (200, 303, 404, 422) or "root:" in answer.text or "x-planted" in answer.headers:
                    wrong.append((path, name, part[:30], answer.status_code))
    assert wrong == []


@pytest.mark.parametrize("part", [*PARTS, "../app.py", "%2e%2e/app.py", "..%2fapp.py", "/etc/passwd", "....//app.py"])
def test_only_what_is_static_is_given(reader: TestClient, part: str) -> None:
    assert reader.get(f"/static/{part}").status_code == 404


def _names(app: FastAPI) -> dict[str, str]:
    """Names of things that there are."""
    snapshot = app.state.board.now()
    pact, clause = next(iter(snapshot.clauses)).split("/")
    view = snapshot.view
    there = {"report": next(iter(view.reports)), "source": next(iter(view.sources)), "event": next(iter(view.claims))}
    return {"pact": pact, "clause": clause, "place": "hadrut", **there}

"""Somebody without an account follows every link, and tries to write wherever they get to."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

import pytest
from fastapi import FastAPI
from httpx import Response
from starlette.testclient import TestClient

from pactwatch.case import open_case
from pactwatch.web import Settings, make_app
from tests.web.guarding import filled, routes

STARTS = ("/en/today?at=2020-11-08", "/ar/today?at=2020-11-08", "/en/today", "/ar/today")
MOST, ALIKE = 260, 3
"""Addresses asked for, and how many of one kind (the same path but for its names, the same parameters)."""

_LINK = re.compile(r'(?:href|src|action)="([^"]*)"')
_HOST = "http://testserver"
REFUSED = (401, 403, 404, 405, 415)
FORMS: tuple[dict[str, Any], ...] = ({"data": {"name": "x", "password": "x"}}, {"json": {}})


@pytest.fixture(scope="module")
def app(built: Path) -> FastAPI:
    """The application as anybody meets it."""
    return make_app(open_case(built), Settings(hosts=("testserver",), rate=None))


@pytest.fixture(scope="module")
def reader(app: FastAPI) -> Iterator[TestClient]:
    """A reader without an account, who sees an error of the server as one."""
    with TestClient(app, follow_redirects=False, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="module")
def walked(reader: TestClient) -> dict[str, tuple[int, str]]:
    """Status, and the page on which it was linked, of each address that was asked for."""
    found: dict[str, tuple[int, str]] = {}
    kinds: Counter[tuple[object, ...]] = Counter()
    waiting = deque((start, "") for start in STARTS)
    while waiting and len(found) < MOST:
        address, linked = waiting.popleft()
        kind = _kind(address)
        if address in found or kinds[kind] >= ALIKE:
            continue
        kinds[kind] += 1
        answer = reader.get(address)
        found[address] = answer.status_code, linked
        waiting.extend((link, address) for link in _links(answer.headers.get("location", ""), answer.text, address))
    return found


def _links(location: str, text: str, address: str) -> Iterator[str]:
    for link in (location, *map(unescape, _LINK.findall(text))):
        whole = urlsplit(urldefrag(urljoin(_HOST + address, link)).url)
        if link and whole.netloc == "testserver":
            yield whole.path + (f"?{whole.query}" if whole.query else "")


def _kind(address: str) -> tuple[object, ...]:
    """The first two parts of a path and how many there are, with the parameters by name."""
    parts = urlsplit(address)
    steps = parts.path.split("/")
    return (*steps[1:3], len(steps), *sorted({k for k, _ in parse_qsl(parts.query)}))


def test_no_link_leads_nowhere(walked: dict[str, tuple[int, str]]) -> None:
    wrong = {a: told for a, told in walked.items() if told[0] not in (200, 303, 401, 403)}
    assert wrong == {}
    assert len(walked) > 60


def test_pages_of_both_languages_were_walked(walked: dict[str, tuple[int, str]]) -> None:
    for language in ("en", "ar"):
        for noun in ("today", "pacts", "events"):
            assert any(a.startswith(f"/{language}/{noun}") for a in walked), (language, noun)


def test_nothing_can_be_written_without_an_account(
    app: FastAPI, reader: TestClient, walked: dict[str, tuple[int, str]], built: Path
) -> None:
    head = app.state.board.ledger.head()
    before = {p.name: p.stat().st_size for p in built.rglob("*") if p.is_file()}
    paths = {urlsplit(a).path for a in walked} | set(_declared(app))
    assert "/ar/complaints/x/rule" in paths
    wrong = []
    for path in sorted(paths):
        for verb in ("POST", "PUT", "PATCH", "DELETE"):
            for body in FORMS:
                answer = _sent(reader, verb, path, body)
                if answer.status_code not in REFUSED:
                    wrong.append((verb, path, answer.status_code, answer.text[:200]))
    assert wrong == []
    assert app.state.board.ledger.head() == head
    assert {p.name: p.stat().st_size for p in built.rglob("*") if p.is_file()} == before


def _sent(reader: TestClient, verb: str, path: str, body: dict[str, Any]) -> Response:
    answer: Response = reader.request(verb, path, **body)
    # The same address with a slash at its end.
    if answer.status_code == 307:
        answer = reader.request(verb, answer.headers["location"], **body)
    return answer


def _declared(app: FastAPI) -> Iterator[str]:
    """Every path that the application has, its parts filled in."""
    for path, _ in routes(app):
        yield from (filled(path, language) for language in ("en", "ar"))

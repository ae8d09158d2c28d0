"""Every route of a board, and everybody who may come to it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.testclient import TestClient

from pactwatch.case import Case, open_case
from pactwatch.people import accounts, open_people, tokens
from pactwatch.people.secrets import form_token
from pactwatch.web import Settings, make_app
from tests.web.people import sign_in, with_accounts

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW")
HELD_BY = {"nobody": "", "reader": "rea", "party": "aze", "monitor": "mon", "ruler": "rul", "keeper": "kim"}
"""The accounts of `tests.web.people` by what they stand for: `party` reads for AZE, `ruler` rules for OSCE."""
EVERYBODY = (*HELD_BY, "token")
"""`token`: a program with a token of the keeper's."""
PROGRAMS = tuple(f"{who}'s token" for who in HELD_BY if who != "nobody")
"""Programs with a token of each."""


@pytest.fixture(scope="module")
def quick() -> Iterator[None]:
    """Hashes that cost little."""
    with cheap_hashes():
        yield


@contextmanager
def cheap_hashes() -> Iterator[None]:
    """Passwords are hashed at little cost meanwhile."""
    from argon2 import PasswordHasher

    with pytest.MonkeyPatch.context() as monkeypatch:
        cheap = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
        monkeypatch.setattr("pactwatch.people.secrets._hasher", cheap)
        monkeypatch.setattr("pactwatch.people.secrets._NOBODY", cheap.hash("nobody"))
        yield


@pytest.fixture(scope="module")
def app(built: Path, tmp_path_factory: pytest.TempPathFactory, quick: None) -> FastAPI:
    """A public board with accounts, for the tests of one file."""
    folder = tmp_path_factory.mktemp("guarded") / "case"
    shutil.copytree(built, folder)
    return make(with_accounts(open_case(folder)))


def routes(app: FastAPI) -> Iterator[tuple[str, frozenset[str]]]:
    """Each path that the application declares, with its methods."""
    for route in iter_route_contexts(app.routes):
        yield str(route.path), frozenset(route.methods or ())


def filled(path: str, lang: str = "en", **names: str) -> str:
    """A path with its parts filled in: those that are named, `x` for the others."""
    if path == "/static":
        return "/static/board.css"
    given = {"lang": lang, **names}
    return re.sub(r"\{(\w+)(?::\w+)?\}", lambda found: given.get(found[1], "x"), path)


def make(case: Case, **settings: Any) -> FastAPI:
    """The application of a case; nobody asks too often."""
    return make_app(case, Settings(**{"hosts": ("testserver",), "rate": None, **settings}))


def come(app: FastAPI, who: str = "nobody", base: str = "http://testserver") -> TestClient:
    """Somebody of `EVERYBODY` or `PROGRAMS` at a board, who sees an error of the server as one."""
    address = f"127.0.0.{1 + (*EVERYBODY, *PROGRAMS).index(who)}"
    client = TestClient(app, base_url=base, follow_redirects=False, raise_server_exceptions=False, client=(address, 50000))
    if who not in HELD_BY:
        people = open_people(app.state.board.case.folder)
        assert people is not None
        with people:
            holder = accounts.account(people, HELD_BY["keeper" if who == "token" else who.removesuffix("'s token")])
            client.headers["authorization"] = f"Bearer {tokens.make(people, holder.name, holder.role, 'test', 1)}"
    elif HELD_BY[who]:
        sign_in(client, HELD_BY[who])
    return client


def word(client: TestClient) -> str:
    """What the forms of this browser send back."""
    if not client.cookies:
        client.get("/en/sign-in")
    kept = {name.rpartition("pactwatch-")[2]: value for name, value in client.cookies.items()}
    return form_token(kept.get("session") or kept.get("form") or "")

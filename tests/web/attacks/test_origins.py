"""A form of another origin is refused, by scheme and port too; nothing is taken in from who may not send it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from starlette.types import Message, Scope

from pactwatch.case import Case, open_case
from tests.web.guarding import come, make, quick, word
from tests.web.people import PASSWORD, with_accounts

__all__ = ["quick"]


@pytest.fixture(scope="module")
def accounts(built: Path, tmp_path_factory: pytest.TempPathFactory, quick: None) -> Case:
    """A case with accounts."""
    folder = tmp_path_factory.mktemp("origins") / "case"
    shutil.copytree(built, folder)
    return with_accounts(open_case(folder))


@pytest.mark.parametrize(
    ("secure", "origin", "taken"),
    [
        (False, "http://testserver", True),
        (False, "HTTP://TestServer", True),
        (False, None, True),
        (False, "https://testserver", False),
        (False, "http://testserver:8000", False),
        (False, "ftp://testserver", False),
        (False, "testserver", False),
        (True, "https://testserver", True),
        (True, "http://testserver", False),
        (True, "https://testserver:8443", False),
    ],
)
def test_an_origin_is_scheme_host_and_port(accounts: Case, secure: bool, origin: str | None, taken: bool) -> None:
    client = come(make(accounts, secure=secure), base="https://testserver" if secure else "http://testserver")
    typed = {"csrf": word(client), "name": "rea", "password": PASSWORD}
    answer = client.post("/en/sign-in", data=typed, headers={"origin": origin} if origin else {})
    assert answer.status_code == (303 if taken else 403)
    assert ("set-cookie" in answer.headers) == taken


@pytest.mark.anyio
async def test_nothing_is_taken_in_from_who_may_not_send_it(accounts: Case) -> None:
    read: list[int] = []
    told: list[Message] = []

    async def receive() -> Message:
        read.append(1)
        return {"type": "http.request", "body": b"x" * 65_536, "more_body": True}

    async def send(message: Message) -> None:
        told.append(message)

    heads = [(b"host", b"testserver"), (b"content-type", b"multipart/form-data; boundary=B")]
    scope: Scope = {"type": "http", "method": "POST", "path": "/en/work/table", "query_string": b""}
    scope.update(headers=heads, client=("203.0.113.9", 1), server=("testserver", 80), http_version="1.1", scheme="http")
    scope.update(raw_path=b"/en/work/table", root_path="", asgi={"version": "3.0"}, state={})
    await make(accounts)(scope, receive, send)
    assert told[0]["status"] == 403
    assert read == []


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"

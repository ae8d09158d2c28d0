"""The client against the application itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from itertools import islice
from pathlib import Path

import httpx
import pytest
from starlette.testclient import TestClient

import pactwatch.client
from pactwatch.case import open_case
from pactwatch.client import Client, Problem
from pactwatch.web import Settings, make_app

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def transport(worked: Path) -> Iterator[httpx.BaseTransport]:
    """A way to the application without a network."""
    app = make_app(open_case(worked), Settings(hosts=("testserver", "127.0.0.1"), rate=None))
    with TestClient(app) as reader:
        yield reader._transport


@pytest.fixture
def board(transport: httpx.BaseTransport) -> Client:
    """A client of the worked case's board."""
    return Client("http://127.0.0.1:8000/", transport=transport)


def test_lists_are_walked_to_their_end(board: Client) -> None:
    many, few = list(board.verdicts(at="2020-11-08")), list(board.verdicts(at="2020-11-08", per_page=9))
    assert many == few
    assert len({v.id for v in many}) == len(many) > 40


def test_records_have_types(board: Client) -> None:
    (lists,) = board.verdicts(at="2020-12-06", pact="geneva-2020-10-30", clause="lists", bearer="ARM")
    assert (lists.status, lists.known_at) == ("partly_kept", board.head().seq)
    assert lists.due is not None
    assert lists.due.utcoffset() is not None
    assert isinstance(lists.claims_for, tuple)
    owed = next(o for o in board.obligations("AZE", at="2020-11-01", lang="ar") if o.verdict.clause == "lists")
    assert "قائمة" in owed.text


def test_several_statuses_at_once(board: Client) -> None:
    found = {v.status for v in board.verdicts(at="2020-11-08", status=["overdue", "pending"])}
    assert found == {"overdue", "pending"}


def test_the_ledger_leads_to_its_head(board: Client) -> None:
    lines = list(board.ledger())
    assert [line.seq for line in lines] == list(range(1, len(lines) + 1))
    assert lines[-1].chain == board.head().chain
    assert next(islice(board.ledger(known=3), 2, None)).chain == board.head(known=3).chain


def test_no_is_the_sentence_of_the_server(board: Client) -> None:
    with pytest.raises(Problem, match="there is no pact 'nothing' here") as told:
        board.get("pacts/nothing")
    assert told.value.status == 404


def test_too_many_questions(worked: Path) -> None:
    app = make_app(open_case(worked), Settings(hosts=("testserver", "127.0.0.1"), rate=1, burst=2))
    with TestClient(app) as reader, Client("http://127.0.0.1:8000/", transport=reader._transport) as board:
        assert [board.head().seq for _ in range(2)]
        with pytest.raises(Problem, match="ask again in") as told:
            board.head()
    assert (told.value.status, told.value.retry_after) == (429, 60)


def test_an_answer_of_something_in_between() -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(502, html="<h1>Bad gateway</h1>"))
    with Client("http://board.example", transport=transport) as client, pytest.raises(Problem, match="answers 502 Bad Gateway"):
        client.head()


@pytest.mark.parametrize("status", [401, 403, 404, 408, 413, 415, 422, 429, 500, 503])
@pytest.mark.parametrize("kind", ["application/problem+json", "application/json", "text/html"])
@pytest.mark.parametrize("body", [b'{"detail": "wait; ask again"}', b"[]", b"", b"<h1>x</h1>", b"\xff", b'{"title": "No"}'])
def test_every_no_is_said_once_and_nothing_is_asked_again(status: int, kind: str, body: bytes) -> None:
    seen: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.method)
        return httpx.Response(status, content=body, headers={"content-type": kind, "retry-after": "7"})

    with Client("http://board.example", transport=httpx.MockTransport(answer)) as client:
        for asked in (client.head, lambda: list(client.verdicts()), lambda: client.complain("ARM", "AZE", ["x/y"], "z")):
            with pytest.raises(Problem, match=r"^(wait; ask again|No|the server answers \d{3} .+)$") as told:
                asked()
            assert (told.value.status, told.value.retry_after) == (status, 7)
    assert seen == ["GET", "GET", "POST"]


def test_a_page_where_json_was_wanted_is_a_problem() -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(200, html="<h1>Log in to this network</h1>"))
    with Client("http://board.example", transport=transport) as client, pytest.raises(Problem, match="200 OK, and no JSON"):
        client.head()


def test_a_token_is_sent() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={"seq": 0, "chain": "", "recorded_at": None, "added later": 1})

    with Client("http://board.example", token="pw_x", transport=httpx.MockTransport(answer)) as client:
        assert client.head().seq == 0
    assert seen[0].headers["authorization"] == "Bearer pw_x"


def test_the_client_stands_alone() -> None:
    folder = Path(pactwatch.client.__file__).parent
    imported = {m for p in folder.glob("*.py") for m in re.findall(r"^(?:from|import) ([\w.]+)", p.read_text("utf-8"), re.M)}
    assert {m for m in imported if m.startswith("pactwatch")} <= {"pactwatch.client"} | {
        f"pactwatch.client.{p.stem}" for p in folder.glob("*.py")
    }


def test_what_the_documentation_shows_is_so(transport: httpx.BaseTransport, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    code, printed = re.search(r"```python\n(.*?)```\n\n```text\n(.*?)```", text, re.S).groups()  # type: ignore[union-attr]

    class Local(Client):
        def __init__(self, address: str) -> None:
            super().__init__(address, transport=transport)

    monkeypatch.setattr(pactwatch.client, "Client", Local)
    shown = StringIO()
    with redirect_stdout(shown):
        exec(code, {})
    assert shown.getvalue() == printed

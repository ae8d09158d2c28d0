"""Who asks or sends too much is told so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import Request
from starlette.testclient import TestClient

from pactwatch.case import Case, open_case
from pactwatch.people import tokens
from pactwatch.web import Settings, make_app
from pactwatch.web.limiting import Buckets
from tests.web.people import with_accounts


@pytest.fixture
def narrow(built: Path) -> Iterator[TestClient]:
    """A board that takes 1,000 bytes, and of its API three requests at once."""
    app = make_app(open_case(built), Settings(hosts=("testserver",), largest=1_000, rate=6, burst=3))

    async def taken(request: Request) -> int:
        return len(await request.body())

    app.add_api_route("/taken", taken, methods=["POST"])
    with TestClient(app) as client:
        yield client


def test_a_bucket_fills_again() -> None:
    now = [0.0]
    buckets = Buckets(per_minute=60, burst=2, clock=lambda: now[0])
    assert [buckets.take("a"), buckets.take("a"), buckets.take("a")] == [0, 0, 1]
    assert buckets.take("b") == 0
    now[0] = 1.0
    assert [buckets.take("a"), buckets.take("a")] == [0, 1]
    now[0] = 1_000.0
    assert [buckets.take("a"), buckets.take("a"), buckets.take("a")] == [0, 0, 1]


def test_too_many_requests_of_the_api(narrow: TestClient) -> None:
    answers = [narrow.get("/api/v1/today") for _ in range(4)]
    assert [a.status_code for a in answers] == [200, 200, 200, 429]
    assert int(answers[3].headers["retry-after"]) == 10
    assert answers[3].headers["content-type"] == "application/problem+json"
    assert "ask again in 10 s" in answers[3].json()["detail"]
    assert "content-security-policy" in answers[3].headers
    assert narrow.get("/en/today").status_code == 200


def test_a_token_has_a_rate_of_its_own_wherever_it_comes_from(case: Case) -> None:
    now = [0.0]
    app = make_app(with_accounts(case), Settings(hosts=("testserver",), rate=6, burst=3))
    app.state.buckets = Buckets(6, 3, clock=lambda: now[0])
    good = [{"authorization": f"Bearer {tokens.make(app.state.people, 'mon', 'monitor', '', 1)}"} for _ in range(2)]
    made_up = [{"authorization": f"Bearer pw_{n}"} for n in range(4)]
    here, there = (TestClient(app, client=(f"127.0.0.{n}", 50000)) for n in (1, 2))

    def asked(client: TestClient, *headers: dict[str, str]) -> list[int]:
        return [client.get("/api/v1/ledger/head", headers=h).status_code for h in headers]

    assert asked(here, good[0], good[0]) == [200, 200]
    assert asked(there, good[0], good[0]) == [200, 429]
    assert asked(here, good[1], {}, {}, {}, {}) == [200, 200, 200, 200, 429]
    assert asked(here, good[1]) == [200]
    # A token that is none has no rate: whoever makes them up has used up that of the address.
    assert asked(there, *made_up, {}) == [401, 401, 401, 429, 429]
    told = there.get("/api/v1/ledger/head", headers=good[0])
    assert (told.headers["retry-after"], "than this token may" in told.json()["detail"]) == ("10", True)
    now[0] = 10.0
    assert asked(there, good[0], good[0], {}, {}) == [200, 429, 200, 429]
    app.state.board.close()


@pytest.mark.parametrize("said", [True, False])
def test_too_much_is_sent(narrow: TestClient, said: bool) -> None:
    def body() -> Iterator[bytes]:
        yield from [b"x" * 600] * 2

    answer = narrow.post("/taken", content=b"x" * 1_200 if said else body())
    assert answer.status_code == 413
    assert "send at most 1,000 bytes" in answer.text


def test_what_is_not_too_much_is_taken(narrow: TestClient) -> None:
    assert narrow.post("/taken", content=b"x" * 1_000).json() == 1_000

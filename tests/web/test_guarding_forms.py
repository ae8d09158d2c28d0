"""Forms as nobody's browser sends them; sessions; names of hosts; files that others may read."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from pactwatch.case import Case
from pactwatch.people import accounts
from pactwatch.people.secrets import form_token
from pactwatch.refusals import Refused
from pactwatch.web import Settings, make_app
from tests.web.guarding import app, come, make, quick, word
from tests.web.people import PASSWORD, sign_in, visitor, with_accounts

__all__ = ["app", "quick"]
NEW = {"name": "eve", "role": "keeper", "password": "four other words now", "party": ""}


@pytest.fixture(scope="module")
def kim(app: FastAPI) -> TestClient:
    return come(app, "keeper")


@pytest.mark.parametrize(
    "origin", ["http://[", "http://[x", "null", "http://testserver.evil.example", "://", "testserver", "é"]
)
def test_an_origin_that_is_none_is_refused(kim: TestClient, origin: str) -> None:
    answer = kim.post("/en/people", data=NEW | {"csrf": word(kim)}, headers={"origin": origin.encode("latin-1")})
    assert answer.status_code == 403


@pytest.mark.parametrize("charset", ["punycode", "unicode_escape", "undefined", "utf-16", "utf-7", "x" * 500])
def test_a_form_in_another_encoding_is_refused(kim: TestClient, charset: str) -> None:
    fields = {"csrf": word(kim).encode(), "name": b"\\ud800", "role": b"reader", "password": PASSWORD.encode()}
    parts = (b'--B\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (k.encode(), v) for k, v in fields.items())
    kind = f"multipart/form-data; boundary=B; charset={charset}"
    answer = kim.post("/en/people", content=b"".join((*parts, b"--B--\r\n")), headers={"content-type": kind})
    assert answer.status_code == 415


@pytest.mark.parametrize("body", [b"--B\r\nContent-Disposition: foo\r\n\r\nx\r\n--B--\r\n", b"x", b"--B\r\n", b"\0" * 99])
@pytest.mark.parametrize(
    "kind", ["multipart/form-data", "multipart/form-data; boundary=B", "application/x-www-form-urlencoded", "", ";"]
)
def test_a_form_that_is_none_is_refused(kim: TestClient, body: bytes, kind: str) -> None:
    assert kim.post("/en/people", content=body, headers={"content-type": kind}).status_code in (400, 403, 415)


def test_a_thousand_fields_and_no_more(kim: TestClient) -> None:
    fields = {f"a{n}": "1" for n in range(1_001)} | {"csrf": word(kim)}
    assert kim.post("/en/people", data=fields).status_code == 400


@pytest.mark.parametrize("secret", ["!!!", "A", "ÄÄÄ", "", "A" * 9_000, "AAAA\x7f"])
def test_a_secret_that_was_not_made_here_is_refused(app: FastAPI, secret: str) -> None:
    own = come(app, "reader")
    typed = {"csrf": word(own), "password": PASSWORD, "secret": secret, "code": "123456"}
    answer = own.post("/en/account/second-factor", data=typed)
    assert (answer.status_code, "was not made here" in answer.text) == (422, True)


def test_signing_in_again_ends_the_session_before(app: FastAPI) -> None:
    client, other = come(app, "monitor"), come(app)
    before = client.cookies["pactwatch-session"]
    typed = {"csrf": word(client), "name": "rul", "password": PASSWORD, "next": "/en/account"}
    assert client.post("/en/sign-in", data=typed).status_code == 303
    assert client.cookies["pactwatch-session"] != before
    other.cookies["pactwatch-session"] = before
    assert other.get("/en/account").status_code == 303


def test_a_session_that_was_planted_is_not_taken_up(app: FastAPI) -> None:
    client = come(app)
    client.cookies["pactwatch-session"] = client.cookies["pactwatch-form"] = "planted"
    typed = {"csrf": form_token("planted"), "name": "mon", "password": PASSWORD}
    answer = client.post("/en/sign-in", data=typed)
    assert answer.status_code == 303
    assert "planted" not in str(answer.headers.get_list("set-cookie"))
    stranger = come(app)
    stranger.cookies["pactwatch-session"] = "planted"
    assert stranger.get("/en/account").status_code == 303


def test_another_password_or_role_ends_what_an_account_is_signed_in_to(app: FastAPI) -> None:
    people = app.state.people
    for change in (
        lambda: accounts.set_password(people, "arm", "four other words now"),
        lambda: accounts.set_password(people, "arm", PASSWORD),
        lambda: accounts.change(people, "arm", role="monitor"),
    ):
        client = come(app)
        password = PASSWORD if sum(1 for _ in accounts.every(people)) and _knows(app, PASSWORD) else "four other words now"
        sign_in(client, "arm", password=password)
        change()
        assert client.get("/en/account").status_code == 303


def _knows(app: FastAPI, password: str) -> bool:
    from pactwatch.people.signing_in import knows

    return knows(app.state.people, "arm", password, "203.0.113.1")


@pytest.mark.parametrize(
    "host", ["evil.example", "testserver.evil.example", "testserver:80/en/sign-in?", "testserver@evil.example", ""]
)
def test_another_host_is_refused(app: FastAPI, host: str) -> None:
    for path in ("/en/today", "/", "/api/v1/today", "/en/changes.atom", "/static/board.css"):
        assert come(app).get(path, headers={"host": host}).status_code == 400


@pytest.mark.parametrize(
    "header", ["x-forwarded-host", "x-forwarded-proto", "x-original-url", "x-rewrite-url", "forwarded", "x-forwarded-prefix"]
)
def test_what_is_said_of_a_proxy_changes_no_address(app: FastAPI, header: str) -> None:
    client = come(app)
    said = {header: "host=evil.example" if header == "forwarded" else "evil.example"}
    for path in ("/en/changes.atom", "/", "/en/account", "/static"):
        answer = client.get(path, headers=said)
        assert "evil.example" not in answer.text + answer.headers.get("location", "")


def test_a_door_is_no_way_round_a_closed_board(app: FastAPI) -> None:
    closed = come(make(app.state.board.case, public=False))
    for path in (
        "/en/reports/sign-in",
        "/en/pacts/sign-in",
        "/en/pacts/x/sign-in",
        "/en/people/sign-in",
        "/api/v1/reports/sign-in",
    ):
        assert (closed.get(path).status_code, closed.post(path).status_code) in ((303, 401), (401, 401)), path
    assert closed.get("/en/sign-in").status_code == 200


def test_the_keeper_of_this_machine_is_nobody_s_from_elsewhere(case: Case) -> None:
    client = visitor(case, local=True)
    assert client.get("/en/work/retract").status_code == 200
    typed = {"csrf": word(client), "entry": next(iter(client.app.state.board.now().view.claims)), "why": "x"}  # type: ignore[attr-defined]
    head = client.app.state.board.ledger.head()  # type: ignore[attr-defined]
    for wrong in (
        {"origin": "https://elsewhere.example"},
        {"origin": "http://localhost:9999"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"x-forwarded-for": "203.0.113.9"},
        {"forwarded": "for=203.0.113.9"},
    ):
        assert client.post("/en/work/retract", data=typed, headers=wrong).status_code == 403, wrong
    assert client.post("/en/work/retract", data=typed, headers={"host": "rebound.example"}).status_code == 400
    assert client.app.state.board.ledger.head() == head  # type: ignore[attr-defined]


def test_accounts_that_others_may_read_are_not_used(case: Case, quick: None) -> None:
    client = come(make(with_accounts(case)))
    file: Path = case.folder / "people.db"
    client.app.state.people = None  # type: ignore[attr-defined]
    file.chmod(0o644)
    answer = client.get("/en/today")
    assert (answer.status_code, "others on this machine may read" in answer.text) == (503, True)
    assert str(case.folder) not in answer.text
    with pytest.raises(Refused, match="others on this machine"):
        make_app(case, Settings())

"""Who may come in: signing in and out, sessions, forms from elsewhere, tokens, closed boards, the keeper of this machine."""

from __future__ import annotations

import re

import pyotp
import pytest

from pactwatch.case import Case
from pactwatch.cli import main
from pactwatch.people import accounts, open_people, tokens
from pactwatch.people.signing_in import OF_ACCOUNT
from pactwatch.web import Settings, make_app
from tests.web.people import ACCOUNTS, PASSWORD, form_word, send, sign_in, visitor, with_accounts

PROXY = {"x-forwarded-for": "203.0.113.9"}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    from argon2 import PasswordHasher

    monkeypatch.setattr("pactwatch.people.secrets._hasher", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))


@pytest.fixture
def peopled(case: Case) -> Case:
    return with_accounts(case)


def test_a_board_without_accounts_is_for_reading(case: Case) -> None:
    client = visitor(case)
    assert client.get("/en/today").status_code == 200
    page = client.get("/en/sign-in")
    assert ("has no accounts" in page.text, "set-cookie" in page.headers) == (True, False)
    assert client.get("/en/account").headers["location"] == "/en/sign-in?next=%2Fen%2Faccount"
    assert client.post("/en/people", data={"name": "eve"}).status_code == 403


def test_who_signs_in_is_named_and_signs_out(peopled: Case) -> None:
    client = sign_in(visitor(peopled), "kim")
    assert "kim" in client.get("/en/today").text
    answer = client.get("/ar/account")
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert send(client, "/en/account", "/en/sign-out", form="out") == (303, "/en/today")
    assert "kim" not in client.get("/en/today").text
    assert client.get("/en/account").status_code == 303


def test_the_cookie_is_for_this_board_alone(peopled: Case) -> None:
    for secure, name in ((False, "pactwatch-session"), (True, "__Host-pactwatch-session")):
        from starlette.testclient import TestClient

        app = make_app(peopled, Settings(hosts=("testserver",), secure=secure))
        client = TestClient(app, base_url="https://testserver", follow_redirects=False)
        typed = {"csrf": form_word(client, "/en/sign-in"), "name": "kim", "password": PASSWORD}
        (set_cookie,) = (c for c in client.post("/en/sign-in", data=typed).headers.get_list("set-cookie") if "session" in c)
        assert set_cookie.startswith(f"{name}=")
        assert all(word in set_cookie for word in ("HttpOnly", "SameSite=Lax", "Path=/"))
        assert ("Secure" in set_cookie) == secure


@pytest.mark.parametrize("name", ["kim", "nobody"])
def test_a_wrong_password_is_told_as_an_unknown_name_is(peopled: Case, name: str) -> None:
    status, page = send(visitor(peopled), "/en/sign-in", name=name, password="wrong words all of them")
    assert (status, "name, password or code is not right" in page) == (422, True)
    assert f'value="{name}"' in page
    assert "wrong words" not in page


def test_after_many_attempts_there_are_no_more(peopled: Case) -> None:
    client = visitor(peopled)
    for _ in range(OF_ACCOUNT):
        assert send(client, "/en/sign-in", name="kim", password="wrong words all of them")[0] == 422
    answer = client.post("/en/sign-in", data={"csrf": form_word(client, "/en/sign-in"), "name": "kim", "password": PASSWORD})
    assert (answer.status_code, int(answer.headers["retry-after"]) > 0) == (429, True)


@pytest.mark.parametrize("address", ["https://other.example/", "//other.example", "/\\other.example", "/en/a\nb", ""])
def test_signing_in_leads_nowhere_else(peopled: Case, address: str) -> None:
    client = visitor(peopled)
    typed = {"csrf": form_word(client, "/en/sign-in"), "name": "kim", "password": PASSWORD, "next": address}
    assert client.post("/en/sign-in", data=typed).headers["location"] == "/en/today"


def test_a_form_from_elsewhere_is_refused(peopled: Case) -> None:
    kim = sign_in(visitor(peopled), "kim")
    word = form_word(kim, "/en/people")
    other = form_word(sign_in(visitor(peopled), "mon"), "/en/account")
    new = {"name": "eve", "role": "keeper", "password": PASSWORD, "party": ""}
    for typed, headers in (
        (new, {}),
        (new | {"csrf": ""}, {}),
        (new | {"csrf": other}, {}),
        (new | {"csrf": word[:-1]}, {}),
        (new | {"csrf": word}, {"origin": "https://elsewhere.example"}),
        (new | {"csrf": word}, {"origin": "null"}),
        (new | {"csrf": word}, {"sec-fetch-site": "cross-site"}),
    ):
        answer = kim.post("/en/people", data=typed, headers=headers)
        assert (answer.status_code, "not sent from a page of this board" in answer.text) == (403, True)
    assert kim.post("/en/people", json=new).status_code == 415
    same = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}
    assert kim.post("/en/people", data=new | {"csrf": word}, headers=same).status_code == 303


@pytest.mark.parametrize("name", [n for n, (role, _) in ACCOUNTS.items() if role != "keeper"])
def test_only_keepers_see_and_change_accounts(peopled: Case, name: str) -> None:
    client = sign_in(visitor(peopled), name)
    answer = client.get("/en/people")
    assert (answer.status_code, "this needs the role keeper" in answer.text) == (403, True)
    word = form_word(client, "/en/account")
    assert client.post("/en/people", data={"csrf": word, "name": "eve"}).status_code == 403
    assert client.post("/en/people/kim", data={"csrf": word, "form": "remove"}).status_code == 403


def test_a_keeper_adds_changes_and_removes(peopled: Case) -> None:
    kim = sign_in(visitor(peopled), "kim")
    assert send(kim, "/en/people", form="add", name="bo", role="monitor", password=PASSWORD, party="") == (303, "/en/people")
    assert send(kim, "/en/people", "/en/people/bo", form="change", role="ruler", party="UN")[0] == 303
    assert send(kim, "/en/people", "/en/people/bo", form="password", password="four other words now")[0] == 303
    bo = sign_in(visitor(peopled), "bo", password="four other words now")
    assert "ruler" in bo.get("/en/account").text
    assert send(kim, "/en/people", "/en/people/bo", form="remove")[0] == 303
    assert bo.get("/en/account").status_code == 303
    status, page = send(kim, "/en/people", "/en/people/kim", form="remove")
    assert (status, "nobody would be keeper" in page) == (422, True)
    status, page = send(kim, "/en/people", form="add", name="<b>", role="monitor", password=PASSWORD, party="")
    assert (status, "&lt;b&gt;" in page, "<b>&" in page) == (422, True, False)
    assert send(kim, "/en/people", "/en/people/kim", form="burn")[0] == 422


def test_one_s_own_password_needs_the_old_one(peopled: Case) -> None:
    client = sign_in(visitor(peopled), "mon")
    new = {"form": "password", "new": "four other words now", "again": "four other words now"}
    status, page = send(client, "/en/account", password="wrong words all of them", **new)
    assert (status, "the password is not right" in page, "four other" in page) == (422, True, False)
    assert send(client, "/en/account", password=PASSWORD, **(new | {"again": "x"}))[0] == 422
    sign_in(visitor(peopled), "mon")


def test_another_password_ends_all_other_sessions_and_the_tokens_if_asked(peopled: Case) -> None:
    client, other = sign_in(visitor(peopled), "mon"), sign_in(visitor(peopled), "mon")
    people = open_people(peopled.folder)
    assert people is not None
    bearer = {"authorization": f"Bearer {tokens.make(people, 'mon', 'monitor', '', 5)}"}
    before, program = client.cookies["pactwatch-session"], visitor(peopled)
    page = client.get("/en/account").text
    assert ('name="tokens" value="revoke" checked' in page, "Every other session" in page) == (True, True)
    first, second = "four other words now", "and four words once more"
    for old, new, ticked, status in ((PASSWORD, first, {}, 200), (first, second, {"tokens": "revoke"}, 401)):
        typed = {"form": "password", "password": old, "new": new, "again": new, **ticked}
        assert send(client, "/en/account", **typed) == (303, "/en/account")
        assert (client.get("/en/account").status_code, other.get("/en/account").status_code) == (200, 303)
        assert program.get("/api/v1/today", headers=bearer).status_code == status
    assert client.cookies["pactwatch-session"] != before
    planted = visitor(peopled)
    planted.cookies["pactwatch-session"] = before
    assert planted.get("/en/account").status_code == 303
    assert "checked" not in client.get("/en/account").text
    sign_in(other, "mon", password=second)


def test_a_second_factor_is_set_up_by_a_picture(peopled: Case) -> None:
    client = sign_in(visitor(peopled), "mon")
    page = client.get("/en/account/second-factor").text
    secret = re.findall(r'name="secret" value="([A-Z2-7]{32})"', page)[0]
    assert 'src="data:image/svg+xml' in page
    wrong = send(client, "/en/account/second-factor", secret=secret, code="000000", password=PASSWORD)
    assert (wrong[0], secret in wrong[1]) == (422, True)
    right = {"secret": secret, "code": pyotp.TOTP(secret).now(), "password": PASSWORD}
    status, shown = send(client, "/en/account/second-factor", **right)
    codes = re.findall(r"<code>([a-z0-9-]{20})</code>", shown)
    assert (status, len(codes)) == (200, 10)
    other = visitor(peopled)
    assert send(other, "/en/sign-in", name="mon", password=PASSWORD)[0] == 422
    sign_in(other, "mon", code=codes[0])
    assert send(client, "/en/account", "/en/account/second-factor/off", form="off", password=PASSWORD)[0] == 303
    sign_in(visitor(peopled), "mon")


def test_a_token_is_made_used_and_revoked(peopled: Case) -> None:
    kim = sign_in(visitor(peopled), "kim")
    typed = {"form": "token", "label": "<script>", "role": "monitor", "days": "30", "password": PASSWORD}
    status, shown = send(kim, "/en/account", "/en/account/tokens", **typed)
    secret = re.findall(r"pw_[\w-]+", shown)[0]
    listed = kim.get("/en/account").text
    assert (status, secret in listed, secret[:8] in listed, "<script>" in listed) == (200, False, True, False)
    program = visitor(peopled)
    bearer = {"authorization": f"Bearer {secret}"}
    assert "kim" in program.get("/en/today", headers=bearer).text
    assert program.get("/en/people", headers=bearer).status_code == 403
    assert program.post("/en/account", data={"new": "x"}, headers=bearer).status_code == 403
    for wrong in ("Bearer pw_nothing", f"Basic {secret}", "Bearer"):
        assert program.get("/en/today", headers={"authorization": wrong}).status_code == 401
    assert send(kim, "/en/account", "/en/account/tokens/revoke", form="revoke", token=secret[:8])[0] == 303
    assert program.get("/api/v1/today", headers=bearer).status_code == 401
    assert send(kim, "/en/account", "/en/account/tokens", **(typed | {"days": "many"}))[0] == 422


def test_a_closed_board_is_for_who_has_an_account(peopled: Case) -> None:
    client = visitor(peopled, public=False)
    assert client.get("/ar/today?at=2020-11-08").headers["location"] == "/ar/sign-in?next=%2Far%2Ftoday%3Fat%3D2020-11-08"
    assert client.get("/").headers["location"] == "/en/sign-in"
    assert client.get("/api/v1/today").status_code == 401
    assert client.get("/en/today?format=json").status_code in (303, 401)
    assert client.post("/en/people").status_code == 401
    assert client.get("/static/board.css").status_code == 200
    assert sign_in(client, "rea").get("/en/today").status_code == 200


def test_the_keeper_of_this_machine_needs_no_password(case: Case) -> None:
    client = visitor(case, local=True)
    page = client.get("/en/account")
    assert ("ana" in page.text, "There is no password" in page.text) == (True, True)
    assert client.get("/en/people").status_code == 422
    assert client.post("/en/people", data={"name": "eve"}).status_code == 403
    assert client.get("/en/today", headers=PROXY).text.count("ana<") == 0
    far = visitor(case, local=True, client=("203.0.113.9", 5))
    assert far.get("/en/account").status_code == 303


def test_pages_of_an_account_are_not_shown_to_the_next_one(peopled: Case) -> None:
    client = visitor(peopled)
    before = client.get("/en/today")
    sign_in(client, "kim")
    mine = client.get("/en/today", headers={"if-none-match": before.headers["etag"]})
    assert (mine.status_code, "kim" in mine.text) == (200, True)
    assert "kim" not in visitor(peopled).get("/en/today").text


def test_accounts_made_while_the_board_is_open_count(case: Case) -> None:
    client = visitor(case)
    client.get("/en/today")
    with_accounts(case)
    assert sign_in(client, "kim").get("/en/people").status_code == 200


def test_what_is_too_large_is_refused(peopled: Case) -> None:
    client = sign_in(visitor(peopled), "mon")
    word = form_word(client, "/en/account")
    large = {"csrf": word, "new": "x" * (3 << 20)}
    assert client.post("/en/account", data=large).status_code == 413

    def parts() -> object:
        for _ in range(40):
            yield b"x" * (1 << 16)

    streamed = client.post("/en/account", content=parts(), headers={"content-type": "application/x-www-form-urlencoded"})
    assert (streamed.status_code, "at most 2,097,152 bytes" in streamed.text) == (413, True)


def test_a_token_s_role_ends_with_the_account_s(peopled: Case) -> None:
    people = open_people(peopled.folder)
    assert people is not None
    secret = tokens.make(people, "mon", "monitor", "", 5)
    accounts.remove(people, "mon")
    bearer = {"authorization": f"Bearer {secret}"}
    assert visitor(peopled).get("/en/today", headers=bearer).status_code == 401


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/ar/sign-out", "/ar/today"),
        ("/ar/account/tokens", "/ar/account"),
        ("/ar/people/kim", "/ar/people"),
        ("/ar/complaints/0123456789/rule", "/ar/complaints/0123456789"),
        ("/ar/work/table/take", "/ar/work/table"),
    ],
)
def test_where_a_form_is_sent_to_leads_back_to_its_page(case: Case, address: str, page: str) -> None:
    assert visitor(case).get(address).headers["location"] == page


@pytest.mark.parametrize(
    ("options", "sign"),
    [
        (("--host", "0.0.0.0"), "it has no accounts"),
        (("--host", "0.0.0.0", "--public", "--local-keeper", "ana"), "for a board on this machine alone"),
        (("--secure", "--local-keeper", "ana"), "for a board on this machine alone"),
    ],
)
def test_a_board_is_not_opened_to_everybody_by_mistake(
    case: Case, options: tuple[str, ...], sign: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["pactwatch", "board", str(case.folder), "--no-show", *options])
    with pytest.raises(SystemExit) as stop:
        main()
    assert (stop.value.code, sign in capsys.readouterr().err.replace("\n", " ")) == (2, True)

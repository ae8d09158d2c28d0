"""Boards with accounts, for tests: who signs in, and forms as a browser sends them."""

from __future__ import annotations

import re
from html import unescape

from starlette.testclient import TestClient

from pactwatch.case import Case
from pactwatch.people import accounts, open_people
from pactwatch.web import Settings, make_app

PASSWORD = "four words are enough"
ACCOUNTS = {
    "rea": ("reader", ""),
    "mon": ("monitor", ""),
    "rul": ("ruler", "OSCE"),
    "kim": ("keeper", ""),
    "aze": ("reader", "AZE"),
    "arm": ("reader", "ARM"),
}
_TOKEN = re.compile(r'name="csrf" value="([0-9a-f]+)"')
HERE = ("127.0.0.1", 50000)


def with_accounts(case: Case) -> Case:
    """The case, with an account of each role; `rul` rules for OSCE, `aze` replies for AZE."""
    people = open_people(case.folder, create=True)
    assert people is not None
    with people:
        for name, (role, party) in ACCOUNTS.items():
            accounts.add(people, name, role, PASSWORD, party)
    return case


def visitor(case: Case, *, local: bool = False, public: bool = True, client: tuple[str, int] = HERE) -> TestClient:
    """A browser without an account, or, at a board of one's own, the keeper of the machine."""
    settings = Settings(hosts=("testserver",), public=public, local_keeper="ana" if local else "")
    return TestClient(make_app(case, settings), follow_redirects=False, client=client)


def form_word(client: TestClient, address: str) -> str:
    """What the forms of a page send back."""
    found = _TOKEN.search(client.get(address).text)
    assert found, address
    return unescape(found[1])


def sign_in(client: TestClient, name: str, code: str = "", password: str = PASSWORD) -> TestClient:
    """The browser, signed in."""
    typed = {"csrf": form_word(client, "/en/sign-in"), "name": name, "password": password, "code": code, "next": "/en/account"}
    answer = client.post("/en/sign-in", data=typed)
    assert (answer.status_code, answer.headers["location"]) == (303, "/en/account"), answer.text
    return client


def send(client: TestClient, page: str, path: str = "", **typed: object) -> tuple[int, str]:
    """Sends the form of a page to a path (its own, if not given): the status, and where it leads or what is shown."""
    data = {"csrf": form_word(client, page), **typed}
    answer = client.post(path or page, data=data)
    return answer.status_code, answer.headers.get("location", answer.text)

"""Complaints on the board: filed, inquired into, ruled on, replied to, each by who may."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from pactwatch.case import Case, open_case
from pactwatch.inquiries import proceedings
from tests.inquiries.conftest import CASE, PACT, REPORT
from tests.web.people import form_word, send, sign_in, visitor, with_accounts

SCRIPT = '<script>alert("x")</script> & "quotes"'
COMPLAINT = {
    "complainant": "ARM",
    "accused": "AZE",
    "clause": "truce/civilians",
    "text": f"Shells fell on the school. {SCRIPT}",
    "when": "2020-10-29",
    "places": "Martuni, Mets Masrik",
    "severity": "serious",
    "why": "hotline call 12",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("complaints") / "case"
    for name, text in {"case.toml": CASE, "pacts/truce.toml": PACT, "reports/barda.txt": REPORT}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        from argon2 import PasswordHasher

        patch.setattr("pactwatch.people.secrets._hasher", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
        open_case(folder).build()
        with_accounts(open_case(folder))
    return folder


@pytest.fixture
def line(made: Path, tmp_path: Path) -> Case:
    """A case with a pact that names OSCE as its monitor, and accounts."""
    shutil.copytree(made, tmp_path / "line")
    return open_case(tmp_path / "line")


def browser(case: Case, name: str) -> TestClient:
    return sign_in(visitor(case), name)


def file(client: TestClient) -> str:
    """The address of a complaint that was filed."""
    status, address = send(client, "/en/complain", **COMPLAINT)
    assert status == 303, address
    return address


def test_a_complaint_goes_its_way_on_the_board(line: Case) -> None:
    one = file(browser(line, "arm"))
    mon, rul, aze = browser(line, "mon"), browser(line, "rul"), browser(line, "aze")
    assert send(mon, one, f"{one}/step", form="step", step="taken_up", after=one[-64:], why="in our area")[0] == 303
    after = mon.get(f"{one}?format=json").json()["after"]
    hold = {"form": "step", "step": "pending", "reason": "other", "other": "the road is mined", "after": after}
    assert send(mon, one, f"{one}/step", why="engineers", **hold)[0] == 303
    ruling = {"form": "rule", "finding": "happened", "monitor": "OSCE", "severity": "grave", "why": "craters seen"}
    assert send(rul, one, f"{one}/rule", dissent_who="AZE", dissent_why="nobody asked", **ruling)[0] == 303
    assert send(aze, one, f"{one}/reply", form="reply", answer="rejects", text="Not <b>ours</b>.")[0] == 303
    found = mon.get(f"{one}?format=json").json()
    assert (found["complaint"]["state"], found["complaint"]["severity"]) == ("replied", "grave")
    assert [(t["kind"], t["by"]) for t in found["turns"]] == [
        ("complaint", "arm"),
        ("inquiry", "mon"),
        ("inquiry", "mon"),
        ("ruling", "rul"),
        ("reply", "aze"),
    ]
    page = mon.get(one).text
    for words in ("rules: it happened", "the road is mined", "nobody asked", "hotline call 12"):
        assert words in page
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    assert "Not <b>ours" not in page
    (verdict,) = (v for v in line.judge(datetime.now(UTC), clauses=["truce/civilians"]) if v.bearer == "AZE")
    assert (verdict.status, verdict.proof) == ("breached", "ruled")


def test_readers_see_no_accounts_and_not_how_it_came_in(line: Case) -> None:
    one = file(browser(line, "mon"))
    mon = browser(line, "mon")
    send(mon, one, f"{one}/step", form="step", step="taken_up", after=one[-64:], why="secret grounds")
    for client in (visitor(line), browser(line, "rea"), browser(line, "arm")):
        for address in (one, f"{one}?format=json", f"/api/v1{one[3:]}", "/en/complaints", "/api/v1/complaints"):
            text = client.get(address).text
            assert "Shells fell" in text
            assert "hotline call" not in text
            assert "secret grounds" not in text
        told = client.get(f"/api/v1{one[3:]}").json()
        assert {t["by"] for t in told["turns"]} == {None}
        assert (told["turns"][1]["to"], told["complaint"]["assigned"]) == ("", "")


@pytest.mark.parametrize(
    ("name", "path", "typed", "needed"),
    [
        ("rea", "/en/complain", COMPLAINT, "monitor"),
        ("aze", "/en/complain", COMPLAINT, "monitor"),
        ("rea", "step", {"step": "taken_up"}, "monitor"),
        ("arm", "step", {"step": "taken_up"}, "monitor"),
        ("mon", "rule", {"monitor": "OSCE"}, "ruler"),
        ("aze", "rule", {"monitor": "AZE"}, "ruler"),
        ("rul", "rule", {"monitor": "UN"}, "ruler of an account that acts for UN"),
        ("arm", "reply", {"answer": "accepts"}, "of an account that acts for AZE"),
        ("mon", "reply", {"answer": "accepts"}, "keeper"),
    ],
)
def test_who_may_not_is_told_which_role_may(line: Case, name: str, path: str, typed: dict[str, str], needed: str) -> None:
    one = file(browser(line, "mon"))
    client, before = browser(line, name), line.view().seq
    address = path if path.startswith("/") else f"{one}/{path}"
    answer = client.post(address, data={"csrf": form_word(client, "/en/account"), "text": "x", "why": "x"} | typed)
    assert (answer.status_code, needed in answer.text) == (403, True), answer.text
    assert line.view().seq == before


def test_who_is_not_signed_in_sees_no_form(line: Case) -> None:
    one, client = file(browser(line, "mon")), visitor(line)
    assert '<form class="act"' not in client.get(one).text
    assert client.get("/en/complain").headers["location"] == "/en/sign-in?next=%2Fen%2Fcomplain"
    for path in ("step", "rule", "reply"):
        assert client.post(f"{one}/{path}", data={"why": "x"}).status_code == 403


def test_forms_are_for_who_may_send_them(line: Case) -> None:
    one = file(browser(line, "mon"))
    pages = {name: browser(line, name).get(one).text for name in ("rea", "mon", "rul", "aze", "kim")}
    forms = {name: [p for p in ("step", "rule", "reply") if f"{one}/{p}" in page] for name, page in pages.items()}
    assert forms == {"rea": [], "mon": ["step"], "rul": ["step", "rule"], "aze": ["reply"], "kim": ["step", "rule", "reply"]}
    assert "/rule" not in browser(line, "kim").get(f"{one}?known={line.view().seq}").text


def test_what_was_typed_is_kept_where_it_is_refused(line: Case) -> None:
    client = browser(line, "mon")
    status, page = send(client, "/en/complain", **(COMPLAINT | {"accused": "ARM"}))
    assert (status, "would complain of itself" in page, "hotline call 12" in page) == (422, True, True)
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    one = file(client)
    typed = {"form": "step", "step": "pending", "reason": "", "after": one[-64:], "why": "kept <i>words</i>"}
    status, page = send(client, one, f"{one}/step", **typed)
    assert (status, "cannot be pending" in page, "kept &lt;i&gt;words" in page) == (422, True, True)
    stale = {"form": "step", "step": "taken_up", "after": "0" * 64, "why": "late"}
    assert "has taken a step since" in send(client, one, f"{one}/step", **stale)[1]
    status, page = send(browser(line, "rul"), one, f"{one}/rule", form="rule", finding="maybe", monitor="OSCE", why="x")
    assert (status, "is no finding" in page) == (422, True)


def test_a_form_sent_twice_counts_once(line: Case) -> None:
    client = browser(line, "mon")
    assert file(client) == file(client)
    assert len(proceedings(line.view())) == 1


def test_complaints_are_listed_and_narrowed(line: Case) -> None:
    client = browser(line, "mon")
    one = file(client)
    send(client, "/en/complain", **(COMPLAINT | {"clause": "truce/lists", "text": "No list has come.", "severity": "low"}))
    found = client.get("/api/v1/complaints").json()
    assert (found["found"]["total"], found["counts"]) == (2, {"open": 2})
    totals = {"state=open": 2, "state=ruled": 0, "clause=lists": 1, "severity=low": 1, "q=SCHOOL": 1, "late=true": 0}
    for query, total in totals.items():
        assert client.get(f"/api/v1/complaints?{query}").json()["found"]["total"] == total, query
    assert one in client.get("/en/complaints?q=school").text
    assert "There is no such complaint" in client.get("/en/complaints?q=nothing").text
    assert client.get("/en/complaints/00000000").status_code == 404
    assert client.get(f"/en/complaints/{one[-64:-56]}").status_code == 200


def test_arabic_pages_run_from_right_to_left(line: Case) -> None:
    client = browser(line, "kim")
    one = file(client).replace("/en/", "/ar/")
    for address in ("/ar/complaints", "/ar/complain", one):
        page = client.get(address).text
        assert 'dir="rtl"' in page
        assert "Complaints" not in page.split("<main")[1]
    assert "شكوى من" in client.get(one).text


def test_the_keeper_of_this_machine_does_it_all(line: Case) -> None:
    client = visitor(line, local=True)
    one = file(client)
    ruling = {"form": "rule", "finding": "not_established", "monitor": "OSCE", "severity": "", "why": "nobody saw it"}
    assert send(client, one, f"{one}/rule", **ruling)[0] == 303
    assert send(client, one, f"{one}/reply", form="reply", answer="partly", text="A shell went astray.")[0] == 303
    assert [t["by"] for t in client.get(f"{one}?format=json").json()["turns"]] == ["ana"] * 3

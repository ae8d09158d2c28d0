"""What programs do: the same acts as the forms, by a token alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from pactwatch.case import Case
from pactwatch.people import open_people, tokens
from pactwatch.web import Settings, make_app
from pactwatch.web.sending import Body
from pactwatch.web.work import fields
from tests.web.people import sign_in, visitor, with_accounts

TEXT = "The Ministry of Defence of Armenia said that Azerbaijani forces shelled Martuni on 29 October 2020."
COMPLAINT = {"complainant": "ARM", "accused": "AZE", "clause": ["geneva-2020-10-30/lists"], "text": "(in its own words)"}
TABLE = "_uuid,observer,date,act,place,actor,target,killed,description\na,OSCE,2020-10-29,attack,Martuni,AZE,CIV,2,x\n"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    from argon2 import PasswordHasher

    monkeypatch.setattr("pactwatch.people.secrets._hasher", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))


@pytest.fixture
def program(case: Case) -> Iterator[TestClient]:
    """A program with a token of the keeper's."""
    with_accounts(case)
    people = open_people(case.folder)
    assert people is not None
    bearer = {"authorization": f"Bearer {tokens.make(people, 'kim', 'keeper', '', 1)}"}
    app = make_app(case, Settings(hosts=("testserver",), rate=None))
    with TestClient(app, headers=bearer, follow_redirects=False) as client:
        yield client


def made(program: TestClient, path: str, **sent: Any) -> dict[str, Any]:
    """What was recorded; its address is answered."""
    answer = program.post(f"/api/v1{path}", **sent)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    assert answer.headers["location"] == found["at"]
    assert program.get(found["at"]).status_code == 200
    assert program.get(found["page"]).status_code == 200
    return found


def test_a_complaint_from_its_filing_to_the_reply(case: Case, program: TestClient) -> None:
    found = made(program, "/complaints", json=COMPLAINT)
    (line,) = found["entries"]
    assert (line["kind"], line["line"]) == ("complaint", case.view().seq)
    assert found["at"] == f"/api/v1/complaints/{line['id']}"
    path = f"/complaints/{line['id']}"
    made(program, f"{path}/steps", json={"step": "taken_up", "why": "in our area"})
    made(program, f"{path}/replies", data={"answer": "partly", "text": "(in its own words)"})
    told = program.get(found["at"]).json()
    assert [turn["kind"] for turn in told["turns"]] == ["complaint", "inquiry", "reply"]
    assert {turn["by"] for turn in told["turns"]} == {"kim"}
    refused = program.post(f"/api/v1{path}/steps", json={"step": "reopened", "why": "x"})
    assert (refused.status_code, refused.json()["status"]) == (422, 422)


def test_a_form_and_json_are_the_same(program: TestClient) -> None:
    typed = COMPLAINT | {"places": ["Martuni", "Barda"]}
    first = made(program, "/complaints", json=typed)
    second = program.post("/api/v1/complaints", data=typed).json()
    assert first["entries"][0]["id"] == second["entries"][0]["id"]
    assert program.get(first["at"]).json()["places"] == ["Martuni", "Barda"]


def test_a_text_is_read_and_recorded(case: Case, program: TestClient) -> None:
    typed, before = {"source": "mod-armenia", "text": TEXT, "published": "2020-10-29"}, case.view().seq
    answer = program.post("/api/v1/reports", json=typed | {"do": "read"})
    (found,) = answer.json()["found"]
    assert (answer.status_code, found["number"], found["act"], case.view().seq) == (200, 0, "attack", before)
    assert found["quote"] in TEXT
    hand = {"c_act": "harm", "c_speaker": "ARM.MIL", "c_stance": "asserts", "c_actor": ["AZE"], "c_amounts": ["2 wounded"]}
    written = made(program, "/reports", json=typed | {"take": [0]} | hand)
    assert [e["kind"] for e in written["entries"]] == ["claim", "claim"]
    claims = case.view().claims
    assert sorted(claims[e["id"]].act for e in written["entries"]) == ["attack", "harm"]


def test_a_text_without_any_date_leaves_the_board_standing(program: TestClient) -> None:
    typed = {"source": "mod-armenia", "text": "Shelling was heard.", "c_act": "attack", "c_speaker": "ANON"}
    (line,) = made(program, "/reports", json=typed | {"c_stance": "asserts"})["entries"]
    for path in (f"events/{line['id']}", "events", "counts?act=attack", "today", "truces/moscow-2020-10-10", "pacts"):
        assert program.get(f"/api/v1/{path}").status_code == 200, path


@pytest.mark.parametrize("as_file", [True, False])
def test_a_table_is_looked_at_and_taken_in(case: Case, program: TestClient, as_file: bool) -> None:
    before = case.view().seq
    if as_file:
        files = {"table": ("t.csv", TABLE.encode(), "text/csv")}
        answer = program.post("/api/v1/tables", data={"dataset": "field-forms"}, files=files)
    else:
        answer = program.post("/api/v1/tables", json={"dataset": "field-forms", "table": TABLE})
    told = answer.json()
    assert (answer.status_code, told["added"], told["set_aside"], case.view().seq) == (200, 1, [], before)
    found = made(program, "/tables/taken", json={"dataset": "field-forms", "key": told["key"]})
    assert found["at"] == "/api/v1/reports/field-forms"
    assert case.view().seq > before


def test_drafts_that_wait_are_read_by_who_may_adopt_them(case: Case, program: TestClient) -> None:
    every = program.get("/api/v1/drafts?per_page=500").json()
    assert {d["name"] for d in every["items"]} == {path.stem for path in case.drafts.glob("*.toml")}
    told = program.get("/api/v1/drafts/027-russia-answers-on-condition").json()
    assert told["problem"] == ""
    assert told["text"] == (case.drafts / "027-russia-answers-on-condition.toml").read_text("utf-8")
    assert any(s["text"] for c in told["clauses"] for s in c["sentences"])
    gaps = next(d["name"] for d in every["items"] if d["gaps"])
    assert "; " in program.get(f"/api/v1/drafts/{gaps}").json()["problem"]
    for somebody in (visitor(case), sign_in(visitor(case), "mon")):
        for path in ("/api/v1/drafts", f"/api/v1/drafts/{gaps}"):
            assert somebody.get(path).status_code == 403


def test_an_adopted_draft_names_its_line(program: TestClient) -> None:
    told = program.post("/api/v1/drafts/027-russia-answers-on-condition", json={"do": "adopt", "why": "a pledge"}).json()
    assert [e["kind"] for e in told["entries"]] == ["adopted"]
    assert told["at"] == "/api/v1/pacts/027-russia-answers-on-condition"


def test_drafts_are_edited_and_refused(case: Case, program: TestClient) -> None:
    draft = "/drafts/003-turkey-backs-azerbaijan"
    answer = program.post(f"/api/v1{draft}/text", json={"text": 'id = "x"'})
    assert (answer.status_code, answer.json()["at"]) == (200, None)
    assert (case.drafts / "003-turkey-backs-azerbaijan.toml").read_text("utf-8") == 'id = "x"\n'
    (line,) = made(program, draft, json={"do": "refuse", "why": "it promises nothing"})["entries"]
    assert program.post(f"/api/v1{draft}", json={"do": "refuse", "why": "x"}).status_code == 404
    told = program.get(f"/api/v1/ledger?per_page=1&page={line['line']}").json()["items"]
    assert [(t["id"], t["by"]) for t in told] == [(line["id"], "kim")]


def test_judgements_gradings_and_retractions(case: Case, program: TestClient) -> None:
    first, second = list(case.view().claims)[:2]
    found = made(program, "/judgements", json={"claims": [first, second], "do": "same", "why": "one shell"})
    assert found["at"] == f"/api/v1/events/{first}"
    graded = made(program, "/gradings", json={"source": "armenpress", "reliability": "B", "why": "a state agency"})
    assert program.get(graded["at"]).json()["source"]["grades"][0]["reliability"] == "B"
    made(program, "/retractions", json={"entry": first[:10], "why": "misread"})
    assert first not in case.view().claims


@pytest.mark.parametrize("path", ["/complaints", "/reports", "/retractions", "/tables"])
def test_a_session_is_no_token(case: Case, path: str) -> None:
    kim = sign_in(visitor(with_accounts(case)), "kim")
    head = case.view().seq
    for client in (kim, visitor(case, local=True), visitor(case)):
        for sent in ({"json": COMPLAINT}, {"data": COMPLAINT}, {"content": b"x" * 99}):
            answer = client.post(f"/api/v1{path}", **sent)
            assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert case.view().seq == head


@pytest.mark.parametrize("told", [True, False])
def test_more_than_is_taken(program: TestClient, told: bool) -> None:
    def parts() -> Iterator[bytes]:
        yield from [b"x" * (1 << 20)] * 3

    for path in ("/complaints", "/reports", "/tables/taken"):
        body = b"x" * (3 << 20) if told else parts()
        answer = program.post(f"/api/v1{path}", content=body, headers={"content-type": "application/json"})
        assert (answer.status_code, "at most 2,097,152 bytes" in answer.json()["detail"]) == (413, True), path
    table = program.post("/api/v1/tables", json={"dataset": "field-forms", "table": TABLE + "x" * (3 << 20)})
    assert (table.status_code, table.json()["rejected"]) == (200, 1)


@pytest.mark.parametrize(
    ("body", "kind", "status", "sign"),
    [
        (b"{", "application/json", 422, "no JSON"),
        (b"[" * 100_000, "application/json", 422, "no JSON"),
        (b'{"text": "\\ud800"}', "application/json", 422, "no JSON"),
        (b"9" * 5_000, "application/json", 422, "no JSON"),
        (b"[]", "application/json", 422, "no object"),
        (b'{"text": 1}', "application/json", 422, "text: Input should be a valid string"),
        (b'{"claims": "a,b"}', "application/json", 422, "claims: Input should be a valid list"),
        (b'{"csrf": "x"}', "application/json", 422, "csrf: Extra inputs are not permitted"),
        (b"text=x&csrf=y", "application/x-www-form-urlencoded", 422, "csrf: Extra inputs are not permitted"),
        (b"text=x", "text/plain", 415, "JSON or a form"),
        (b"text=x", "application/x-www-form-urlencoded; charset=utf-16", 415, "JSON or a form"),
        (b"--B\r\nx", "multipart/form-data", 400, ""),
    ],
)
def test_what_is_no_act_is_refused_in_a_sentence(program: TestClient, body: bytes, kind: str, status: int, sign: str) -> None:
    answer = program.post("/api/v1/complaints", content=body, headers={"content-type": kind})
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert sign in answer.json()["detail"]


@pytest.mark.parametrize(
    ("page", "body", "besides"),
    [
        ("complain", fields.ComplaintFields, set()),
        ("work/enter", fields.TextFields, {"language", "c_due", "c_condition", "c_certainty", "take"}),
        ("work/table", fields.TableFields, set()),
        ("work/together", fields.EventFields, set()),
        ("work/grade", fields.GradeFields, set()),
        ("work/retract", fields.RetractFields, set()),
    ],
)
def test_programs_send_the_fields_of_the_form(case: Case, page: str, body: type[Body], besides: set[str]) -> None:
    shown = visitor(case, local=True).get(f"/en/{page}").text.partition("<main")[2].partition("</main>")[0]
    typed = set(re.findall(r'<(?:input|select|textarea|button)[^>]* name="(\w+)"', shown)) - {"csrf", "form"}
    assert set(body.model_fields) - typed == besides
    assert typed - set(body.model_fields) == set()

"""What programs ask."""

from __future__ import annotations

from typing import Any

import jsonschema_rs
import pytest
from starlette.testclient import TestClient

AT = "at=2020-11-08"


@pytest.fixture(scope="module")
def document(board: TestClient) -> dict[str, Any]:
    """The OpenAPI document."""
    found: dict[str, Any] = board.get("/api/v1/openapi.json").json()
    return found


def test_every_operation_is_described(document: dict[str, Any]) -> None:
    tags = {t["name"] for t in document["tags"]}
    operations = [(path, verb, told) for path, verbs in document["paths"].items() for verb, told in verbs.items()]
    wrong = []
    for path, verb, told in operations:
        named = f"{verb} {path}"
        wrong += [f"{named}: no {key}" for key in ("summary", "description", "tags", "operationId") if not told.get(key)]
        wrong += [f"{named}: tag {t} is not described" for t in told.get("tags", ()) if t not in tags]
        wrong += [f"{named}: {p['name']} is not described" for p in told.get("parameters", ()) if not p.get("description")]
        wrong += [f"{named}: no {s}" for s in ("401", "404", "422", "429", "503") if s not in told["responses"]]
        wrong += [f"{named}: no {s}" for s in ("403", "408", "413", "415") if verb == "post" and s not in told["responses"]]
        bad = [s for s, r in told["responses"].items() if s >= "400" and list(r["content"]) != ["application/problem+json"]]
        wrong += [f"{named}: {s} is no problem" for s in bad]
    assert operations
    assert wrong == []
    assert len({told["operationId"] for _, _, told in operations}) == len(operations)


def test_every_operation_has_an_example_that_is_as_it_says(document: dict[str, Any]) -> None:
    wrong = []
    for path, verbs in document["paths"].items():
        for verb, told in verbs.items():
            answers = [r["content"]["application/json"] for s, r in told["responses"].items() if s < "400"]
            given = [a for a in answers if "example" in a]
            wrong += [] if len(given) == 1 else [f"{verb} {path}: {len(given)} examples"]
            for answer in given:
                schema = jsonschema_rs.validator_for({**answer["schema"], "components": document["components"]})
                wrong += [f"{verb} {path}: {e.message[:200]}" for e in schema.iter_errors(answer["example"])]
            for kind in told.get("requestBody", {}).get("content", {}).values():
                sent = jsonschema_rs.validator_for(kind["schema"])
                wrong += [f"{verb} {path}: sends {e.message[:200]}" for e in sent.iter_errors(kind["schema"]["examples"][0])]
    assert wrong == []


def test_answers_can_be_narrowed(board: TestClient) -> None:
    every = board.get(f"/api/v1/verdicts?{AT}&per_page=500").json()
    overdue = board.get(f"/api/v1/verdicts?{AT}&status=overdue&pact=geneva-2020-10-30&clause=lists&bearer=ARM").json()
    assert every["total"] == len(every["items"]) > 40
    (lists,) = overdue["items"]
    assert (lists["clause"], lists["bearer"], lists["status"]) == ("lists", "ARM", "overdue")
    assert lists["due"].startswith("2020-11-06T23:59:59")
    assert len(lists["id"]) == 64
    assert board.get(lists["page"]).status_code == 200
    assert lists["id"] in board.get(lists["page"]).text


def test_a_list_is_walked_page_by_page(board: TestClient) -> None:
    address, seen = f"/api/v1/verdicts?{AT}&per_page=7", []
    while address:
        page = board.get(address).json()
        seen += [(v["clause"], v["bearer"], v["pact"]) for v in page["items"]]
        address = page["next"]
    assert len(seen) == len(set(seen)) == page["total"]


def test_what_a_party_owes(board: TestClient) -> None:
    owed = board.get(f"/api/v1/obligations?{AT}&party=AZE&lang=ar").json()
    found = {o["verdict"]["clause"]: o for o in owed["items"]}
    assert "ICRC" in found["lists"]["owed_to"]
    assert {o["verdict"]["bearer"] for o in owed["items"]} == {"AZE"}
    assert "قائمة" in found["lists"]["text"]


def test_the_ledger_is_followed_line_by_line(board: TestClient) -> None:
    first = board.get("/api/v1/ledger?per_page=3").json()
    assert [line["seq"] for line in first["items"]] == [1, 2, 3]
    assert {line["by"] for line in first["items"]} == {None}
    head = board.get("/api/v1/ledger/head").json()
    last = board.get(f"/api/v1/ledger?per_page=1&page={first['total']}").json()["items"][0]
    assert (head["seq"], head["chain"]) == (last["seq"], last["chain"]) == (first["total"], last["chain"])
    assert board.get("/api/v1/ledger/head?known=2").json()["chain"] == first["items"][1]["chain"]
    assert board.get("/api/v1/ledger?known=2").json()["total"] == 2
    assert board.get("/api/v1/ledger/checkpoints").json()["items"] == []


@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("/api/v1/verdicts?pact=nothing", 404, "there is no pact 'nothing' here"),
        ("/api/v1/verdicts?clause=nothing", 404, "there is no clause 'nothing' here"),
        ("/api/v1/verdicts?status=done", 422, "status"),
        ("/api/v1/verdicts?page=0", 422, "page"),
        ("/api/v1/obligations", 422, "party"),
        ("/api/v1/obligations?party=XX", 422, "unknown party 'XX'"),
        ("/api/v2/verdicts", 404, "there is no such page"),
    ],
)
def test_no_is_a_problem_in_one_sentence(board: TestClient, address: str, status: int, sentence: str) -> None:
    answer = board.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.json()["status"] == status
    assert sentence in answer.json()["detail"]


def test_a_figure_stands_with_its_rule_and_the_others(board: TestClient) -> None:
    found = board.get("/api/v1/counts?at=2020-12-06&act=attack&rule=as_reported").json()
    by_rule = {f["rule"]: f["value"] for f in found["others"]}
    assert found["figure"]["rule"] == "as_reported"
    assert "as_reported" not in by_rule
    assert found["events"] == by_rule["per_event"] > 0
    watched = found["watched"]
    assert watched["known"] + watched["unknown"] == 67
    assert (watched["totals"], watched["denied"]) == (None, 0)
    assert "choose one of" in board.get("/api/v1/counts?rule=mine").json()["detail"]

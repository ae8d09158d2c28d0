"""The chain of custody of a report: what is kept, every line about it in order, who cites it, what covers it."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from pactwatch.case import Case
from pactwatch.custody import chain_of
from pactwatch.ledger import deciding
from pactwatch.ledger.appending import NewEntry
from pactwatch.ledger.checkpoints import sign
from pactwatch.ledger.deciding import Decider
from pactwatch.ledger.keys import make_keys, private_key
from pactwatch.pacts.claim_fields import corrected
from tests.web.people import visitor

REPORT = "052-all-for-all"
PAGE = f"/en/reports/{REPORT}/custody"


def claim_of(case: Case) -> str:
    return next(i for i, c in case.view().claims.items() if c.statement.report == REPORT)


def test_every_line_about_a_report_stands_in_order(case: Case) -> None:
    client, claim, why = visitor(case), claim_of(case), Decider("ana", "the text says so")
    before = client.get(f"{PAGE}?format=json").json()
    assert {line["kind"] for line in before["lines"]["items"]} == {"report", "claim"}
    with case.ledger() as ledger:
        deciding.grade(ledger, why, claim=claim, credibility="2")
        now_right, _ = deciding.correct(ledger, claim, corrected(case.view().claims[claim], ["certainty=hedged"]), why)
        ledger.append_all([NewEntry("brief", {"cites": [REPORT], "title": {"en": "A week"}}, "ana")])
        ledger.append_all([NewEntry("brief", {"cites": ["another"], "title": {"en": "Another"}}, "ana")])
        lines = chain_of(case.folder, REPORT, ledger.entries()).entries
    after = client.get(f"{PAGE}?format=json").json()
    shown = [(line["line"], line["kind"]) for line in after["lines"]["items"]]
    assert shown == [(e.seq, e.kind) for e in lines]
    assert [kind for _, kind in shown][-4:] == ["grading", "claim", "correction", "brief"]
    assert {line["by"] for line in after["lines"]["items"]} == {None}
    old = next(line for line in after["lines"]["items"] if line["id"] == claim)
    assert (old["stands"], after["lines"]["items"][-3]["stands"]) == (None, now_right.id)
    assert len(client.get(f"{PAGE}?format=json&known={before['known_at']}").json()["lines"]["items"]) == len(shown) - 4
    assert "A week" in client.get(PAGE).text


def test_the_first_checkpoint_after_it_is_named(case: Case) -> None:
    client = visitor(case)
    assert client.get(f"{PAGE}?format=json").json()["checkpoint"] is None
    make_keys(case.folder / "key")
    with case.ledger() as ledger:
        end = ledger.head()[0]
        sign(ledger, private_key(case.folder / "key"), "ana")
        sign(ledger, private_key(case.folder / "key"), "ana")
    found = client.get(f"{PAGE}?format=json").json()["checkpoint"]
    assert (found["line"], found["of"]) == (end + 1, end)
    assert found["key"] in client.get(PAGE).text


def test_what_is_kept_is_checked_anew_once_it_has_changed(case: Case) -> None:
    client = visitor(case)
    (kept,) = client.get(f"{PAGE}?format=json").json()["files"]
    assert (kept["sound"], kept["stamp"]) == (True, None)
    path = case.folder / kept["name"]
    path.chmod(0o644)
    path.write_bytes(b"something else")
    assert client.get(f"{PAGE}?format=json").json()["files"][0]["sound"] is False
    assert "no: its bytes are not what the fingerprint says" in client.get(PAGE).text


@pytest.mark.parametrize("language", ["en", "ar", "ru"])
def test_the_page_names_its_command_and_the_verdicts_that_cite_it(board: TestClient, language: str) -> None:
    answer = board.get(f"/{language}/reports/{REPORT}/custody?at=2020-12-06")
    assert answer.status_code == 200
    assert f"pactwatch custody karabakh-2020 {REPORT}" in answer.text
    page = board.get(f"/{language}/reports/{REPORT}/custody?at=2020-12-06&format=json").json()
    assert page["verdicts"]
    assert all(len(v["id"]) == 64 for v in page["verdicts"])
    assert f"/reports/{REPORT}/custody" in board.get(f"/{language}/reports/{REPORT}").text


def test_a_report_that_is_not_there_is_missing(board: TestClient) -> None:
    assert board.get("/ru/reports/nowhere/custody").status_code == 404

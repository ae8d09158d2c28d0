"""Sources: kind, interest, grades, lineage and effort."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from pactwatch.case import Case, open_case
from pactwatch.ledger.deciding import Decider
from pactwatch.ledger.judgements import Grading
from pactwatch.web import Settings, make_app
from tests.web.people import visitor


def test_every_source_is_listed_once(board: TestClient) -> None:
    first = board.get("/api/v1/sources").json()["sources"]
    found, address = [s["id"] for s in first["items"]], first["next"]
    while address:
        page = board.get(address).json()["sources"]
        found, address = [*found, *(s["id"] for s in page["items"])], page["next"]
    assert len(found) == len(set(found)) == first["total"] > 50
    reports = [s["reports"] for s in first["items"]]
    assert reports == sorted(reports, reverse=True)


def test_claims_and_reports_add_up(board: TestClient) -> None:
    sources = board.get("/api/v1/sources?per_page=500").json()["sources"]["items"]
    assert sum(s["reports"] for s in sources) == board.get("/api/v1/reports").json()["reports"]["total"]
    one = next(s for s in sources if s["claims"] > 5)
    told = board.get(f"/api/v1/sources/{one['id']}").json()
    assert sum(told["acts"].values()) == one["claims"] == sum(r["claims"] for r in told["reports"]["items"])


@pytest.mark.parametrize(("narrower", "field", "wanted"), [("kind=monitor", "kind", "monitor"), ("side=AZE", "side", "AZE")])
def test_sources_are_narrowed(board: TestClient, narrower: str, field: str, wanted: str) -> None:
    found = board.get(f"/api/v1/sources?{narrower}").json()["sources"]["items"]
    assert found
    assert {s[field] for s in found} == {wanted}


def test_who_copies_whom_is_told_on_both_sides(board: TestClient) -> None:
    copying = board.get("/api/v1/sources/urdupoint").json()
    assert copying["source"]["copies_from"] == ["sputnik"]
    assert copying["reprints"] == {"sputnik": 1}
    copied = board.get("/api/v1/sources/sputnik").json()
    assert copied["reprinted"] == {"urdupoint": 1}
    page = board.get("/ar/sources/urdupoint").text
    assert 'href="/ar/sources/sputnik"' in page
    assert 'dir="rtl"' in page


def test_a_grade_stands_with_who_gave_it_for_those_who_may_know(case: Case) -> None:
    with case.ledger() as ledger:
        for by, grade in (("Amal", "B"), ("Boris", "D")):
            ledger.append_all([Decider(by, "<b>seen</b> often").entry(Grading("sputnik", "", grade, "", "RUS", "<b>seen</b>"))])
    with TestClient(make_app(open_case(case.folder), Settings(hosts=("testserver",)))) as own:
        told = own.get("/api/v1/sources/sputnik").json()["source"]["grades"]
        assert [(g["by"], g["reliability"], g["interest"]) for g in told] == [(None, "B", "RUS"), (None, "D", "RUS")]
        page = own.get("/en/sources/sputnik").text
        assert "&lt;b&gt;seen" in page
        assert "<b>seen" not in page
        assert "Amal" not in page + own.get("/en/sources").text
    with visitor(case, local=True) as keeper:
        told = keeper.get("/api/v1/sources/sputnik").json()["source"]["grades"]
        assert [g["by"] for g in told] == ["Amal", "Boris"]
        assert "Amal" in keeper.get("/en/sources/sputnik").text
        assert "Amal" in keeper.get("/en/sources").text


def test_an_ungraded_source_is_said_to_be(board: TestClient) -> None:
    assert "Nobody has graded it." in board.get("/en/sources/hrw").text
    assert "It tells nothing of how much it watched." in board.get("/en/sources/hrw").text


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("sources/nobody", 404),
        ("sources/%3Cscript%3Ealert(1)%3C%2Fscript%3E", 404),
        ("sources/..%2f..%2fetc", 404),
        ("sources?kind=oracle", 422),
        ("sources?per_page=100000", 422),
    ],
)
def test_what_is_not_there_or_not_understood(board: TestClient, address: str, status: int) -> None:
    for prefix in ("/en/", "/api/v1/"):
        answer = board.get(prefix + address)
        assert answer.status_code == status
        assert "<script>alert" not in answer.text

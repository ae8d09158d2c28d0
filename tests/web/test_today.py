"""The first page."""

from __future__ import annotations

from starlette.testclient import TestClient


def test_the_lists_of_prisoners_are_overdue_on_the_eighth(board: TestClient) -> None:
    page = board.get("/en/today?at=2020-11-08").text
    overdue = page[page.index('id="overdue"') : page.index('id="due"')]
    assert "hands the list of the prisoners" in overdue
    assert "Armenia and Azerbaijan" in overdue
    assert 'href="/en/pacts/geneva-2020-10-30/lists?at=2020-11-08"' in overdue


def test_they_fall_due_before(board: TestClient) -> None:
    told = board.get("/api/v1/today?at=2020-11-01").json()
    assert [(line["pact"], line["clause"]) for line in told["due"]] == [("geneva-2020-10-30", "lists")]
    assert not told["overdue"]


def test_json_stands_at_the_same_address(board: TestClient) -> None:
    address = "/ar/today?at=2020-11-08"
    asked = board.get(address, headers={"Accept": "application/json"})
    named = board.get(f"{address}&format=json")
    assert asked.json() == named.json() == board.get("/api/v1/today?at=2020-11-08&lang=ar").json()
    assert asked.headers["content-type"] == "application/json"


def test_what_changed_since_the_day_before(board: TestClient) -> None:
    changed = board.get("/api/v1/today?at=2020-11-07").json()["changed"]
    assert [(c["clause"], c["before"], c["answer"]["status"]) for c in changed] == [("lists", "pending", "overdue")]


def test_arabic_pages_run_from_right_to_left(board: TestClient) -> None:
    page = board.get("/ar/today?at=2020-11-08").text
    assert '<html lang="ar" dir="rtl">' in page
    assert "فات أجله" in page

"""What every page understands, and how it says no."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient


@pytest.mark.parametrize(
    ("accepted", "page"),
    [
        ("ar-SY,ar;q=0.9,en;q=0.8", "/ar/today"),
        ("de, ru;q=0.4", "/ru/today"),
        ("de", "/en/today"),
        ("en;q=0.2, ar;q=0.7", "/ar/today"),
        ("ar;q=x, ru;q=0.1", "/ru/today"),
    ],
)
def test_the_door_opens_in_the_language_of_the_browser(board: TestClient, accepted: str, page: str) -> None:
    assert board.get("/", headers={"Accept-Language": accepted}).headers["location"] == page


@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("/en/today?at=yesterday", 422, "is no date"),
        ("/en/today?known=99999", 422, "the ledger has no line 99999"),
        ("/en/today?known=" + "9" * 40, 404, "the ledger has no such line"),
        ("/en/today?by=NOBODY", 422, "unknown party"),
        ("/de/today", 404, "there are no pages in"),
        ("/en/nowhere", 404, "there is no such page"),
        ("/en/../../etc/passwd", 404, "there is no such page"),
        ("/static/..%2fapp.py", 404, "there is no such page"),
    ],
)
def test_what_is_not_understood_is_said_in_a_sentence(board: TestClient, address: str, status: int, sentence: str) -> None:
    for headers in ({}, {"Accept": "application/json"}):
        answer = board.get(address, headers=headers)
        assert answer.status_code == status
        assert sentence in answer.text


def test_what_was_known_can_be_moved(board: TestClient) -> None:
    late = board.get("/api/v1/today?at=2020-12-06").json()
    early = board.get("/api/v1/today?at=2020-12-06&known=2020-11-30").json()
    assert early["known_at"] < late["known_at"]
    assert "lists" in {line["clause"] for line in early["overdue"]}
    assert "lists" not in {line["clause"] for line in late["overdue"]}


def test_another_name_for_this_machine_is_not_answered(board: TestClient) -> None:
    assert board.get("/en/today", headers={"Host": "elsewhere.example"}).status_code == 400


def test_an_answer_that_has_not_changed_is_not_sent_again(board: TestClient) -> None:
    first = board.get("/en/today?at=2020-11-08")
    again = board.get("/en/today?at=2020-11-08", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_every_answer_is_guarded(board: TestClient) -> None:
    for address in ("/", "/en/today", "/en/nowhere", "/static/board.css", "/api/v1/today"):
        policy = board.get(address).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy

"""Truces: how long each held, and whether violence fell."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from pactwatch.counting.holdings import holdings
from pactwatch.web.snapshot import Snapshot
from pactwatch.web.truces import Truces

LATE = "at=2020-12-31"


def test_three_truces_failed_and_one_held(board: TestClient) -> None:
    told = board.get(f"/api/v1/truces?{LATE}").json()
    held = {t["pact"]: t["broken"] for t in told["truces"]}
    assert held == {
        "moscow-2020-10-10": True,
        "paris-2020-10-17": True,
        "washington-2020-10-25": True,
        "statement-2020-11-10": False,
    }
    moscow = told["truces"][0]
    assert moscow["begins"] <= moscow["alleged"] <= moscow["proven"] == moscow["until"]
    assert told["curve"][0]["share"] == 1
    assert told["curve"][-1]["share"] == 0.25


def test_a_truce_that_was_not_broken_held_at_least_so_long(board: TestClient) -> None:
    page = board.get(f"/en/truces?{LATE}").text
    assert "at least 51 days" in page or "at least 52 days" in page
    assert "no breach proven by 31 December 2020" in page
    early = board.get("/api/v1/truces?at=2020-10-12").json()["truces"]
    assert [t["pact"] for t in early] == ["moscow-2020-10-10"]


def test_before_the_first_truce_there_is_none(board: TestClient) -> None:
    assert "No truce had taken effect by then." in board.get("/en/truces?at=2020-09-01").text
    assert board.get("/api/v1/truces?at=2020-09-01").json()["curve"] == []
    assert board.get("/en/pictures/truces.svg?at=2020-09-01").status_code == 404
    assert board.get("/en/pictures/survival.svg?at=2020-09-01").status_code == 404


@pytest.mark.parametrize("language", ["en", "ar", "ru"])
def test_pictures_say_what_they_show_and_are_there(board: TestClient, language: str) -> None:
    for address in (f"/{language}/truces?{LATE}", f"/{language}/truces/moscow-2020-10-10?{LATE}"):
        page = board.get(address).text
        pictures = re.findall(r'<img src="([^"]+)" alt="([^"]{40,})">', page)
        assert pictures, address
        for source, _ in pictures:
            drawn = board.get(source.replace("&amp;", "&"))
            assert drawn.headers["content-type"] == "image/svg+xml"
            assert "default-src 'none'" in drawn.headers["content-security-policy"]
            assert b"<script" not in drawn.content


def test_rates_name_their_rule_and_what_was_watched(board: TestClient) -> None:
    told = board.get("/api/v1/truces/moscow-2020-10-10").json()
    assert (told["rule"], told["unit"]) == ("per_event", "days")
    assert told["before"]["low"] <= told["before"]["rate"] <= told["before"]["high"]
    other = board.get("/api/v1/truces/moscow-2020-10-10?rule=deaths_high&days=10").json()
    assert other["rule"] == "deaths_high"
    assert other["before"]["first"] == "2020-09-30"
    page = board.get("/ar/truces/moscow-2020-10-10").text
    assert "واحد لكل حادثة" in page
    assert 'dir="rtl"' in page


def test_what_has_no_bound_is_said_to_have_none(board: TestClient) -> None:
    for pact in ("moscow-2020-10-10", "paris-2020-10-17", "washington-2020-10-25", "statement-2020-11-10"):
        for rule in ("per_event", "deaths_low"):
            address = f"/truces/{pact}?rule={rule}&days=5"
            assert board.get(f"/api/v1{address}").status_code == 200
            assert "inf" not in re.sub(r"<[^>]*>", "", board.get(f"/en{address}").text).split()


def test_the_index_gives_what_the_view_gives(built_snapshot: Snapshot) -> None:
    pact = built_snapshot.pacts["moscow-2020-10-10"]
    mine = Truces(built_snapshot).holding(pact.id, "per_event", 15)
    (whole,) = holdings(built_snapshot.view, pact, built_snapshot.case.time_zone)
    assert mine.change == whole.change
    assert set(mine.vague) == set(whole.vague)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("truces/geneva-2020-10-30", 404),
        ("truces/nothing", 404),
        ("truces/%3Cscript%3E", 404),
        ("truces/moscow-2020-10-10?rule=mine", 422),
        ("truces/moscow-2020-10-10?days=1", 422),
        ("truces/moscow-2020-10-10?days=99999", 422),
    ],
)
def test_what_is_not_there_or_not_understood(board: TestClient, address: str, status: int) -> None:
    for prefix in ("/en/", "/api/v1/"):
        assert board.get(prefix + address).status_code == status
    picture = board.get("/en/pictures/" + re.sub(r"(truces/[^?]+)", r"\1.svg", address))
    assert picture.status_code == status

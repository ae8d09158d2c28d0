"""What was watched, beside what was counted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from pactwatch.case import open_case
from pactwatch.web.snapshot import Snapshot
from pactwatch.web.watching import Watching
from tests.counting.test_effort import on, view, watched


@pytest.fixture
def watching(built: Path) -> Watching:
    """Two days of patrols near Hadrut, a week of cameras elsewhere, a refusal, and a page of a paper."""
    told = view(
        watched("smm", "2020-10-01/2020-10-02", 6, "patrols", places=("Hadrut",)),
        watched("smm/2", "2020-10-01/2020-10-07", 3, "cameras", places=("Barda",)),
        watched("paper", "2020-10-03", 2, "patrols", act="block_access", actor=("AZE",), target=("OSCE",), places=("Hadrut",)),
        published="2020-10-12",
    )
    return Snapshot(open_case(built), told).once(Watching)


def test_days_of_which_nothing_is_told_are_unknown(watching: Watching) -> None:
    found = watching.watched(on(1), on(14), "", "", [on(13)])
    assert (found.known, found.unknown) == (9, 5)
    assert (found.totals, found.denied) == ({"patrols": 6, "cameras": 21}, 1)


def test_of_a_place_what_is_told_of_it(watching: Watching) -> None:
    found = watching.watched(on(2), on(7), "hadrut", "", ())
    assert (found.known, found.totals, found.denied) == (6, {"patrols": 3}, 1)
    assert watching.watched(on(2), on(7), "karabakh", "", ()) == found
    assert watching.watched(on(2), on(7), "nowhere at all", "", ()).totals is None


def test_of_a_source_what_it_tells(watching: Watching) -> None:
    found = watching.watched(on(1), on(14), "", "paper", ())
    assert (found.known, found.totals, found.denied) == (1, None, 1)
    assert watching.watched(on(1), on(14), "hadrut", "smm", ()).totals == {"patrols": 6}


def test_a_long_time_is_not_walked_day_by_day(watching: Watching) -> None:
    found = watching.watched(date.min, date.max, "", "", ())
    assert found.known + found.unknown == date.max.toordinal()


@pytest.mark.parametrize(
    ("query", "first", "last"),
    [
        ("act=attack&to=2020-12-31", "2020-09-01", "2020-11-08"),
        ("act=attack&from=2020-10-01&to=2020-10-10", "2020-10-01", "2020-10-10"),
        ("act=attack&from=2020-12-01", None, None),
    ],
)
def test_counts_say_what_was_watched_on_their_days(board: TestClient, query: str, first: str | None, last: str | None) -> None:
    found = board.get(f"/api/v1/counts?at=2020-11-08&{query}").json()["watched"]
    assert (found and found["first"], found and found["last"]) == (first, last)


def test_places_come_in_pages(board: TestClient) -> None:
    whole = board.get("/api/v1/events/places?per_page=500").json()
    seen, address = [], "/api/v1/events/places?per_page=7"
    while address:
        page = board.get(address).json()
        seen += page["features"]
        address = page["next"]
    assert seen == whole["features"]
    assert len(seen) == whole["total"] > 7

"""Changes and deadlines, followed from outside."""

from __future__ import annotations

from datetime import date
from xml.etree.ElementTree import fromstring

import feedparser
import pytest
from icalendar import Calendar
from starlette.testclient import TestClient

LISTS = "pact=geneva-2020-10-30&clause=lists"


def test_changes_since_a_day(board: TestClient) -> None:
    found = board.get(f"/api/v1/changes?at=2020-12-06&since=2020-10-28&{LISTS}&bearer=ARM").json()
    assert [(c["at"][:10], c["before"], c["after"]) for c in found["items"]][-2:] == [
        ("2020-11-07", "pending", "overdue"),
        ("2020-10-31", "not_in_force", "pending"),
    ]
    assert {c["verdict"]["bearer"] for c in found["items"]} == {"ARM"}


def test_nothing_is_foreseen(board: TestClient) -> None:
    early = board.get(f"/api/v1/changes?at=2020-11-07T00:00:00%2B00:00&since=2020-11-01&{LISTS}").json()
    assert {c["verdict"]["at"] for c in early["items"]} == {"2020-11-07T00:00:00Z"}


@pytest.mark.parametrize(
    ("query", "sentence"),
    [("since=1990", "a year at a time"), ("since=soon", "is no date"), ("bearer=NOBODY", "unknown party")],
)
def test_what_cannot_be_followed(board: TestClient, query: str, sentence: str) -> None:
    answer = board.get(f"/api/v1/changes?at=2020-11-08&{query}")
    assert (answer.status_code, sentence in answer.json()["detail"]) == (422, True)


def test_the_feed_is_read_by_readers_of_feeds(board: TestClient) -> None:
    address = f"/ar/changes.atom?at=2020-11-08&since=2020-11-06&{LISTS}"
    answer = board.get(address)
    feed = feedparser.parse(answer.content, response_headers={"content-type": answer.headers["content-type"]})
    assert not feed.bozo
    assert [e.updated[:10] for e in feed.entries] == ["2020-11-07", "2020-11-07"]
    assert feed.feed.language == "ar"
    assert "فات أجله" in feed.entries[0].title
    assert board.get(feed.entries[0].link.removeprefix("http://testserver")).status_code == 200
    assert feed.feed.links[0].href.endswith(address)
    again = board.get(address, headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


def test_an_entry_keeps_its_id_when_more_is_known(board: TestClient) -> None:
    def entries(query: str) -> dict[str, str]:
        root = fromstring(board.get(f"/en/changes.atom?{query}&since=2020-11-06&{LISTS}").content)
        space = "{http://www.w3.org/2005/Atom}"
        return {e.findtext(f"{space}id", ""): e.findtext(f"{space}updated", "")[:10] for e in root.iter(f"{space}entry")}

    early, late = entries("at=2020-11-08&known=2020-11-30"), entries("at=2020-12-05")
    assert early.items() <= late.items()
    assert set(early.values()) == {"2020-11-07"}


def test_deadlines_are_taken_into_a_calendar(board: TestClient) -> None:
    answer = board.get(f"/en/deadlines.ics?at=2020-11-01&{LISTS}&bearer=AZE")
    assert answer.headers["content-type"].startswith("text/calendar")
    (event,) = Calendar.from_ical(answer.text).walk("VEVENT")
    assert event.decoded("dtstart") == date(2020, 11, 6)
    assert "hands the list" in str(event["summary"])
    assert board.get(str(event["url"]).removeprefix("http://testserver")).status_code == 200


def test_pages_name_their_feeds(board: TestClient) -> None:
    page = board.get("/en/pacts/geneva-2020-10-30/lists?at=2020-11-08").text
    narrowed = "at=2020-11-08&amp;pact=geneva-2020-10-30&amp;clause=lists"
    assert f'rel="alternate" type="application/atom+xml" href="/en/changes.atom?{narrowed}"' in page
    assert f'rel="alternate" type="text/calendar" href="/en/deadlines.ics?{narrowed}"' in page
    assert 'href="/en/changes.atom"' in board.get("/en/today").text

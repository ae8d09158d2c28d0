"""Events: list, line of time, places, and one event."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

LATE = "at=2021-03-01"


def test_every_figure_names_its_rule(board: TestClient) -> None:
    by_event = board.get(f"/api/v1/events?{LATE}").json()
    assert by_event["figure"] == {"rule": "per_event", "value": by_event["events"]["total"]}
    by_deaths = board.get(f"/api/v1/events?{LATE}&rule=deaths_high").json()
    assert by_deaths["figure"]["rule"] == "deaths_high"
    assert by_deaths["figure"]["value"] != by_event["figure"]["value"]
    page = board.get(f"/en/events?{LATE}&rule=deaths_high").text
    assert "by the rule: Deaths, high" in page


def test_filters_stand_in_the_address_and_narrow(board: TestClient) -> None:
    everything = board.get(f"/api/v1/events?{LATE}").json()["events"]["total"]
    for narrower in (
        "act=attack",
        "party=AZE",
        "proof=claimed",
        "contested=yes",
        "source=sputnik",
        "q=Hadrut",
        "from=2020-10-01",
    ):
        told = board.get(f"/api/v1/events?{LATE}&{narrower}").json()
        assert told["events"]["total"] < everything, narrower
    attacks = board.get(f"/api/v1/events?{LATE}&act=attack").json()["events"]["items"]
    assert attacks
    assert all("attack" in e["acts"] for e in attacks)


def test_the_search_finds_arabic_however_it_is_spelt(board: TestClient) -> None:
    told = [board.get("/api/v1/events", params={"q": q}).json()["events"]["total"] for q in ("أذربيجان", "اذربيجان")]
    assert told[0] == told[1] > 0


def test_a_place_is_found_by_any_of_its_names(board: TestClient) -> None:
    told = [board.get("/api/v1/events", params={"place": p}).json()["events"] for p in ("shushi", "Шуша", "شوشا")]
    assert told[0] == told[1] == told[2]
    assert told[0]["total"] > 0


def test_both_names_of_a_contested_place_stand_together(board: TestClient) -> None:
    page = board.get("/en/events?place=Stepanakert").text
    assert "Khankendi / Stepanakert" in page
    assert "Khankendi / Stepanakert" not in board.get("/ar/events?place=Stepanakert").text
    assert "خانكندي" in board.get("/ar/events?place=Stepanakert").text


def test_the_bars_add_up_and_lead_to_their_days(board: TestClient) -> None:
    told = board.get(f"/api/v1/events?{LATE}&unit=month").json()
    assert told["unit"] == "month"
    assert sum(s["value"] for s in told["stretches"]) == told["figure"]["value"]
    stretch = max(told["stretches"], key=lambda s: s["value"])
    narrowed = board.get(f"/api/v1/events?{LATE}&from={stretch['first']}&to={stretch['last']}").json()
    assert narrowed["figure"]["value"] == stretch["value"]
    assert f"from={stretch['first']}&amp;to={stretch['last']}" in board.get(f"/en/events?{LATE}&unit=month").text


def test_pages_hold_every_event_once(board: TestClient) -> None:
    first = board.get("/api/v1/events").json()["events"]
    seen, address = [e["id"] for e in first["items"]], first["next"]
    while address:
        page = board.get(address).json()["events"]
        seen, address = [*seen, *(e["id"] for e in page["items"])], page["next"]
    assert len(seen) == len(set(seen)) == first["total"] > len(first["items"])
    oldest = board.get("/api/v1/events?order=oldest").json()["events"]["items"]
    assert oldest[0]["id"] == seen[-1]
    assert 'rel="next"' in board.get("/en/events").text
    assert "No event fits." in board.get("/en/events?page=999").text


@pytest.mark.parametrize(
    ("narrower", "sentence"),
    [
        ("act=explode", "act: 'explode' is not known"),
        ("party=NOBODY", "unknown party"),
        ("place=Nowhereville", "place: 'Nowhereville' is not known"),
        ("proof=sure", "proof: 'sure' is not known"),
        ("contested=perhaps", "contested"),
        ("from=soon", "from: 'soon' is no date"),
        ("to=2020-13-01", "to: "),
        ("box=1,2,3", "is no box"),
        ("box=nan,0,1,1", "is no box"),
        ("box=0,50,10,40", "is no box"),
        ("rule=mine", "rule: 'mine' is not known"),
        ("page=0", "page"),
        ("page=9999999999999999999", "page"),
        ("unit=hour", "unit"),
    ],
)
def test_what_is_not_understood_is_refused(board: TestClient, narrower: str, sentence: str) -> None:
    for address in (f"/en/events?{narrower}", f"/api/v1/events?{narrower}"):
        answer = board.get(address)
        assert answer.status_code == 422, address
        assert sentence in answer.text.replace("&#39;", "'")


@pytest.mark.parametrize(
    "value", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' OR 1=1 --", "\u202egpj", "%00"]
)
def test_hostile_words_are_only_words(board: TestClient, value: str) -> None:
    answer = board.get("/ar/events", params={"q": value, "source": value})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert "<img" not in answer.text
    assert board.get("/api/v1/events", params={"source": value}).json()["events"]["total"] == 0


def test_nothing_is_written_into_the_page_that_the_policy_forbids(board: TestClient) -> None:
    for address in ("/en/events", "/ar/events", "/en/events/places"):
        page = board.get(address).text
        assert "style=" not in page
        assert not re.search(r"\son\w+=", page)
        assert page.count("<h1") == 1


def test_places_are_geojson(board: TestClient) -> None:
    answer = board.get(f"/en/events/places?{LATE}&act=attack&format=json").json()
    assert answer["type"] == "FeatureCollection"
    assert answer == board.get(f"/api/v1/events/places?{LATE}&act=attack&lang=en").json()
    first = answer["features"][0]
    assert first["geometry"]["type"] == "Point"
    longitude, latitude = first["geometry"]["coordinates"]
    assert 40 < longitude < 50
    assert 35 < latitude < 45
    assert first["properties"]["rule"] == "per_event"
    assert f"place={first['id']}" in first["properties"]["open"]
    listed = board.get(f"/api/v1/events?{LATE}&act=attack&place={first['id']}").json()
    assert listed["events"]["total"] >= first["properties"]["value"] > 0
    table = board.get(f"/ar/events/places?{LATE}&act=attack").text
    assert table.count("<tr>") == len(answer["features"]) + 1


def test_a_box_shows_what_lies_in_it(board: TestClient) -> None:
    inside = board.get("/api/v1/events?box=44,38,49,42").json()["events"]["total"]
    assert 0 < inside < board.get("/api/v1/events").json()["events"]["total"]
    assert board.get("/api/v1/events?box=-10,-10,-9,-9").json()["events"]["items"] == []
    assert "No event fits." in board.get("/en/events?box=-10,-10,-9,-9").text


def test_according_to_one_party(board: TestClient) -> None:
    mine = board.get("/api/v1/events?by=AZE").json()
    assert 0 < mine["events"]["total"] < board.get("/api/v1/events").json()["events"]["total"]
    one = board.get(f"/api/v1/events/{mine['events']['items'][0]['id']}?by=AZE").json()
    assert {s["side"] for side in one["sides"] for s in side["said"]} == {"AZE"}


def test_one_event_with_both_sides_and_what_rests_on_it(board: TestClient) -> None:
    events = board.get("/api/v1/events?contested=yes").json()["events"]["items"]
    told = [board.get(f"/api/v1/events/{e['id']}").json() for e in events]
    assert all(one["denials"] for one in told)
    resting = [r for one in told for r in one["rests"]]
    assert {"geneva-2020-10-30"} <= {r["pact"] for r in resting}
    one = next(t for t in told if t["rests"])
    page = board.get(f"/ar/events/{one['event']['id']}").text
    assert 'dir="rtl"' in page
    assert f'href="/ar/pacts/{one["rests"][0]["pact"]}/{one["rests"][0]["clause"]}"' in page
    assert one["denials"][0]["sentence"]["text"][:30] in page


def test_an_event_is_found_by_any_of_its_claims(board: TestClient) -> None:
    events = board.get("/api/v1/events?page=1").json()["events"]["items"]
    many = max(events, key=lambda e: e["claims"])
    one = board.get(f"/api/v1/events/{many['id']}").json()
    claims = [s["claim"] for side in one["sides"] for s in side["said"]]
    assert len(claims) == many["claims"] > 1
    assert board.get(f"/api/v1/events/{claims[-1]}").json() == one


@pytest.mark.parametrize("name", ["nothing", "..%2f..%2fetc%2fpasswd", "%3Cscript%3E", "0" * 64])
def test_an_event_that_is_not_there_is_missing(board: TestClient, name: str) -> None:
    for address in (f"/en/events/{name}", f"/api/v1/events/{name}"):
        assert board.get(address).status_code == 404

"""Control: whose word says that somebody holds a place, and where words contradict each other."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from pactwatch.times import Span
from pactwatch.types import Claim, Report, Source, Stance, Statement
from pactwatch.verdicts.evidence import Evidence
from pactwatch.verdicts.record import Record
from pactwatch.web.control import Control, Held

LATE = datetime(2020, 12, 31, tzinfo=UTC)


def said(
    number: int, act: str, speaker: str, actor: str, day: str, stance: Stance = "asserts", places: tuple[str, ...] = ("Hadrut",)
) -> tuple[str, Claim, Report]:
    report = Report(f"r{number}", "paper", "en", "", f"word {number} " * 9, Span.parse(day), None, "0" * 64)
    where = Statement(report.id, 0, 4, "told")
    when = Span.parse(day)
    return f"{number:04}", Claim(where, 0, 4, "told", act, stance, False, speaker, (actor,), (), places, when), report


def held_places(*told: tuple[str, Claim, Report], at: datetime = LATE) -> tuple[Held, ...]:
    record = Record({"paper": Source("paper", {"en": "Paper"})}, "UTC")
    record.fill(told)
    return Control.told(Evidence(record)).at(at)


def last_word(*told: tuple[str, Claim, Report], at: datetime = LATE) -> Held:
    (found,) = held_places(*told, at=at)
    return found


def as_told(held: Held) -> list[tuple[str | None, str, str]]:
    return [(w.party, w.says, w.teller) for w in held.words]


def test_a_place_taken_is_held_by_that_word_alone() -> None:
    held = last_word(said(1, "capture", "AZE.MIL", "AZE.MIL", "2020-10-09"))
    assert as_told(held) == [("AZE", "holds", "AZE")]
    assert not held.contested


def test_two_sides_that_both_claim_a_place_contest_it() -> None:
    both = said(1, "capture", "AZE.MIL", "AZE", "2020-10-09"), said(2, "capture", "ARM.MIL", "ARM", "2020-10-12")
    held = last_word(*both)
    assert as_told(held) == [("AZE", "holds", "AZE"), ("ARM", "holds", "ARM")]
    assert held.contested
    before = last_word(*both, at=datetime(2020, 10, 10, tzinfo=UTC))
    assert as_told(before) == [("AZE", "holds", "AZE")]
    assert not before.contested


def test_a_denial_contests_a_place() -> None:
    held = last_word(
        said(1, "capture", "AZE.MIL", "AZE", "2020-10-09"), said(2, "capture", "ARM.MIL", "AZE", "2020-10-10", "denies")
    )
    assert as_told(held) == [("AZE", "holds", "AZE"), ("AZE", "does_not_hold", "ARM")]
    assert held.contested


def test_a_denial_of_what_nobody_says_tells_of_no_place_held() -> None:
    denied = said(2, "capture", "ARM.MIL", "AZE", "2020-10-10", "denies")
    assert held_places(denied) == ()


def test_the_side_of_a_place_is_not_the_place() -> None:
    both = said(1, "capture", "AZE.MIL", "AZE", "2020-10-09", places=("Agbend", "southern Karabakh"))
    assert [h.place for h in held_places(both)] == ["agbend"]
    alone = said(1, "capture", "AZE.MIL", "AZE", "2020-10-09", places=("southern Karabakh",))
    assert [h.place for h in held_places(alone)] == ["southern Karabakh"]


def test_who_says_that_another_took_it_no_longer_says_that_the_first_holds_it() -> None:
    held = last_word(said(1, "capture", "AZE.MIL", "AZE", "2020-10-09"), said(2, "capture", "AZE.MIL", "ARM", "2020-10-12"))
    assert as_told(held) == [("ARM", "holds", "AZE")]
    assert not held.contested


def test_who_left_a_place_does_not_contest_it() -> None:
    held = last_word(said(1, "capture", "AZE.MIL", "AZE", "2020-10-09"), said(2, "withdraw", "ARM.MIL", "ARM", "2020-10-08"))
    assert as_told(held) == [("ARM", "left", "ARM"), ("AZE", "holds", "AZE")]
    assert not held.contested


def test_the_board_names_whose_word_it_is(board: TestClient) -> None:
    told = board.get("/api/v1/control?at=2020-10-12").json()
    hadrut = next(p for p in told["places"]["items"] if p["id"] == "hadrut")
    assert [(t["party"], t["says"], t["teller"]) for t in hadrut["told"]] == [("AZE", "holds", "AZE")]
    page = board.get("/en/control?at=2020-10-12").text
    assert "<b>Azerbaijan</b>" in page
    assert "is said to hold it" in page
    assert "controls" not in page
    earlier = board.get("/api/v1/control?at=2020-10-01").json()["places"]["items"]
    assert "hadrut" not in {p["id"] for p in earlier}


def test_names_of_a_contested_place_stand_together_in_every_language(board: TestClient) -> None:
    for language in ("en", "ar", "ru"):
        page = board.get(f"/{language}/control/aghdam?at=2020-12-31").text
        assert all(name in page for name in ("Aghdam", "Akna", "أكنا", "Акна", "Ակնա"))


@pytest.mark.parametrize(("narrower", "wanted"), [("party=AZE", "AZE"), ("party=ARM.MIL", "ARM")])
def test_places_are_narrowed_by_party(board: TestClient, narrower: str, wanted: str) -> None:
    found = board.get(f"/api/v1/control?{narrower}").json()["places"]["items"]
    assert found
    assert all(wanted in {t["party"] for t in p["told"]} for p in found)


def test_places_are_narrowed_by_place(board: TestClient) -> None:
    inside = {p["id"] for p in board.get("/api/v1/control?place=AZE").json()["places"]["items"]}
    assert {"hadrut", "aghdam"} <= inside
    assert {p["id"] for p in board.get("/api/v1/control?place=Гадрут").json()["places"]["items"]} == {"hadrut"}
    assert board.get("/api/v1/control?place=nowhere").json()["places"]["total"] == 0


def test_a_place_has_its_history(board: TestClient) -> None:
    told = board.get("/api/v1/control/aghdam?at=2020-12-31").json()
    assert told["history"]["total"] >= len(told["now"]["told"]) > 0
    begins = [t["begins"] for t in told["history"]["items"]]
    assert begins == sorted(begins, reverse=True)
    page = board.get("/ar/control/aghdam?at=2020-12-31").text
    assert 'dir="rtl"' in page
    assert f'href="/ar/events/{told["history"]["items"][0]["event"]}?at=2020-12-31"' in page


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("control/atlantis", 404),
        ("control/%3Cscript%3E", 404),
        ("control/hadrut?at=2019-01-01", 404),
        ("control?party=NOBODY", 422),
        ("control?contested=perhaps", 422),
        ("control?page=0", 422),
    ],
)
def test_what_is_not_there_or_not_understood(board: TestClient, address: str, status: int) -> None:
    for prefix in ("/en/", "/api/v1/"):
        answer = board.get(prefix + address)
        assert answer.status_code == status
        assert "<script>" not in answer.text

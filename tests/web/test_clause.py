"""One clause: verdicts, reasons, sentences, each side's word, and how the answer changed."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from pactwatch.case import Case, open_case
from pactwatch.types import Reason, Verdict
from pactwatch.web import Settings, make_app
from pactwatch.web.shortening import shortened

LISTS = "/api/v1/pacts/geneva-2020-10-30/lists"


def test_the_answer_has_its_reasons_and_sentences(board: TestClient) -> None:
    told = board.get(f"{LISTS}?at=2020-12-06").json()
    armenia = told["told"][0]
    assert armenia["bearers"] == ["ARM"]
    assert armenia["part"]["answer"]["status"] == "partly_kept"
    assert armenia["part"]["reasons"]["because"]
    labels = {kind["title"] for kind in armenia["part"]["evidence"]}
    assert {"Speaks for compliance", "Speaks against it"} <= labels


def test_sentences_are_quoted_in_their_own_language_and_lead_to_their_report(board: TestClient) -> None:
    page = board.get("/en/pacts/geneva-2020-10-30/lists?at=2020-12-06").text
    assert re.search(r'<blockquote lang="ar" dir="rtl">[^<]*الجمعة', page)
    assert re.search(r'<blockquote lang="ru" dir="ltr">', page)
    assert re.search(r'href="/en/reports/[^"#?]+\?at=2020-12-06#s\d+-\d+"', page)


def test_the_answer_by_each_word_stands_side_by_side(board: TestClient) -> None:
    rows = {row["bearer"]: row for row in board.get(f"{LISTS}?at=2020-12-06").json()["by_word"]}
    assert rows["ARM"]["all"] == rows["ARM"]["disinterested"] == "partly_kept"
    assert rows["ARM"]["parties"] == {"ARM": "overdue", "AZE": "overdue"}
    civilians = board.get("/api/v1/pacts/geneva-2020-10-30/civilians?at=2020-11-08").json()
    strike = {row["bearer"]: row for row in civilians["by_word"]}
    assert strike["AZE"]["parties"]["ARM"] != strike["AZE"]["parties"]["AZE"]


def test_the_history_turns_where_something_changed(board: TestClient) -> None:
    strips = {tuple(s["bearers"]): s["stretches"] for s in board.get(LISTS).json()["history"]}
    assert [(s["day"], s["status"]) for s in strips["AZE",]] == [
        ("2020-10-30", "not_in_force"),
        ("2020-10-31", "pending"),
        ("2020-11-07", "overdue"),
        ("2020-12-04", "kept_late"),
    ]
    early = board.get(f"{LISTS}?known=2020-11-30&at=2020-12-06").json()["history"]
    assert [s["status"] for s in early[0]["stretches"]] == ["not_in_force", "pending", "overdue"]


@pytest.mark.parametrize(
    "pact", ["geneva-2020-10-30", "moscow-2020-10-10", "statement-2020-11-10", "kalbajar-extension-2020-11-15"]
)
def test_the_history_says_what_each_day_says(board: TestClient, pact: str) -> None:
    for row in board.get(f"/api/v1/pacts/{pact}").json()["rows"]:
        address = f"/api/v1/pacts/{pact}/{row['id']}"
        for strip in board.get(address).json()["history"]:
            for stretch in strip["stretches"]:
                told = board.get(f"{address}?at={stretch['day']}").json()["by_word"]
                assert {w["all"] for w in told if w["bearer"] in strip["bearers"]} == {stretch["status"]}


CONTESTED = """
id = "supposed-2020"
kind = "ceasefire"
title = { en = "A supposed truce" }
parties = ["ARM", "AZE"]
made = 2020-09-01
in_force = { from = 2020-09-01 }
time_zone = "Asia/Baku"
source = "https://example.org/truce"

[[zones.line.readings]]
id = "narrow"
includes = ["ARM"]
held_by = ["AZE"]
text = { en = "Only the territory of Armenia is meant." }

[[zones.line.readings]]
id = "wide"
includes = ["ARM", "karabakh"]
held_by = ["ARM"]
text = { en = "Karabakh is meant as well." }

[[clauses]]
id = "fire"
text = { en = "Azerbaijan does not attack within the line." }
duty = "must_not"
bearers = ["AZE"]
act = "attack"
zone = "line"
"""


def test_a_contested_scope_shows_both_readings(case: Case) -> None:
    (case.folder / "pacts" / "supposed-2020.toml").write_text(CONTESTED, encoding="utf-8")
    with TestClient(make_app(open_case(case.folder), Settings(hosts=("testserver",)))) as reader:
        page = reader.get("/en/pacts/supposed-2020/fire?at=2020-11-08").text
        row = reader.get("/api/v1/pacts/supposed-2020?at=2020-11-08").json()["rows"][0]
    assert page.count('class="reading"') == 2
    assert all(text in page for text in ("Held by Armenia", "Held by Azerbaijan", "Karabakh is meant as well."))
    assert (row["cells"][0]["status"], row["cells"][0]["readings"]) == ("disputed", 2)


def test_the_encoding_is_told_in_words(board: TestClient) -> None:
    told = dict(board.get(LISTS).json()["encoding"])
    assert told["Due"] == "within 7 days of the day the pact was made"
    assert told["Owed by"] == "Armenia and Azerbaijan"
    assert "خلال 7 أيام من يوم إبرام الاتفاق" in board.get("/ar/pacts/geneva-2020-10-30/lists").text
    pledge = dict(board.get("/api/v1/pacts/collective-security-treaty/assist").json()["encoding"])
    assert "asked for by: any other party" in pledge["Condition"]


def test_the_id_of_a_verdict_stays_and_tells_verdicts_apart(board: TestClient) -> None:
    def ids(query: str) -> dict[str, str]:
        return {b: i for told in board.get(f"{LISTS}?{query}").json()["told"] for b, i in told["ids"].items()}

    first = ids("at=2020-12-06")
    assert first == ids("at=2020-12-06")
    assert len({*first.values(), *ids("at=2020-12-05").values(), *ids("at=2020-12-06&by=ARM").values()}) == 6
    assert all(re.fullmatch("[0-9a-f]{64}", i) for i in first.values())
    assert first["ARM"] in board.get("/en/pacts/geneva-2020-10-30/lists?at=2020-12-06").text


def test_a_clause_that_is_not_there_is_missing(board: TestClient) -> None:
    assert board.get("/en/pacts/geneva-2020-10-30/nothing").status_code == 404
    assert board.get("/en/pacts/nothing/lists").status_code == 404


def test_a_long_tree_is_cut_and_says_by_how_much() -> None:
    leaves = tuple(Reason("event", {"n": n}, (f"r#{n}-{n + 1}",)) for n in range(40))
    at = datetime(2020, 11, 8, tzinfo=UTC)
    verdict = Verdict("p/c", "ARM", "breached", at, 1, None, ("a",) * 30, (), (), Reason("breach_proven", because=leaves))
    cut, left = shortened(verdict, 25)
    assert (len(cut.reasons.because), len(cut.for_), left) == (25, 25, 15 + 5)
    assert shortened(verdict, 100) == (verdict, 0)

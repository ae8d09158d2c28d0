"""Claims against claims: each side's version beside the others."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from pactwatch.case import Case, open_case
from pactwatch.ledger import NewEntry
from pactwatch.ledger.bodies import to_body
from pactwatch.times import Span
from pactwatch.types import Amount, Claim, Report, Statement
from pactwatch.web import Settings, make_app

DAY = "at=2020-11-08"


def contests(board: TestClient, query: str = DAY) -> list[dict[str, Any]]:
    return list(board.get(f"/api/v1/claims?per_page=500&{query}").json()["contests"]["items"])


def test_the_strike_on_stepanakert_stands_in_columns(board: TestClient) -> None:
    told = board.get(f"/api/v1/claims?{DAY}&place=Stepanakert&from=2020-11-06&to=2020-11-06").json()["contests"]["items"]
    strike = next(c for c in told if c["event"]["proof"] == "corroborated")
    assert strike["ways"] == ["denied"]
    columns = {c["side"]: [(v["said"]["voice"], v["said"]["stance"]) for v in c["versions"]] for c in strike["columns"]}
    assert ("ARM", "asserts") in columns["ARM"]
    assert ("AZE", "denies") in columns["AZE"]
    assert ("ap", "asserts") in columns[None]


def test_the_newest_comes_first_and_pages_hold_twenty_five(board: TestClient) -> None:
    page = board.get("/api/v1/claims").json()["contests"]
    assert page["per_page"] == 25
    days = [c["event"]["span"].split("/")[0] for c in page["items"] if not c["event"]["span"].startswith("..")]
    assert days == sorted(days, reverse=True)
    assert page["total"] == len(contests(board, ""))


def test_a_reprint_is_not_listed_and_counts_with_what_it_prints(board: TestClient) -> None:
    printed = [s for c in contests(board) for k in c["columns"] for v in k["versions"] for s in v["again"]]
    first = [v["said"]["source"] for c in contests(board) for k in c["columns"] for v in k["versions"]]
    assert "urdupoint" in {source for _, source in printed}
    assert "urdupoint" not in first


@pytest.mark.parametrize(
    "narrower", ["act=harm", "party=ARM", "place=Stepanakert", "from=2020-11-01", "to=2020-10-20", "by=HRW", "q=Barda"]
)
def test_filters_in_the_address_narrow(board: TestClient, narrower: str) -> None:
    every, fewer = contests(board), contests(board, f"{DAY}&{narrower}")
    ids = {c["event"]["id"] for c in every}
    assert 0 < len(fewer) < len(every)
    assert {c["event"]["id"] for c in fewer} <= ids


def test_the_day_and_what_was_known_move_the_list(board: TestClient) -> None:
    assert len(contests(board, "at=2020-10-05")) < len(contests(board))
    assert len(contests(board, f"{DAY}&known=2020-10-20")) < len(contests(board))


def test_the_page_quotes_each_sentence_and_leads_to_it(board: TestClient) -> None:
    page = board.get(f"/en/claims?{DAY}&place=Stepanakert").text
    assert "With the interest of Azerbaijan" in page
    assert '<blockquote lang="ar" dir="rtl">' in page
    assert 'href="/en/reports/032-stepanakert-strike-denial?at=2020-11-08#s' in page
    assert "Khankendi / Stepanakert" in page
    arabic = board.get(f"/ar/claims?{DAY}").text
    assert "أقوال في مقابل أقوال" in arabic
    assert "Claims against claims" not in arabic


def test_what_is_not_understood_is_refused(board: TestClient) -> None:
    for wrong in ("act=dance", "party=NOBODY", "place=Nowhereville", "from=soon", "page=0"):
        assert board.get(f"/en/claims?{wrong}").status_code == 422


def told(report: str, speaker: str, actor: str, killed: int, words: str) -> Claim:
    return Claim(
        Statement(report, 0, len(words), words),
        0,
        len(words),
        words,
        "attack",
        "asserts",
        False,
        speaker,
        (actor,),
        ("CIV",),
        ("Agdam",),
        Span.parse("2021-01-10"),
        amounts=(Amount(killed, "killed"),),
        reader="test/1",
    )


def test_another_doer_and_other_figures_are_versions(case: Case) -> None:
    """Three reports of one day and place: one side tells it with its own figures, the other says that somebody else did it."""
    rows = (
        ("r1", told("r1", "ARM.MIL", "AZE.MIL", 5, "Azerbaijan struck Agdam, killing five.")),
        ("r2", told("r2", "UN", "AZE.MIL", 2, "The strike on Agdam killed two, the UN mission counted.")),
        ("r3", told("r3", "AZE.MIL", "ARM.MIL", 5, "It was Armenia that fired <i>at</i> Agdam; five died.")),
    )
    with case.ledger() as ledger:
        at = ledger.view().known_at
        for name, claim in rows:
            words = claim.statement.text
            report = Report(name, "ap", "en", name, words, Span.parse("2021-01-11"), None, name[1] * 64)
            lines = (("report", to_body(report)), ("claim", to_body(claim)))
            ledger.append_all([ledger.check(NewEntry(kind, body, "test", at)) for kind, body in lines])
    with TestClient(make_app(open_case(case.folder), Settings(hosts=("testserver",)))) as reader:
        found = reader.get("/api/v1/claims?from=2021-01-10&to=2021-01-10").json()["contests"]
        page = reader.get("/en/claims?from=2021-01-10&to=2021-01-10").text
    assert found["total"] == 1
    assert found["items"][0]["ways"] == ["other_doer", "other_figures"]
    columns = {c["side"]: c["versions"] for c in found["items"][0]["columns"]}
    assert set(columns) == {"ARM", "AZE", None}
    assert columns["AZE"][0]["about"]
    assert columns[None][0]["figures"] == "killed: 2"
    assert "&lt;i&gt;at&lt;/i&gt;" in page

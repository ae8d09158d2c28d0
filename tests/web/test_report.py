"""The list of reports, and one report beside its claims."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from pactwatch.case import Case, open_case
from pactwatch.custody.originals import original_of
from pactwatch.letters import fold
from pactwatch.refusals import Refused
from pactwatch.times import Span
from pactwatch.types import Report
from pactwatch.web import Settings, make_app
from pactwatch.web.library import Library
from pactwatch.web.marking import marked

DENIAL = "032-stepanakert-strike-denial"
CLAIM, REPRINT = "029-stepanakert-strike-claim", "030-stepanakert-strike-claim-reprint"
HOSTILE = (
    "<script>alert(1)</script> & \u202etfel ot thgir\u202c\n\n"
    "Azerbaijan's Defence Ministry said on 6 November 2020 that Armenian forces shelled Tartar <img src=x onerror=alert(2)>.\n"
)


def listed(board: TestClient, query: str) -> list[str]:
    return [row["id"] for row in board.get(f"/api/v1/reports?per_page=500&{query}").json()["reports"]["items"]]


def test_reports_are_listed_newest_first_in_pages(board: TestClient) -> None:
    first = board.get("/api/v1/reports?per_page=25").json()["reports"]
    assert (first["total"], len(first["items"]), first["prev"]) == (60, 25, None)
    days = [row["published_on"] for row in first["items"]]
    assert days == sorted(days, reverse=True)
    second = board.get(first["next"]).json()["reports"]
    assert not {r["id"] for r in first["items"]} & {r["id"] for r in second["items"]}
    assert 'rel="next"' in board.get("/en/reports?per_page=25").text


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("source=azernews&since=2020-11-01", {DENIAL}),
        ("since=2020-11-06&until=2020-11-06&source=sputnik", {CLAIM}),
        ("q=سلطات قره باغ الارمنيه&since=2020-11-01", {CLAIM, REPRINT}),
        ("q=ministry nonsense", set()),
    ],
)
def test_reports_are_found_by_source_day_and_word(board: TestClient, query: str, names: set[str]) -> None:
    assert set(listed(board, query)) == names


def test_arabic_words_are_found_behind_what_is_written_with_them() -> None:
    told = Report("r", "s", "ar", "", "قال إنه اتصل بالجيش والحكومة", Span.parse("2020-11-06"), None, "0" * 64)
    library = Library([told])
    assert [library.find(text=word) for word in ("جيش", "الحكومة", "حكومه", "مدينة")] == [["r"], ["r"], ["r"], []]


@given(st.text(max_size=40))
@example("connect_timeout")
@example("²d \x9c ¹")
def test_whatever_stands_in_a_report_is_found_in_it(text: str) -> None:
    library = Library([Report("r", "s", "en", "", text, Span.parse("2020-11-06"), None, "0" * 64)])
    try:
        assert library.find(text=text) == ["r"]
    except Refused:
        assert not re.search(r"[^\W_]", fold(text))


def test_what_cannot_be_looked_for_is_refused(board: TestClient) -> None:
    for query, sentence in (("q=%22%22", "no word"), ("since=soon", "is no date"), ("until=2020-13-01", "is no date")):
        answer = board.get(f"/en/reports?{query}")
        assert (answer.status_code, sentence in answer.text) == (422, True)


def test_what_was_known_moves_the_list(board: TestClient) -> None:
    assert len(listed(board, "known=2020-10-10")) < len(listed(board, ""))
    assert board.get(f"/en/reports/{DENIAL}?known=2020-10-10").status_code == 404


def test_sentences_and_claims_lead_to_one_another(board: TestClient) -> None:
    page = board.get(f"/en/reports/{CLAIM}").text
    told = board.get(f"/api/v1/reports/{CLAIM}").json()
    for row in told["claims"]["items"]:
        assert row["anchor"] == f"c-{row['id'][:8]}"
        assert f'id="{row["anchor"]}"' in page
        assert f'href="#{row["anchor"]}"' in page
        assert f'id="{row["stands"]}"' in page
        assert f'href="#{row["stands"]}"' in page
    assert '<section class="text" aria-label="Text of the report" lang="ar" dir="rtl">' in page
    assert len(re.findall(r'id="([^"]+)"', page)) == len(set(re.findall(r'id="([^"]+)"', page)))


def test_a_link_of_a_clause_arrives_at_the_sentence(board: TestClient) -> None:
    page = board.get("/en/pacts/geneva-2020-10-30/lists?at=2020-12-06").text
    links = set(re.findall(r'href="(/en/reports/[^"#]+)#(s\d+-\d+)"', page))
    assert len(links) >= 4
    for address, anchor in links:
        assert f'id="{anchor}"' in board.get(address.replace("&amp;", "&")).text


def test_lineage_and_custody_are_told(board: TestClient) -> None:
    copy, first = board.get(f"/api/v1/reports/{REPRINT}").json(), board.get(f"/api/v1/reports/{CLAIM}").json()
    assert copy["original"]["id"] == CLAIM
    assert [c["id"] for c in first["copies"]] == [REPRINT]
    assert (copy["copies_from"], copy["kept"]["recorded"][:10]) == ("Sputnik", "2020-11-06")
    assert len(copy["kept"]["sha256"]) == 64
    assert "reprints Sputnik" in board.get("/en/reports?q=ستيباناكيرت").text


def test_contested_places_bear_all_their_names(board: TestClient) -> None:
    claims = board.get(f"/ar/reports/{CLAIM}").text
    assert all(name in claims for name in ("خانكندي", "ستيباناكيرت", "Xankəndi", "Ստեփանակերտ"))
    assert "Where" not in claims


def test_a_sentence_without_a_claim_can_be_marked(board: TestClient) -> None:
    assert '<span class="target" id="s0-20">' in board.get(f"/en/reports/{DENIAL}?mark=0-20").text
    assert board.get(f"/en/reports/{DENIAL}?mark=0-x").status_code == 422


HEAD = """+++
id = "999-hostile"
source = "ap"
url = "javascript:alert(3)"
published = 2021-06-01
captured = 2021-06-01T10:00:00+04:00
language = "en"
title = "<b>Bold</b> \u202eeltit"
+++

"""


def test_a_hostile_report_is_only_text(case: Case) -> None:
    (case.folder / "reports" / "999-hostile.en.txt").write_text(HEAD + HOSTILE, encoding="utf-8")
    open_case(case.folder).build()
    with TestClient(make_app(open_case(case.folder), Settings(hosts=("testserver",)))) as reader:
        addresses = ("/en/reports/999-hostile", "/ar/reports/999-hostile", "/en/reports?source=ap")
        pages = [reader.get(address).text for address in addresses]
        kept = reader.get("/api/v1/reports/999-hostile").json()["kept"]
    for page in pages:
        assert "Bold" in page
        assert not any(mark in page for mark in ("<script>alert", "<img", "<b>Bold", "javascript:", "\u202e"))
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp;" in pages[0]
    assert (kept["original"], kept["sound"]) == (True, True)


def test_a_long_report_gives_its_claims_in_pages(board: TestClient) -> None:
    page = board.get(f"/en/reports/{CLAIM}?per_page=1")
    told = board.get(f"/api/v1/reports/{CLAIM}?per_page=1").json()
    assert told["claims"]["total"] == 3
    assert re.search(rf'href="/en/reports/{CLAIM}\?per_page=1&amp;page=3#c-', page.text)
    last = board.get(f"/api/v1/reports/{CLAIM}").json()["claims"]["items"][2]["id"]
    assert board.get(f"/api/v1/reports/{CLAIM}?per_page=1&row={last[:8]}").json()["claims"]["page"] == 3


def test_spans_that_overlap_or_end_beyond_the_text_are_marked_as_far_as_they_go() -> None:
    report = Report("r", "s", "en", "", "One two.\nThree.", None, datetime(2020, 1, 1, tzinfo=UTC), "0" * 64)
    lines = marked(report, {(0, 7): ["c-1"], (4, 12): ["c-2"], (9, 99): [], (50, 60): ["c-3"]})
    assert ["".join(p.text for p in line) for line in lines] == ["One two.", "Three."]
    assert {a for line in lines for p in line for a in p.anchors} == {"s0-7", "s4-12", "s9-99"}
    assert [c for line in lines for p in line for c in p.claims] == ["c-1", "c-2"]


def test_a_byte_that_is_changed_shows_at_once_though_the_ledger_stands_still(case: Case) -> None:
    with TestClient(make_app(case, Settings(hosts=("testserver",)))) as reader:
        assert reader.get(f"/api/v1/reports/{CLAIM}").json()["kept"]["sound"] is True
        kept = original_of(case.folder, case.view().reports[CLAIM])
        assert kept is not None
        kept.chmod(0o600)
        kept.write_bytes(kept.read_bytes() + b" ")
        assert reader.get(f"/api/v1/reports/{CLAIM}").json()["kept"]["sound"] is False

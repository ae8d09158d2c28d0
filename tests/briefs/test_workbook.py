"""Briefs as workbooks: texts stay texts, links open at the sentence, Arabic runs from right to left."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import datetime

import pytest
from openpyxl import Workbook, load_workbook

from pactwatch.briefs import render
from pactwatch.types import Brief
from tests.briefs.sample import sample
from tests.briefs.test_hostile import poisoned


def book(brief: Brief, language: str = "en") -> Workbook:
    return load_workbook(io.BytesIO(render(brief, language, "xlsx")))


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1+1", "-2+3", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1", "a\x00b\x1f"])
def test_no_text_is_a_formula(text: str) -> None:
    made = book(poisoned(text))
    cells = [c for sheet in made for row in sheet.iter_rows() for c in row]
    assert all(c.data_type != "f" for c in cells)
    kept = " ".join(text.replace("\x00", "").replace("\x1f", "").split())
    found = [c for c in cells if isinstance(c.value, str) and c.value.strip() == kept]
    assert found
    assert all(c.quotePrefix for c in found if str(c.value).startswith(("=", "+", "-", "@")))


def test_every_sheet_runs_the_way_of_its_language() -> None:
    assert all(sheet.sheet_view.rightToLeft for sheet in book(sample(), "ar"))
    assert not any(sheet.sheet_view.rightToLeft for sheet in book(sample(), "en"))


def test_a_sentence_opens_its_source() -> None:
    links = [c.hyperlink.target for s in book(sample()) for row in s.iter_rows() for c in row if c.hyperlink]
    assert any(str(link).startswith("https://example.org/tartar-az?a=1&b=2#:~:text=") for link in links)
    assert not any("javascript" in str(link) for link in links)


def test_a_deadline_is_a_date_and_a_verdict_has_its_row() -> None:
    rows = list(book(sample()).worksheets[0].iter_rows(values_only=True))
    assert len(rows) == 1 + len(sample().verdicts)
    assert datetime(2020, 11, 6) in {row[5] for row in rows}


def test_the_same_brief_gives_the_same_bytes() -> None:
    assert render(sample(), "ar", "xlsx") == render(sample(), "ar", "xlsx")
    with zipfile.ZipFile(io.BytesIO(render(sample(), "en", "xlsx"))) as made:
        assert {part.date_time for part in made.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms:" not in made.read("docProps/core.xml")


def test_what_cannot_stand_in_a_cell_is_left_out() -> None:
    long = replace(sample(), title={"en": "x" * 40_000})
    assert book(long).properties.title

"""A source's form in a case: its reports are read by it where it gives something, and by the general reader elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from pactwatch.case import open_case
from pactwatch.missions import FORMS, read_form
from pactwatch.pacts.vocabulary import FORMS as NAMES
from pactwatch.refusals import Refused
from pactwatch.types import Report

CASE = """
id = "made-up"
title = { en = "Made up" }
time_zone = "Europe/Kyiv"
begins = 2019-06-01

[[sources]]
id = "osce"
kind = "monitor"
"""
TEXT = (
    "Between 3 and 16 June 2019, the SMM recorded about 600 cease-\nfire viola-\ntions (compared with 700 in the previous "
    "two-week period). On 9 June, Ukrainian forces shelled the town of Zolote.\n"
)
FRONT = '+++\nsource = "osce"\ncaptured = 2019-06-18T09:00:00Z\npublished = 2019-06-17\nlanguage = "en"\n+++\n'


def case_in(folder: Path, form: str) -> Path:
    (folder / "reports").mkdir()
    (folder / "pacts").mkdir()
    (folder / "case.toml").write_text(CASE + form, encoding="utf-8")
    (folder / "reports" / "one.txt").write_text(FRONT + TEXT, encoding="utf-8")
    return folder


def test_every_form_has_its_name_in_the_vocabulary() -> None:
    assert tuple(FORMS) == NAMES


def test_the_general_reader_reads_what_the_form_does_not() -> None:
    text = TEXT.replace("-\n", "")
    claims = read_form(Report("r", "osce", "en", "", text, None, None, ""), "osce-smm")
    readers = {c.act: c.reader.partition("/")[0] for c in claims}
    assert readers["violate_ceasefire"] == "osce-smm"
    assert readers["attack"] != "osce-smm"
    assert sum(c.act == "violate_ceasefire" for c in claims) == 2


def test_a_case_reads_the_reports_of_a_source_by_its_form(tmp_path: Path) -> None:
    case = open_case(case_in(tmp_path, 'form = "osce-smm"\n'))
    case.build()
    view = case.view()
    counted = [c for c in view.claims.values() if c.reader == "osce-smm/1"]
    assert [a.value for c in counted for a in c.amounts] == [600, 700]
    text = view.reports["one"].text
    assert all(text[c.start : c.end] == c.quote for c in counted)
    assert "ceasefire violations" in text


def test_without_a_form_the_report_stays_as_it_is(tmp_path: Path) -> None:
    case = open_case(case_in(tmp_path, ""))
    case.build()
    view = case.view()
    assert view.reports["one"].text.strip() == TEXT.strip()
    assert not any(c.reader == "osce-smm/1" for c in view.claims.values())


def test_an_unknown_form_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        open_case(case_in(tmp_path, 'form = "osce-smn"\n'))
    assert refusal.value.line == 10
    assert "osce-smm" in refusal.value.mend

"""No text becomes a formula, whatever it begins with, in any table that is written; numbers stay numbers."""

from __future__ import annotations

import ast
import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pactwatch.briefs import render
from pactwatch.cells import harmless, is_formula, sayable
from pactwatch.datasets.importing import import_events
from pactwatch.exports.acled import acled_bytes
from pactwatch.exports.events import EventRow
from pactwatch.exports.files import table_bytes
from pactwatch.exports.plover import plover_bytes
from pactwatch.exports.tables import csv_bytes, xlsx_bytes
from pactwatch.exports.ucdp import ucdp_bytes
from pactwatch.ledger.opening import open_ledger
from pactwatch.times import Span
from tests.briefs.sample import sample
from tests.briefs.test_hostile import poisoned

FORMULAS = (
    "=1+1",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "\x00=1",
    "\ufeff=1",
    "\u202e=1",
    "\u200e-1",
    "\u00a0+1",
    "＝1+1",
    "＠SUM(A1)",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("https://example.org?"&A1)',
)
SOURCE = Path(__file__).parents[2] / "src" / "pactwatch"
WRITERS = {
    "exports/files.py": "csv.writer",
    "exports/tables.py": "Workbook",
    "exports/incident_form.py": "Workbook",
    "briefs/workbook.py": "Workbook",
    "datasets/importing.py": "csv.writer",
}
"""Every file that writes a table, and with what."""


def event(text: str) -> EventRow:
    """An event in every text of which a formula stands; it lies south of the equator."""
    day, who = date(2020, 10, 1), (text,)
    return EventRow(
        id=text,
        acts=("attack",),
        span=Span.of(day),
        first=day,
        last=day,
        actors=who,
        targets=who,
        places=(),
        named=who,
        latitude=-33.5,
        longitude=-70.25,
        precision=1.0,
        deaths={"deaths_best": 2.0},
        voices=who,
        denied_by=who,
        sources=who,
        claims=who,
        text=text,
        known_at=7,
    )


@pytest.mark.parametrize("text", FORMULAS)
def test_one_helper_makes_a_text_harmless(text: str) -> None:
    assert is_formula(sayable(text))
    assert str(harmless(text)).startswith("'")
    assert "\r" not in str(harmless(text))
    assert not is_formula(str(harmless(text)))


@pytest.mark.parametrize("cell", [-1.5, -3, 0, None, "a = b", "1-2", "Tartar", "«=»", "Հ", "ترتر"])
def test_what_is_none_stays_as_it_is(cell: str | float | None) -> None:
    assert harmless(cell) == cell


def test_what_no_file_can_hold_is_left_out() -> None:
    assert harmless("a\x00\x0b\x7f\ud800\ufffe\uffffb") == "ab"


@pytest.mark.parametrize("text", FORMULAS)
@pytest.mark.parametrize("form", ["csv", "acled", "ucdp", "plover"])
def test_no_delimited_table_has_a_formula(form: str, text: str) -> None:
    made = {"csv": csv_bytes, "plover": plover_bytes}.get(form)
    raw = made([event(text)]) if made else (acled_bytes if form == "acled" else ucdp_bytes)([event(text)])[0]
    _, *rows = csv.reader(io.StringIO(raw.decode(), newline=""), delimiter="\t" if b"\t" in raw.split(b"\n")[0] else ",")
    assert rows
    cells = [cell for row in rows for cell in row]
    assert {cell for cell in cells if is_formula(cell)} <= {"-33.5", "-70.25"}
    if form != "plover":
        assert {"-33.5", "-70.25"} <= set(cells)
    assert any("'" in cell for cell in cells)


def test_no_text_begins_a_row_of_its_own() -> None:
    raw = table_bytes(("a", "b"), [("x\r=1", "y\r\n=2")])
    assert raw == b'a,b\n"x\n=1","y\n=2"\n'


@pytest.mark.parametrize("text", FORMULAS)
def test_no_workbook_has_a_formula_and_numbers_stay_numbers(text: str) -> None:
    cells = [c for row in load_workbook(io.BytesIO(xlsx_bytes([event(text)]))).worksheets[0].iter_rows(min_row=2) for c in row]
    assert {c.data_type for c in cells} <= {"s", "inlineStr", "n"}
    assert [c.value for c in cells if isinstance(c.value, str) and is_formula(c.value)] == []
    assert {-33.5, -70.25} <= {c.value for c in cells}


@pytest.mark.parametrize("text", FORMULAS)
def test_no_brief_has_a_formula(text: str) -> None:
    made = load_workbook(io.BytesIO(render(poisoned(text), "en", "xlsx")))
    cells = [c for sheet in made for row in sheet.iter_rows() for c in row]
    assert "f" not in {c.data_type for c in cells}
    risky = [c for c in cells if isinstance(c.value, str) and is_formula(c.value)]
    assert risky
    assert all(c.quotePrefix for c in risky)


def test_no_brief_holds_what_xml_cannot() -> None:
    brief = replace(sample(), title={"en": "a\ufffeb\x0bc"})
    assert load_workbook(io.BytesIO(render(brief, "en", "xlsx"))).properties.title == "abc"


@pytest.mark.parametrize("text", FORMULAS)
def test_rows_set_aside_are_no_formulas(text: str, tmp_path: Path) -> None:
    table, rejects = tmp_path / "forms.csv", tmp_path / "rejects.csv"
    head = ["_uuid", "observer", "date", "act", "place", "actor", "target", "killed", "description"]
    rows = [head, [text, "OSCE", text, text, "Martuni", "AZE", "CIV", "2", text], [text, "", text]]
    rows.append(["1", "OSCE", "2020-10-29", "attack", "Martuni", "AZE", "CIV", "2", "x"])
    table.write_bytes(table_bytes(head, []))
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    with open_ledger(tmp_path / "ledger.db") as ledger:
        found = import_events(table, ledger, by="ana", dataset="forms", rejects=rejects)
    assert (found.added, found.rejected) == (1, 2)
    with rejects.open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert len(cells) == 9
    assert not any(is_formula(cell) for cell in cells)


def test_every_file_that_writes_a_table_is_tested_here() -> None:
    found = {}
    for path in SOURCE.rglob("*.py"):
        calls = {ast.unparse(n.func) for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call)}
        named = calls & {"csv.writer", "csv.DictWriter", "Workbook", "openpyxl.Workbook", "xlsxwriter.Workbook"}
        if named:
            found[path.relative_to(SOURCE).as_posix()] = " ".join(sorted(named))
    assert found == WRITERS
    assert all("harmless(" in t or "is_formula(" in t for t in ((SOURCE / f).read_text("utf-8") for f in WRITERS))

"""A brief as a workbook (XLSX): a sheet for verdicts, changes, differences from the issue before, sentences, counts, effort
and claims.

Every text is a text: none is run as a formula, whatever it begins with. The same bytes from the same brief.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from pactwatch.briefs.composed import Composed
from pactwatch.briefs.sheets import Cell, Link, Sheet, sheets
from pactwatch.briefs.wording import Wording
from pactwatch.cells import is_formula, sayable

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_TITLE = re.compile(r"[\[\]:*?/\\]")
_LONGEST = 32_767
"""Characters that a cell can hold."""

_TOP, _LINKED = Alignment(vertical="top", wrap_text=True), Font(color="1C4F82", underline="single")
"""One of each for every cell: to make them is most of the time that a workbook takes."""

_STAMP = (1980, 1, 1, 0, 0, 0)
"""The time of every part of the file: the first that a ZIP can write."""

_SAVED = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")


def xlsx_bytes(brief: Composed, wording: Wording) -> bytes:
    """The brief as a workbook in the words of a language; its sheets run from right to left where the language does."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = sayable(wording.titled(brief.title).text)
    book.properties.language = wording.language.tag
    book.properties.creator = "pactwatch"
    for sheet in sheets(brief, wording):
        made = book.create_sheet(_TITLE.sub(" ", sheet.title)[:31])
        _fill(made, sheet, rtl=wording.language.direction == "rtl")
    stream = io.BytesIO()
    book.save(stream)
    return _undated(stream.getvalue())


def _fill(made: Worksheet, sheet: Sheet, *, rtl: bool) -> None:
    made.sheet_view.rightToLeft = rtl
    made.freeze_panes = "A2"
    made.page_setup.orientation, made.page_setup.paperSize, made.page_setup.fitToHeight = "landscape", 9, 0
    made.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    made.print_title_rows = "1:1"
    for column, (head, width) in enumerate(sheet.columns, 1):
        _put(made, 1, column, head)
        made.cell(1, column).font = Font(bold=True)
        made.column_dimensions[get_column_letter(column)].width = width
    for number, row in enumerate(sheet.rows, 2):
        for column, value in enumerate(row, 1):
            _put(made, number, column, value)
    if sheet.rows:
        made.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{len(sheet.rows) + 1}"


def _put(made: Worksheet, row: int, column: int, value: Cell) -> None:
    if value is None or value == "":
        return
    cell = made.cell(row, column)
    cell.alignment = _TOP
    if isinstance(value, Link):
        cell.hyperlink = value.url
        cell.font = _LINKED
        value = value.text
    if isinstance(value, date):
        cell.value, cell.number_format = value, "yyyy-mm-dd"
    elif isinstance(value, int | float):
        cell.value, cell.number_format = value, "#,##0.##" if isinstance(value, float) else "#,##0"
    elif value:
        text = sayable(value)[:_LONGEST]
        cell.value = text
        cell.data_type = "s"
        # So that a spreadsheet in which somebody edits the cell still takes it for a text.
        cell.quotePrefix = is_formula(text)


def _undated(saved: bytes) -> bytes:
    """The file without the times at which its parts were saved."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved)) as before, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after:
        for name in _ordered(before.namelist()):
            content = before.read(name)
            part = zipfile.ZipInfo(name, _STAMP)
            part.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(part, _SAVED.sub(b"", content) if name == "docProps/core.xml" else content)
    return stream.getvalue()


def _ordered(names: Iterable[str]) -> list[str]:
    """Parts in the order in which readers expect them: the list of contents first."""
    return sorted(names, key=lambda n: (n != "[Content_Types].xml", n))

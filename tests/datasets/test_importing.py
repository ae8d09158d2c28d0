"""Imports that are killed, files that change or are broken, and forms of dates and tables that people have."""

from __future__ import annotations

import csv
import os
import re
import shutil
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from benchmarks.events import write_events
from pactwatch.cli import main
from pactwatch.datasets import Reject, open_events
from pactwatch.datasets.importing import import_events
from pactwatch.datasets.rows import open_table
from pactwatch.ledger import open_ledger
from pactwatch.refusals import Refused
from tests.datasets.killing import killed, killed_at

CASE = Path(__file__).resolve().parents[2] / "examples" / "karabakh-2020"
SHARED = (
    b'<Override PartName="/xl/sharedStrings.xml" '
    b'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)
WORKBOOK = Path(__file__).parent / "samples" / "incident-form.xlsx"
SAMPLE = Path(__file__).parent / "samples" / "ucdp.csv"


def test_an_import_that_is_killed_goes_on_and_writes_nothing_twice(tmp_path: Path) -> None:
    outcome = killed(tmp_path, rows=3000, times=2, seed=20201031)
    assert outcome.met > 0
    assert outcome.before > 1
    assert (outcome.standing, outcome.twice, outcome.written, outcome.faults) == (3000, 0, 3000, ())


def test_an_import_that_is_killed_early_midway_and_late_comes_to_the_same_ledger(tmp_path: Path) -> None:
    """In the midst of writing, the last time a few rows before the end."""
    outcome = killed_at(tmp_path, rows=1500, parts=(0.02, 0.5, 0.98))
    assert outcome.met == 3
    assert (outcome.standing, outcome.twice, outcome.written, outcome.faults) == (1500, 0, 1500, ())
    assert 1 < outcome.before < 1500  # what was sent and not committed is gone
    with open_ledger(tmp_path / "undisturbed.db") as ledger:
        import_events(tmp_path / "events.csv", ledger, by="a person")
        undisturbed = {e.id for e in ledger.entries() if e.kind != "opened"}
    with open_ledger(tmp_path / "ledger.db") as ledger:
        assert {e.id for e in ledger.entries() if e.kind != "opened"} == undisturbed


def test_the_dates_of_later_ucdp_releases_are_taken(tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    write_events(table, 20)
    assert " 00:00:00.000" in table.read_text(encoding="utf-8")
    with open_ledger(tmp_path / "ledger.db") as ledger:
        found = import_events(table, ledger, by="a person")
    assert (found.added, found.rejected) == (20, 0)


def test_a_file_that_changes_while_it_is_read_withdraws_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pactwatch.datasets.importing._BATCH", 1)
    table = tmp_path / "a.csv"
    write_events(table, 20)
    with open_ledger(tmp_path / "ledger.db") as ledger:
        import_events(table, ledger, by="a person")
        write_events(table, 5)

        def spoil(rows: int) -> None:
            with table.open("a", encoding="utf-8") as file:
                file.write("\n")

        with pytest.raises(Refused, match="changed while it was read"):
            import_events(table, ledger, by="a person", told=spoil)
        assert len(ledger.view().claims) == 20
        assert import_events(table, ledger, by="a person").withdrawn == 15


def test_an_edition_of_which_no_row_can_be_taken_withdraws_nothing(tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    write_events(table, 5)
    with open_ledger(tmp_path / "ledger.db") as ledger:
        import_events(table, ledger, by="a person")
        table.write_text(table.read_text(encoding="utf-8").replace(" 00:00:00.000", " of that day"), encoding="utf-8")
        with pytest.raises(Refused, match="not one of its rows can be taken"):
            import_events(table, ledger, by="a person")
        assert len(ledger.view().claims) == 5


def spoilt(table: Path, rows: int, bad: int) -> None:
    """A table some of whose rows, the first, have no date."""
    write_events(table, rows)
    lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[1 : bad + 1] = [line.replace(" 00:00:00.000", " of that day") for line in lines[1 : bad + 1]]
    table.write_text("".join(lines), encoding="utf-8")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("bad", [1, 500])
def test_rows_that_cannot_be_listed_since_the_disk_is_full_are_refused_in_one_sentence(tmp_path: Path, bad: int) -> None:
    """One row fails when the file is closed, many when they no longer fit the buffer."""
    table, rejects = tmp_path / "a.csv", tmp_path / "rejects" / "a.csv"
    spoilt(table, rows=510, bad=bad)
    rejects.parent.mkdir()
    rejects.write_text("as it was", encoding="utf-8")
    full = rejects.with_name(f".a.csv.{os.getpid()}.partial")
    full.symlink_to("/dev/full")
    with open_ledger(tmp_path / "ledger.db") as ledger:
        with pytest.raises(Refused, match=r"cannot be written.*No space left on device.*; make room") as refusal:
            import_events(table, ledger, by="a person", rejects=rejects)
        assert refusal.value.file == rejects
        assert [p.name for p in rejects.parent.iterdir()] == ["a.csv"]
        assert rejects.read_text(encoding="utf-8") == "as it was"
        import_events(table, ledger, by="a person", rejects=rejects)
        assert len(ledger.view().claims) == 510 - bad
    assert len(rejects.read_text(encoding="utf-8").splitlines()) == bad + 1


def test_rejects_in_a_folder_that_cannot_be_are_refused_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the command, as a person meets it: one sentence, exit code 2, and no line of the table in the ledger."""
    shutil.copy(CASE / "case.toml", tmp_path)
    (tmp_path / "rejects").write_text("a file, not a folder", encoding="utf-8")
    table = tmp_path / "a.csv"
    spoilt(table, rows=3, bad=1)
    monkeypatch.setattr("sys.argv", ["pactwatch", "import-events", str(tmp_path), str(table)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert "cannot be written" in told
    assert "Traceback" not in told
    with open_ledger(tmp_path / "ledger.db") as ledger:
        assert {entry.kind for entry in ledger.entries()} <= {"opened"}


def workbook(path: Path, rows: Iterable[list[object]]) -> Path:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def with_shared_texts(path: Path) -> Path:
    """The workbook as Excel writes it: texts in a list of their own, cells with their numbers."""
    texts: list[bytes] = []

    def taken(found: re.Match[bytes]) -> bytes:
        texts.append(b"<si>" + found[2] + b"</si>")
        return b'<c %b t="s"><v>%d</v></c>' % (found[1], len(texts) - 1)

    to = path.with_name(f"shared-{path.name}")
    with ZipFile(path) as old, ZipFile(to, "w", ZIP_DEFLATED) as new:
        for part in old.namelist():
            raw = old.read(part)
            if part == "xl/worksheets/sheet1.xml":
                raw = re.sub(rb'<c ([^>]*?) t="inlineStr"><is>(.*?)</is></c>', taken, raw)
            elif part == "[Content_Types].xml":
                raw = raw.replace(b"</Types>", SHARED + b"</Types>")
            new.writestr(part, raw)
        head = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        new.writestr("xl/sharedStrings.xml", head + b"".join(texts) + b"</sst>")
    assert texts
    return to


def test_shared_texts_are_read_as_those_in_their_cells(tmp_path: Path) -> None:
    told = [["id", "text"], ["1", "أربع عشرة طلقة"], ["2", "a & b < c"], ["3", "a & b < c"], ["4", ""]]
    plain = workbook(tmp_path / "a.xlsx", [list(row) for row in told])
    for table in (plain, with_shared_texts(plain)):
        assert [list(row.values()) for _, row in open_table(table).rows if not isinstance(row, Reject)] == told[1:]


@pytest.mark.parametrize("shared", [False, True])
def test_a_workbook_is_read_a_row_at_a_time(shared: bool, tmp_path: Path) -> None:
    """Ten times as many rows of a kilobyte need next to no more memory."""

    def most_held(rows: int) -> int:
        table = workbook(tmp_path / f"{rows}.xlsx", [["id", "text"], *([n, f"the text of row {n} " * 50] for n in range(rows))])
        if shared:
            table = with_shared_texts(table)
        tracemalloc.start()
        try:
            assert sum(1 for _ in open_table(table).rows) == rows
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    most_held(10)  # what is imported counts once
    assert most_held(4000) - most_held(400) < 3600 * 400


def repacked(table: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """The sample workbook with one of its parts changed."""
    with ZipFile(WORKBOOK) as old, ZipFile(table, "w", ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
    return table


@pytest.mark.parametrize(
    ("name", "change", "problem"),
    [
        ("xl/workbook.xml", lambda raw: raw[:200], "no workbook"),
        ("xl/worksheets/sheet1.xml", lambda raw: b"<worksheet", "no workbook"),
        ("xl/worksheets/sheet1.xml", lambda raw: raw[: raw.index(b'<row r="4"') + 40], "damaged after row 3"),
        ("[Content_Types].xml", lambda raw: b"", "no workbook"),
    ],
)
def test_a_damaged_workbook_is_refused_in_a_sentence(
    name: str, change: Callable[[bytes], bytes], problem: str, tmp_path: Path
) -> None:
    table = repacked(tmp_path / "a.xlsx", name, change)
    with open_ledger(tmp_path / "ledger.db") as ledger, pytest.raises(Refused, match=problem):
        import_events(table, ledger, by="a person")


@contextmanager
def not_as_root() -> Iterator[None]:
    """Root may read every file; so it is somebody else for a while."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.mark.parametrize("table", [SAMPLE, WORKBOOK], ids=lambda p: p.suffix)
def test_a_table_that_may_not_be_read_is_refused(table: Path, tmp_path: Path) -> None:
    closed = tmp_path / table.name
    closed.write_bytes(table.read_bytes())
    closed.chmod(0)
    with not_as_root(), pytest.raises(Refused, match="cannot be read"):
        open_events(closed)


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pactwatch.datasets.packages._PART", 1 << 20)
    table = repacked(tmp_path / "a.xlsx", "docProps/core.xml", lambda raw: raw + b" " * (1 << 20))
    with pytest.raises(Refused, match="unpacks to too much"):
        open_events(table)


def test_a_workbook_with_bytes_changed_is_read_or_refused(tmp_path: Path) -> None:
    whole, outcomes = WORKBOOK.read_bytes(), set()
    for at in range(0, len(whole), 211):
        raw, table = bytearray(whole), tmp_path / "a.xlsx"
        for n in range(at, min(at + 40, len(raw)), 7):
            raw[n] ^= 0x55
        table.write_bytes(raw)
        try:
            outcomes.add(f"{sum(1 for _ in open_events(table)[1])} rows")
        except Refused:
            outcomes.add("refused")
    assert outcomes == {"4 rows", "refused"}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_tables_as_programs_write_them_are_read_alike(delimiter: str, tmp_path: Path) -> None:
    """CRLF, a byte-order mark, semicolons or tabs, and a cell that goes over two lines."""
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    rows[1][4] = 'Fighting\r\n"near" a town; again, and again'
    table = tmp_path / "a.csv"
    with table.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    with open_ledger(tmp_path / "ledger.db") as ledger:
        assert import_events(table, ledger, by="a person").added == 2
        quotes = {c.quote for c in ledger.view().claims.values()}
    assert quotes == {'Fighting "near" a town; again, and again', "Shelling of a village"}

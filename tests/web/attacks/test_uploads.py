"""Tables that are bombs, or no tables: refused in a sentence, without memory, and nothing of them stays."""

from __future__ import annotations

import gzip
import io
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from openpyxl import Workbook
from starlette.testclient import TestClient

from tests.web.guarding import app, come, quick, word

__all__ = ["app", "quick"]
HEAD = ["_uuid", "observer", "date", "act", "place", "actor", "target", "killed", "description"]
ROW = ["1", "OSCE", "2020-10-29", "attack", "Martuni", "AZE", "CIV", "2", "x"]
_NS = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OPEN = b"<worksheet " + _NS + b'><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>'
_CLOSE = b"</sheetData></worksheet>"
_LAUGHS = b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
_SHEET, _MB = "xl/worksheets/sheet1.xml", 1 << 20
MOST_GROWTH = 120
"""Megabytes that looking at all of the bombs may take."""
_CHILD = """
import resource, sys
from pathlib import Path
from pactwatch.datasets.rows import open_table
from pactwatch.refusals import Refused

def look(path):
    try:
        return sum(1 for _ in open_table(Path(path)).rows)
    except Refused as refusal:
        return refusal.problem

honest, *bombs = sys.argv[1:]
assert look(honest) == 1
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for bomb in bombs:
    print(look(bomb))
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def honest() -> bytes:
    """A workbook of one row."""
    book, stream = Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    sheet.append(HEAD)
    sheet.append(ROW)
    book.save(stream)
    return stream.getvalue()


def bomb(name: str, chunks: Iterator[bytes] | list[bytes]) -> bytes:
    """The honest workbook with one part of it exchanged."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(honest())) as before, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after:
        for part in before.namelist():
            if part != name:
                after.writestr(part, before.read(part))
        with after.open(name, "w", force_zip64=True) as file:
            for chunk in chunks:
                file.write(chunk)
    return stream.getvalue()


BOMBS: dict[str, Callable[[], bytes]] = {
    "zip bomb": lambda: bomb("docProps/app.xml", [b"<x>", *[b" " * _MB] * 300, b"</x>"]),
    "no xml": lambda: bomb("xl/media/image1.png", [b"\0" * _MB] * 40),
    "laughs": lambda: bomb(
        _SHEET, [b'<!DOCTYPE l [<!ENTITY a "ha">', _LAUGHS, b"]>", _OPEN, b"<row><c><v>&j;</v></c></row>", _CLOSE]
    ),
    "a doctype": lambda: bomb(_SHEET, [b'<!DOCTYPE l SYSTEM "file:///etc/passwd">', _OPEN, _CLOSE]),
    "one cell": lambda: bomb(_SHEET, [_OPEN, b"<row><c><v>", *[b"x" * _MB] * 40, b"</v></c></row>", _CLOSE]),
    "one attribute": lambda: bomb(_SHEET, [_OPEN, b'<row x="', *[b"x" * _MB] * 40, b'"/>', _CLOSE]),
    "deep": lambda: bomb(_SHEET, [_OPEN, b"<row>", b"<a>" * 600_000, b"</a>" * 600_000, b"</row>", _CLOSE]),
    "elements": lambda: bomb(_SHEET, [_OPEN, b"<row>", b"<a/>" * 600_000, b"</row>", _CLOSE]),
    "far row": lambda: bomb(_SHEET, [_OPEN, b'<row r="1000000000"><c r="A1000000000"><v>1</v></c></row>', _CLOSE]),
    "far column": lambda: bomb(_SHEET, [_OPEN, b'<row><c r="XFD1"><v>1</v></c></row>' * 99, _CLOSE]),
    "rows": lambda: bomb(_SHEET, [_OPEN, b"<row/>" * 1_100_000, _CLOSE]),
    "styles": lambda: bomb("xl/styles.xml", [b"<styleSheet " + _NS + b"><fonts>", b"<b/>" * 600_000, b"</fonts></styleSheet>"]),
    "strings": lambda: bomb("xl/sharedStrings.xml", [b"<sst " + _NS + b"><si>", b"<r><t>x</t></r>" * 300_000, b"</si></sst>"]),
}


@pytest.fixture(scope="module")
def bombs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each bomb as a file; none is larger than a photograph."""
    folder = tmp_path_factory.mktemp("bombs")
    for name, make in {"honest": honest, **BOMBS}.items():
        folder.joinpath(f"{name}.xlsx").write_bytes(make())
    found = {path.stem: path for path in folder.iterdir()}
    assert max(path.stat().st_size for path in found.values()) < 500_000
    return found


def test_no_bomb_takes_memory(bombs: dict[str, Path]) -> None:
    paths = [str(bombs[name]) for name in ("honest", *BOMBS)]
    done = subprocess.run([sys.executable, "-c", _CHILD, *paths], capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    *told, growth = done.stdout.splitlines()
    assert dict(zip(BOMBS, told, strict=True)) == dict.fromkeys(BOMBS, "it unpacks to too much")
    assert int(growth) < MOST_GROWTH


def test_a_sheet_that_says_it_is_huge_is_read_as_it_is(bombs: dict[str, Path], tmp_path: Path) -> None:
    from pactwatch.datasets.rows import open_table

    boast = b'<dimension ref="A1:XFD1048576"/><sheetData>'
    path = tmp_path / "boast.xlsx"
    path.write_bytes(bomb(_SHEET, [_OPEN.replace(b"<sheetData>", boast), b"<row><c><v>1</v></c></row>" * 2_000, _CLOSE]))
    assert sum(1 for _ in open_table(path).rows) == 2_000


@pytest.fixture(scope="module")
def kim(app: FastAPI) -> TestClient:
    return come(app, "keeper")


def _left(app: FastAPI) -> tuple[object, set[str]]:
    """The end of the ledger, and every file that lies in the case."""
    folder = app.state.board.case.folder
    files = {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file() and not p.name.startswith("people.db")}
    return app.state.board.ledger.head(), files


def _csv(*rows: list[str]) -> bytes:
    return "\n".join(",".join(row) for row in (HEAD, *rows)).encode()


WRONG = {
    "gz": gzip.compress(_csv(ROW)),
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n" * 9,
    "png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 999,
    "zip": b"PK\x03\x04" + b"\0" * 99,
    "nothing": b"\n",
    "a long head": b"x" * 10_000_000,
    "utf-16": _csv(ROW).decode().encode("utf-16"),
    "nul": b"\0" * 10_000,
    "a web page": b"<!doctype html><script>x()</script>",
}


@pytest.mark.parametrize("name", ["../../people.db", "a\r\nX-Planted: yes.csv", "x" * 5_000, "\u202egnp.xlsx", "con", ".xlsx"])
@pytest.mark.parametrize("kind", WRONG)
def test_what_is_no_table_is_refused_and_does_not_stay(app: FastAPI, kim: TestClient, kind: str, name: str) -> None:
    before = _left(app)
    sent = {"csrf": word(kim), "dataset": "field-forms"}
    answer = kim.post("/en/work/table", data=sent, files={"table": (name, WRONG[kind], "application/x-unknown")})
    # A name of some thousand signs is no head of a part.
    assert answer.status_code == (400 if len(name) > 4_000 else 422)
    assert (answer.text.count('role="alert"') == 1) == (answer.status_code == 422)
    assert str(app.state.board.case.folder) not in answer.text
    assert "x-planted" not in answer.headers
    assert _left(app) == before


@pytest.mark.parametrize("kind", BOMBS)
def test_no_bomb_is_taken_on_the_board(app: FastAPI, kim: TestClient, bombs: dict[str, Path], kind: str) -> None:
    before = _left(app)
    sent = {"csrf": word(kim), "dataset": "field-forms"}
    answer = kim.post("/en/work/table", data=sent, files={"table": ("table.xlsx", bombs[kind].read_bytes(), "")})
    assert (answer.status_code, "it unpacks to too much; save its first sheet as CSV" in answer.text) == (422, True)
    assert _left(app) == before


@pytest.mark.parametrize("cell", ["x" * 10_000_000, '"' + "x\n" * 600_000, "a\0b", "\udcff"])
def test_a_row_that_is_none_is_set_aside(app: FastAPI, kim: TestClient, cell: str) -> None:
    head = app.state.board.ledger.head()
    raw = b"\n".join((_csv(ROW), ",".join([*ROW[:8], cell]).encode("utf-8", "surrogateescape")))
    sent = {"csrf": word(kim), "dataset": "field-forms"}
    answer = kim.post("/en/work/table", data=sent, files={"table": ("t.csv", raw, "text/csv")})
    assert answer.status_code in (200, 422)
    assert len(answer.text) < 200_000
    assert app.state.board.ledger.head() == head


def test_what_is_too_much_is_refused_before_it_is_kept(app: FastAPI, kim: TestClient) -> None:
    before = _left(app)

    def much() -> Iterator[bytes]:
        yield b'--B\r\nContent-Disposition: form-data; name="table"; filename="t.csv"\r\n\r\n'
        for _ in range(40):
            yield b"x" * _MB

    kind = {"content-type": "multipart/form-data; boundary=B"}
    for body in (much(), b"".join(much())):
        answer = kim.post("/en/work/table", content=body, headers=kind)
        assert answer.status_code == 413
        assert "send at most 33,554,432 bytes" in answer.text
    assert _left(app) == before


def test_thousands_of_parts_are_refused(app: FastAPI, kim: TestClient) -> None:
    before = _left(app)
    part = '--B\r\nContent-Disposition: form-data; name="{0}"{1}\r\n\r\nx\r\n'
    for named in ("", '; filename="f"'):
        body = "".join(part.format(n, named) for n in range(5_000)) + "--B--\r\n"
        answer = kim.post("/en/work/table", content=body.encode(), headers={"content-type": "multipart/form-data; boundary=B"})
        assert answer.status_code == 400
    assert _left(app) == before

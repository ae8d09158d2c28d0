"""What is handed out of a hostile case: briefs, exports, feeds and calendars open but pages of the web, and run nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import parse

import pytest
import tinyhtml5
from icalendar import Calendar
from markdown_it import MarkdownIt
from openpyxl import load_workbook
from pypdf import PdfReader

from pactwatch import cli
from pactwatch.case import Case
from pactwatch.cells import is_formula
from tests.web.attacks.hostile import SIGN, WORKED_OUT
from tests.web.attacks.test_stored_script import OPENING, TURNS

WEB = ("", "http", "https")


def run(*arguments: object) -> None:
    """A command of pactwatch, which is to end well."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["pactwatch", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            cli.main()
    assert not left.value.code, arguments


@pytest.fixture(scope="module")
def briefs(hostile: tuple[Case, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Briefs in every form, in two languages."""
    folder = tmp_path_factory.mktemp("briefs")
    run(
        "brief",
        hostile[0].folder,
        "--from",
        "2020-10-10",
        "--to",
        "2020-12-06",
        "--lang",
        "en",
        "--lang",
        "ar",
        "--out",
        folder,
    )
    return folder


@pytest.fixture(scope="module")
def exports(hostile: tuple[Case, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Exports in every format."""
    folder = tmp_path_factory.mktemp("exports")
    for form in ("geojson", "csv", "xlsx", "plover", "acled", "ucdp"):
        run("export-events", hostile[0].folder, "--format", form, "--out", folder / f"events.{form}")
    for form in ("odrl", "ical", "atom"):
        run("export-clauses", hostile[0].folder, "--format", form, "--at", "2020-11-08", "--out", folder / f"clauses.{form}")
    return folder


def _opens(address: str) -> bool:
    return address.startswith("#") or urlsplit(address.strip()).scheme.lower() in WEB


def test_no_page_of_a_brief_takes_anything_from_a_text(briefs: Path) -> None:
    for path in briefs.glob("*.html"):
        text = path.read_text(encoding="utf-8")
        page = tinyhtml5.parse(text, namespace_html_elements=False)
        assert SIGN in text
        assert WORKED_OUT not in re.sub("[0-9a-f]{32,}", "", text)
        assert not (TURNS - {"\u2068", "\u2069"}) & set(text)
        for element in page.iter():
            names = [str(element.tag), *element.keys()]
            assert not any(SIGN in name or name.lower().startswith("on") for name in names), names
            assert str(element.tag) not in ("script", "iframe", "object", "embed", "base", "form")
            assert all(_opens(v) or element.tag == "img" for n, v in element.items() if n.rpartition("}")[2] in OPENING), names


def test_no_markdown_opens_what_a_text_names(briefs: Path) -> None:
    for path in briefs.glob("*.md"):
        text = path.read_text(encoding="utf-8")
        tokens = [
            child
            for token in MarkdownIt("gfm-like", {"linkify": False}).parse(text)
            for child in [token, *(token.children or [])]
        ]
        links = [str(t.attrs.get("href") or t.attrs.get("src")) for t in tokens if t.type in ("link_open", "image")]
        assert links
        assert all(map(_opens, links))
        assert not any(SIGN in t.content for t in tokens if t.type.startswith("html"))


def test_no_workbook_opens_what_a_text_names(briefs: Path, exports: Path) -> None:
    books = [*briefs.glob("*.xlsx"), exports / "events.xlsx"]
    assert len(books) == 3
    for path in books:
        for sheet in load_workbook(path):
            cells = [c for row in sheet.iter_rows() for c in row]
            assert "f" not in {c.data_type for c in cells}
            assert all(_opens(c.hyperlink.target or "") for c in cells if c.hyperlink)
            assert all(c.quotePrefix for c in cells if isinstance(c.value, str) and is_formula(c.value))


def test_no_paper_opens_what_a_text_names(briefs: Path) -> None:
    for path in briefs.glob("*.pdf"):
        reader = PdfReader(path)
        actions = [a.get_object() for page in reader.pages for a in page.get("/Annots") or ()]
        kinds = {str(a["/A"].get_object()["/S"]) for a in actions if "/A" in a}
        urls = [str(a["/A"].get_object()["/URI"]) for a in actions if "/A" in a and "/URI" in a["/A"].get_object()]
        assert kinds <= {"/URI", "/GoTo"}
        assert all(map(_opens, urls))
        root: Any = reader.root_object
        assert not {"/OpenAction", "/AA", "/AcroForm"} & set(root)


def test_no_export_opens_what_a_text_names(exports: Path) -> None:
    feed = parse(exports / "clauses.atom")
    assert all(_opens(e.get("href", "")) for e in feed.iter())
    calendar = Calendar.from_ical((exports / "clauses.ical").read_bytes())
    events = calendar.walk("VEVENT")
    assert events
    assert all(_opens(str(e.get("url", ""))) for e in events)
    assert {str(name) for e in events for name in e} <= {
        *("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "URL", "TRANSP")
    }
    for name in ("events.geojson", "clauses.odrl"):
        found = list(_addresses(json.loads((exports / name).read_text(encoding="utf-8"))))
        assert [(key, value) for key, value in found if not _opens(value)] == []


def _addresses(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """What JSON gives as an address."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _addresses(one, key)
    elif isinstance(value, list):
        for one in value:
            yield from _addresses(one, name)
    elif isinstance(value, str) and name in ("url", "href", "link", "pw:source", "source_url", "@id"):
        yield name, value.removeprefix("pw:")

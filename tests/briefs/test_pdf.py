"""Briefs on paper: the same bytes, whole Arabic words, bookmarks, nothing fetched, a clear word where they cannot be."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from pactwatch.briefs import FORMS, render, write_brief
from pactwatch.briefs.pdf import OwnFonts
from pactwatch.briefs.wording import Wording
from pactwatch.refusals import Refused
from tests.briefs.refresh import bookmarks, pages
from tests.briefs.sample import sample


@pytest.fixture(scope="module")
def arabic() -> bytes:
    return render(sample(), "ar", "pdf")


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def test_the_same_brief_gives_the_same_bytes(arabic: bytes) -> None:
    assert render(sample(), "ar", "pdf") == arabic
    assert b"CreationDate" not in arabic


def test_it_is_tagged_titled_and_in_its_language(arabic: bytes) -> None:
    root: dict[str, Any] = dict(read(arabic).root_object)
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "ar"
    metadata = read(arabic).metadata
    assert metadata is not None
    assert metadata.title == "قره باغ، خريف 2020 · 8 نوفمبر 2020"
    assert "ما تغيّر" in [title for _, title in bookmarks(read(arabic).outline, 0)]


def test_every_page_says_which_of_how_many_it_is(arabic: bytes) -> None:
    found = read(arabic).pages
    of = Wording(sample(), "ar").label("page_of", page="", pages="").strip()
    assert all(of in page.extract_text() for page in found)
    eastern = read(render(sample(), "ar-u-nu-arab", "pdf")).pages
    assert all(f"{n}".translate(str.maketrans("123456789", "١٢٣٤٥٦٧٨٩")) in p.extract_text() for n, p in enumerate(eastern, 1))


def test_words_copied_out_of_it_are_the_words_written(arabic: bytes) -> None:
    text = pages(arabic)
    for word in ("الالتزامات", "المحتجزين", "أذربيجان", "القوات المسلحة", "بيان جنيف"):
        assert word in text.split("--- 1 of")[1], word


def test_every_letter_is_in_a_font_of_the_package(arabic: bytes) -> None:
    resources: list[Any] = [page["/Resources"] for page in read(arabic).pages]
    names = {str(font.get_object()["/BaseFont"]) for r in resources for font in r["/Font"].values()}
    assert names
    assert all("+Brief-" in name for name in names), names


def test_its_margins_are_mirrored(arabic: bytes) -> None:
    first, second = (_leftmost(read(arabic), n) for n in (1, 2))
    assert abs(first - second) > 15, "binding is on the other side of the next page"


def _leftmost(pdf: PdfReader, page: int) -> float:
    """The left edge of what is written on a page, in points."""
    edges: list[float] = []
    pdf.pages[page].extract_text(visitor_text=lambda t, cm, tm, *_: edges.append(cm[4] + tm[4]) if t.strip() else None)
    return min(e for e in edges if e > 0)


@pytest.mark.parametrize("url", ["https://example.org/x.png", "file:///etc/passwd", "pactwatch:../pdf.py", "pactwatch:OFL.txt"])
def test_nothing_but_its_own_fonts_is_fetched(url: str) -> None:
    with pytest.raises(ValueError, match="fetches nothing"):
        OwnFonts().fetch(url)


def test_a_text_cannot_make_it_fetch() -> None:
    poisoned = replace(sample(), title={"en": "<img src='file:///etc/passwd'><link rel=stylesheet href='https://example.org'>"})
    assert "file:///etc/passwd" in pages(render(poisoned, "en", "pdf"))


@pytest.mark.parametrize(("missing", "what"), [(ImportError("no"), "WeasyPrint which"), (OSError("no"), "Pango")])
def test_where_it_cannot_be_made_the_other_forms_are(
    missing: Exception, what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Absent:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "weasyprint":
                raise missing

    for name in [n for n in sys.modules if n.partition(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Absent(), *sys.meta_path])
    with pytest.raises(Refused, match=f"{what}.*pactwatch\\[pdf\\]"):
        write_brief(sample(), tmp_path, "en")
    assert {p.suffix[1:] for p in tmp_path.iterdir()} == set(FORMS.values()) - {"pdf"}

"""Write the golden briefs anew: `python -m tests.briefs.refresh`. Read the difference before you commit it.

HTML and Markdown stand as they are; of a PDF its pages, bookmarks and text, of a workbook its cells.
"""

from __future__ import annotations

import io
from pathlib import Path

from openpyxl import load_workbook
from pypdf import PdfReader
from pypdf.generic import Destination

from pactwatch.briefs import FORMS, Form, render
from tests.briefs.sample import whole

GOLDEN = Path(__file__).parent / "golden"
LANGUAGES = ("en", "ar", "ru")
ENDINGS: dict[Form, str] = {"html": "html", "markdown": "md", "pdf": "pdf.txt", "xlsx": "xlsx.txt"}


def shown(language: str, form: Form) -> str:
    """What the golden file of a language and form holds."""
    made = render(whole(), language, form)
    if isinstance(made, str):
        return made
    return pages(made) if form == "pdf" else cells(made)


def pages(pdf: bytes) -> str:
    """The title, language, bookmarks and text of a PDF, page by page."""
    read = PdfReader(io.BytesIO(pdf))
    head = [f"title: {read.metadata.title if read.metadata else ''}", f"language: {read.root_object['/Lang']}"]
    marks = [f"{'  ' * depth}{title}" for depth, title in bookmarks(read.outline, 0)]
    texts = [f"--- {n} of {len(read.pages)}\n{page.extract_text()}" for n, page in enumerate(read.pages, 1)]
    return "\n".join([*head, *marks, *texts, ""])


def bookmarks(outline: object, depth: int) -> list[tuple[int, str]]:
    """Depth and title of every bookmark."""
    if isinstance(outline, list):
        return [row for part in outline for row in bookmarks(part, depth + isinstance(part, list))]
    return [(depth, str(outline.title))] if isinstance(outline, Destination) else []


def cells(book: bytes) -> str:
    """The sheets of a workbook, one line a row, links after their text."""
    lines = []
    for sheet in load_workbook(io.BytesIO(book)):
        lines.append(f"--- {sheet.title}{' (right to left)' if sheet.sheet_view.rightToLeft else ''}")
        for row in sheet.iter_rows():
            texts = [f"{c.value}<{c.hyperlink.target}>" if c.hyperlink else c.value for c in row]
            lines.append(" | ".join("" if t is None else str(t) for t in texts))
    return "\n".join([*lines, ""])


def main() -> None:
    """Write every golden file."""
    GOLDEN.mkdir(exist_ok=True)
    for language in LANGUAGES:
        for form in FORMS:
            path = GOLDEN / f"brief.{language}.{ENDINGS[form]}"
            path.write_text(shown(language, form), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

"""A brief as one file: HTML that asks nothing of the network, Markdown, PDF or a workbook."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Literal, overload

from markupsafe import Markup

from pactwatch.briefs.composed import Composed, composed, days_of
from pactwatch.briefs.markup import environment
from pactwatch.briefs.page import page
from pactwatch.briefs.wording import Wording
from pactwatch.refusals import Refused
from pactwatch.types import Brief
from pactwatch.whole import write_whole

Form = Literal["html", "markdown", "xlsx", "pdf"]
FORMS: dict[Form, str] = {"html": "html", "markdown": "md", "xlsx": "xlsx", "pdf": "pdf"}
"""Forms and the endings of their files. The last needs more than Python (see `pdf`), so that the others are written first."""


@overload
def render(brief: Brief, language: str, form: Literal["html", "markdown"]) -> str: ...
@overload
def render(brief: Brief, language: str, form: Literal["xlsx", "pdf"]) -> bytes: ...
@overload
def render(brief: Brief, language: str, form: Form) -> str | bytes: ...


def render(brief: Brief, language: str, form: Form) -> str | bytes:
    """The brief in a language (BCP 47 tag) and form, the same from the same brief. Refused where there is no such
    language or form, or, for a PDF, where what it needs is not installed."""
    if form not in FORMS:
        raise Refused(f"there is no form {form!r}", mend=f"choose one of: {', '.join(FORMS)}")
    whole, wording = composed(brief), Wording(brief, language)
    if form == "xlsx":
        from pactwatch.briefs.workbook import xlsx_bytes

        return xlsx_bytes(whole, wording)
    if form == "pdf":
        from pactwatch.briefs.pdf import pdf_bytes

        text = page_text(whole, language)
        style = _DARK.sub("", _style("status.css", "pdf.css"))
        return pdf_bytes(text, style, wording.language, wording.label("page_of", **_AS_SLOTS))
    text = _filled(whole, wording, form, _style("status.css", "brief.css"))
    return _spaced(text) if form == "markdown" else text


def page_text(brief: Brief, language: str) -> str:
    """The page that a PDF shows, as HTML without a style."""
    whole = composed(brief)
    return _filled(whole, Wording(whole, language), "html", "", paper=True)


def file_name(brief: Brief, language: str, form: Form) -> str:
    """`brief-<from>-<to>.<language>.<ending>`; `daily-<day>`, `weekly-<last day>` by kind; with its pacts if not of all."""
    whole = composed(brief)
    first, last = days_of(whole)
    dates = f"{last}" if whole.kind in ("daily", "weekly") else f"{first}-{last}"
    kind = whole.kind if whole.kind in ("daily", "weekly") else "brief"
    of = f".{'+'.join(whole.only)}" if whole.only else ""
    return f"{kind}-{dates}{of}.{language}.{FORMS[form]}"


def write_brief(brief: Brief, folder: Path, language: str, forms: Sequence[Form] = tuple(FORMS)) -> list[Path]:
    """Write these forms (every one, if not given) into the folder (made if missing), and give the paths (see `file_name`).

    Each file is written beside its place and moved there whole, so that a reader never sees half of it. Where a form is
    refused, those before it are written.
    """
    return [write_whole(folder / file_name(brief, language, f), render(brief, language, f), folders=True) for f in forms]


_DARK = re.compile(r"@media \(prefers-color-scheme: dark\) \{.*?\n\}\n", re.DOTALL)
"""Colours for dark screens, which paper does not have."""

_AS_SLOTS = {"page": "{page}", "pages": "{pages}"}


def _filled(
    brief: Composed, wording: Wording, form: Literal["html", "markdown"], css: Markup | str, *, paper: bool = False
) -> str:
    template = environment(form).get_template(f"brief.{FORMS[form]}.j2")
    spoken = wording.language
    shown = page(brief, wording)
    return template.render(page=shown, t=wording.label, language=spoken, number=spoken.number, css=css, paper=paper)


def _spaced(text: str) -> str:
    """Markdown with one empty line between blocks and before headings (no text of a source can begin a line with #)."""
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"\n(#{2,4} )", r"\n\n\1", text))


def _style(*names: str) -> Markup:
    folder = files("pactwatch").joinpath("briefs/templates")
    return Markup("".join(folder.joinpath(name).read_text(encoding="utf-8") for name in names))

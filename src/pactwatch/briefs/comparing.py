"""Whether a brief that was made again is as issued: byte for byte, or else in all that it says.

HTML and Markdown are this package's alone. A PDF is drawn by WeasyPrint and a workbook written by openpyxl: another version of
these gives other bytes of the same content, and that is told apart from a brief that says something else.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Literal

from pactwatch.briefs.composed import Composed
from pactwatch.briefs.rendering import Form, page_text, render
from pactwatch.briefs.sheets import sheets
from pactwatch.briefs.wording import Wording

Likeness = Literal["same", "content", "other"]
"""The same bytes; other bytes of the same content; other content."""

_LIBRARIES = ("pactwatch", "babel", "openpyxl", "ruptures", "statsmodels", "weasyprint")
"""What a brief's words, figures and files come from: another version of one can make it otherwise."""


def made_with() -> dict[str, str]:
    """The versions of what makes briefs here, of what is installed."""
    found: dict[str, str] = {}
    for name in _LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def digest_of_content(brief: Composed, language: str, form: Form) -> str:
    """SHA-256 of what a file says, whatever draws it: of the page of a PDF, of the cells of a workbook, else of the text."""
    if form == "xlsx":
        told = json.dumps(sheets(brief, Wording(brief, language)), default=_plain, ensure_ascii=False, sort_keys=True)
    else:
        told = page_text(brief, language) if form == "pdf" else render(brief, language, form)
    return sha256(told.encode(errors="surrogatepass")).hexdigest()


def likeness(made: bytes, brief: Composed, name: str, files: Mapping[str, str], contents: Mapping[str, str]) -> Likeness:
    """How alike a file that was made again is to the issued one. name: its language and form (`ar.pdf`); files, contents: the
    digests of the issue's files, and of what they say, by name."""
    if sha256(made).hexdigest() == files[name]:
        return "same"
    language, _, form = name.rpartition(".")
    if name in contents and digest_of_content(brief, language, form) == contents[name]:  # type: ignore[arg-type]
        return "content"
    return "other"


def otherwise(then: Mapping[str, str]) -> str:
    """Which of what makes briefs has another version here than `then`, in a phrase; empty where none has."""
    now = made_with()
    names = [name for name in sorted({*then, *now}) if then and then.get(name) != now.get(name)]
    return ", ".join(f"{name} {then.get(name, 'not installed')} then, {now.get(name, 'not installed')} now" for name in names)


def _plain(value: Any) -> Any:
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else str(value)

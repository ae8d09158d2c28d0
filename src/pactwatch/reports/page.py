"""A web page (HTML) as saved: title, main text, language and date, without menus and advertising.

The main text is what trafilatura finds; the date is that of the page's own markup (its publication, not its last change)
or of a dateline in the text. A date merely mentioned in the text is not taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from htmldate import find_date
from trafilatura import bare_extraction

from pactwatch.reports.assembly import Facts, Spot, assemble, facts
from pactwatch.reports.files import decoded
from pactwatch.reports.languages import language_of
from pactwatch.types import Report

_CHARSET = re.compile(rb"""<meta[^>]*charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_LANGUAGE = re.compile(r"""<html[^>]*?\slang\s*=\s*["']?([\w-]+)""", re.IGNORECASE)
_OPENING = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_ENDINGS = (".html", ".htm", ".xhtml")


def recognises(path: Path, head: bytes) -> bool:
    """Whether this is a web page, by its ending or its first tag."""
    return path.suffix.lower() in _ENDINGS or _OPENING.match(head) is not None


def read(path: Path, given: Facts = Facts()) -> Iterator[Report]:  # noqa: B008 - frozen
    """The one report on the page. Offsets count in the main text as extracted; the sha256 is that of the page's bytes.

    Refused where the page is no text in UTF-8 or its declared charset, or has no main text.
    """
    yield report_of(path.read_bytes(), given, default_id=path.stem, spot=Spot(path))


def report_of(raw: bytes, given: Facts, *, default_id: str, spot: Spot) -> Report:
    """The report on a page of these bytes, which stand at a spot; `given` stands above what the page says."""
    html = _decoded(raw, spot.file)
    text, title, url = _main_text(html, spot)
    declared = _LANGUAGE.search(html)
    language = language_of(text, declared[1] if declared else None)
    # Only what the page's markup says of its publication: dates guessed from running text are often of something else.
    published = find_date(html, extensive_search=False, original_date=True)
    told = facts({"title": title, "url": url, "language": language, "published": published}, spot).under(given)
    return assemble(text, told, default_id=default_id, sha256=sha256(raw).hexdigest(), spot=spot)


def _decoded(raw: bytes, path: Path) -> str:
    declared = _CHARSET.search(raw[:4096])
    return decoded(raw, path, charset=declared[1].decode("ascii") if declared else None)


def _main_text(html: str, spot: Spot) -> tuple[str, str | None, str | None]:
    """The main text, the title and the page's own address. Refused where there is no text."""
    found = bare_extraction(html, include_comments=False, with_metadata=True)
    text = getattr(found, "text", None) or ""
    if not any(c.isalpha() for c in text):
        raise spot.refused("the page has no readable text", "save the page again as it shows, or its text as .txt")
    return text, getattr(found, "title", None) or None, getattr(found, "url", None) or None

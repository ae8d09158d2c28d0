"""Pages made from PDF: words cut at line ends are joined, links and runs of blanks go, so that sentences stand as written."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from pactwatch.times import Span
from pactwatch.types import Report

_LINK = re.compile(
    r"""\(?\s* (?:see|read\ more|learn\ more|details|more)? [:\s]* (?:at:?\s*)?
    (?:https?://|www\.)\S+ (?:\s*-?\s*to-?\s*ukraine/\s*\d+)? \s*\)?""",
    re.IGNORECASE | re.VERBOSE,
)
_CUT = re.compile(r"(?<=[a-z]{2})-\s+(?=[a-z])")
_TAKES_HYPHEN = re.compile(r"(?:two|three|four|five|six|non|pre|per|mid|small|live|anti|self|mini|long|short)$", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")
_AS_OF = re.compile(r"as of (\d{1,2} [A-Z][a-z]+ \d{4})")


def prepared(report: Report) -> Report:
    """A report in whole words, with the day that its heading gives ("as of 15 June 2020") where it has none of its own.

    Offsets count in this text from then on, so that it is prepared before it is recorded; the sha256 stays that of the file.
    """
    text = plain(report.text)
    heading = _AS_OF.search(text)
    return replace(report, text=text, published=report.published or (_day(heading[1]) if heading else None))


def plain(text: str) -> str:
    """Text in whole words, one blank between them, without links."""
    text = _BLANKS.sub(" ", _LINK.sub(" ", text))
    return _CUT.sub(_joined, text).strip()


def _joined(found: re.Match[str]) -> str:
    """A hyphen before a blank cuts a word, unless what stands before it is a word that takes one ("two- week")."""
    before = re.search(r"[A-Za-z]+$", found.string[: found.start()])
    return "-" if before and _TAKES_HYPHEN.match(before[0]) else ""


def _day(text: str) -> Span | None:
    try:
        return Span.of(datetime.strptime(text, "%d %B %Y").date())
    except ValueError:
        return None

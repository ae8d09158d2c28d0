"""The outside world as reports. One module for each kind of source, with `recognises(path, head)` and `read(path, given)`.

To add a kind, write such a module and put it in `KINDS`, where order is meaning: the first that recognises a file reads it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol, Unpack

from pactwatch.refusals import Refused
from pactwatch.reports import archive, article, lines, page
from pactwatch.reports.assembly import UNKNOWN_SOURCE, Facts, Given, Spot, facts
from pactwatch.reports.files import check
from pactwatch.types import Report

__all__ = ["KINDS", "UNKNOWN_SOURCE", "Given", "Kind", "open_reports"]


class Kind(Protocol):
    """A module that reads one kind of source."""

    def recognises(self, path: Path, head: bytes) -> bool:
        """Whether the file, of which `head` are the first bytes, is of this kind."""

    def read(self, path: Path, given: Facts) -> Iterator[Report]:
        """The reports in the file, in order; `given` stands above what the file says of itself."""


KINDS: tuple[Kind, ...] = (archive, lines, page, article)


def open_reports(path: Path | str, **given: Unpack[Given]) -> Iterator[Report]:
    """The reports in a file: a plain-text article, a web page, JSON lines or a web archive, read one at a time.

    given: id, source, url, published, captured, language, title, which stand above what the file says. A file's report is
    named by its stem unless it, or the caller, gives an id.
    Refused at once where the file is missing, a folder, empty or of no known kind, or what is given is not of its kind;
    on reading, where it cannot be read. Each refusal names file, line where there is one, and mend.
    """
    path = Path(path)
    head = check(path)
    told = facts(dict(given), Spot(path))
    for kind in KINDS:
        if kind.recognises(path, head):
            return kind.read(path, told)
    raise Refused(
        "this is no kind of source that is read here", mend="give a .txt, .html, .jsonl, .warc or .wacz file", file=path
    )

"""The reports of a snapshot, found by source, day and word."""

from __future__ import annotations

import re
import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cached_property
from threading import Lock

from pactwatch.letters import fold
from pactwatch.refusals import Refused
from pactwatch.types import Report
from pactwatch.web.snapshot import Snapshot

_NEVER = datetime.min.isoformat()
_WORD = re.compile(r"[^\W_]+")
_JOINED = (re.compile(r"\b[وف]"), re.compile(r"\b[وف]?[بلك]"), re.compile(r"\b(?:[وف]?[بك]?ال|[وف]?لل)"))
"""What Arabic writes together with the word after it: and, then; in, to, like; the article."""


class Library:
    """The reports, newest first. Built once; safe to be asked by several threads."""

    def __init__(self, reports: Sequence[Report]) -> None:
        ordered = sorted(reports, key=lambda r: (_published(r), r.id), reverse=True)
        self.order = tuple(r.id for r in ordered)
        self._days = [_published(r) for r in reversed(ordered)]
        self._reports = {r.id: r for r in ordered}
        self._of: dict[str, set[str]] = {}
        for report in ordered:
            self._of.setdefault(report.source, set()).add(report.id)
        self._asking = Lock()

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of the sources that have a report."""
        return tuple(sorted(self._of))

    def find(self, source: str = "", first: datetime | None = None, last: datetime | None = None, text: str = "") -> list[str]:
        """The ids of the reports of a source, published between two civil times, that have all words of a text (or words that
        begin so), newest first. Refused where the text has no word to look for."""
        start = bisect_left(self._days, first.isoformat()) if first else 0
        stop = bisect_right(self._days, last.isoformat()) if last else len(self._days)
        found = list(self.order[len(self.order) - stop : len(self.order) - start])
        for wanted in self._wanted(source, text):
            found = [i for i in found if i in wanted]
        return found

    def _wanted(self, source: str, text: str) -> Iterator[set[str]]:
        if source:
            yield self._of.get(source, set())
        if text.strip():
            yield self._told(text)

    def _told(self, text: str) -> set[str]:
        words = _WORD.findall(fold(text))[:12]
        if not words:
            raise Refused("there is no word in {text!r}", mend="give letters or figures to look for", text=text[:40])
        asked = " ".join(f'"{word}"*' for word in words)
        with self._asking:
            rows = self._words.execute("SELECT rowid FROM words WHERE words MATCH ?", (asked,)).fetchall()
        return {self.order[row - 1] for (row,) in rows}

    @cached_property
    def _words(self) -> sqlite3.Connection:
        """Which words are in which report, by its number."""
        made = sqlite3.connect(":memory:", check_same_thread=False)
        # Words are told apart here, alike in reports and questions; this tokenizer leaves whole what they consist of.
        made.execute("CREATE VIRTUAL TABLE words USING fts5(told, content='', detail=none, tokenize='ascii')")
        rows = ((n, _spelled(self._reports[i])) for n, i in enumerate(self.order, 1))
        made.executemany("INSERT INTO words(rowid, told) VALUES (?, ?)", rows)
        return made


def library(snapshot: Snapshot) -> Library:
    """The reports of a snapshot."""
    return Library(tuple(snapshot.view.reports.values()))


def _published(report: Report) -> str:
    """When it was published, as text that sorts as time does; what bears no date comes last."""
    return report.published.earliest.replace(tzinfo=None).isoformat() if report.published else _NEVER


def _spelled(report: Report) -> str:
    text = fold(f"{report.title}\n{report.text}")
    more = (joined.sub("", text) for joined in _JOINED) if report.language.startswith("ar") else ()
    return " ".join(_WORD.findall("\n".join((text, *more))))

"""Which report was first: a near-copy of an earlier report adds no voice.

Two texts are near-copies when most five-word runs of the shorter one stand in the other (Broder's containment of
shingles, "On the resemblance and containment of documents", 1997).

Set phrases stand in very many reports, so texts are not compared by all that they share: a text that lacks at most so many runs
of a shorter one has at least one of any so many and one more of them, and of these the rarest are looked up (the prefix filter
of Chaudhuri, Ganti and Kaushik, "A primitive operator for similarity joins in data cleaning", 2006). Nothing is missed by it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from pactwatch.types import Report

RUN, ENOUGH = 5, 0.6

_Order = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class _Text:
    order: _Order
    source: str
    runs: frozenset[int]
    rare: tuple[int, ...]


class Lineage:
    """Of each report, which earlier one it reprints. Reports may come in any order: what counts is when they were published."""

    def __init__(self, reports: Iterable[Report] = ()) -> None:
        self._texts: dict[str, _Text] = {}
        self._holders: dict[int, list[str]] = {}
        self._rarely: dict[int, list[str]] = {}
        self._often: Counter[int] = Counter()
        self._original: dict[str, str] = {}
        self.fill(reports)

    def fill(self, reports: Iterable[Report]) -> None:
        """Takes many reports in at once: what is rare among them all is known before they are compared."""
        new = {r.id: (r, _runs(r.text)) for r in reports if r.id not in self._texts}
        for _, runs in new.values():
            self._often.update(runs)
        for report, runs in new.values():
            self._add(report, runs)

    def add(self, report: Report) -> set[str]:
        """Takes a report in; the ids of the reports that by this have another original (or none), or whose original has."""
        if report.id in self._texts:
            return set()
        runs = _runs(report.text)
        self._often.update(runs)
        return self._add(report, runs)

    def _add(self, report: Report, runs: frozenset[int]) -> set[str]:
        self._texts[report.id] = text = _Text(_order(report), report.source, runs, self._rarest(runs))
        shared = self._shared(report.id)
        for index, wanted in ((self._holders, text.runs), (self._rarely, text.rare)):
            for run in wanted:
                index.setdefault(run, []).append(report.id)
        changed = {report.id} if self._find(report.id, shared) else set()
        for other, count in shared.items():
            if self._texts[other].order > text.order and self._copies(other, report.id, count) and self._find(other):
                changed.add(other)
        return changed | self._descendants(changed)

    def original(self, report: str) -> str | None:
        """The id of the earlier report of which a report is a near-copy; None where it is none."""
        return self._original.get(report)

    def copies(self) -> dict[str, list[str]]:
        """The ids of the reports that are near-copies of each that has any, by its id."""
        found: dict[str, list[str]] = {}
        for copy, original in self._original.items():
            found.setdefault(original, []).append(copy)
        return found

    def first(self, report: str) -> str | None:
        """The id of the source that published a reprinted report first; None where it is no reprint."""
        return self._texts[self.root(report)].source if report in self._original else None

    def root(self, report: str) -> str:
        """The id of the report of which it is a near-copy in the end; its own, where it is none."""
        while report in self._original:
            report = self._original[report]
        return report

    def _rarest(self, runs: frozenset[int]) -> tuple[int, ...]:
        """So many of the runs that a text without any of them cannot have enough of the others."""
        least = ceil(ENOUGH * len(runs))
        ordered = sorted(runs, key=self._often.__getitem__)
        return tuple(ordered[: len(runs) - least + 1])

    def _shared(self, report: str) -> dict[str, int]:
        """How many runs a text shares with every text with which it may share enough."""
        text = self._texts[report]
        longer = {o for run in text.rare for o in self._holders.get(run, ())}
        shorter = {o for run in text.runs for o in self._rarely.get(run, ())}
        return {o: len(text.runs & self._texts[o].runs) for o in (longer | shorter) - {report}}

    def _find(self, report: str, shared: dict[str, int] | None = None) -> bool:
        """Works out a report's original: of the earlier ones that it copies, that of which it has most. Whether it changed."""
        text = self._texts[report]
        counts = self._shared(report) if shared is None else shared
        able = [
            (-count, self._texts[o].order, o)
            for o, count in counts.items()
            if self._texts[o].order < text.order and self._copies(report, o, count)
        ]
        was, now = self._original.get(report), min(able)[2] if able else None
        if now is None:
            self._original.pop(report, None)
        else:
            self._original[report] = now
        return was != now

    def _copies(self, a: str, b: str, shared: int) -> bool:
        return shared >= ENOUGH * min(len(self._texts[a].runs), len(self._texts[b].runs))

    def _descendants(self, changed: set[str]) -> set[str]:
        if not changed:
            return set()
        found, grew = set(changed), True
        while grew:
            more = {r for r, o in self._original.items() if o in found} - found
            found |= more
            grew = bool(more)
        return found


def _order(report: Report) -> _Order:
    return (
        report.published.earliest.isoformat() if report.published else "9",
        report.captured.isoformat() if report.captured else "9",
        report.id,
    )


def _runs(text: str) -> frozenset[int]:
    words = re.findall(r"\w+", text.lower())
    return frozenset(hash(tuple(words[i : i + RUN])) for i in range(len(words) - RUN + 1))

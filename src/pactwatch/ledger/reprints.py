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
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import ceil

from pactwatch.types import Report

RUN, ENOUGH = 5, 0.6

_Order = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class _Text:
    report: Report
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
        self._near: dict[str, dict[str, int]] = {}
        self._original: dict[str, str] = {}
        self._lent = False
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
        self._own()
        runs = _runs(report.text)
        self._often.update(runs)
        return self._add(report, runs)

    def of(self, reports: Mapping[str, Report]) -> Lineage | None:
        """The lineage of some of these reports (by id) alone, none compared again; None where one is not among them."""
        if not all(i in self._texts and self._texts[i].report == r for i, r in reports.items()):
            return None
        part = self.among(reports.__contains__)
        part._texts = {i: self._texts[i] for i in reports}
        part._near = {i: part._near.get(i, {}) for i in reports}
        part._holders, part._rarely, part._often, part._lent = self._holders, self._rarely, self._often, True
        return part

    def among(self, told: Callable[[str], bool]) -> Lineage:
        """The lineage of those reports alone that had been told, to be asked and not added to. told: whether one had, by id."""
        part = Lineage()
        part._texts = self._texts
        part._near = {i: {o: n for o, n in near.items() if told(o)} for i, near in self._near.items() if near and told(i)}
        for report, near in part._near.items():
            if near:
                part._find(report)
        return part

    def unlike(self, other: Lineage) -> set[str]:
        """The ids of these reports, which are `among` those of the other, that another source had first in the other."""
        return {i for i in self._near if self.first(i) != other.first(i)}

    def _own(self) -> None:
        """Makes an index of its own, where that of more reports is lent."""
        if self._lent:
            self._holders, self._rarely, self._often, self._lent = {}, {}, Counter(), False
            for name, text in self._texts.items():
                self._often.update(text.runs)
                self._index(name, text)

    def _index(self, name: str, text: _Text) -> None:
        for index, wanted in ((self._holders, text.runs), (self._rarely, text.rare)):
            for run in wanted:
                index.setdefault(run, []).append(name)

    def _add(self, report: Report, runs: frozenset[int]) -> set[str]:
        self._texts[report.id] = text = _Text(report, _order(report), report.source, runs, self._rarest(runs))
        near = {o: n for o, n in self._shared(report.id).items() if self._copies(o, report.id, n)}
        self._near[report.id] = near
        self._index(report.id, text)
        changed = {report.id} if self._find(report.id) else set()
        for other, count in near.items():
            self._near[other][report.id] = count
            if self._texts[other].order > text.order and self._find(other):
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

    def _find(self, report: str) -> bool:
        """Works out a report's original: of the earlier ones that it copies, that of which it has most. Whether it changed."""
        text = self._texts[report]
        near = ((-count, self._texts[o].order, o) for o, count in self._near[report].items())
        able = [one for one in near if one[1] < text.order]
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

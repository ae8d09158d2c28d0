"""Which report was first: a near-copy of an earlier report adds no voice.

Two texts are near-copies when most five-word runs of the shorter one stand in the other (Broder's containment of
shingles, "On the resemblance and containment of documents", 1997).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pactwatch.types import Report

RUN, ENOUGH = 5, 0.6

_Order = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class _Text:
    order: _Order
    source: str
    runs: frozenset[int]


class Lineage:
    """Of each report, which earlier one it reprints. Reports may come in any order: what counts is when they were published."""

    def __init__(self, reports: Iterable[Report] = ()) -> None:
        self._texts: dict[str, _Text] = {}
        self._holders: dict[int, list[str]] = {}
        self._original: dict[str, str] = {}
        for report in reports:
            self.add(report)

    def add(self, report: Report) -> set[str]:
        """Takes a report in; the ids of the reports that by this have another original (or none), or whose original has."""
        if report.id in self._texts:
            return set()
        text = _Text(_order(report), report.source, _runs(report.text))
        shared = Counter(other for run in text.runs for other in self._holders.get(run, ()))
        self._texts[report.id] = text
        for run in text.runs:
            self._holders.setdefault(run, []).append(report.id)
        changed = {report.id} if self._find(report.id, shared) else set()
        for other, count in shared.items():
            if self._texts[other].order > text.order and self._copies(other, report.id, count) and self._find(other):
                changed.add(other)
        return changed | self._descendants(changed)

    def first(self, report: str) -> str | None:
        """The id of the source that published a reprinted report first; None where it is no reprint."""
        original = self._original.get(report)
        if original is None:
            return None
        while original in self._original:
            original = self._original[original]
        return self._texts[original].source

    def _find(self, report: str, shared: Counter[str] | None = None) -> bool:
        """Works out a report's original: of the earlier ones that it copies, that of which it has most. Whether it changed."""
        text = self._texts[report]
        counts = shared if shared is not None else Counter(o for run in text.runs for o in self._holders.get(run, ()))
        able = [
            (-count, self._texts[o].order, o)
            for o, count in counts.items()
            if o != report and self._texts[o].order < text.order and self._copies(report, o, count)
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

"""Which report was first: a near-copy of an earlier report adds no voice.

Two texts are near-copies when most five-word runs of the shorter one stand in the other (Broder's containment of
shingles, "On the resemblance and containment of documents", 1997).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from pactwatch.types import Report

RUN, ENOUGH = 5, 0.6


def first_told(reports: Iterable[Report]) -> dict[str, str]:
    """For each reprinted report its id and the id of the source that published the text first."""
    first: dict[str, str] = {}
    holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
    sizes: dict[str, int] = {}
    by_id: dict[str, Report] = {}
    for report in sorted(reports, key=_order):
        runs = _runs(report.text)
        shared = Counter(earlier for run in runs for earlier in holders[run])
        original = next((i for i, n in shared.most_common(1) if n >= ENOUGH * min(len(runs), sizes[i])), None)
        if original is not None:
            first[report.id] = first.get(original, by_id[original].source)
        by_id[report.id], sizes[report.id] = report, len(runs)
        for run in runs:
            holders[run].append(report.id)
    return first


def _order(report: Report) -> tuple[str, str, str]:
    return (
        report.published.earliest.isoformat() if report.published else "9",
        report.captured.isoformat() if report.captured else "9",
        report.id,
    )


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}

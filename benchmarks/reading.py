"""Reading Arabic articles, beside finding the words of the same text with one regular expression."""

from __future__ import annotations

import os
import re
from itertools import islice
from pathlib import Path

from benchmarks.pairs import Pair
from pactwatch.reading import read
from pactwatch.reports import open_reports
from pactwatch.types import Report

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "karabakh-2020" / "reports"


def pairs() -> list[Pair]:
    """Our example reports; and, where the public volume file is at hand, 300 of its articles."""
    sets = [("the example's reports", [r for p in sorted(EXAMPLE.glob("*.txt")) for r in open_reports(p)])]
    volume = Path(os.environ.get("PACTWATCH_SHARED", ROOT.parent / "shared")) / "data" / "volume" / "arabic-articles.jsonl"
    if volume.is_file():
        sets.append(("300 Arabic news articles", list(islice(open_reports(volume), 300))))
    return [_pair(name, reports) for name, reports in sets]


def _pair(name: str, reports: list[Report]) -> Pair:
    words = re.compile(r"\w+")

    def ours() -> int:
        return sum(len(read(r)) for r in reports)

    def theirs() -> int:
        return sum(len(words.findall(r.text)) for r in reports)

    return Pair(f"read {name}", "words by re.findall", ours, theirs, sum(len(r.text) for r in reports), "characters")

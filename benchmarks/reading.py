"""Reading Arabic articles beside other work on the same text: finding its words, and finding its dates.

`re.findall` and a blank spaCy tokenizer only part the text into words, the least that any reader must do;
`dateparser.search` finds dates and nothing else. Where dateparser or spaCy is not installed (`pip install '.[bench]'`),
its pair is left out. Short sets are read several times over, so their words are known by then; the whole volume file is read
once, from the first word on.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

from benchmarks.pairs import Pair
from pactwatch.commands.shared import read_much
from pactwatch.reading import read
from pactwatch.reports import open_reports
from pactwatch.types import Report

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "karabakh-2020" / "reports"
VOLUME = Path("data", "volume", "arabic-articles.jsonl")
SAMPLE = 20
"""Articles that dateparser searches: it is slow, and a ratio needs no more."""

Other = Callable[[str], Iterable[object] | None]


def volume() -> Path:
    """Where the public file of Arabic articles lies, if it is at hand."""
    return Path(os.environ.get("PACTWATCH_SHARED", ROOT.parent / "shared")) / VOLUME


def pairs() -> list[Pair]:
    """The whole volume file, 300 and 20 of its articles, where it is at hand; and our example reports."""
    read_much()  # as the commands do that read many reports
    words = re.compile(r"\w+").findall
    examples = [r for p in sorted(EXAMPLE.glob("*.txt")) for r in open_reports(p)]
    found: list[Pair] = []
    if volume().is_file():
        articles = list(open_reports(volume()))
        if find_spec("spacy"):
            found.append(_pair(f"{len(articles)} Arabic articles, once", "blank spaCy tokenizer", articles, _spacy(), 1, False))
        found.append(_pair("300 Arabic articles", "words by re.findall", articles[:300], words))
        if find_spec("dateparser"):
            found.append(_pair(f"{SAMPLE} Arabic articles", "dateparser.search", articles[:SAMPLE], _dateparser(), 3))
    return [*found, _pair("the example's reports", "words by re.findall", examples, words)]


def memory(every: int = 500) -> list[int]:
    """Megabytes in use after each `every` articles of the volume file, read one after the other; Linux only."""
    used: list[int] = []
    reports = iter(open_reports(volume()))
    while batch := list(islice(reports, every)):
        for report in batch:
            read(report)
        used.append(int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") >> 20)
    return used


def _pair(name: str, yardstick: str, reports: list[Report], theirs: Other, rounds: int = 5, warm: bool = True) -> Pair:
    def ours() -> int:
        return sum(len(read(r)) for r in reports)

    def other() -> int:
        return sum(len(list(theirs(r.text) or ())) for r in reports)

    return Pair(f"read {name}", yardstick, ours, other, sum(len(r.text) for r in reports), "characters", rounds, warm)


def _spacy() -> Other:
    import spacy

    pipeline = spacy.blank("ar")
    return lambda text: list(pipeline(text))


def _dateparser() -> Other:
    from dateparser.search import search_dates

    return lambda text: list(search_dates(text, languages=["ar"]) or ())

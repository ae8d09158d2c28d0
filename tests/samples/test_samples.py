"""Every kind of source with a sample beside what it should give: `golden/NAME` and `golden/NAME.json`, or where others stand.

The samples are written for this project. `PACTWATCH_REFRESH=1 pytest tests/samples` writes what is given now: read it before
it is kept.
"""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from pactwatch.datasets import Reject
from pactwatch.ledger import to_body
from pactwatch.missions import FORMS, prepared
from pactwatch.reports import open_reports
from pactwatch.sensors import Baseline, Detection, anomalies, detections, sensor_claims
from pactwatch.types import Report
from pactwatch.watching.feeds import Listed, listed
from pactwatch.watching.places import Watched
from pactwatch.watching.watcher import _report_line

GOLDEN = Path(__file__).parent / "golden"
TESTS = GOLDEN.parents[1]
NOW = datetime(2020, 11, 1, 9, tzinfo=UTC)


def feed(path: Path) -> list[dict[str, Any]]:
    return [dataclasses.asdict(a) for a in listed(path.read_bytes(), "https://agency.example/feeds/all.xml")]


def watched_page(path: Path) -> Any:
    digest = sha256(path.read_bytes()).hexdigest()
    seen = Listed("https://ministry.example/ar/statements/7", "", None)
    return json.loads(_report_line(path, Watched("ministry", seen.url, "page"), seen, digest, NOW))


def reports(path: Path) -> list[Any]:
    return [to_body(report) for report in open_reports(path)]


def mission(form: str) -> Callable[[Path], list[Any]]:
    def read(path: Path) -> list[Any]:
        text = path.read_text(encoding="utf-8")
        report = prepared(Report(path.stem, form, "en", "", text, None, None, ""))
        return [to_body(claim) for claim in FORMS[form](report)]  # what the general reader reads is held by its own tests

    return read


def fires(path: Path) -> dict[str, Any]:
    taken, baseline = list(detections(path)), Baseline()
    for found in taken:
        if isinstance(found, Detection):
            baseline.add(found.latitude, found.longitude, found.on)
    claims = sensor_claims(anomalies(baseline, [date(2020, 10, 9)]), "firms")
    rejects = [{"line": r.line, "reason": r.reason} for r in taken if isinstance(r, Reject)]
    return {"claims": [to_body(c) for c in claims], "set aside": rejects}


READERS: dict[str, Callable[[Path], Any]] = {
    "feed-rss.xml": feed,
    "feed-atom.xml": feed,
    "watched-page.html": watched_page,
    "archive.warc": reports,
    "archive.wacz": reports,
    "smm.txt": mission("osce-smm"),
    "ctsamvm.txt": mission("ctsamvm"),
    "firms.csv": fires,
}
ELSEWHERE = {
    "datasets/samples": (
        *("ucdp.csv", "ucdp-candidate.csv", "acled.csv", "incidents.csv", "incident-form.xlsx", "table.csv", "table.toml"),
        *(f"{name}.expected.json" for name in ("ucdp", "ucdp-candidate", "acled", "incidents", "incident-form", "table")),
    ),
    "reports/golden": ("articles.jsonl", "page-ar.html", "front-matter-ru.txt"),
}
"""Samples that stand with the tests of their package, which read each beside its expected output."""


@pytest.mark.parametrize("name", READERS)
def test_a_sample_gives_what_stands_beside_it(name: str) -> None:
    found = json.dumps(READERS[name](GOLDEN / name), ensure_ascii=False, indent=1, default=str) + "\n"
    expected = GOLDEN / f"{name}.json"
    if os.environ.get("PACTWATCH_REFRESH"):
        expected.write_text(found, encoding="utf-8", newline="\n")
    assert found == expected.read_text(encoding="utf-8")


def test_no_sample_is_without_its_reader_and_no_kind_without_its_sample() -> None:
    assert {p.name for p in GOLDEN.iterdir() if p.suffix != ".json"} == set(READERS)
    missing = [
        f"{folder}/{name}" for folder, names in ELSEWHERE.items() for name in names if not (TESTS / folder / name).exists()
    ]
    assert missing == []

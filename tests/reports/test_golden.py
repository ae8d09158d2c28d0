"""Every sample beside what is expected of it: `name.ext` and `name.ext.json`.

A new sample is written by hand; its expected reports can be printed with `python -m tests.reports.test_golden FILE` and
are then to be read before they are kept.
"""

from __future__ import annotations

import json
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from pactwatch.reports import open_reports

GOLDEN = Path(__file__).parent / "golden"
SAMPLES = sorted(path for path in GOLDEN.iterdir() if path.suffix != ".json")


def shown(path: Path) -> list[dict[str, Any]]:
    """The reports of a file as JSON has them."""
    return [
        {
            "id": report.id,
            "source": report.source,
            "language": report.language,
            "title": report.title,
            "published": None if report.published is None else str(report.published),
            "captured": None if report.captured is None else report.captured.isoformat(),
            "url": report.url,
            "sha256": report.sha256,
            "text": report.text,
        }
        for report in open_reports(path)
    ]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_sample_gives_what_is_expected(path: Path) -> None:
    assert shown(path) == json.loads(path.with_name(f"{path.name}.json").read_text("utf-8"))


@pytest.mark.parametrize("path", [p for p in SAMPLES if p.suffix != ".jsonl"], ids=lambda path: path.name)
def test_the_hash_is_that_of_the_file(path: Path) -> None:
    (report,) = open_reports(path)
    assert report.sha256 == sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    print(json.dumps(shown(Path(sys.argv[1])), ensure_ascii=False, indent=1))

"""Any bytes, as a text or as a file, under coverage-guided fuzzing: the reader must not fail, and must cite what stands there.

    pip install -e '.[fuzz]'
    mkdir -p build/corpus && python fuzz/read_any.py -max_total_time=600 build/corpus

Takes the options of libFuzzer. An input that fails is written to `crash-…`; give its path alone to run it again.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["pactwatch"]):
    from pactwatch import lexicons
    from pactwatch.reading import read
    from pactwatch.refusals import Refused
    from pactwatch.reports import open_reports
    from pactwatch.times import Span
    from pactwatch.types import Report

ENDINGS = (".txt", ".html", ".jsonl")
PUBLISHED = (None, Span.parse("2020-10-31"), Span.parse("2020-10"), Span.parse("0001-01-01"), Span.parse("9999-12-31"))
FOLDER = Path(tempfile.mkdtemp(prefix="pactwatch-fuzz-"))


def check(report: Report) -> None:
    """Read a report and hold every claim against its text."""
    for claim in read(report):
        statement = claim.statement
        cited = report.text[claim.start : claim.end] == claim.quote
        inside = 0 <= statement.start <= claim.start < claim.end <= statement.end <= len(report.text)
        if not (cited and inside and report.text[statement.start : statement.end] == statement.text):
            raise AssertionError(f"a claim does not slice back: {claim}")


def as_text(data: atheris.FuzzedDataProvider) -> None:
    """The bytes as UTF-8, broken ones included, in a language and on a day that they choose."""
    language = data.PickValueInList(list(lexicons.languages()))
    published = data.PickValueInList(list(PUBLISHED))
    text = data.ConsumeBytes(data.remaining_bytes()).decode("utf-8", "surrogateescape")
    check(Report("r", "s", language, "", text, published, None, "0" * 64))


def as_file(data: atheris.FuzzedDataProvider) -> None:
    """The bytes as a file of some kind: reports, or a refusal."""
    path = FOLDER / f"any{data.PickValueInList(list(ENDINGS))}"
    path.write_bytes(data.ConsumeBytes(data.remaining_bytes()))
    try:
        reports = list(open_reports(path))
    except Refused:
        return
    for report in reports:
        check(report)


def test_one_input(raw: bytes) -> None:
    data = atheris.FuzzedDataProvider(raw)
    (as_file if data.ConsumeBool() else as_text)(data)


if __name__ == "__main__":
    atheris.Setup(sys.argv, test_one_input)
    atheris.Fuzz()

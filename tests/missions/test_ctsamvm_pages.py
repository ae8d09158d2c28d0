"""Reports of South Sudan's ceasefire monitors as published, against facts marked by a person reading each of them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pactwatch.missions.allegations import accuser_and_accused
from pactwatch.missions.inquiries import Inquiry, inquiry
from pactwatch.missions.pages import prepared
from pactwatch.reports import open_reports

FACTS = Path(__file__).parent / "ctsamvm-reports.csv"
LEAST = 0.8
"""The share of reports in which everything that they state must be read right."""


@pytest.fixture(scope="module")
def read(shared: Path) -> dict[str, Inquiry | None]:
    folder = shared / "data" / "ctsamvm" / "reports"
    if not folder.is_dir():
        pytest.skip(f"CTSAMVM reports not present: {folder}")
    reports = (prepared(next(open_reports(p, source="ctsamvm", language="en"))) for p in sorted(folder.glob("*.html")))
    return {report.id: inquiry(report) for report in reports}


@pytest.fixture(scope="module")
def facts() -> list[dict[str, str]]:
    return list(csv.DictReader(FACTS.open(encoding="utf-8")))


def sides(names: str | tuple[str, ...]) -> set[str]:
    """Sides of parties: a state's forces and its government are one."""
    return {name.partition(".")[0] for name in (names.split() if isinstance(names, str) else names)}


def wrong_in(found: Inquiry | None, row: dict[str, str]) -> list[str]:
    """What of a report is not as marked. Of places one of the first three must be one of those marked."""
    if found is None:
        return ["everything"]
    named = {p.casefold() for p in found.places[:3]} & {p.casefold() for p in row["places"].split("|")}
    right = {
        "parties": sides(found.parties) == sides(row["parties"]),
        "places": bool(named),
        "period": not row["periods"] or str(found.period) in row["periods"].split("|"),
        "finding": found.act in row["findings"].split("|"),
        "ruling": found.outcome == row["ruling"],
    }
    return [field for field, is_right in right.items() if not is_right]


def test_four_reports_in_five_are_right_in_everything(read: dict[str, Inquiry | None], facts: list[dict[str, str]]) -> None:
    wrong = {row["page"]: fields for row in facts if (fields := wrong_in(read[row["page"]], row))}
    assert len(facts) == 52
    assert len(wrong) <= (1 - LEAST) * len(facts), wrong


def test_who_accuses_whom_is_right_in_four_allegations_of_five(
    read: dict[str, Inquiry | None], facts: list[dict[str, str]]
) -> None:
    told = [row for row in facts if row["accuser"]]
    wrong = []
    for row in told:
        found = read[row["page"]]
        text = found.allegation.text if found and found.allegation else ""
        accuser, accused = accuser_and_accused(text)
        if (sides(accuser), sides(accused)) != (sides(row["accuser"]), sides(row["accused"])):
            wrong.append(row["page"])
    assert len(told) == 18
    assert len(wrong) <= (1 - LEAST) * len(told), wrong


def test_periodic_reports_rule_on_nothing(read: dict[str, Inquiry | None], facts: list[dict[str, str]]) -> None:
    marked = {row["page"] for row in facts}
    assert [page for page, found in read.items() if page not in marked and found is not None] == []

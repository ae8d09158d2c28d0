"""OSCE SMM status reports as they were published: totals and comparisons against facts marked by a person reading each page."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pactwatch.missions.pages import prepared
from pactwatch.missions.totals import Total, total_of
from pactwatch.reports import open_reports
from pactwatch.types import Amount

FACTS = Path(__file__).parent / "smm-totals.csv"
LEAST = 0.9
"""The share of pages that must be read right, on both the total and what it is compared with."""


def row_of(total: Total | None) -> dict[str, str]:
    """A total in the form of the file of facts, without its page and days."""
    if total is None:
        return {}

    def number(amount: Amount | None) -> str:
        return f"{amount.value:.0f}" if amount else ""

    return {
        "violations": number(total.violations),
        "qualifier": total.violations.qualifier,
        "explosions": number(total.explosions),
        "before": number(total.before),
        "before_qualifier": total.before.qualifier if total.before else "",
        "explosions_before": number(total.explosions_before),
        "weeks_before": "" if total.weeks_before == 2 else str(total.weeks_before),
        "per_cent": "" if total.change is None else f"{total.change:g}",
    }


@pytest.fixture(scope="module")
def pages(shared: Path) -> dict[str, Total | None]:
    folder = shared / "data" / "smm" / "reports"
    if not folder.is_dir():
        pytest.skip(f"OSCE SMM pages not present: {folder}")
    read = (prepared(next(open_reports(p, source="osce", language="en"))) for p in sorted(folder.glob("*.html")))
    return {report.id: total_of(report) for report in read}


@pytest.fixture(scope="module")
def facts() -> list[dict[str, str]]:
    return list(csv.DictReader(FACTS.open(encoding="utf-8")))


def test_totals_and_comparisons_are_right_on_nine_pages_in_ten(
    pages: dict[str, Total | None], facts: list[dict[str, str]]
) -> None:
    wrong = [row["page"] for row in facts if row_of(pages[row["page"]]).items() - row.items() or pages[row["page"]] is None]
    assert len(facts) == 50
    assert len(wrong) <= (1 - LEAST) * len(facts), wrong


def test_periods_are_right_where_the_page_dates_them(pages: dict[str, Total | None], facts: list[dict[str, str]]) -> None:
    dated = [row for row in facts if row["first_day"]]
    found = {page: total.period for page, total in pages.items() if total and total.period}
    days = {page: (str(p.earliest.date()), str(p.latest.date())) for page, p in found.items()}
    wrong = [row["page"] for row in dated if days.get(row["page"]) != (row["first_day"], row["last_day"])]
    assert len(wrong) <= (1 - LEAST) * len(dated), wrong


def test_a_page_without_a_total_gives_none(pages: dict[str, Total | None], facts: list[dict[str, str]]) -> None:
    stating = {row["page"] for row in facts}
    assert [page for page, total in pages.items() if total and page not in stating] == []

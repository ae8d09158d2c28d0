"""Pages that do not say whose they are: told by the address that they, or their archive, give."""

from __future__ import annotations

from pathlib import Path

import pytest

from pactwatch.case import open_case
from pactwatch.refusals import Refused
from pactwatch.reports.publishers import publisher_of
from pactwatch.types import Source
from tests.reports.test_archive import warc

CASE = """id = "made-up"
title = { en = "Made up" }
time_zone = "Asia/Baku"
begins = 2020-09-27

[[sources]]
id = "agency"
url = "https://www.example.org/"
"""
PAGE = """<!doctype html><html lang="en"><head><title>Talks</title>{link}
<meta property="article:published_time" content="2020-10-30T10:00:00Z"></head><body><article><h1>Talks</h1>
<p>The ministry said on Friday that the other side had shelled the town of Hadrut. Two ministers agreed in Geneva to exchange
the bodies of the dead, and spoke of it at length before the press.</p></article></body></html>"""


def site(name: str, url: str) -> Source:
    return Source(name, {"en": name}, kind="outlet", url=url)


@pytest.mark.parametrize(
    ("url", "whose"),
    [
        ("https://example.org/a/1", "paper"),
        ("http://www.example.org/a/1", "paper"),
        ("https://EXAMPLE.org:443/a", "paper"),
        ("https://example.org/mission/reports/1", "mission"),
        ("https://example.org/missionary/1", "paper"),
        ("https://blog.example.org/a", None),
        ("https://example.org.evil.example/a", None),
        ("https://evil.example/?https://example.org/", None),
        ("ftp://example.org/a", None),
        ("https://[::1/", None),
        ("https://twice.example/a", None),
    ],
)
def test_a_page_is_of_the_source_at_whose_address_it_stands(url: str, whose: str | None) -> None:
    sources = [
        site("paper", "https://www.example.org/"),
        site("mission", "https://example.org/mission"),
        site("one", "https://twice.example"),
        site("two", "https://twice.example/"),
        Source("nowhere", {"en": "Nowhere"}, kind="outlet"),
    ]
    assert publisher_of(url, sources) == whose


def case_with(folder: Path, name: str, content: bytes) -> Path:
    for inner in ("reports", "pacts"):
        (folder / inner).mkdir()
    (folder / "case.toml").write_text(CASE, encoding="utf-8")
    (folder / "reports" / name).write_bytes(content)
    return folder


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="canonical" href="https://example.org/news/1">',
        '<meta property="og:url" content="https://www.example.org/news/1">',
    ],
)
def test_a_saved_page_is_taken_into_a_case_by_the_address_it_gives(tmp_path: Path, link: str) -> None:
    case = open_case(case_with(tmp_path, "talks.html", PAGE.format(link=link).encode()))
    assert case.build().reports == 1
    assert case.view().reports["talks"].source == "agency"


def test_the_pages_of_an_archive_are_taken_by_where_they_were_fetched(tmp_path: Path) -> None:
    case = open_case(case_with(tmp_path, "crawl.warc", warc()))
    assert case.build().reports == 1
    assert {r.source for r in case.view().reports.values()} == {"agency"}


@pytest.mark.parametrize(
    ("link", "problem"),
    [
        ("", "says neither its source nor its address"),
        ('<link rel="canonical" href="https://elsewhere.example/1">', r"no source of the case.*https://elsewhere\.example/1"),
    ],
)
def test_a_page_of_nobody_known_is_refused_and_nothing_is_written(tmp_path: Path, link: str, problem: str) -> None:
    case = open_case(case_with(tmp_path, "talks.html", PAGE.format(link=link).encode()))
    with pytest.raises(Refused, match=problem):
        case.build()
    assert not (tmp_path / "ledger.db").exists()

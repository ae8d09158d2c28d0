"""The example reports of the worked case: complete, attributed to known sources, ours, and copied only where they should be."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from datetime import date, datetime, timedelta
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from pactwatch.reports import open_reports
from pactwatch.types import Report

CASE = Path(__file__).resolve().parents[2] / "examples" / "karabakh-2020"
FILES = sorted((CASE / "reports").glob("*.txt"))
KEYS = {"id", "source", "url", "published", "captured", "language", "title"}
SCRIPTS = {"ar": "ARABIC", "en": "LATIN", "ru": "CYRILLIC"}
KINDS = {"outlet", "agency", "ministry", "government", "party", "monitor", "sensor", "dataset"}
TAKEN_IN_LATE = {"stepanakert-strike-agency", "stepanakert-strike-correspondent"}
"""Reports of a disinterested voice that were taken in only in December, so that what was known before can be asked."""
BOTH_NAMES = [
    ("stepanakert", "khankendi"),
    ("степанакерт", "ханкенди"),
    ("ستيباناكيرت", "خانكندي"),
    (r"shusha\b", "shushi"),
    (r"шуш[аеуы]\b", "шуши"),
    (r"شوشا\b", "شوشي"),
    ("kalbajar", "karvachar"),
    ("кельбаджар", "карвачар"),
    ("كلبجار", "كارفاتشار"),
    ("lachin", "berdzor"),
    ("лачинск", "бердзор"),
    ("لاتشين", "بيردزور"),
    ("jabrayil", "jrakan"),
    ("جبرائيل", "جراكان"),
    ("فضولي", "فاراندا"),
]


@cache
def case() -> dict[str, Any]:
    return tomllib.loads((CASE / "case.toml").read_text(encoding="utf-8"))


def sources() -> dict[str, dict[str, Any]]:
    return {source["id"]: source for source in case()["sources"]}


@cache
def front(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8").split("+++\n")[1])


@cache
def report(path: Path) -> Report:
    (only,) = open_reports(path)
    return only


def words(text: str) -> list[str]:
    """Words without vowel signs, case and hamza, so that a copy cannot hide behind spelling."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    return re.findall(r"\w+", bare)


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[i : i + length]) for i in range(len(found) - length + 1)}


def overlap(one: Report, other: Report) -> float:
    a, b = runs(one.text, 4), runs(other.text, 4)
    return len(a & b) / min(len(a), len(b))


def slug(path: Path) -> str:
    return path.name.split(".")[0].split("-", 1)[1]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_front_matter_is_complete_and_agrees_with_the_file(path: Path) -> None:
    head = front(path)
    assert set(head) == KEYS
    assert path.name == f"{head['id']}.{head['language']}.txt"
    assert type(head["published"]) is date
    assert isinstance(head["captured"], datetime)
    assert head["captured"].tzinfo is not None
    read = report(path)
    assert (read.id, read.source, read.url, read.language) == (head["id"], head["source"], head["url"], head["language"])
    assert read.title.strip()


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_source_is_known_and_link_is_public(path: Path) -> None:
    head = front(path)
    assert head["source"] in sources()
    assert re.fullmatch(r"https://[a-z0-9.-]+\.[a-z]{2,}(/[!-~]*)?", head["url"])


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_text_is_short_and_in_its_language(path: Path) -> None:
    read = report(path)
    assert 60 <= len(words(read.text)) <= 180
    letters = Counter(unicodedata.name(c).split()[0] for c in read.title + read.text if c.isalpha())
    assert letters[SCRIPTS[read.language]] >= 0.95 * letters.total()


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_taken_in_after_publication_and_soon_unless_meant(path: Path) -> None:
    head = front(path)
    assert head["published"] >= case()["begins"]
    lag = head["captured"].date() - head["published"]
    assert lag >= timedelta(0)
    assert (lag > timedelta(days=2)) == (slug(path) in TAKEN_IN_LATE)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_contested_places_carry_both_names(path: Path) -> None:
    text = report(path).text.lower()
    for one, other in BOTH_NAMES:
        assert bool(re.search(rf"\b\w?\w?(?:{one})", text)) <= (other in text), f"{one} without {other}"


def test_there_are_enough_and_half_are_arabic() -> None:
    languages = Counter(front(path)["language"] for path in FILES)
    assert set(languages) == set(SCRIPTS)
    assert languages.total() >= 25
    assert 0.4 <= languages["ar"] / languages.total() <= 0.6
    assert min(languages["en"], languages["ru"]) >= 5


def test_ids_are_unique_and_number_the_reports_in_order_of_publication() -> None:
    ids = [front(path)["id"] for path in FILES]
    assert len(set(ids)) == len(ids)
    assert all(re.match(r"\d{3}[a-z]?-", identity) for identity in ids)
    assert ids == sorted(ids)
    published = [front(path)["published"] for path in FILES]
    assert published == sorted(published)


def test_near_copies_are_reprints_and_reprints_are_at_least_two() -> None:
    known, reprints = sources(), 0
    for earlier, later in combinations(sorted(FILES, key=lambda p: front(p)["captured"]), 2):
        if overlap(report(earlier), report(later)) < 0.4:
            continue
        original, copy = front(earlier)["source"], front(later)["source"]
        assert original in known[copy].get("copies_from", []), f"{later.name} repeats {earlier.name}"
        assert overlap(report(earlier), report(later)) >= 0.8
        assert report(earlier).text != report(later).text
        reprints += 1
    assert reprints >= 2


def test_the_strike_is_told_by_both_sides_and_witnessed_only_later() -> None:
    told = [front(path) for path in FILES if slug(path).startswith("stepanakert-strike")]
    at_once = [head for head in told if head["captured"].date() <= date(2020, 11, 7)]
    later = [head for head in told if head["captured"].date() >= date(2020, 12, 1)]
    assert len(at_once) >= 4
    assert {sources()[head["source"]].get("side") for head in at_once} >= {"AZE"}
    assert later
    assert all("side" not in sources()[head["source"]] for head in later)
    assert len(at_once) + len(later) == len(told)


def test_sources_are_well_formed() -> None:
    known = sources()
    assert len(known) == len(case()["sources"])
    spoken_for = [party for source in known.values() for party in source.get("parties", [])]
    assert len(set(spoken_for)) == len(spoken_for), "a party speaks through two sources"
    for source in known.values():
        assert set(source) <= {"id", "names", "kind", "side", "parties", "copies_from", "url"}
        assert set(source["names"]) == {"en", "ar", "ru"}
        assert source["kind"] in KINDS
        assert source.get("side", "AZE") in {"ARM", "AZE"}
        assert set(source.get("copies_from", [])) <= set(known) - {source["id"]}


def test_the_list_in_the_readme_is_whole() -> None:
    listed = (CASE / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \[([^\]]+)\]\(reports/([^)]+)\) \| (\S+) \| [^|]+ \| <([^>]+)> \|$", listed, re.MULTILINE)
    assert {(name, link) for _, name, _, link in rows} == {(path.name, front(path)["url"]) for path in FILES}
    assert all(front(CASE / "reports" / name)["published"].isoformat() == day for _, name, day, _ in rows)


def test_no_sentence_is_taken_from_the_article_that_the_case_began_with(shared: Path) -> None:
    article = shared / "data" / "seed" / "article.txt"
    if not article.is_file():
        pytest.skip("shared data not present")
    theirs = runs(article.read_text(encoding="utf-8"), 8)
    for path in FILES:
        assert not runs(report(path).text, 8) & theirs, path.name

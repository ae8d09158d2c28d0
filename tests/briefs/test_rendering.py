"""Briefs as they are handed over."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest

from pactwatch import briefs
from pactwatch.briefs import FORMS, Form, render, write_brief
from pactwatch.briefs.wording import labels
from pactwatch.refusals import Refused
from pactwatch.verdicts.language import WRITTEN
from tests.briefs.pages import Parsed
from tests.briefs.refresh import ENDINGS, GOLDEN, LANGUAGES, shown
from tests.briefs.sample import CLAIMS, sample

HOUSE = Path(briefs.__file__).parent


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_golden(language: str, form: Form) -> None:
    expected = (GOLDEN / f"brief.{language}.{ENDINGS[form]}").read_text(encoding="utf-8")
    assert shown(language, form) == expected, "see python -m tests.briefs.refresh"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_asks_nothing_of_the_network(language: str) -> None:
    text = render(sample(), language, "html")
    page = Parsed(text)
    assert not {"script", "link", "img", "iframe", "base", "form"} & {tag for tag, _ in page.tags}
    assert not page.values("src")
    assert "@import" not in text
    assert "url(" not in text
    assert "default-src 'none'" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_anchor_is_there_once_and_every_link_has_its_anchor(language: str) -> None:
    page = Parsed(render(sample(), language, "html"))
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    inside = {href[1:] for href in page.values("href") if href.startswith("#")}
    assert "s1" in inside
    assert inside <= set(ids)
    text = render(sample(), language, "markdown")
    assert set(re.findall(r"\]\(#([\w-]+)\)", text)) <= set(re.findall(r'<a id="([\w-]+)">', text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_skip_no_level_and_tables_name_their_heads(language: str) -> None:
    page = Parsed(render(sample(), language, "html"))
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all("scope" in attrs for tag, attrs in page.tags if tag == "th")
    first = next(attrs for tag, attrs in page.tags if tag == "a")
    assert first.get("class") == "skip"


def test_a_sentence_stands_in_its_own_language_and_its_report_shows_it_marked() -> None:
    page = Parsed(render(sample(), "en", "html"))
    quotes = [attrs for tag, attrs in page.tags if tag == "blockquote"]
    assert {(q["lang"], q["dir"]) for q in quotes} == {("ar", "rtl"), ("en", "ltr")}
    marked = "".join(text for tag, text in page.texts if tag == "mark")
    assert CLAIMS["denied"].statement.text in marked
    assert CLAIMS["copied"].statement.text in marked


def test_a_report_that_is_not_cited_is_not_appended() -> None:
    assert "اتفاق في جنيف على خطوات عاجلة" not in render(sample(), "en", "html")


def test_a_link_opens_the_source_at_the_sentence() -> None:
    hrefs = Parsed(render(sample(), "en", "html")).values("href")
    fragment = "#:~:text=The%20defence%20ministry%20of%20Azerbaijan,November%20%26%20civilians%20were%20hurt."
    assert f"https://example.org/tartar-digest?a=1&b=2{fragment}" in hrefs


def test_an_address_that_is_not_of_the_web_is_no_link() -> None:
    assert not [h for h in Parsed(render(sample(), "en", "html")).values("href") if h.startswith("javascript")]


def test_parties_of_one_answer_are_read_once() -> None:
    text = Parsed(render(sample(), "en", "html")).text()
    assert "Armenia and Azerbaijan owed handover of lists of detainees by 6 November 2020" in text
    assert text.count("owed handover of lists") == 1


def test_lateness_is_counted_as_a_calendar_counts() -> None:
    brief = sample()
    late = [replace(v, late_by=datetime(2020, 12, 4, tzinfo=v.due.tzinfo) - v.due) for v in brief.verdicts if v.due]
    assert "28 days late" in render(replace(brief, verdicts=tuple(late)), "en", "markdown")


def test_counts_stand_with_their_rule() -> None:
    text = render(sample(), "en", "markdown")
    assert "- **Disputed**: 7\n" in text
    assert "Counting rule: one for each clause and each party that owes it" in text


def test_both_readings_stand_with_their_holders() -> None:
    text = render(sample(), "en", "markdown")
    assert "within its recognised borders. Held by Russia and CSTO: **Not triggered**" in text
    assert "falls under the treaty. Held by unnamed source (Armenia): **Pending**" in text


def test_every_name_of_a_contested_place_stands_beside_the_others() -> None:
    names = Parsed(render(sample(), "ar", "html")).text().split("أسماء الأماكن")[-1]
    assert re.search(r"شوشا / شوشي", names)
    assert {"Shusha", "Shushi", "Şuşa", "Շուշի"} <= set(re.split(r"[\s/]+", names))


def test_a_brief_without_news_says_so() -> None:
    text = render(replace(sample(), verdicts=(), changed=()), "en", "markdown")
    assert "No deadline is overdue" in text
    assert "Nothing is contested" in text
    assert "No answer changed" in text


def test_eastern_digits_reach_dates_and_counts_but_not_addresses() -> None:
    text = render(sample(), "ar-u-nu-arab", "html")
    assert "٦ نوفمبر ٢٠٢٠" in text
    assert 'href="#s1">١</a>' in text
    assert not re.search(r'href="[^"]*[٠-٩]', text)


@pytest.mark.parametrize(
    ("tag", "day"), [("ar-SY", "6 تشرين الثاني 2020"), ("ar-TN-u-nu-arab", "٦ نوفمبر ٢٠٢٠"), ("ru", "6 ноября 2020 года")]
)
def test_a_brief_is_dated_as_its_region_dates(tag: str, day: str) -> None:
    page = Parsed(render(sample(), tag, "html"))
    assert day in page.text()
    assert page.values("lang")[0] == tag


def test_files_are_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = write_brief(sample(), tmp_path / "new", "ar")
    assert [p.name for p in paths] == [f"brief-2020-11-01-2020-11-08.ar.{ending}" for ending in ("html", "md", "xlsx", "pdf")]
    assert paths[0].read_text(encoding="utf-8") == render(sample(), "ar", "html")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(Refused, match="No space left on device"):
        write_brief(sample(), tmp_path / "full", "en")
    assert list((tmp_path / "full").iterdir()) == []


def test_an_unknown_language_or_form_is_refused() -> None:
    with pytest.raises(Refused, match="no language"):
        render(sample(), "xx-yy-zz", "html")
    with pytest.raises(Refused, match=r"no language 'de'.* choose one of: en, ar, .* ru"):
        render(sample(), "de", "html")
    with pytest.raises(Refused, match="no form"):
        render(sample(), "en", "docx")  # type: ignore[call-overload]


def test_labels_are_complete_and_all_in_use() -> None:
    used = " ".join(p.read_text(encoding="utf-8") for p in HOUSE.rglob("*.j2"))
    constants = {
        node.value
        for path in HOUSE.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
    }
    begun = tuple(c for c in constants if isinstance(c, str) and c in ("effort_", "unit_"))
    for key, texts in labels().items():
        assert set(texts) == set(WRITTEN), key
        slots = [set(re.findall(r"\{(\w+)\}", text)) for text in texts.values()]
        assert all(s == slots[0] for s in slots), key
        assert f't("{key}"' in used or key in constants or key.startswith(begun), f"{key} is not used"

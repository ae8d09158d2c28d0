"""Opening reports: what is kept as it is, what the caller may say, and how bad input is refused."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwatch.refusals import Refused
from pactwatch.reports import UNKNOWN_SOURCE, open_reports
from pactwatch.times import Span

letters = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)
PAGE = "<html><head><title>T</title></head><body><article><p>{}</p></article></body></html>"
SENTENCE = "وقالت الوزارة إن الطرفين اتفقا على وقف إطلاق النار وتبادل الأسرى خلال أسبوع واحد. "


def written(tmp_path: Path, name: str, content: str | bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def refusal(path: Path) -> Refused:
    with pytest.raises(Refused) as caught:
        list(open_reports(path))
    assert caught.value.file == path
    assert caught.value.mend
    return caught.value


def test_the_first_article(shared: Path) -> None:
    path = shared / "data" / "seed" / "article.txt"
    (report,) = open_reports(path)
    assert (report.id, report.source, report.language) == ("article", UNKNOWN_SOURCE, "ar")
    assert report.published == Span.parse("2020-10-31T11:46")
    assert report.text == path.read_bytes().decode("utf-8")
    assert report.title == report.text.split("\n")[0]


def test_an_archive_is_read_line_by_line(shared: Path) -> None:
    path = shared / "data" / "volume" / "arabic-articles.jsonl"
    reports = open_reports(path)
    first = next(reports)
    with path.open(encoding="utf-8") as lines:
        assert first.text == json.loads(next(lines))["text"]
    assert sum(1 for _ in reports) == 2999


@given(letters, st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_the_text_is_the_file_exactly_as_decoded(text: str, end: str) -> None:
    whole = f"A report{end}{text}{end}"
    with TemporaryDirectory() as folder:
        path = written(Path(folder), "x.txt", whole)
        (report,) = open_reports(path, published="2020-10-31", language="en")
    assert report.text == whole
    assert report.sha256 == sha256(whole.encode()).hexdigest()
    assert report.title == "A report"


def test_a_byte_order_mark_is_counted_but_not_shown(tmp_path: Path) -> None:
    (report,) = open_reports(written(tmp_path, "x.txt", "\ufeffA title\r\n\r\n31 October 2020\r\nText.\r\n"))
    assert (report.title, report.text[0], str(report.published)) == ("A title", "\ufeff", "2020-10-31")


def test_front_matter_may_have_either_line_end_and_is_no_part_of_the_text(tmp_path: Path) -> None:
    (report,) = open_reports(written(tmp_path, "x.txt", '+++\r\nsource = "tass"\r\n+++\r\nText\r\n'))
    assert (report.source, report.text) == ("tass", "Text\r\n")


def test_what_the_caller_says_stands_above_what_the_file_says(tmp_path: Path) -> None:
    path = written(tmp_path, "x.txt", '+++\nid = "a"\nsource = "b"\npublished = 2020-10-30\n+++\nText of 31 November 2020\n')
    captured = datetime(2020, 11, 1, 8, tzinfo=UTC)
    (report,) = open_reports(path, id="c", published=date(2020, 10, 31), captured=captured, language="fr", title=None)
    assert (report.id, report.source, report.language, report.captured) == ("c", "b", "fr", captured)
    assert str(report.published) == "2020-10-31"


def test_what_the_caller_says_must_be_of_its_kind(tmp_path: Path) -> None:
    path = written(tmp_path, "x.txt", "Text")
    with pytest.raises(Refused, match="published is no date that can be: 2020-11-31"):
        open_reports(path, published="2020-11-31")
    with pytest.raises(Refused, match="no moment with an offset"):
        open_reports(path, captured=datetime(2020, 11, 1))


def test_a_page_in_a_charset_it_declares(tmp_path: Path) -> None:
    page = PAGE.format(SENTENCE * 4).replace("<title>", '<meta charset="windows-1256"><title>')
    (report,) = open_reports(written(tmp_path, "x.html", page.encode("windows-1256")))
    assert report.language == "ar"
    assert SENTENCE.strip() in report.text
    assert "UTF-8" in refusal(written(tmp_path, "y.html", PAGE.format(SENTENCE * 4).encode("windows-1256"))).problem


def test_a_page_is_known_by_its_first_tag_too(tmp_path: Path) -> None:
    (report,) = open_reports(written(tmp_path, "saved.txt", "<!DOCTYPE html>\n" + PAGE.format(SENTENCE * 4)))
    assert "<" not in report.text


@pytest.mark.parametrize(
    ("name", "content", "line", "sign"),
    [
        ("a.txt", "", None, "empty"),
        ("a.txt", " \n\n", None, "empty"),
        ("a.txt", "1234\n5678", None, "no text to read"),
        ("a.txt", b"good\nbad \xff\n", 2, "not UTF-8"),
        ("a.txt", b"%PDF\n\0\1\2", 2, "not text"),
        ("a.txt", "ωραία λόγια", None, "language"),
        ("a.pdf", b"%PDF-1.7 x", None, "no kind of source"),
        ("a.txt", "Title\n\n31 November 2020\nText", 3, "a date that cannot be: '31 November 2020'"),
        ("a.txt", "عنوان\nالأحد 31 أكتوبر 2020\nنص", 2, "another day of the week"),
        ("a.txt", '+++\nid = "x"\n+++\nTitle\n31.11.2020\n', 5, "a date that cannot be"),
        ("a.txt", '+++\nid = "x"\nText', 1, "does not end"),
        ("a.txt", '+++\nid = "x"\npublihed = 2020-10-31\n+++\nText', 3, "unknown key 'publihed'"),
        ("a.txt", '+++\nid = "x"\nsource = \n+++\nText', 3, "not TOML"),
        ("a.txt", "+++\npublished = 2020-11-31\n+++\nText", 2, "not TOML"),
        ("a.txt", '+++\npublished = "2020-11-31"\n+++\nText', 2, "no date that can be: 2020-11-31"),
        ("a.txt", "+++\nid = 'x'\ncaptured = 2020-10-31\n+++\nText", 3, "no moment with an offset"),
        ("a.txt", "+++\nid = 3\n+++\nText", 2, "id should be text"),
        ("a.txt", '+++\nid = "x"\n+++\n', None, "no text"),
        ("a.html", "<html><body><nav><a href='/'>1</a></nav></body></html>", None, "no readable text"),
        ("a.html", b"<html>\n\0\0\xff", 2, "not text"),
        ("a.html", b"<html><meta charset='no-such'>\n\xff", 2, "neither UTF-8 nor no-such"),
        ("a.jsonl", '{"text": "Good"}\n{"text": "Bad"\n', 2, "not JSON"),
        ("a.jsonl", '{"text": "Good"}\n["Bad"]\n', 2, "not an object"),
        ("a.jsonl", '{"text": "Good"}\n\n{"txet": "Bad"}\n', 3, "unknown key 'txet'"),
        ("a.jsonl", '{"id": "x", "text": ""}\n', 1, "no text"),
        ("a.jsonl", '{"id": "x"}\n', 1, "no text"),
        ("a.jsonl", '{"text": "Bad", "published": "2020-02-30"}\n', 1, "no date that can be"),
        ("a.jsonl", '{"text": "Bad", "title": 3}\n', 1, "title should be text"),
        ("a.jsonl", '{"text": "Bad \\ud800"}\n', 1, "broken character"),
        ("a.jsonl", b'{"text": "Good"}\n{"text": "\xff"}\n', 2, "not UTF-8"),
        ("a.jsonl", '{"text": "T\\n31 November 2020"}\n', 1, "a date that cannot be"),
        ("a.jsonl", '{"id": "x", "text": "A"}\n{"id": "x", "text": "B"}\n', 2, "that of line 1"),
        ("a.jsonl", "[" * 100_000, 1, "not JSON"),
    ],
)
def test_bad_input_is_refused(tmp_path: Path, name: str, content: str | bytes, line: int | None, sign: str) -> None:
    refused = refusal(written(tmp_path, name, content))
    assert sign in refused.problem
    assert refused.line == line


def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no such file"):
        open_reports(tmp_path / "none.txt")
    with pytest.raises(Refused, match="folder"):
        open_reports(tmp_path)


def test_what_stands_before_a_bad_line_has_been_read(tmp_path: Path) -> None:
    reports = open_reports(written(tmp_path, "a.jsonl", '{"text": "Good"}\nbad\n'))
    assert next(reports).text == "Good"
    with pytest.raises(Refused):
        next(reports)


def test_one_id_is_not_given_to_many(tmp_path: Path) -> None:
    path = written(tmp_path, "a.jsonl", '{"text": "Good"}\n')
    with pytest.raises(Refused, match="one id"):
        next(open_reports(path, id="x"))
    assert next(open_reports(path, source="x")).source == "x"

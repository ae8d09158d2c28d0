"""No text and no bytes make the reader fail, and what it cites is what the text says."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pactwatch import lexicons
from pactwatch.reading import READER, read
from pactwatch.reading.lines import claim_line
from pactwatch.refusals import Refused
from pactwatch.reports import open_reports
from pactwatch.times import Span
from pactwatch.types import Claim, Report

LANGUAGES = lexicons.languages()
MARKS = (
    *" \n\r\t.,;:!?«»\"'()[]-–،؛؟…%$/",
    "\u200f",
    "\u0640",
    "\u064b",
    "\u0301",
    "\x00",
    "\ud800",
    "\u2028",
    "İ",
    "ß",
    "ﷺ",
    "½",
)
PUBLISHED = ("2020-10-31", "2020-10", "0001-01-01", "9999-12-31", "2024-02-29T23:59:59+14:00", "../2020")


def report(text: str, language: str, published: str | None = "2020-10-31") -> Report:
    return Report("r", "s", language, "", text, Span.parse(published) if published else None, None, "0" * 64)


def gathered(value: object) -> Iterator[str]:
    """Every text in a lexicon, keys too."""
    if isinstance(value, str):
        yield value.strip("=").replace("..", " ").split("|")[0]
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from (*gathered(key), *gathered(inner))
    elif isinstance(value, list):
        for inner in value:
            yield from gathered(inner)


@cache
def near_texts(language: str) -> st.SearchStrategy[str]:
    """Texts made of the words of a lexicon, a section of it as likely as another, so that they come near to real ones."""
    names = [entry.get("names", {}).get(language, []) for entry in lexicons.load("parties").values()]
    sections = [*lexicons.load(language).values(), names, ["2020", "17", "3", "٧"], [*MARKS]]
    word = st.one_of([st.sampled_from([*dict.fromkeys(gathered(section))]) for section in sections])
    rows = st.lists(word, min_size=3, max_size=40)
    return rows.map(" ".join) | rows.map("".join)


def assert_cited(source: Report, claims: tuple[Claim, ...]) -> None:
    for claim in claims:
        statement = claim.statement
        assert source.text[claim.start : claim.end] == claim.quote
        assert source.text[statement.start : statement.end] == statement.text
        assert 0 <= statement.start <= claim.start < claim.end <= statement.end <= len(source.text)
        assert (statement.report, claim.reader) == (source.id, READER)
        assert claim.condition is None or claim.condition in statement.text
    assert [(c.start, c.end) for c in claims] == sorted((c.start, c.end) for c in claims)


@settings(deadline=None, max_examples=120)
@given(
    text=st.text(st.characters(), max_size=200) | st.text(st.sampled_from(MARKS), max_size=60),
    language=st.sampled_from(LANGUAGES),
    published=st.sampled_from(PUBLISHED) | st.none(),
)
@example(text="", language="ar", published=None)
@example(text="\ud800", language="en", published="2020-10-31")
def test_any_text_can_be_read(text: str, language: str, published: str | None) -> None:
    source = report(text, language, published)
    assert_cited(source, read(source))


@pytest.mark.parametrize("language", LANGUAGES)
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_texts_made_of_the_readers_own_words_can_be_read(language: str, data: st.DataObject) -> None:
    source = report(data.draw(near_texts(language)), language, data.draw(st.sampled_from(PUBLISHED) | st.none()))
    assert_cited(source, read(source))


@pytest.mark.parametrize("language", LANGUAGES)
def test_such_texts_do_carry_claims(language: str) -> None:
    """Else the properties above would hold of nothing."""
    said = {
        "en": "The ministry said on Monday that Armenia shelled Tovuz and killed 3 civilians.",
        "ar": "قالت وزارة الدفاع إن أرمينيا قصفت طوفوز يوم الاثنين.",
        "ru": "Министерство обороны заявило, что Армения обстреляла Товуз в понедельник.",
    }
    source = report(said[language], language)
    assert read(source)
    assert_cited(source, read(source))


@given(text=st.text(max_size=40), language=st.text(max_size=8))
@settings(deadline=None, max_examples=60)
def test_a_language_without_a_lexicon_gives_no_claims(text: str, language: str) -> None:
    if language not in LANGUAGES:
        assert read(report(text, language)) == ()


def _text(raw: bytes) -> bytes:
    return raw


def _page(raw: bytes) -> bytes:
    return b"<html><head><title>T</title></head><body><article><p>" + raw + b"</p></article></body></html>"


def _line(raw: bytes) -> bytes:
    return json.dumps({"text": raw.decode("utf-8", "surrogatepass" if raw[:1] == b"\xed" else "replace")}).encode() + b"\n"


def _front(raw: bytes) -> bytes:
    return b'+++\nlanguage = "en"\n' + raw + b"\n+++\nArmenia shelled Tovuz on Monday.\n"


@pytest.mark.parametrize("ending", [".txt", ".html", ".jsonl", ".bin"])
@pytest.mark.parametrize("wrapped", [_text, _page, _line, _front])
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
@example(raw=b"\xed\xa0\x80 Armenia shelled Tovuz on Monday.")
@example(raw=b"\xef\xbb\xbf")
@example(raw=b'language = "\\ud800"')
def test_any_bytes_give_reports_or_a_refusal(
    tmp_path: Path, ending: str, wrapped: Callable[[bytes], bytes], raw: bytes
) -> None:
    path = tmp_path / f"any{ending}"
    try:
        path.write_bytes(wrapped(raw))
    except UnicodeDecodeError:
        return  # the frame cannot hold these bytes
    try:
        reports = list(open_reports(path))
    except Refused:
        return
    for source in reports:
        claims = read(source)
        assert_cited(source, claims)
        assert json.loads(claim_line(source, claims))["id"] == source.id

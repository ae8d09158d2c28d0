"""Sentences in their reports."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from pactwatch.briefs.citing import Citations
from pactwatch.briefs.markup import paragraphs
from pactwatch.briefs.passages import SHORT, passages
from pactwatch.briefs.rendering import render
from pactwatch.briefs.wording import Wording
from pactwatch.types import Reason
from tests.briefs.sample import REPORTS, sample

REPORT = REPORTS[0]
SPANS = st.lists(st.tuples(st.integers(0, len(REPORT.text) + 9), st.integers(0, len(REPORT.text) + 9)), max_size=6)


def _citations() -> Citations:
    return Citations(sample(), Wording(sample(), "en"))


@settings(deadline=None)
@given(SPANS)
def test_a_report_in_pieces_is_the_whole_report_with_exactly_the_cited_parts_marked(spans: list[tuple[int, int]]) -> None:
    citations = _citations()
    for start, end in spans:
        citations.number(f"{REPORT.id}#{start}-{end}")
    pieces = citations.pieces(REPORT)
    assert "".join(p.text for p in pieces) == REPORT.text
    cited = {n for start, end in spans for n in range(start, min(end, len(REPORT.text)))}
    assert "".join(p.text for p in pieces if p.marked) == "".join(REPORT.text[n] for n in sorted(cited))
    numbers = [n for p in pieces for n in p.numbers]
    assert len(numbers) == len(set(numbers))
    assert len([p for line in paragraphs(pieces) for p in line if p.numbers]) <= len(pieces)


LONG = replace(REPORT, id="long", text="\n".join(f"{n} shells fell at dawn near the town." for n in range(400)))
LONG_SPANS = st.lists(st.tuples(st.integers(0, len(LONG.text) + 9), st.integers(0, 300)), max_size=9)


@settings(deadline=None)
@given(LONG_SPANS)
def test_of_a_long_report_whatever_is_cited_is_told_and_marked_with_words_around_it(spans: list[tuple[int, int]]) -> None:
    citations = _citations()
    for start, size in spans:
        citations.number(f"{LONG.id}#{start}-{start + size}")
    pieces = citations.pieces(LONG)
    cited = {n for start, size in spans for n in range(start, min(start + size, len(LONG.text)))}
    assert "".join(p.text for p in pieces if p.marked) == "".join(LONG.text[n] for n in sorted(cited))
    told = {(start, start + size) for start, size in spans if size and start < len(LONG.text)}
    assert sorted(n for p in pieces for n in p.numbers) == sorted({citations.number(f"{LONG.id}#{s}-{e}") for s, e in told})
    at = 0
    for piece in (p for p in pieces if not p.omitted):
        at = LONG.text.index(piece.text, at) + len(piece.text)
    assert not any(a.omitted and b.omitted for a, b in pairwise(pieces))
    assert sum(len(p.text) for p in pieces) <= len(cited) + 500 * (len(spans) + 1)


def test_between_parts_that_lie_close_nothing_is_left_out() -> None:
    text = "word " * 1000
    assert passages(text, [(1000, 1004), (1450, 1454)]) == ((845, 1609),)
    assert passages(text, [(1000, 1004), (1500, 1504)]) == ((845, 1159), (1345, 1659))
    assert passages(text, []) == ((0, 159),)
    assert passages(text[:SHORT], [(1000, 1004)]) == ((0, SHORT),)
    assert passages("x" * 5000, [(1000, 1004)]) == ((1000, 1004),)


def test_a_long_report_says_that_it_stands_in_part() -> None:
    brief = sample()
    long = replace(REPORTS[1], text=REPORTS[1].text + "\nmore" * 1000)
    brief = replace(brief, reports={**brief.reports, long.id: long})
    html, markdown = render(brief, "en", "html"), render(brief, "en", "markdown")
    assert '<span class="omitted">\n[…]\n</span>' in html
    assert "\\[…\\]" in markdown
    for made in (html, markdown):
        told = f"of {len(long.text):,} characters, which are the sentences quoted"
        assert told in made
        assert made.count("In part: ") == 1
        assert "In part: " not in render(sample(), "en", "html" if made is html else "markdown")


def test_a_sentence_keeps_its_number() -> None:
    citations = _citations()
    assert [citations.number(i) for i in ("b", "a", "b")] == [1, 2, 1]


def test_a_reason_can_rest_on_a_sentence_in_which_nothing_is_claimed() -> None:
    cited = _citations().statements([f"{REPORT.id}#0-4"])[0]
    assert (cited.text.text, cited.text.lang, cited.said) == (REPORT.text[:4].strip(), "ar", ())


def test_a_sentence_of_a_report_that_is_gone_is_still_counted() -> None:
    brief = sample()
    first = brief.verdicts[0]
    brief = replace(brief, verdicts=(replace(first, reasons=Reason("denied_by", {}, ("gone#0-4", "odd"))),))
    citations = Citations(brief, Wording(brief, "en"))
    assert [c.number for c in citations.statements(["gone#0-4", "odd"])] == [1, 2]
    assert citations.reports() == []


def test_a_grade_keeps_its_order_and_names_its_interest() -> None:
    assert Wording(sample(), "en").grade("B2 (ARM)") == "B2, in the interest of Armenia"
    assert Wording(sample(), "ar").grade("A–") == "\u2068A–\u2069"
    assert Wording(sample(), "ar").grade("–3 (ARM, AZE)") == "\u2068–3\u2069، لمصلحة أرمينيا وأذربيجان"
    assert Wording(sample(), "en").grade("") == ""

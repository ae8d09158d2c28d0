"""Sentences in their reports."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from pactwatch.briefs.citing import Citations
from pactwatch.briefs.markup import paragraphs
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

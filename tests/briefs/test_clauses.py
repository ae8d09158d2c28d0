"""What is too much for a page is counted; every verdict is known by its id."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from pactwatch.briefs import render
from pactwatch.briefs.citing import Citations
from pactwatch.briefs.clauses import MOST, answer_part
from pactwatch.briefs.composed import Composed
from pactwatch.briefs.groups import groups
from pactwatch.briefs.wording import Wording
from pactwatch.types import Reason
from pactwatch.verdicts.identity import verdict_id
from tests.briefs.sample import whole


def crowded(sentences: int) -> Composed:
    """A brief of one verdict that rests on so many sentences, for as many reasons."""
    brief = whole()
    claim = next(iter(brief.claims.values()))
    many = {f"c{n}": replace(claim, statement=replace(claim.statement, start=n, end=n + 1)) for n in range(sentences)}
    reasons = Reason("kept", because=tuple(Reason("event", {"act": ["attack"]}, ()) for _ in many))
    verdict = replace(brief.verdicts[0], for_=tuple(many), against=(), reasons=reasons, gaps=())
    return replace(brief, claims={**brief.claims, **many}, verdicts=(verdict,))


@pytest.mark.parametrize("more", [0, 1, 15])
def test_what_is_too_much_for_a_page_is_counted_and_the_workbook_has_it(more: int) -> None:
    brief = crowded(MOST + more)
    wording = Wording(brief, "en")
    (group,) = groups(brief)
    part = answer_part(group, wording, Citations(brief, wording))
    (told,) = part.evidence
    assert len(told.cited) == MOST
    assert told.more == (wording.label("more_sentences", number=str(more)) if more else "")
    assert len(part.reasons.because) == MOST + bool(more)
    assert [n.text for n in part.reasons.because[MOST:]] == [wording.label("more_reasons", number=str(more))] * bool(more)
    rows = list(load_workbook(io.BytesIO(render(brief, "en", "xlsx")))["Sentences"].iter_rows())
    assert len(rows) == 1 + MOST + more


def test_every_verdict_has_its_id_in_every_form() -> None:
    brief = whole()
    ids = [verdict_id(v) for v in brief.verdicts]
    html, markdown = render(brief, "en", "html"), render(brief, "ar", "markdown")
    rows = load_workbook(io.BytesIO(render(brief, "en", "xlsx"))).worksheets[0].iter_rows(min_row=2, values_only=True)
    assert [row[-1] for row in rows] == ids
    assert all(i in html and f"`{i[:16]}`" in markdown for i in ids)

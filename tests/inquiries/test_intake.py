"""What a person enters: a text becomes a report with its original kept; its claims are read, or typed."""

from __future__ import annotations

from hashlib import sha256

import pytest

from pactwatch.custody import chain_of
from pactwatch.inquiries import Docket
from pactwatch.inquiries.intake import Text, enter, read_text, report_of, source_of, typed_claim
from pactwatch.refusals import Refused
from pactwatch.times import Span
from pactwatch.types import Source
from tests.inquiries.conftest import by

FIELD = Source("field-team", {"en": "Field team", "ar": "الفريق الميداني"}, kind="monitor", parties=("OSCE",))
ARABIC = "قصفت القوات الأذربيجانية مدينة مارتوني يوم 29 أكتوبر.\nلم يصب أحد."
TYPED = {"speaker": "OSCE", "stance": "asserts", "act": "attack", "actor": "AZE.MIL", "when": "2020-10-29"}


def test_a_text_is_read_and_its_bytes_are_kept(docket: Docket) -> None:
    report = report_of(docket, Text(FIELD, ARABIC, published=Span.parse("2020-10-29")), by())
    assert (report.language, report.title, report.sha256) == ("ar", ARABIC.splitlines()[0], sha256(ARABIC.encode()).hexdigest())
    claims = read_text(report)
    entries = enter(docket, FIELD, report, claims, by())
    view = docket.ledger.view()
    assert [view.claims[e.id] for e in entries] == list(claims)
    assert {e.by for e in entries} == {"ana"}
    assert view.sources["field-team"] == FIELD
    kept = docket.folder / "originals" / f"{report.sha256}.txt"
    assert kept.read_text(encoding="utf-8") == ARABIC
    assert chain_of(docket.folder, report.id, docket.ledger.entries()).sound is True


def test_a_claim_is_typed_on_a_sentence_of_the_text(docket: Docket) -> None:
    report = report_of(docket, Text(FIELD, ARABIC), by())
    claim = typed_claim(report, {**TYPED, "amounts": "at_least 2 wounded", "target": ""}, "لم يصب أحد.")
    start = ARABIC.index("لم")
    assert (claim.statement.start, claim.statement.text, claim.quote) == (start, "لم يصب أحد.", "لم يصب أحد.")
    assert report.text[claim.start : claim.end] == claim.quote
    assert (claim.reader, claim.actor, claim.amounts[0].qualifier, claim.target) == ("person", ("AZE.MIL",), "at_least", ())


def test_what_was_entered_before_is_not_written_again(docket: Docket) -> None:
    for hours in (0, 1):
        report = report_of(docket, Text(FIELD, ARABIC, published=Span.parse("2020-10-29")), by(hours=hours))
        enter(docket, FIELD, report, [typed_claim(report, TYPED)], by(hours=hours))
    entries = [e for e in docket.ledger.entries() if e.by == "ana"]
    assert [e.kind for e in entries] == ["source", "report", "claim"]


@pytest.mark.parametrize(
    ("values", "sentence", "sign"),
    [
        ({**TYPED, "speaker": " "}, "", "no speaker; give its speaker"),
        ({**TYPED, "act": "sing"}, "", "'sing' is no act"),
        ({**TYPED, "actor": "Nobody"}, "", "'Nobody' in actor is no party"),
        ({**TYPED, "when": "yesterday"}, "", "when"),
        ({**TYPED, "colour": "red"}, "", "sets no field"),
        (TYPED, "words that are not there", "no such sentence"),
    ],
)
def test_a_claim_that_cannot_be_is_refused(docket: Docket, values: dict[str, str], sentence: str, sign: str) -> None:
    report = report_of(docket, Text(FIELD, ARABIC), by())
    with pytest.raises(Refused, match=sign):
        typed_claim(report, values, sentence)


def test_a_text_that_cannot_be_read_is_refused(docket: Docket) -> None:
    with pytest.raises(Refused, match="no text to read"):
        report_of(docket, Text(FIELD, " \n123"), by())
    with pytest.raises(Refused, match="language"):
        report_of(docket, Text(FIELD, "ეს ქართულია"), by())


def test_a_party_speaks_through_its_declared_source(docket: Docket) -> None:
    view = docket.ledger.view()
    assert source_of(view, "ARM.MIL").id == "mod-armenia"
    made = source_of(view, "AZE")
    assert (made.id, made.side, made.parties) == ("party-aze", "AZE", ("AZE",))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//elsewhere.example"])
def test_an_address_of_another_kind_is_refused(docket: Docket, url: str) -> None:
    with pytest.raises(Refused, match="no address of a page"):
        report_of(docket, Text(FIELD, ARABIC, url=url), by())

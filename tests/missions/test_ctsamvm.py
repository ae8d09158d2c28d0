"""Reports of South Sudan's ceasefire monitors, on an invented report in their manner."""

from __future__ import annotations

import pytest

from pactwatch.ledger.judgements import body_of, decision
from pactwatch.missions.ctsamvm import read, ruling_of
from pactwatch.missions.days import days_in
from pactwatch.missions.inquiries import inquiry
from pactwatch.types import Claim, Report

OPENING = (
    "CTSAMVM REPORT 2021/99 SUBJECT: ATTACK IN NORTHERN PLACES Dear Representatives, "
    "SUMMARY On 3 March 2021 soldiers entered the village of Adol. INTRODUCTION "
    "2. Allegation: On 5 March 2021 CTSAMVM received information from the SSPDF that SPLM/A-IO soldiers had attacked civilians "
    "at Adol on 3 March 2021. 3. Aim: The aim of this report is to present findings. "
)
BROKEN = (
    "Conclusion 12. By attacking SSPDF barracks at Adol on 3 March 2021 the SPLM/A-IO acted in clear violation of the R-ARCSS "
    "of 12 September 2018. Recommendations 13. All should train."
)


def report(text: str) -> Report:
    return Report("r", "ctsamvm", "en", "Report 99", text, None, None, "")


def claims(conclusion: str) -> tuple[Claim, ...]:
    return read(report(OPENING + conclusion))


def test_the_allegation_is_a_claim_of_whoever_makes_it() -> None:
    alleged = claims(BROKEN)[0]
    assert (alleged.speaker, alleged.actor, alleged.act, alleged.stance, alleged.certainty) == (
        "SSD.MIL", ("SPLM-IO",), "attack", "asserts", "hedged",
    )  # fmt: skip
    assert "Adol" in alleged.places


def test_the_finding_is_a_claim_of_the_monitor() -> None:
    _, found, broken = claims(BROKEN)
    assert (found.act, broken.act) == ("attack", "violate_ceasefire")
    for claim in (found, broken):
        assert (claim.speaker, claim.actor, claim.places, str(claim.when)) == (
            "CTSAMVM", ("SPLM-IO",), ("Adol",), "2021-03-03",
        )  # fmt: skip
        assert not claim.negated


def test_the_date_of_the_agreement_is_not_that_of_the_incident() -> None:
    assert [
        str(d) for d in days_in("on 3 March 2021, against the ACOH of 21 December 2017 and the R-ARCSS of 12 September 2018")
    ] == ["2021-03-03"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("on 31 May, 02 and 03 June 2014", "2014-05-31/2014-06-03"),
        ("from 29 December 2014 to 03 January 2015", "2014-12-29/2015-01-03"),
        ("the night of 22/23 August 2021", "2021-08-22/2021-08-23"),
        ("ON 26 MAY 22", "2022-05-26"),
        ("in April 2017", "2017-04"),
    ],
)
def test_dates_as_reports_write_them(text: str, days: str) -> None:
    assert [str(d) for d in days_in(text)] == [days]


@pytest.mark.parametrize(
    ("conclusion", "outcome", "parties"),
    [
        (
            "In attacking SPLM/A-IO forces at Adol Government Forces were in clear violation of the PCTSA.",
            "violation",
            ("SSD.MIL",),
        ),
        ("What happened at Adol was a violation by the SPLM/A-IO of article 1.", "violation", ("SPLM-IO",)),
        ("The SSPDF and the SPLM/A-IO violated the ACOH at Adol.", "violation", ("SPLM-IO", "SSD.MIL")),
        ("NAS forces attacked SSPDF barracks and so violated the ACOH.", "violation", ("NAS",)),
        ("The SPLA-IO (RM) did not violate the agreement at Adol.", "no_violation", ("SPLM-IO",)),
        ("Investigations at Adol are inconclusive.", "not_established", ()),
    ],
)
def test_who_broke_the_agreement(conclusion: str, outcome: str, parties: tuple[str, ...]) -> None:
    found = inquiry(report(f"{OPENING}Conclusion 4.1 {conclusion} Recommendations: none."))
    assert found is not None
    assert (found.outcome, found.parties) == (outcome, parties)


def test_a_report_of_alleged_violations_alone_rules_on_nothing() -> None:
    assert (
        inquiry(report("CTSAMM report 9: Alleged violations of the PCTSA by the SPLA in Adol. Nothing more is known.")) is None
    )


@pytest.mark.parametrize(
    ("conclusion", "finding"),
    [
        (BROKEN, "happened"),
        ("Conclusion 1. The SPLM/A-IO did not violate the ACOH. Recommendations: none.", "did_not_happen"),
        ("Conclusion 1. It was not possible to identify those who shot. Recommendations: none.", "not_established"),
    ],
)
def test_the_ruling_is_ready_for_the_ledger(conclusion: str, finding: str) -> None:
    made = ruling_of(report(OPENING + conclusion), ["a" * 64])
    assert made is not None
    assert (made.finding, made.monitor) == (finding, "CTSAMVM")
    assert decision("ruling", body_of(made)) == made


def test_what_was_not_established_is_no_claim_of_the_monitor() -> None:
    found = claims("Conclusion 1. It was not possible to identify those who shot. Recommendations: none.")
    assert [c.speaker for c in found] == ["SSD.MIL"]

"""Reports of South Sudan's ceasefire monitors (CTSAMVM, CTSAMM, before them IGAD's MVM): allegation, finding, ruling."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pactwatch.ledger.judgements import Finding, Ruling
from pactwatch.missions.allegations import accuser_and_accused
from pactwatch.missions.claiming import claim
from pactwatch.missions.days import days_in
from pactwatch.missions.findings import act_in
from pactwatch.missions.inquiries import Inquiry, inquiry
from pactwatch.missions.south_sudan import places_in
from pactwatch.types import Claim, Report

NAME = "ctsamvm/1"
_ALLEGED = 600
"""Characters of an allegation that are taken as its statement."""
_FINDINGS: dict[str, Finding] = {
    "violation": "happened",
    "no_violation": "did_not_happen",
    "not_established": "not_established",
}


def read(report: Report) -> tuple[Claim, ...]:
    """The allegation as its speaker's claim; what was found, and that it broke the agreement, as claims of the monitor."""
    found = inquiry(report)
    return () if found is None else (*_alleged(report, found), *_found(report, found))


def ruling_of(report: Report, claims: Sequence[str]) -> Ruling | None:
    """The report's ruling on some claims (ids of entries), ready for the ledger; None where it rules on nothing.

    `ledger.judgements.body_of` gives the body of its entry. The monitor is the one whose report it is, as pacts name it.
    """
    found = inquiry(report)
    if found is None:
        return None
    why = f"{report.title}: {report.text[found.start : found.end].strip()}"
    return Ruling(tuple(claims), _FINDINGS[found.outcome], found.monitor, why)


def _alleged(report: Report, found: Inquiry) -> Iterator[Claim]:
    told = found.allegation
    if told is None or told.kind != "Allegation":
        return
    accuser, accused = accuser_and_accused(told.text)
    yield claim(
        report,
        told.start,
        min(told.end, told.start + _ALLEGED),
        act_in(told.text) or found.act,
        accuser,
        NAME,
        actor=accused,
        places=tuple(dict.fromkeys(places_in(told.text)))[:3],
        when=next(days_in(told.text), None),
        certainty="hedged",
    )


def _found(report: Report, found: Inquiry) -> Iterator[Claim]:
    """What was found: the act, and that it was a violation. What could not be established is no claim of anybody."""
    if found.outcome == "not_established":
        return
    known = {"actor": found.parties, "places": found.places[:3], "when": found.period}
    cleared = found.outcome == "no_violation"
    if not cleared:
        yield claim(report, found.start, found.end, found.act, found.monitor, NAME, **known)
    yield claim(report, found.start, found.end, "violate_ceasefire", found.monitor, NAME, negated=cleared, **known)

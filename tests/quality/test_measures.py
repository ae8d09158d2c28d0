"""Floors of the measures against gold that others have made; skipped where the shared data is not present."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pactwatch.types import Claim, Reason, Statement, Status, Verdict
from tests.quality.measures import assault, corridors, plover


def claim(
    act: str, stance: str = "asserts", negated: bool = False, speaker: str = "OUTLET", actor: tuple[str, ...] = ()
) -> Claim:
    return Claim(Statement("r", 0, 1, "x"), 0, 1, "x", act, stance, negated, speaker, actor)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "types"),
    [
        (claim("attack"), {"ASSAULT"}),
        (claim("attack", speaker="ARM.GOV", actor=("AZE.MIL",)), {"ASSAULT", "ACCUSE"}),
        (claim("attack", "promises", negated=True), {"AGREE"}),
        (claim("sanction", "promises"), {"THREATEN"}),
        (claim("sanction", negated=True), {"YIELD"}),
        (claim("deliver_aid", "refuses"), {"REJECT", "SANCTION"}),
        (claim("release", "requests"), {"REQUEST"}),
        (claim("attack", "denies"), set()),
    ],
)
def test_a_claim_has_the_plover_type_of_its_act_and_stance(one: Claim, types: set[str]) -> None:
    assert plover.types_of(one) == types


def test_denied_and_negated_assaults_tell_of_none() -> None:
    assert assault.tells([claim("detain")])
    assert not assault.tells([claim("attack", negated=True), claim("attack", "denies"), claim("consult")])


def test_plover_types_are_read_right(shared: Path) -> None:
    found = plover.rows(shared / plover.DATA)
    assert plover.share(found) >= 0.63
    assert plover.share(found, "first") >= 0.58


def test_arabic_assaults_are_read_right(shared: Path) -> None:
    found = assault.rows(shared / assault.DATA)
    assert assault.figure(found).recall >= 0.94
    assert assault.figure(found).f1 >= 0.43


def verdict(status: Status) -> Verdict:
    at = datetime(2022, 3, 9, tzinfo=UTC)
    return Verdict("way/opened", "UKR", status, at, 1, None, (), (), (), Reason("none"))


@pytest.mark.parametrize(
    ("opened", "free", "shut", "found"),
    [
        (("kept",), (), False, "successful"),
        (("kept",), ("alleged",), False, "disputed"),
        (("pending",), (), True, "disputed"),
        (("breached",), (), False, "unsuccessful"),
        (("pending",), ("unverifiable",), False, "unknown"),
    ],
)
def test_verdicts_on_a_corridor_amount_to_an_outcome(
    opened: tuple[Status, ...], free: tuple[Status, ...], shut: bool, found: str
) -> None:
    assert corridors.outcome(map(verdict, opened), map(verdict, free), shut=shut) == found


def test_corridors_are_judged_right_or_not_at_all(shared: Path) -> None:
    found = corridors.rows(shared / corridors.DATA)
    right, labelled = corridors.agreement(found)
    judged_right, judged = corridors.agreement(found, told=True)
    assert (labelled, right >= 29) == (69, True)
    assert judged_right / judged >= 0.95
    assert sum(r.label == "unknown" and r.read != "unknown" for r in found) <= 10

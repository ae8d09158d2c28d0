"""Prohibitions: no deliberate targeting of civilians, and truces that begin at an hour."""

from __future__ import annotations

from typing import Any

import pytest

from pactwatch.times import Span
from tests.verdicts.world import GENEVA, World, duty, pact

STRIKE: dict[str, Any] = {"when": "2020-11-06", "places": ["Stepanakert"], "target": ["CIV"]}


def civilians(world: World, at: str = "2020-11-10", **given: Any) -> dict[str, str]:
    return {b: v.status for b, v in world.judge("geneva/civilians", at, GENEVA, **given).items()}


def accused() -> World:
    return (
        World()
        .told("ARTSAKH", "attack", said="2020-11-06", actor=["AZE.MIL"], **STRIKE)
        .source("artsakh", side="ARM", parties=("ARTSAKH",))
    )


def test_silence_is_not_compliance_and_being_watched_is() -> None:
    world = World()
    assert civilians(world) == {"ARM": "unverifiable", "AZE": "unverifiable"}
    world.told("OSCE", "monitor", said="2020-11-04", when="2020-11-04")
    assert civilians(world) == {"ARM": "kept", "AZE": "kept"}


def test_one_sides_word_is_an_allegation() -> None:
    assert civilians(accused()) == {"ARM": "unverifiable", "AZE": "alleged"}


def test_an_allegation_that_the_accused_denies_is_disputed() -> None:
    world = accused().told("AZE.MIL", "attack", stance="denies", said="2020-11-06", actor=["AZE.MIL"], places=["Khankendi"])
    assert civilians(world)["AZE"] == "disputed"


def test_a_reprint_adds_no_voice_and_an_independent_one_does() -> None:
    text = "Shells fell on houses in the town in the night and three people were killed, the authorities there said on Friday."
    world = (
        World()
        .source("artsakh", side="ARM", parties=("ARTSAKH",))
        .source("agency", kind="agency", side="ARM")
        .told("OUTLET", "attack", said="2020-11-06", actor=["AZE"], source="agency", text=text, **STRIKE)
        .told("OUTLET", "attack", said="2020-11-07", actor=["AZE"], source="paper", text=text, **STRIKE)
        .told("ARM.MIL", "attack", said="2020-11-06", actor=["AZE"], **STRIKE)
    )
    verdict = world.judge("geneva/civilians", "2020-11-10", GENEVA)["AZE"]
    assert (verdict.status, verdict.proof) == ("alleged", "claimed")
    world.told("HRW", "attack", said="2020-12-11", actor=["AZE.MIL"], **STRIKE)
    verdict = world.judge("geneva/civilians", "2020-12-12", GENEVA)["AZE"]
    assert (verdict.status, verdict.proof) == ("breached", "corroborated")


def test_a_third_voice_alone_reports_and_is_still_below_the_proof_of_a_breach() -> None:
    world = World().told("UN", "attack", said="2020-11-07", actor=["AZE"], **STRIKE)
    verdict = world.judge("geneva/civilians", "2020-11-10", GENEVA)["AZE"]
    assert (verdict.status, verdict.proof) == ("alleged", "reported")


def test_a_denial_by_the_accused_alone_does_not_undo_a_proven_breach() -> None:
    world = (
        accused()
        .told("HRW", "attack", said="2020-11-08", actor=["AZE"], **STRIKE)
        .told("AZE.MIL", "attack", stance="denies", said="2020-11-09", actor=["AZE.MIL"])
    )
    verdict = world.judge("geneva/civilians", "2020-11-10", GENEVA)["AZE"]
    assert verdict.status == "breached"
    assert verdict.for_ == ("claim-002",)


def test_a_third_voice_against_a_proven_breach_makes_it_disputed() -> None:
    world = (
        accused()
        .told("HRW", "attack", said="2020-11-08", actor=["AZE"], **STRIKE)
        .told("UN", "attack", said="2020-11-09", actor=["AZE"], negated=True, when="2020-11-06", places=["Stepanakert"])
    )
    assert civilians(world)["AZE"] == "disputed"


def test_the_accused_admitting_it_proves_it() -> None:
    world = World().told("AZE.MIL", "attack", said="2020-11-07", actor=["AZE.MIL"], **STRIKE)
    assert civilians(world)["AZE"] == "breached"


def test_the_monitor_whom_the_pact_names_settles_it() -> None:
    pacts = pact("geneva", duty("civilians", "attack", duty="must_not", target=("CIV",)), monitor=("OSCE",))
    world = World().told("OSCE", "attack", said="2020-11-09", actor=["AZE"], **STRIKE)
    verdict = world.judge("geneva/civilians", "2020-11-10", pacts)["AZE"]
    assert (verdict.status, verdict.proof) == ("breached", "ruled")
    cleared = (
        accused()
        .told("HRW", "attack", said="2020-11-08", actor=["AZE"], **STRIKE)
        .told("OSCE", "attack", said="2020-11-09", actor=["AZE"], negated=True, when="2020-11-06", places=["Stepanakert"])
    )
    assert cleared.judge("geneva/civilians", "2020-11-10", pacts)["AZE"].status == "kept"


def test_fighting_between_forces_does_not_break_the_duty_to_spare_civilians() -> None:
    world = World().told("UN", "attack", said="2020-11-06", when="2020-11-06", actor=["AZE"], target=["ARM.MIL"])
    assert civilians(world)["AZE"] == "unverifiable"


def test_an_attack_whose_victims_are_not_told_is_a_gap_not_a_breach() -> None:
    world = World().told("UN", "attack", said="2020-11-06", when="2020-11-06", actor=["AZE"], places=["Stepanakert"])
    verdict = world.judge("geneva/civilians", "2020-11-10", GENEVA)["AZE"]
    assert verdict.status == "unverifiable"
    assert [g.key for g in verdict.gaps] == ["target_unknown"]


TRUCE = pact(
    "moscow",
    duty("truce", "attack", "violate_ceasefire", pact="moscow", duty="must_not", window=Span.parse("2020-10-10T12:00:00/..")),
    made="2020-10-10",
)


@pytest.mark.parametrize(
    ("when", "status", "gap"),
    [
        ("2020-10-09", "unverifiable", []),
        ("2020-10-10", "unverifiable", ["straddles"]),
        ("2020-10-07/2020-10-12", "unverifiable", ["straddles"]),
        ("2020-10-11", "alleged", []),
        ("2020-10-10T12:30", "alleged", []),
    ],
)
def test_an_event_that_straddles_the_hour_of_a_truce_belongs_to_neither_side_of_it(
    when: str, status: str, gap: list[str]
) -> None:
    world = World().told("UN", "attack", said="2020-10-13", when=when, actor=["AZE"])
    verdict = world.judge("moscow/truce", "2020-10-14", TRUCE)["AZE"]
    assert verdict.status == status
    assert [g.key for g in verdict.gaps] == gap


def test_undated_fighting_is_never_put_after_a_truce() -> None:
    world = World().told("UN", "attack", said="2020-10-13", actor=["AZE"])
    verdict = world.judge("moscow/truce", "2020-10-14", TRUCE)["AZE"]
    assert verdict.status == "unverifiable"
    assert [g.key for g in verdict.gaps] == ["undated"]


def test_what_happened_after_the_moment_judged_does_not_count() -> None:
    world = World().told("UN", "attack", said="2020-10-13", when="2020-10-12", actor=["AZE"])
    assert world.judge("moscow/truce", "2020-10-11", TRUCE)["AZE"].status == "unverifiable"


def test_a_clause_that_a_later_pact_replaces_tells_what_it_had_come_to() -> None:
    later = pact(
        "november", duty("truce", "attack", pact="november", duty="must_not"), made="2020-11-10", supersedes=("moscow",)
    )
    world = World().told("UN", "attack", said="2020-10-13", when="2020-10-12", actor=["AZE"])
    verdict = world.judge("moscow/truce", "2020-11-11", {**TRUCE, **later})["AZE"]
    assert verdict.status == "superseded"
    assert [(r.key, r.data["status"]) for r in verdict.reasons.because] == [("until_then", "alleged")]


def test_a_month_that_runs_past_the_end_of_a_truce_belongs_to_neither_side_of_that_end() -> None:
    later = pact(
        "november", duty("truce", "attack", pact="november", duty="must_not"), made="2020-11-10", supersedes=("moscow",)
    )
    world = World().told("AZE.MIL", "attack", said="2020-12-13", when="2020-11", actor=["AZE"])
    verdict = world.judge("moscow/truce", "2020-11-08", {**TRUCE, **later})["AZE"]
    assert (verdict.status, [g.key for g in verdict.gaps]) == ("unverifiable", ["straddles"])


def test_whoever_says_that_the_truce_holds_was_watching_and_who_counts_lists_was_not() -> None:
    world = World().source("icrc", kind="monitor", parties=("ICRC",))
    world.told("ICRC", "transfer_list", said="2020-10-12", when="2020-10-12", actor=["ARM"])
    assert world.judge("moscow/truce", "2020-10-14", TRUCE)["AZE"].status == "unverifiable"
    world.told("UN", "cease_fire", said="2020-10-12", when="2020-10-12")
    assert world.judge("moscow/truce", "2020-10-14", TRUCE)["AZE"].status == "kept"

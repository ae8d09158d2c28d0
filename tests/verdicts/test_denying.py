"""Which happening a denial stands beside, and how it is told."""

from __future__ import annotations

from dataclasses import replace

from pactwatch.types import Reason
from tests.verdicts.world import World, duty, pact

TRUCE = pact("truce", duty("fire", "attack", pact="truce", duty="must_not"), made="2020-10-10")


def struck(place: str) -> World:
    world = World().told("AZE.GOV", "attack", said="2020-10-28", when="2020-10-28", actor=["ARM"], places=["Barda"])
    return world.told("AZE.GOV", "attack", said="2020-10-28", when="2020-10-28", actor=["ARM"], places=[place])


def beside(reason: Reason, place: str) -> list[str]:
    """What is said to the contrary of the happening at a place."""
    events = [r for r in reason.because if r.key == "event" and r.data["places"] == [place]]
    return [r.key for e in events for r in e.because if r.key.startswith("denied")]


def test_a_denial_of_one_strike_does_not_stand_beside_another() -> None:
    world = struck("Tartar").told("ARM.MIL", "attack", stance="denies", said="2020-10-29", actor=["ARM"], places=["Barda"])
    found = world.judge("truce/fire", "2020-10-30", TRUCE)["ARM"]
    assert found.status == "alleged"
    assert beside(found.reasons, "Barda") == ["denied_by"]
    assert beside(found.reasons, "Tartar") == []


def test_its_sentence_tells_where() -> None:
    said = "Armenia denies the strike on Barda"
    world = struck("Tartar").told("ARM.MIL", "attack", stance="denies", said="2020-10-29", actor=["ARM"], text=said)
    found = world.judge("truce/fire", "2020-10-30", TRUCE)["ARM"]
    assert beside(found.reasons, "Barda") == ["denied_by"]
    assert beside(found.reasons, "Tartar") == []


def test_a_general_denial_is_told_as_one() -> None:
    said = "Yerevan denies having struck civilians"
    world = struck("Tartar").told("ARM.MIL", "attack", stance="denies", said="2020-10-29", actor=["ARM"], text=said)
    found = world.judge("truce/fire", "2020-10-30", TRUCE)["ARM"]
    assert found.status == "disputed"
    assert beside(found.reasons, "Barda") == beside(found.reasons, "Tartar") == ["denied_in_general"]


def test_a_title_that_speaks_of_the_others_strike_leaves_a_denial_general() -> None:
    world = struck("Tartar").told("ARM.MIL", "attack", said="2020-10-29", when="2020-10-29", actor=["AZE"], places=["Hadrut"])
    world.told("ARM.MIL", "attack", stance="denies", said="2020-10-29", actor=["ARM"], text="Yerevan denies it")
    report = list(world.reports)[-1]
    world.reports[report] = replace(world.reports[report], title="Strikes on Hadrut go on, says Baku")
    found = world.judge("truce/fire", "2020-10-30", TRUCE)["ARM"]
    assert beside(found.reasons, "Barda") == beside(found.reasons, "Tartar") == ["denied_in_general"]


def test_a_title_that_speaks_of_one_of_its_strikes_ties_it_to_that() -> None:
    world = struck("Tartar").told("ARM.MIL", "attack", stance="denies", said="2020-10-29", actor=["ARM"], text="It is denied")
    report = list(world.reports)[-1]
    world.reports[report] = replace(world.reports[report], title="Dozens hurt at Barda, Baku says")
    found = world.judge("truce/fire", "2020-10-30", TRUCE)["ARM"]
    assert beside(found.reasons, "Barda") == ["denied_by"]
    assert beside(found.reasons, "Tartar") == []

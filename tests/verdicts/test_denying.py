"""Which happening a denial stands beside, and how it is told."""

from __future__ import annotations

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


def test_the_title_of_its_report_tells_where() -> None:
    title = "Armenia denies the strike on Barda"
    world = struck("Tartar").told("ARM.MIL", "attack", stance="denies", said="2020-10-29", actor=["ARM"], text=title)
    found = world.judge("truce/fire", "2020-10-30", TRUCE)["ARM"]
    assert beside(found.reasons, "Barda") == ["denied_by"]
    assert beside(found.reasons, "Tartar") == []


def test_a_general_denial_is_told_as_one() -> None:
    said = "Yerevan denies having struck civilians"
    world = struck("Tartar").told("ARM.MIL", "attack", stance="denies", said="2020-10-29", actor=["ARM"], text=said)
    found = world.judge("truce/fire", "2020-10-30", TRUCE)["ARM"]
    assert found.status == "disputed"
    assert beside(found.reasons, "Barda") == beside(found.reasons, "Tartar") == ["denied_in_general"]

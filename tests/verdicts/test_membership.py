"""A party owes what it promised from the day on which it joined to the day on which it left."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pactwatch.times import Span
from pactwatch.types import Status, Trigger, Zone, ZoneReading
from tests.verdicts.world import World, duty, pact

HELP = duty(
    "help",
    "support",
    pact="alliance",
    bearers=("ARM", "AZE", "RUS"),
    trigger=Trigger(("attack",), actor=("outside",), zone="territory"),
)
NO_FIRE = duty("no-fire", "attack", pact="alliance", bearers=("ARM", "AZE", "RUS"), duty="must_not")
ALLIANCE = pact(
    "alliance",
    HELP,
    NO_FIRE,
    made="1994-01-01",
    parties=("ARM", "AZE", "RUS"),
    membership={
        "AZE": (Span.parse("1994-06-01/1999-04-20"),),
        "RUS": (Span.parse("1994-01-01/1996-12-31"), Span.parse("1998-01-01/..")),
    },
    zones={"territory": Zone("territory", (ZoneReading("territory", ("party",)),))},
)


def strike(world: World, actor: str, place: str, when: str) -> World:
    return world.told("OUTLET", "attack", said=when, when=when, actor=[actor], places=[place])


@pytest.mark.parametrize(
    ("bearer", "at", "expected"),
    [
        ("ARM", "1994-03-01", "not_triggered"),
        ("AZE", "1994-03-01", "not_in_force"),
        ("AZE", "1994-06-01", "not_triggered"),
        ("AZE", "1999-04-20", "not_triggered"),
        ("AZE", "1999-04-21", "not_in_force"),
        ("RUS", "1997-05-01", "not_in_force"),
        ("RUS", "1998-05-01", "not_triggered"),
    ],
)
def test_nobody_owes_before_it_joined_or_after_it_left(bearer: str, at: str, expected: Status) -> None:
    assert World().judge("alliance/help", at, ALLIANCE)[bearer].status == expected


def test_the_reason_says_when_it_was_a_party() -> None:
    verdict = World().judge("alliance/help", "1999-05-01", ALLIANCE)["AZE"]
    assert verdict.reasons.key == "not_a_party"
    assert verdict.reasons.data["window"] == "1994-06-01/1999-04-20"


@pytest.mark.parametrize(
    ("actor", "place", "when", "expected"),
    [
        ("TUR", "Baku", "1995-02-01", "pending"),  # territory of a party
        ("TUR", "Baku", "2000-02-01", "not_triggered"),  # of one that has left
        ("AZE", "Yerevan", "1995-02-01", "not_triggered"),  # by a party
        ("AZE", "Yerevan", "2000-02-01", "pending"),  # by one that has left
    ],
)
def test_a_trigger_asks_who_was_a_party_then(actor: str, place: str, when: str, expected: Status) -> None:
    world = strike(World(), actor, place, when)
    assert world.judge("alliance/help", "2001-01-01", ALLIANCE)["ARM"].status == expected


def test_what_befell_the_others_before_it_joined_lays_no_duty_on_a_party() -> None:
    world = strike(World(), "TUR", "Yerevan", "1994-02-01")
    verdicts = world.judge("alliance/help", "1995-01-01", ALLIANCE)
    assert (verdicts["ARM"].status, verdicts["AZE"].status) == ("pending", "not_triggered")


def test_what_a_party_did_before_it_joined_breaks_nothing() -> None:
    world = strike(World(), "AZE", "Kars", "1994-02-01").told(
        "AZE.GOV", "attack", said="1994-02-02", when="1994-02-01", actor=["AZE"], places=["Kars"]
    )
    verdicts = world.judge("alliance/no-fire", "1995-01-01", ALLIANCE)
    assert verdicts["AZE"].status == "unverifiable"


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (["ARM"], "pending"),
        ([], "pending"),  # the place tells whose it is
        (["CIV"], "pending"),
        (["AZE"], "not_triggered"),  # a party, but the bearer itself
        (["USA"], "not_triggered"),  # a guest on a party's soil
    ],
)
def test_a_named_victim_counts_beside_the_zone(target: list[str], expected: Status) -> None:
    clause = replace(HELP, trigger=Trigger(("attack",), actor=("outside",), target=("other",), zone="territory"))
    world = World().told(
        "OUTLET", "attack", said="1995-02-01", when="1995-02-01", actor=["TUR"], target=target, places=["Yerevan"]
    )
    alliance = {"alliance": replace(ALLIANCE["alliance"], clauses=(clause,))}
    assert world.judge("alliance/help", "1995-03-01", alliance)["AZE"].status == expected

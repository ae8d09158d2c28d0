"""Conditional duties and contested scope: help if fighting moves onto a country's territory."""

from __future__ import annotations

from pactwatch.times import Span
from pactwatch.types import Trigger
from tests.verdicts.world import World, contested_zone, duty, pact

ARMENIA = contested_zone(
    "armenia",
    recognised_border=(("ARM",), ("RUS", "CSTO")),
    wider_conflict=(("ARM", "karabakh"), ("ANON.ARM",)),
)
PLEDGE = pact(
    "pledge",
    duty(
        "help",
        "support",
        pact="pledge",
        bearers=("RUS",),
        target=("ARM",),
        trigger=Trigger(acts=("attack",), zone="armenia", since=Span.parse("2020-09-27")),
    ),
    made="2020-10-31",
    parties=("RUS",),
    zones={"armenia": ARMENIA},
)


def in_karabakh() -> World:
    return World().told("UCDP", "attack", said="2020-10-18", when="2020-10-18", places=["Hadrut"], actor=["AZE"])


def test_fighting_elsewhere_leaves_the_pledge_untriggered_under_one_reading_only() -> None:
    verdict = in_karabakh().judge("pledge/help", "2020-11-05", PLEDGE)["RUS"]
    assert verdict.status == "disputed"
    assert verdict.readings == {"recognised-border": "not_triggered", "wider-conflict": "pending"}
    holders = {r.data["reading"]: r.data["held_by"] for r in verdict.reasons.because}
    assert holders == {"recognised-border": ["RUS", "CSTO"], "wider-conflict": ["ANON.ARM"]}


def test_an_event_inside_the_border_settles_it_from_its_own_day_on() -> None:
    world = in_karabakh().told("UCDP", "attack", said="2020-11-03", when="2020-11-02", places=["Mets Masrik"], actor=["AZE"])
    before = world.judge("pledge/help", "2020-11-01", PLEDGE)["RUS"]
    after = world.judge("pledge/help", "2020-11-02", PLEDGE)["RUS"]
    assert before.readings["recognised-border"] == "not_triggered"
    assert after.status == "pending"
    assert after.readings == {"recognised-border": "pending", "wider-conflict": "pending"}


def test_each_side_is_answered_under_the_reading_it_holds() -> None:
    world = in_karabakh().told("ARM.MIL", "attack", said="2020-10-18", when="2020-10-18", places=["Hadrut"], actor=["AZE"])
    assert world.judge("pledge/help", "2020-11-05", PLEDGE, according_to="ARM")["RUS"].status == "pending"
    assert world.judge("pledge/help", "2020-11-05", PLEDGE, according_to="RUS")["RUS"].status == "not_triggered"


def test_what_only_an_interested_party_claims_does_not_meet_a_condition() -> None:
    world = World().told("ARM.MIL", "attack", said="2020-11-02", when="2020-11-01", places=["Vardenis"], actor=["AZE"])
    verdict = world.judge("pledge/help", "2020-11-05", PLEDGE)["RUS"]
    assert set(verdict.readings.values()) == {"not_triggered"}
    assert "trigger_alleged" in {g.key for g in verdict.gaps}


def test_help_on_request_needs_both_the_attack_and_the_request() -> None:
    clause = duty(
        "help",
        "support",
        pact="treaty",
        bearers=("RUS",),
        trigger=Trigger(acts=("attack",), zone="armenia", requested_by=("ARM",)),
    )
    zone = contested_zone("armenia", recognised_border=(("ARM",), ()))
    treaty = pact("treaty", clause, made="1994-04-20", parties=("ARM", "RUS"), zones={"armenia": zone})
    world = World().told("UCDP", "attack", said="2020-10-01", when="2020-10-01", places=["Mets Masrik"], actor=["AZE"])
    assert world.judge("treaty/help", "2020-10-30", treaty)["RUS"].status == "not_triggered"
    world.told("ARM.GOV", "support", stance="requests", said="2020-10-31", when="2020-10-31", actor=["RUS.GOV"])
    assert world.judge("treaty/help", "2020-10-30", treaty)["RUS"].status == "not_triggered"
    assert world.judge("treaty/help", "2020-10-31", treaty)["RUS"].status == "pending"


def test_consultations_fall_due_when_they_are_asked_for() -> None:
    clause = duty("consult", "consult", pact="treaty", bearers=("RUS",), trigger=Trigger(acts=(), requested_by=("ARM",)))
    treaty = pact("treaty", clause, made="1997-08-29", parties=("ARM", "RUS"))
    world = World()
    assert world.judge("treaty/consult", "2020-10-31", treaty)["RUS"].status == "not_triggered"
    world.told("ARM.GOV", "consult", stance="requests", said="2020-10-31", when="2020-10-31", actor=["RUS"])
    assert world.judge("treaty/consult", "2020-10-31", treaty)["RUS"].status == "pending"


def test_an_exception_lifts_the_duty() -> None:
    clause = duty(
        "hold", "attack", pact="truce", duty="must_not", bearers=("AZE",), unless=Trigger(acts=("attack",), actor=("ARM",))
    )
    truce = pact("truce", clause)
    world = World().told("UN", "attack", said="2020-11-03", when="2020-11-03", actor=["AZE"])
    assert world.judge("truce/hold", "2020-11-05", truce)["AZE"].status == "alleged"
    world.told("UN", "attack", said="2020-11-02", when="2020-11-02", actor=["ARM"])
    assert world.judge("truce/hold", "2020-11-05", truce)["AZE"].status == "not_triggered"


def test_a_party_has_an_interest_in_its_own_pledge_whatever_it_is_declared_to_be() -> None:
    world = (
        World()
        .source("mid", kind="government", parties=("RUS", "RUS.GOV"))
        .told("UCDP", "attack", said="2020-11-03", when="2020-11-02", places=["Mets Masrik"], actor=["AZE"])
        .told("RUS.GOV", "support", said="2020-11-04", when="2020-11-04", actor=["RUS"], target=["ARM"])
    )
    verdict = world.judge("pledge/help", "2020-11-05", PLEDGE)["RUS"]
    assert (verdict.status, verdict.proof) == ("pending", "claimed")
    world.told("ARM.GOV", "support", said="2020-11-05", when="2020-11-04", actor=["RUS"], target=["ARM"])
    assert world.judge("pledge/help", "2020-11-05", PLEDGE)["RUS"].status == "kept"

"""Duties to do something by a day: the lists of prisoners, due a week after 30 October."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from pactwatch.times import Span
from pactwatch.types import Amount, Due
from tests.verdicts.world import GENEVA, World, contested_zone, duty, pact


def lists(world: World, at: str, **given: Any) -> dict[str, str]:
    return {b: v.status for b, v in world.judge("geneva/lists", at, GENEVA, **given).items()}


def test_a_duty_is_pending_until_the_end_of_its_last_day() -> None:
    world = World()
    verdict = world.judge("geneva/lists", "2020-11-06", GENEVA)["ARM"]
    assert verdict.status == "pending"
    assert verdict.due is not None
    assert verdict.due.isoformat() == "2020-11-06T23:59:59+04:00"
    assert lists(world, "2020-11-07") == {"ARM": "overdue", "AZE": "overdue"}


def test_before_it_is_made_a_pact_binds_nobody() -> None:
    assert lists(World(), "2020-10-29") == {"ARM": "not_in_force", "AZE": "not_in_force"}


def test_a_disinterested_voice_is_enough_to_show_it_done() -> None:
    world = World().told("ICRC", "transfer_list", said="2020-11-05", when="2020-11-05", actor=["ARM"])
    assert lists(world, "2020-11-08") == {"ARM": "kept", "AZE": "overdue"}


def test_done_after_its_day_is_kept_late_and_says_by_how_much() -> None:
    world = World().told("RUS.GOV", "transfer_list", said="2020-12-04", when="2020-12-04", actor=["ARM", "AZE"])
    verdict = world.judge("geneva/lists", "2020-12-06", GENEVA)["AZE"]
    assert verdict.status == "kept_late"
    assert verdict.late_by == timedelta(days=27, seconds=1)
    assert lists(world, "2020-12-03") == {"ARM": "overdue", "AZE": "overdue"}


def test_an_exchange_without_named_doers_speaks_of_all_who_owed_it() -> None:
    world = World().told("RUS.GOV", "transfer_list", said="2020-12-04", when="2020-12-04")
    assert lists(world, "2020-12-06") == {"ARM": "kept_late", "AZE": "kept_late"}


def test_the_same_voice_saying_not_wholly_makes_it_partly_kept() -> None:
    world = (
        World()
        .told("RUS.GOV", "transfer_list", said="2020-12-04", when="2020-12-04", actor=["ARM", "AZE"])
        .told("RUS.GOV", "transfer_list", said="2021-01-18", actor=["ARM"], negated=True)
    )
    assert lists(world, "2020-12-06") == {"ARM": "partly_kept", "AZE": "kept_late"}


def test_another_disinterested_voice_saying_not_makes_it_disputed() -> None:
    world = (
        World()
        .told("RUS.GOV", "transfer_list", said="2020-12-04", when="2020-12-04", actor=["ARM"])
        .told("UN", "transfer_list", said="2020-12-05", actor=["ARM"], negated=True)
    )
    assert lists(world, "2020-12-06")["ARM"] == "disputed"


def test_that_it_had_not_been_done_before_it_was_does_not_count_against_it() -> None:
    world = (
        World()
        .told("UN", "transfer_list", said="2020-11-10", actor=["ARM"], negated=True)
        .told("RUS.GOV", "transfer_list", said="2020-12-04", when="2020-12-04", actor=["ARM"])
    )
    assert lists(world, "2020-12-06")["ARM"] == "kept_late"


def test_ones_own_word_is_not_proof_and_the_other_sides_word_is() -> None:
    own = World().told("ARM.GOV", "transfer_list", said="2020-11-05", when="2020-11-05", actor=["ARM.GOV"])
    assert lists(own, "2020-11-05")["ARM"] == "pending"
    assert lists(own, "2020-11-08")["ARM"] == "unverifiable"
    other = World().told("AZE.GOV", "transfer_list", said="2020-11-05", when="2020-11-05", actor=["ARM.GOV"])
    assert lists(other, "2020-11-08")["ARM"] == "kept"


def test_ones_own_word_denied_is_disputed() -> None:
    world = (
        World()
        .told("ARM.GOV", "transfer_list", said="2020-11-05", when="2020-11-05", actor=["ARM"])
        .told("AZE.GOV", "transfer_list", said="2020-11-07", actor=["ARM"], negated=True)
    )
    assert lists(world, "2020-11-08")["ARM"] == "disputed"


def test_each_side_has_its_own_answer() -> None:
    world = (
        World()
        .told("ARM.GOV", "transfer_list", said="2020-11-05", when="2020-11-05", actor=["ARM"])
        .told("AZE.GOV", "transfer_list", said="2020-11-07", actor=["ARM"], negated=True)
    )
    assert lists(world, "2020-11-08", according_to="ARM")["ARM"] == "kept"
    assert lists(world, "2020-11-08", according_to="AZE")["ARM"] == "breached"


def test_an_open_refusal_breaks_a_duty_before_its_day_and_doing_it_later_heals_that() -> None:
    world = World().told("ARM.GOV", "transfer_list", stance="refuses", said="2020-11-02", actor=["ARM.GOV"])
    assert lists(world, "2020-11-03") == {"ARM": "breached", "AZE": "pending"}
    world.told("ICRC", "transfer_list", said="2020-11-05", when="2020-11-05", actor=["ARM"])
    assert lists(world, "2020-11-08")["ARM"] == "kept"


def test_not_done_on_good_proof_after_its_day_is_a_breach() -> None:
    world = (
        World()
        .told("ICRC", "transfer_list", said="2020-11-09", actor=["ARM"], negated=True)
        .told("OSCE", "transfer_list", said="2020-11-10", actor=["ARM"], negated=True)
    )
    assert lists(world, "2020-11-11") == {"ARM": "breached", "AZE": "overdue"}


def test_a_duty_in_part_by_amount() -> None:
    clause = duty("release", "release", due=Due(within="P7D"), amount=Amount(20, "detainees"))
    world = World().told(
        "ICRC", "release", said="2020-11-05", when="2020-11-05", actor=["ARM"], amounts=[Amount(12, "detainees")]
    )
    assert world.judge("geneva/release", "2020-11-08", pact("geneva", clause))["ARM"].status == "partly_kept"
    world.told("ICRC", "release", said="2020-11-06", when="2020-11-06", actor=["ARM"], amounts=[Amount(20, "detainees")])
    assert world.judge("geneva/release", "2020-11-08", pact("geneva", clause))["ARM"].status == "kept"


def test_hours_run_from_the_moment_and_days_to_the_end_of_the_last() -> None:
    hours = duty("withdraw", "withdraw", due=Due(within="PT72H"))
    made = pact("geneva", hours, made="2020-10-30T12:00")
    due = World().judge("geneva/withdraw", "2020-10-31", made)["ARM"].due
    assert due is not None
    assert due.isoformat().startswith("2020-11-02T12:00")


def test_a_liberty_is_open_until_used() -> None:
    clause = duty("monitors", "monitor", duty="may", bearers=("OSCE",))
    pacts = pact("geneva", clause)
    world = World()
    assert world.judge("geneva/monitors", "2020-11-01", pacts)["OSCE"].status == "pending"
    world.told("UN", "monitor", said="2020-11-02", when="2020-11-02", actor=["OSCE"])
    assert world.judge("geneva/monitors", "2020-11-03", pacts)["OSCE"].status == "kept"


def test_a_sentence_that_says_done_and_not_done_speaks_of_performance_in_part() -> None:
    text = "The list came neither at once nor in full."
    world = World().told("ICRC", "transfer_list", said="2020-11-05", when="2020-11-05", actor=["ARM"])
    world.told("UN", "transfer_list", said="2021-01-18", actor=["ARM"], text=text)
    world.told("UN", "transfer_list", said="2021-01-18", actor=["ARM"], negated=True, text=text)
    assert lists(world, "2020-11-08")["ARM"] == "disputed"  # two reports that happen to have the same words
    claim = world.claims["claim-001"]
    world.claims["claim-001"] = replace(claim, statement=world.claims["claim-002"].statement)
    assert lists(world, "2020-11-08")["ARM"] == "partly_kept"


def test_a_general_word_of_help_without_a_helper_is_nobodys_performance() -> None:
    clause = duty("help", "support", pact="treaty", bearers=("RUS",))
    treaty = pact("treaty", clause, parties=("ARM", "RUS"))
    world = World().told("UN", "support", said="2020-11-05", when="2020-11-05")
    assert world.judge("treaty/help", "2020-11-08", treaty)["RUS"].status == "pending"


def test_a_district_handed_over_by_nobody_named_is_handed_over() -> None:
    zone = contested_zone("aghdam", plain=(("aghdam",), ()))
    clause = duty("aghdam", "withdraw", bearers=("ARM",), zone="aghdam", due=Due(by=Span.parse("2020-11-20")))
    pacts = pact("geneva", clause, zones={"aghdam": zone})
    world = World().told("UN", "withdraw", said="2020-11-20", when="2020-11-20", places=["Lachin"])
    assert world.judge("geneva/aghdam", "2020-11-21", pacts)["ARM"].status == "overdue"
    world.told("UN", "withdraw", said="2020-11-20", when="2020-11-20", places=["Aghdam"])
    assert world.judge("geneva/aghdam", "2020-11-21", pacts)["ARM"].status == "kept"


def test_a_refusal_is_of_the_day_it_was_spoken_not_of_the_month_it_speaks_of() -> None:
    world = World().told("AZE.GOV", "transfer_list", stance="refuses", said="2021-03-04", when="2020-11", actor=["AZE"])
    assert lists(world, "2020-11-08")["AZE"] == "overdue"
    assert lists(world, "2021-03-05")["AZE"] == "breached"


def test_moving_in_shows_a_district_handed_over_where_the_clause_counts_it() -> None:
    zone = contested_zone("lachin", plain=(("lachin",), ()))
    due = Due(by=Span.parse("2020-12-01"))
    for acts, status in ((("withdraw", "capture"), "kept"), (("withdraw",), "overdue")):
        clause = duty("lachin", *acts, bearers=("ARM",), target=("AZE",), zone="lachin", due=due)
        pacts = pact("geneva", clause, zones={"lachin": zone})
        world = World().told("AZE.MIL", "capture", said="2020-12-01", when="2020-12-01", actor=["AZE.MIL"], places=["Lachin"])
        assert world.judge("geneva/lachin", "2020-12-02", pacts)["ARM"].status == status
        world.told("UN", "capture", said="2020-12-01", when="2020-12-01", actor=["AZE.MIL"], places=["Shusha"])
        assert world.judge("geneva/lachin", "2020-12-02", pacts)["ARM"].status == status


def test_a_date_that_reaches_over_the_deadline_is_told_as_a_gap() -> None:
    world = World().told("ICRC", "transfer_list", said="2020-12-02", when="2020-11", actor=["ARM"])
    found = world.judge("geneva/lists", "2020-12-06", GENEVA)["ARM"]
    assert found.status == "kept"
    assert [gap.key for gap in found.gaps] == ["across_deadline"]
    world.told("ICRC", "transfer_list", said="2020-12-03", when="2020-11-04", actor=["ARM"])
    assert world.judge("geneva/lists", "2020-12-06", GENEVA)["ARM"].gaps == ()

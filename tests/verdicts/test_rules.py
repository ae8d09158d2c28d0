"""The rules, each by scenarios in `pacts/`, and what they show beside the status."""

from __future__ import annotations

from pathlib import Path

from pactwatch.types import Amount, Due, Extension
from pactwatch.verdicts.explain import explain
from pactwatch.verdicts.scenarios import run_scenarios
from tests.verdicts.world import World, duty, pact

PACTS = Path(__file__).parent / "pacts"


def test_every_scenario_of_the_rules_holds() -> None:
    results = run_scenarios(PACTS)
    assert [r for r in results if r.fault] == []
    assert len(results) >= 40


def test_figures_that_differ_are_shown_with_their_voices() -> None:
    pacts = pact("geneva", duty("release", "release", amount=Amount(20, "detainees"), due=Due(within="P7D")))
    world = World()
    for speaker, figure in (("ICRC", 12), ("UN", 15), ("ARM.GOV", 20)):
        amounts = [Amount(figure, "detainees")]
        world.told(speaker, "release", said="2020-11-05", when="2020-11-05", actor=["ARM"], amounts=amounts)
    verdict = world.judge("geneva/release", "2020-11-08", pacts)["ARM"]
    assert verdict.status == "partly_kept"  # the bearer's own 20 does not count while others give a figure
    (gap,) = [g for g in verdict.gaps if g.key == "figures_differ"]
    assert gap.data["amount"] == 15
    assert {r.data["amount"]: r.data["voices"] for r in gap.because} == {12: ["ICRC"], 15: ["UN"], 20: ["ARM"]}


def test_keeping_the_monitor_out_is_a_gap_beside_the_verdict() -> None:
    pacts = pact("geneva", duty("truce", "attack", duty="must_not"), monitor=("OSCE",))
    world = World().told("OSCE", "monitor", said="2020-11-02", when="2020-11-02")
    world.told("OSCE", "block_access", said="2020-11-03", when="2020-11-03", actor=["AZE.MIL"], target=["OSCE"])
    verdicts = world.judge("geneva/truce", "2020-11-08", pacts)
    assert {b: (v.status, [g.key for g in v.gaps]) for b, v in verdicts.items()} == {
        "ARM": ("kept", []),
        "AZE": ("kept", ["access_denied"]),
    }
    assert "kept those who watch from seeing" in explain(verdicts["AZE"], world)


def test_an_extension_is_told_with_the_first_deadline() -> None:
    first = pact("geneva", duty("lists", "transfer_list", due=Due(within="P7D")))
    later = pact(
        "later", duty("x", "consult", pact="later"), made="2020-11-05", extends=(Extension("geneva/lists", by="P10D"),)
    )
    verdict = World().judge("geneva/lists", "2020-11-08", {**first, **later})["ARM"]
    assert verdict.status == "pending"
    assert "first due by" in explain(verdict, World())


def test_two_clauses_that_wait_for_one_another_wait_for_ever() -> None:
    one = duty("one", "release", due=Due(within="P7D", of="geneva/two"))
    two = duty("two", "transfer_list", due=Due(within="P7D", of="geneva/one"))
    verdict = World().judge("geneva/one", "2025-01-01", pact("geneva", one, two))["ARM"]
    assert (verdict.status, verdict.due) == ("pending", None)

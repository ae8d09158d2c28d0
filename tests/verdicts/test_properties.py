"""What must hold of verdicts whatever is claimed."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pactwatch.ledger import open_ledger, to_body
from pactwatch.times import moment
from pactwatch.types import Stance
from pactwatch.verdicts.evidence import Evidence, gather
from pactwatch.verdicts.judge import judge
from tests.verdicts.world import GENEVA, ZONE, World, duty, pact

STRONGER = ["none", "claimed", "reported", "corroborated", "ruled"]
days = st.integers(0, 20).map(lambda n: (date(2020, 10, 28) + timedelta(days=n)).isoformat())
told = st.fixed_dictionaries(
    {
        "speaker": st.sampled_from(["ARM.MIL", "AZE.MIL", "AZE.GOV", "ARTSAKH", "UN", "HRW", "RUS.GOV", "OUTLET", "ANON"]),
        "act": st.sampled_from(["attack", "transfer_list", "monitor"]),
        "stance": st.sampled_from(["asserts", "asserts", "asserts", "denies", "refuses"]),
        "negated": st.booleans(),
        "actor": st.sampled_from([(), ("ARM",), ("AZE.MIL",), ("ARM", "AZE")]),
        "target": st.sampled_from([(), ("CIV",), ("ARM.MIL",)]),
        "places": st.sampled_from([(), ("Stepanakert",), ("Hadrut",)]),
        "when": st.one_of(st.none(), days),
        "said": days,
        "source": st.sampled_from(["paper", "agency"]),
    }
)
worlds = st.lists(told, max_size=8)


def world_of(claims: list[dict[str, Any]], order: list[int] | None = None) -> World:
    world = World().source("artsakh", side="ARM", parties=("ARTSAKH",))
    for n in order if order is not None else range(len(claims)):
        world.told(text=f"text {n} of its own", **claims[n])
    return world


def statuses(world: World, at: str = "2020-11-20", **given: Any) -> dict[str, tuple[str, str]]:
    return {
        f"{clause}/{bearer}": (v.status, v.proof)
        for clause in ("geneva/lists", "geneva/civilians")
        for bearer, v in world.judge(clause, at, GENEVA, **given).items()
    }


@given(worlds, st.randoms())
@settings(max_examples=60, deadline=None)
def test_the_order_in_which_independent_reports_arrive_changes_no_verdict(claims: list[dict[str, Any]], random: Any) -> None:
    order = list(range(len(claims)))
    random.shuffle(order)
    assert statuses(world_of(claims)) == statuses(world_of(claims, order))


@given(worlds, st.integers(0, 7))
@settings(max_examples=60, deadline=None)
def test_a_reprint_never_raises_proof(claims: list[dict[str, Any]], which: int) -> None:
    if not claims:
        return
    copied = which % len(claims)
    before, world = statuses(world_of(claims)), world_of(claims)
    world.source("reprinter", copies_from=(claims[copied]["source"],))
    world.told(text=f"text {copied} of its own", **{**claims[copied], "source": "reprinter"})
    after = statuses(world)
    assert all(STRONGER.index(after[k][1]) <= STRONGER.index(before[k][1]) for k in before)


@given(worlds, days)
@settings(max_examples=60, deadline=None)
def test_a_denial_by_the_accused_never_lowers_a_proven_breach(claims: list[dict[str, Any]], said: str) -> None:
    before, world = statuses(world_of(claims)), world_of(claims)
    denies: Stance = "denies"
    world.told("AZE.MIL", "attack", stance=denies, said=said, actor=["AZE.MIL"], text="a denial of its own")
    after = statuses(world)
    if before["geneva/civilians/AZE"][0] == "breached":
        assert after["geneva/civilians/AZE"] == before["geneva/civilians/AZE"]


@given(worlds, st.integers(0, 8))
@settings(max_examples=60, deadline=None)
def test_what_was_known_then_is_judged_as_it_was_judged_then(claims: list[dict[str, Any]], known: int) -> None:
    """Replayed from a ledger: the view at a past line gives the verdict that was given when it was the last."""
    world = world_of(claims)
    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "ledger.db") as ledger:
        given = []
        for source in world.sources.values():
            ledger.append("source", to_body(source), by="test")
        for claim in world.claims.values():
            ledger.append("report", to_body(world.reports[claim.statement.report]), by="test")
            seq = ledger.append("claim", to_body(claim), by="test").seq
            given.append((seq, judged(ledger.view())))
        now = ledger.view()
        heard = gather(now, ZONE)
        for seq, then in given[:known]:
            assert judged(ledger.view(seq)) == then
            assert judged(ledger.view(seq, like=now), heard) == then


def judged(view: Any, like: Evidence | None = None) -> list[Any]:
    evidence, at = gather(view, ZONE, like), moment("2020-11-20", ZONE)
    return [v for c in GENEVA["geneva"].clauses for v in judge(c, evidence, at, pacts=GENEVA)]


@given(worlds, st.integers(0, 7), st.sampled_from(["ARM", "AZE"]))
@settings(max_examples=60, deadline=None)
def test_a_denial_by_the_accused_never_lowers_a_ruling(claims: list[dict[str, Any]], day: int, accused: str) -> None:
    pacts = pact("geneva", duty("civilians", "attack", duty="must_not", target=("CIV",)), monitor=("OSCE",))
    when, world = f"2020-11-{day + 1:02}", world_of(claims)
    world.told("OSCE", "attack", said="2020-11-09", when=when, actor=[accused], target=["CIV"], text="the finding of a monitor")
    before = world.judge("geneva/civilians", "2020-11-20", pacts)[accused]
    assert (before.status, before.proof) == ("breached", "ruled")
    world.told(f"{accused}.MIL", "attack", stance="denies", said="2020-11-10", actor=[accused], text="a denial of its own")
    world.told(f"{accused}.MIL", "attack", negated=True, said="2020-11-10", when=when, actor=[accused], text="and once more")
    after = world.judge("geneva/civilians", "2020-11-20", pacts)[accused]
    assert (after.status, after.proof) == ("breached", "ruled")


@given(worlds)
@settings(max_examples=60, deadline=None)
def test_every_question_has_an_answer_for_every_side_and_each_leaf_is_a_statement(claims: list[dict[str, Any]]) -> None:
    world = world_of(claims)
    known = {c.statement.id for c in world.claims.values()}
    for side in (None, "ARM", "AZE"):
        for verdict in world.judge("geneva/civilians", "2020-11-20", GENEVA, according_to=side).values():
            pending = [verdict.reasons, *verdict.gaps]
            while pending:
                reason = pending.pop()
                assert set(reason.statements) <= known
                pending.extend(reason.because)

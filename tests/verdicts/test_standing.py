"""Judged again only where a claim can touch it, the answer is that of judging afresh."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pactwatch.times import Span, moment
from pactwatch.types import Amount, Due, Extension, Pact, Trigger, Verdict
from pactwatch.verdicts.evidence import gather
from pactwatch.verdicts.judge import judge
from pactwatch.verdicts.standing import Standing
from tests.verdicts.world import GENEVA, ZONE, World, contested_zone, duty, pact

ARMENIA = contested_zone("armenia", border=(("ARM",), ("RUS",)), wider=(("ARM", "karabakh"), ("ANON.ARM",)))
RULES = pact(
    "rules",
    duty("truce", "attack", pact="rules", duty="must_not", window=Span.parse("2020-11-01/2020-11-10")),
    duty("mutual", "attack", pact="rules", duty="must_not", reciprocal=True),
    duty("own", "attack", pact="rules", duty="must_not", bearers=("ARM",), unless=Trigger(("attack",), ("AZE",))),
    duty("release", "release", pact="rules", amount=Amount(20, "detainees"), due=Due(within="P7D")),
    duty("weekly", "monitor", pact="rules", due=Due(every="P1W", of="in_force")),
    duty("lists", "transfer_list", pact="rules", due=Due(within="P3D", of="rules/release")),
    duty("help", "support", pact="rules", bearers=("ARM",), target=("AZE",), trigger=Trigger(("attack",), zone="armenia")),
    duty(
        "consult",
        "consult",
        pact="rules",
        bearers=("ARM",),
        trigger=Trigger(("attack",), ("AZE",), requested_by=("AZE",), threatened=True),
    ),
    zones={"armenia": ARMENIA},
    monitor=("OSCE",),
    answers_for={"ARM": ("ARTSAKH",)},
)
LATER = pact("later", duty("x", "consult", pact="later"), made="2020-11-08", extends=(Extension("rules/release", by="P7D"),))
PACTS: dict[str, Pact] = {**RULES, **LATER, **GENEVA}
CLAUSES = [c for p in PACTS.values() for c in p.clauses]

days = st.integers(0, 9).map(lambda n: (date(2020, 10, 30) + timedelta(days=n)).isoformat())
spans = st.tuples(days, st.sampled_from([0, 0, 0, 1, 2, 5])).map(
    lambda x: f"{x[0]}/{(date.fromisoformat(x[0]) + timedelta(days=x[1])).isoformat()}" if x[1] else x[0]
)
told = st.fixed_dictionaries(
    {
        "speaker": st.sampled_from(["ARM.MIL", "AZE.MIL", "ARTSAKH", "UN", "HRW", "OSCE", "OUTLET", "OUTLET"]),
        "act": st.sampled_from(["attack"] * 5 + ["transfer_list", "release", "release", "monitor", "support", "consult"]),
        "stance": st.sampled_from(["asserts", "asserts", "asserts", "asserts", "denies", "refuses", "requests", "threatens"]),
        "negated": st.sampled_from([False, False, False, True]),
        "actor": st.sampled_from([(), ("ARM",), ("ARM",), ("AZE.MIL",), ("AZE",), ("ARM", "AZE")]),
        "target": st.sampled_from([(), (), ("CIV",), ("ARM.MIL",), ("AZE",)]),
        "places": st.sampled_from([("Stepanakert",)] * 3 + [(), ("Hadrut",), ("Mets Masrik",), ("Karabakh",)]),
        "when": st.one_of(spans, spans, spans, st.none()),
        "said": days,
        "source": st.sampled_from(["paper", "agency", "observers"]),
        "amounts": st.sampled_from([(), (), (Amount(12, "detainees"),), (Amount(20, "detainees"),)]),
        "text": st.integers(0, 7).map(lambda n: " ".join(f"{w}{n}" for w in ("one", "two", "three", "four", "five", "six"))),
        "with_last": st.sampled_from([False, False, False, True]),
    }
)
pairs = st.one_of(st.just(()), st.tuples(*[st.integers(0, 8)] * 4))
worlds = st.lists(told, min_size=1, max_size=12)


@dataclass
class Judged(World):
    """A world in which people have said which claims are of one happening, and which are not."""

    same_events: tuple[frozenset[str], ...] = ()
    different_events: tuple[frozenset[str], ...] = ()


def world_of(claims: list[dict[str, Any]], judged: tuple[int, ...] = ()) -> Judged:
    """with_last: whether the claim stands in the sentence of the one before. judged: pairs of claims said to be the same, then
    different."""
    world = Judged()
    world.source("artsakh", side="ARM", parties=("ARTSAKH",)).source("observers", kind="monitor")
    for number, claim in enumerate(claims):
        world.told(**{k: v for k, v in claim.items() if k != "with_last"})
        if claim["with_last"] and number:
            ids = list(world.claims)
            world.claims[ids[-1]] = replace(world.claims[ids[-1]], statement=world.claims[ids[-2]].statement)
    pairs = [frozenset(f"claim-{n:03}" for n in judged[k : k + 2]) for k in (0, 2)]
    world.same_events, world.different_events = ((p,) if len(p) == 2 else () for p in pairs)
    return world


def afresh(world: World, at: str, side: str | None) -> list[Verdict]:
    evidence = gather(world, ZONE)
    return [v for c in CLAUSES for v in judge(c, evidence, moment(at, ZONE), pacts=PACTS, according_to=side)]


@given(worlds, pairs, st.integers(0, 8), st.permutations(range(12)), days, st.sampled_from([None, None, "ARM"]))
@settings(max_examples=150, deadline=None)
def test_adding_claims_in_any_order_gives_what_judging_afresh_gives(
    claims: list[dict[str, Any]], judged: tuple[int, ...], known: int, order: list[int], at: str, side: str | None
) -> None:
    world = world_of(claims, judged)
    ids = [list(world.claims)[n] for n in order if n < len(claims)]
    some = {i: world.claims[i] for i in ids[:known]}
    first = replace(world, claims=some)
    evidence = gather(first, ZONE)
    standing = Standing(CLAUSES, evidence, moment(at, ZONE), pacts=PACTS, according_to=side)
    for i in ids[known:]:
        claim = world.claims[i]
        before = {(v.clause, v.bearer): replace(v, known_at=0) for v in standing.verdicts}
        changed = standing.add(i, claim, world.reports[claim.statement.report])
        now = {(v.clause, v.bearer): replace(v, known_at=0) for v in standing.verdicts}
        assert {(v.clause, v.bearer) for v in changed} == {k for k in now if now[k] != before[k]}
    assert list(standing.verdicts) == afresh(world, at, side)


def test_a_claim_that_touches_nothing_judges_nothing() -> None:
    world = World().told("UN", "attack", said="2020-11-02", when="2020-11-02", actor=["AZE"])
    standing = Standing(CLAUSES, gather(world, ZONE), moment("2020-11-09", ZONE), pacts=PACTS)
    world.told("UN", "sanction", said="2020-11-02", when="2020-11-02", actor=["TUR"])
    claim = world.claims["claim-001"]
    assert standing.add("claim-001", claim, world.reports[claim.statement.report]) == ()
    assert {v.known_at for v in standing.verdicts} == {2}

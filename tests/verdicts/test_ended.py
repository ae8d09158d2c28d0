"""What a clause had come to when it ended is remembered from one moment to the next, and nothing else is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pactwatch.times import moment
from pactwatch.verdicts.breaking import breaking
from pactwatch.verdicts.evidence import gather
from pactwatch.verdicts.judge import judge
from pactwatch.verdicts.memory import Memory
from tests.verdicts.test_standing import CLAUSES, PACTS, days, pairs, world_of, worlds
from tests.verdicts.world import ZONE

moments = st.lists(st.tuples(days, st.sampled_from([None, None, "ARM", "AZE"])), min_size=2, max_size=6)


@given(worlds, pairs, moments)
@settings(max_examples=60, deadline=None)
def test_with_what_is_remembered_the_answer_is_the_same(
    claims: list[dict[str, Any]], judged: tuple[int, ...], asked: list[tuple[str, str | None]]
) -> None:
    evidence, memory = gather(world_of(claims, judged), ZONE), Memory()
    for day, side in (*asked, ("2020-12-30", None), ("2020-12-31", None)):
        at = moment(day, ZONE)
        for clause in CLAUSES:
            fresh = judge(clause, evidence, at, pacts=PACTS, according_to=side)
            assert judge(clause, evidence, at, pacts=PACTS, according_to=side, memory=memory) == fresh
    assert memory.ended


later = st.lists(st.integers(0, 60).map(lambda n: (date(2020, 11, 1) + timedelta(days=n)).isoformat()), min_size=2, max_size=6)


@given(worlds, pairs, later)
@settings(max_examples=60, deadline=None)
def test_what_broke_a_truce_that_is_over_is_the_same_at_every_later_day(
    claims: list[dict[str, Any]], judged: tuple[int, ...], asked: list[str]
) -> None:
    evidence, memory = gather(world_of(claims, judged), ZONE), Memory()
    for day in (*asked, "2021-01-30", "2021-02-28"):
        at = moment(day, ZONE)
        fresh = breaking(PACTS["rules"], evidence, at, PACTS)
        assert breaking(PACTS["rules"], evidence, at, PACTS, memory=memory) == fresh
    assert memory.broken

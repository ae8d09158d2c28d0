"""Changes of status are found without judging every day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from pactwatch.case import open_case
from pactwatch.exports.changes import changes
from pactwatch.times import Span
from pactwatch.types import Clause, Verdict
from pactwatch.verdicts.evidence import gather
from pactwatch.verdicts.judge import judge

FIRST, DAYS = date(2020, 10, 8), 60


@pytest.mark.parametrize("known", [None, 200])
def test_they_are_those_that_judging_each_day_finds(built: Path, known: int | None) -> None:
    case = open_case(built)
    pacts, evidence = case.pacts(), gather(case.view(known), case.time_zone)
    asked = 0

    def judged(clause: Clause, at: datetime) -> Sequence[Verdict]:
        nonlocal asked
        asked += 1
        return judge(clause, evidence, at, pacts=pacts)

    days = [Span.of(FIRST + timedelta(days=n)).instants(case.time_zone)[1] for n in range(-1, DAYS)]
    daily: list[tuple[datetime, str, str, str, str]] = []
    for clause in (c for p in pacts.values() for c in p.clauses):
        told = [judge(clause, evidence, day, pacts=pacts) for day in days]
        for before, after in pairwise(told):
            pairs = zip(before, after, strict=True)
            daily += [(a.at, a.clause, a.bearer, b.status, a.status) for b, a in pairs if a.status != b.status]
    found = changes(pacts, evidence, FIRST, FIRST + timedelta(days=DAYS - 1), judged=judged)
    assert [(c.after.at, c.after.clause, c.after.bearer, c.before.status, c.after.status) for c in found] == sorted(daily)
    assert len(daily) > 20
    assert asked * 4 < len(days) * sum(len(p.clauses) for p in pacts.values())

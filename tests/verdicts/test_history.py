"""How an answer changed over time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pactwatch.types import Reason, Status, Verdict
from pactwatch.verdicts.history import Days, history

FIRST = datetime(2020, 10, 1, tzinfo=UTC)
DAYS = tuple(FIRST + timedelta(days=n) for n in range(30))
ANSWERS: dict[int, Status] = {0: "not_in_force", 5: "kept", 11: "disputed", 12: "alleged", 20: "breached", 25: "superseded"}
LIFE = frozenset(DAYS[n] for n in (0, 5, 25, 29))


class Judge:
    """Gives the answers, and counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, at: datetime) -> tuple[Verdict, ...]:
        self.asked += 1
        status = ANSWERS[max(n for n in ANSWERS if DAYS[n] <= at)]
        return (Verdict("p/c", "ARM", status, at, 1, None, (), (), (), Reason("event")),)


@pytest.mark.parametrize("growing", [False, True])
def test_every_turn_is_found_on_its_day(growing: bool) -> None:
    told = history(Judge(), Days(DAYS, LIFE), growing=growing)
    assert [(t.since, t.status) for t in told["ARM"]] == [(DAYS[n], status) for n, status in ANSWERS.items()]


def test_what_can_only_grow_is_judged_less_often() -> None:
    every, some = Judge(), Judge()
    history(every, Days(DAYS, LIFE))
    history(some, Days(DAYS, LIFE), growing=True)
    assert every.asked == len(DAYS)
    assert some.asked < 20

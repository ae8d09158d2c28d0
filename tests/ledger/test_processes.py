"""Processes that are killed, and processes that write at once; on every store."""

from __future__ import annotations

from datetime import UTC, datetime

from pactwatch.ledger import open_ledger
from tests.ledger import appenders
from tests.ledger.killing import PROCESSES, killed

KILLS, WRITERS, EACH = 10, 8, 25


def test_what_was_acknowledged_outlives_a_kill(address: str) -> None:
    with open_ledger(address) as ledger:  # a writer may be killed before it has begun it
        ledger.append("note", {"by": "ana", "n": 0}, by="ana")
    outcome = killed(address, KILLS, seed=20201031)
    assert (outcome.lost, outcome.torn, outcome.faults) == (0, 0, ())
    assert outcome.acknowledged > 0
    assert outcome.unacknowledged <= 1 + KILLS * appenders.TOGETHER  # at most the last transaction of each writer


def test_processes_that_begin_and_write_one_ledger_at_once_do_not_fork_it(address: str) -> None:
    names = [f"writer {n}" for n in range(WRITERS)]
    writers = [PROCESSES.Process(target=appenders.append_some, args=(address, name, EACH)) for name in names]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0] * WRITERS
    with open_ledger(address, create=False) as ledger:
        assert ledger.head()[0] == 1 + WRITERS * EACH
        assert ledger.verify() == ()
        of_each = {name: [e.body["n"] for e in ledger.entries(1) if e.by == name] for name in names}
    assert all(numbers == list(range(EACH)) for numbers in of_each.values())


def test_views_taken_while_others_write_stay_as_they_were(address: str) -> None:
    writers = [PROCESSES.Process(target=appenders.append_some, args=(address, f"writer {n}", EACH)) for n in range(4)]
    with open_ledger(address) as ledger:
        for writer in writers:
            writer.start()
        seen = [ledger.view(datetime.now(UTC))]
        while any(writer.is_alive() for writer in writers):
            seen.append(ledger.view(datetime.now(UTC)))
        for writer in writers:
            writer.join()
        assert ledger.head()[0] == 1 + 4 * EACH
        for view in seen:
            assert ledger.view(view.known_at) == view
            assert ledger.view(view.seq).recorded == view.recorded

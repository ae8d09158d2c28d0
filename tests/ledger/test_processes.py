"""Processes that are killed, and processes that write at once."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from pactwatch.ledger import open_ledger
from tests.ledger import appenders

PROCESSES = get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.ledger.appenders"])


def received(connection: Connection, at_most: int | None = None) -> Iterator[str]:
    """What was sent, up to so many, or until the sender is gone; a message cut short was not sent."""
    count = 0
    while at_most is None or count < at_most:
        try:
            yield connection.recv_bytes().decode()
        except (EOFError, OSError):
            return
        count += 1


def killed_after(path: Path, name: str, lines: int, more: int) -> list[str]:
    """Ids that a process acknowledged, killed after so many, and some work of ours more."""
    ours, theirs = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(target=appenders.append_for_ever, args=(path, name, theirs))
    process.start()
    theirs.close()
    ids = list(received(ours, lines))
    sum(range(more))  # a while that differs, so that the kill meets the writer anywhere
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    return ids + list(received(ours))


def test_what_was_acknowledged_outlives_a_kill(tmp_path: Path) -> None:
    path, random = tmp_path / "ledger.db", Random(20201031)
    acknowledged: list[str] = []
    for n in range(20):
        acknowledged += killed_after(path, f"writer {n}", random.randrange(1, 12), random.randrange(60_000))
    with open_ledger(path, create=False) as ledger:
        there = [entry.id for entry in ledger.entries()]
        assert ledger.verify() == ()
    assert len(acknowledged) >= 20
    assert set(acknowledged) <= set(there)
    assert len(there) <= 1 + len(acknowledged) + 20  # at most one line of each writer is there unacknowledged


def test_processes_that_begin_and_write_one_ledger_at_once_do_not_fork_it(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    writers = [PROCESSES.Process(target=appenders.append_some, args=(path, f"writer {n}", 25)) for n in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0, 0, 0]
    with open_ledger(path, create=False) as ledger:
        assert ledger.head()[0] == 101
        assert ledger.verify() == ()
        of_each = {f"writer {n}": [e.body["n"] for e in ledger.entries(1) if e.by == f"writer {n}"] for n in range(4)}
    assert all(numbers == list(range(25)) for numbers in of_each.values())

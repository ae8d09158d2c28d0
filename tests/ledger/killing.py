"""Writers killed in the middle of their work, and what must be true of the ledger afterwards.

`python -m tests.ledger.killing --times 200` does it so often on each store, at points that chance chooses.
"""

from __future__ import annotations

import os
import signal
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from pactwatch.ledger import Fault, open_ledger
from tests.ledger import appenders
from tests.ledger.places import STORES, places_of

PROCESSES = get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.ledger.appenders"])


@dataclass(frozen=True)
class Outcome:
    """After some kills: lines acknowledged, those of them that are not there, transactions of which a part is there, lines
    there though unacknowledged (a writer may be killed between the two), faults of the chain."""

    kills: int
    acknowledged: int
    lost: int
    torn: int
    unacknowledged: int
    faults: tuple[Fault, ...]


def killed(address: str, times: int, seed: int) -> Outcome:
    """Kills writers, one after the other, each at a point of its own, then opens the ledger again and looks."""
    random = Random(seed)
    told: list[str] = []
    for n in range(times):
        told += _one_killed(address, f"writer {n}", random.randrange(4), random.uniform(0, 0.03))
    with open_ledger(address, create=False) as ledger:
        there = {f"{entry.seq} {entry.id}": entry.body for entry in ledger.entries(since=1)}
        faults = ledger.verify()
    parts = Counter((body["by"], body["n"]) for body in there.values())
    torn = sum(1 for (_, n), found in parts.items() if found != (appenders.TOGETHER if n % 2 else 1))
    return Outcome(times, len(told), len(set(told) - set(there)), torn, len(set(there) - set(told)), faults)


def _one_killed(address: str, name: str, lines: int, more: float) -> list[str]:
    """What a process acknowledged, killed after so many lines and so many seconds more."""
    ours, theirs = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(target=appenders.append_for_ever, args=(address, name, theirs))
    process.start()
    theirs.close()
    told = list(_received(ours, lines))
    time.sleep(more)  # nothing is asserted of how far it comes meanwhile
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    told += _received(ours)
    ours.close()
    return told


def _received(connection: Connection, at_most: int | None = None) -> Iterator[str]:
    """What was sent, up to so many, or until the sender is gone; a message cut short was not sent."""
    count = 0
    while at_most is None or count < at_most:
        try:
            yield connection.recv_bytes().decode()
        except (EOFError, OSError):
            return
        count += 1


def main() -> None:
    """Kill, look, and say what was found."""
    parser = ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--times", type=int, default=200, help="kills on each store")
    parser.add_argument("--seed", type=int, default=20201031)
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        for store in STORES:
            with places_of(store, Path(folder)) as places:
                o = killed(places.new(), given.times, given.seed)
            told = f"{o.kills} kills, {o.acknowledged} lines acknowledged, {o.lost} of them lost, {o.torn} transactions torn"
            print(f"{store}: {told}, {o.unacknowledged} lines there unacknowledged, {len(o.faults)} faults", flush=True)


if __name__ == "__main__":
    main()

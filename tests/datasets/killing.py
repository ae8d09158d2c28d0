"""Imports killed in the middle of their work, then run again: what must be true of the ledger afterwards.

`python -m tests.datasets.killing --times 20 --rows 50000` does it so often, at points that chance chooses; with `--at 0.02 0.5
0.98` once at each of these parts of the rows, in the midst of writing them.
"""

from __future__ import annotations

import os
import signal
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.events import write_events
from pactwatch.datasets import importing
from pactwatch.ledger import Fault, Prepared, open_ledger
from pactwatch.ledger.batches import Batch

_BATCH = 500
_PROCESSES = get_context("spawn")


@dataclass(frozen=True)
class Outcome:
    """After some kills and one more run: kills that met an import at work, lines that were there by then, rows standing, rows
    that stand more than once, claims ever written, faults of the chain."""

    met: int
    before: int
    standing: int
    twice: int
    written: int
    faults: tuple[Fault, ...]


def killed(folder: Path, rows: int, times: int, seed: int) -> Outcome:
    """Kills imports of a table, one after the other, each at a point of its own, then lets one come to its end."""
    table, address, random, met = folder / "events.csv", str(folder / "ledger.db"), Random(seed), 0
    write_events(table, rows)
    for _ in range(times):
        met += _one_killed(table, address, random.randint(1, 3), random.uniform(0, 0.05))
    return _outcome(table, address, met)


def killed_at(folder: Path, rows: int, parts: Sequence[float]) -> Outcome:
    """Kills an import of a table at work, once at each of these parts of its rows, then lets one come to its end."""
    table, address, met = folder / "events.csv", str(folder / "ledger.db"), 0
    write_events(table, rows)
    for part in parts:
        process = _PROCESSES.Process(target=_import_until, args=(table, address, int(rows * part)))
        process.start()
        process.join()
        met += process.exitcode == -signal.SIGKILL
    return _outcome(table, address, met)


def _outcome(table: Path, address: str, met: int) -> Outcome:
    with open_ledger(address) as ledger:
        before = ledger.head()[0]
        importing.import_events(table, ledger, by="a person")
        found = Counter(c.statement.fields["id"] for c in ledger.view().claims.values())
        written = sum(entry.kind == "claim" for entry in ledger.entries())
        faults = ledger.verify()
    return Outcome(met, before, len(found), sum(n > 1 for n in found.values()), written, faults)


def _one_killed(table: Path, address: str, batches: int, more: float) -> bool:
    """Kills an import after so many batches of rows and so many seconds more; whether it was still at work."""
    ours, theirs = _PROCESSES.Pipe(duplex=False)
    process = _PROCESSES.Process(target=_import, args=(table, address, theirs))
    process.start()
    theirs.close()
    try:
        for _ in range(batches):
            ours.recv_bytes()
    except EOFError:
        pass  # it was done before
    time.sleep(more)  # nothing is asserted of how far it comes meanwhile
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    ours.close()
    return process.exitcode == -signal.SIGKILL


def _import(table: Path, address: str, told: Connection) -> None:
    importing._BATCH = _BATCH
    with open_ledger(address) as ledger:
        importing.import_events(table, ledger, by="a person", told=lambda rows: told.send_bytes(str(rows).encode()))


def _import_until(table: Path, address: str, line: int) -> None:
    """An import that is killed when it has sent so many lines, before they are committed."""
    put = Batch.put

    def put_or_die(batch: Batch, given: Prepared) -> object:
        found = put(batch, given)
        if batch._end.seq >= line:
            batch._send()
            os.kill(os.getpid(), signal.SIGKILL)
        return found

    Batch.put = put_or_die  # type: ignore[method-assign, assignment]
    importing._BATCH = _BATCH
    with open_ledger(address) as ledger:
        importing.import_events(table, ledger, by="a person")


def main() -> None:
    """Kill, look, and say what was found."""
    parser = ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--times", type=int, default=20, help="kills")
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=20201031)
    parser.add_argument("--at", type=float, nargs="+", metavar="PART", help="instead: once at each of these parts of the rows")
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        where = Path(folder)
        o = killed_at(where, given.rows, given.at) if given.at else killed(where, given.rows, given.times, given.seed)
    told = f"{o.met} kills, {o.before:,} lines there, then {o.standing:,} of {given.rows:,} rows standing"
    print(f"{told}, {o.twice} twice, {o.written:,} claims written, {len(o.faults)} faults")


if __name__ == "__main__":
    main()

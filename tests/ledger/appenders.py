"""What other processes do to a ledger in these tests. It imports little, since each process imports it anew."""

from __future__ import annotations

from multiprocessing.connection import Connection
from pathlib import Path

from pactwatch.ledger import open_ledger


def append_for_ever(path: Path, name: str, acknowledged: Connection) -> None:
    """Appends until it is killed, and sends the id of each line once it has been acknowledged."""
    with open_ledger(path) as ledger:
        n = 0
        while True:
            entry = ledger.append("ruling", {"by": name, "n": n, "text": "وقف إطلاق النار " * 20}, by=name)
            acknowledged.send_bytes(entry.id.encode())
            n += 1


def append_some(path: Path, name: str, how_many: int) -> None:
    """Appends so many lines, one at a time."""
    with open_ledger(path) as ledger:
        for n in range(how_many):
            ledger.append("ruling", {"by": name, "n": n}, by=name)

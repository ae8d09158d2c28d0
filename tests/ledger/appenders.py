"""What other processes do to a ledger in these tests. It imports little, since each process imports it anew."""

from __future__ import annotations

from multiprocessing.connection import Connection

from pactwatch.ledger import NewEntry, open_ledger

TOGETHER = 3
"""So many lines are written in one transaction, every second time."""


def append_for_ever(address: str, name: str, acknowledged: Connection) -> None:
    """Appends until it is killed, and sends number and id of each line once it has been acknowledged."""
    with open_ledger(address) as ledger:
        n = 0
        while True:
            size = TOGETHER if n % 2 else 1
            bodies = [{"by": name, "n": n, "part": part, "text": "وقف إطلاق النار " * 20} for part in range(size)]
            for entry in ledger.append_all(NewEntry("note", body, name) for body in bodies):
                acknowledged.send_bytes(f"{entry.seq} {entry.id}".encode())
            n += 1


def append_some(address: str, name: str, how_many: int) -> None:
    """Appends so many lines, one at a time."""
    with open_ledger(address) as ledger:
        for n in range(how_many):
            ledger.append("note", {"by": name, "n": n}, by=name)

"""Signed checkpoints: who holds a key has said what the ledger was up to a line, and nobody else can say it otherwise.

A checkpoint is a line of kind `checkpoint`, or a small file to be kept elsewhere; both hold the same table. With the public
key and an export an outsider can tell that nothing before the line has been changed since: see `docs/ledger.md`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pactwatch.ledger.appending import NewEntry
from pactwatch.ledger.canon import canonical, stamp
from pactwatch.ledger.keys import is_signed, public_of
from pactwatch.ledger.store import Ledger
from pactwatch.ledger.verifying import Fault, Row
from pactwatch.refusals import Refused
from pactwatch.types import Entry

KIND = "checkpoint"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The ledger whose first line has the chain `ledger` was, at a moment (UTC), what `seq` and `chain` fix.

    key: the public key, signature: of the canonical text of all else; both in hexadecimal.
    """

    at: str
    chain: str
    format: int
    key: str
    ledger: str
    seq: int
    signature: str

    def is_genuine(self) -> bool:
        """Whether it was signed by the key it names."""
        signed = {name: value for name, value in asdict(self).items() if name != "signature"}
        try:
            return self.format == FORMAT and is_signed(canonical(signed), self.signature, self.key)
        except Refused:  # text that is none, in a damaged line
            return False


def sign(ledger: Ledger, key: Ed25519PrivateKey, by: str) -> Entry:
    """Writes a checkpoint of everything before it into the ledger."""

    def make(first: str, seq: int, chain: str, now: datetime) -> NewEntry:
        return NewEntry(KIND, asdict(_signed(first, seq, chain, now, key)), by)

    return ledger.seal(make)


def sign_into(ledger: Ledger, key: Ed25519PrivateKey, file: Path, now: datetime) -> Checkpoint:
    """Writes a checkpoint of the whole ledger into a new file; the ledger stays as it is. Refused where there is the file."""
    seq, chain = ledger.head()
    made = _signed(next(ledger.entries()).chain, seq, chain, now, key)
    try:
        with file.open("x", encoding="utf-8") as stream:
            stream.write(canonical(asdict(made)) + "\n")
    except FileExistsError:
        raise Refused("there is such a file already", mend="name another", file=file) from None
    except OSError as error:
        raise Refused(f"it cannot be written ({error.strerror})", mend="name another folder", file=file) from None
    return made


def read_checkpoint(file: Path) -> Checkpoint:
    """The checkpoint in a file. Refused where it holds none."""
    try:
        return _checkpoint(json.loads(file.read_text(encoding="utf-8")))
    except OSError as error:
        raise Refused(f"it cannot be read ({error.strerror})", mend="name a checkpoint's file", file=file) from None
    except (ValueError, TypeError):
        raise Refused("this is no checkpoint", mend="name a file that pactwatch checkpoint --out has made", file=file) from None


class Checkpoints:
    """What the checkpoints of a ledger say, from its lines shown one by one in order."""

    def __init__(self, noted_elsewhere: Iterable[Checkpoint] = ()) -> None:
        self.sound: list[tuple[int, Checkpoint]] = []
        """Line (0: noted elsewhere) and checkpoint, in the order met."""
        self.faults: list[Fault] = []
        self._awaited = list(noted_elsewhere)
        self._first = self._chain = ""

    def look(self, row: Row) -> None:
        """Takes in a line."""
        self._first = self._first or row.chain
        if row.kind == KIND:
            self._take(row)
        self._chain = row.chain
        for checkpoint in [c for c in self._awaited if c.seq == row.seq]:
            self._awaited.remove(checkpoint)
            self._keep(0, row.seq, checkpoint)

    def finish(self) -> None:
        """No more lines come."""
        missing = "a checkpoint noted elsewhere speaks of this line, and it is missing"
        self.faults += [Fault(c.seq, missing) for c in self._awaited]

    def _take(self, row: Row) -> None:
        try:
            checkpoint = _checkpoint(json.loads(row.body))
        except (ValueError, TypeError):
            self.faults.append(Fault(row.seq, "this is no checkpoint"))
            return
        self._keep(row.seq, row.seq - 1, checkpoint)

    def _keep(self, line: int, speaks_of: int, checkpoint: Checkpoint) -> None:
        if not checkpoint.is_genuine():
            self.faults.append(Fault(line or checkpoint.seq, "a checkpoint is not signed by the key it names"))
        elif (checkpoint.ledger, checkpoint.seq, checkpoint.chain) != (self._first, speaks_of, self._chain):
            self.faults.append(Fault(line or checkpoint.seq, "a checkpoint was signed of other lines than these"))
        else:
            self.sound.append((line, checkpoint))


def _signed(first: str, seq: int, chain: str, now: datetime, key: Ed25519PrivateKey) -> Checkpoint:
    said = {"at": stamp(now), "chain": chain, "format": FORMAT, "key": public_of(key), "ledger": first, "seq": seq}
    return Checkpoint(**said, signature=key.sign(canonical(said).encode("utf-8")).hex())  # type: ignore[arg-type]


def _checkpoint(table: Any) -> Checkpoint:
    """Raises TypeError where a table is no checkpoint."""
    made = Checkpoint(**table)
    texts = (made.at, made.chain, made.key, made.ledger, made.signature)
    if type(made.seq) is not int or type(made.format) is not int or not all(isinstance(text, str) for text in texts):
        raise TypeError
    return made

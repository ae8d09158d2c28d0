"""A whole ledger as JSON lines, one an entry, and back: the chain is the same byte for byte, whatever store it is in.

A line is the canonical text of the entry's columns; `docs/ledger.md` gives the format to outsiders.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select

from pactwatch.ledger.addresses import database
from pactwatch.ledger.appending import End, end_of, note
from pactwatch.ledger.bodies import from_body
from pactwatch.ledger.canon import GENESIS, canonical, content_id, link, stamp, unstamp
from pactwatch.ledger.database import Database
from pactwatch.ledger.opening import declared, to_begin
from pactwatch.ledger.schema import entries, metadata
from pactwatch.ledger.store import Ledger
from pactwatch.ledger.verifying import Row
from pactwatch.refusals import Refused

Told = Callable[[int, int], None]
"""Called with how much is done, and of how much."""

_FIELDS = ("body", "by", "chain", "id", "kind", "recorded_at", "retracts", "seq")
_KIND = re.compile(r"[a-z][a-z_]*")
_BATCH = 1000
_RESTORE = "export the ledger again, or take another copy"


def is_export(file: Path) -> bool:
    """Whether a file begins as an export does, and not as a database."""
    if not file.is_file():
        return False
    with file.open("rb") as stream:
        return stream.read(1) == b"{"


def export(ledger: Ledger, file: Path, told: Told = lambda *_: None) -> tuple[int, str]:
    """Writes every line of a ledger into a new file, whole or not at all; number and chain of the last.

    Refused where there is such a file already, and where the ledger is not sound.
    """
    if file.exists():
        raise Refused("there is such a file already", mend="name another, or take it away first", file=file)
    if not file.parent.is_dir():
        raise Refused("there is no such folder", mend="make the folder first", file=file.parent)
    total, last = ledger.head()[0], (0, GENESIS)
    partial = file.with_name(f".{file.name}.{os.getpid()}.partial")
    try:
        with partial.open("w", encoding="utf-8", errors="surrogateescape", newline="\n") as stream:

            def write(row: Row) -> None:
                nonlocal last
                stream.write(line_of(row) + "\n")
                last = row.seq, row.chain
                told(row.seq, total)

            found = ledger.verify(look=write)
            stream.flush()
            os.fsync(stream.fileno())
        if found:
            problem = f"line {found[0].seq} of the ledger: {found[0].problem}"
            raise Refused(problem, mend="verify the ledger; nothing was written", file=ledger.where)
        partial.replace(file)
    except OSError as error:
        problem = f"it cannot be written ({error.strerror})"
        raise Refused(problem, mend="free some space or name another folder", file=file) from None
    finally:
        partial.unlink(missing_ok=True)
    return last


def line_of(row: Row) -> str:
    """The line that holds an entry, without its end; the body stands in it in its own canonical text."""
    rest = {name: getattr(row, name) for name in _FIELDS[1:]}
    return f'{{"body":{row.body},{json.dumps(rest, ensure_ascii=False, separators=(",", ":"))[1:]}'


def read_export(file: Path, told: Told = lambda *_: None) -> Iterator[Row]:
    """The entries of an export, each checked against those before it.

    Refused, with file, line and mend: not an export, a line that was changed, cut off, left out or moved.
    """
    size, done, previous = file.stat().st_size, 0, End(0, GENESIS, "")
    with file.open("rb") as stream:
        for number, raw in enumerate(stream, 1):
            row = _row(raw, file, number)
            if problem := _problem(row, previous):
                raise Refused(problem, mend=_RESTORE, file=file, line=number)
            yield row
            previous, done = End(row.seq, row.chain, row.recorded_at), done + len(raw)
            told(done, size)
    if previous.seq == 0:
        raise Refused("it is empty", mend=_RESTORE, file=file)


def import_(file: Path, where: Path | str, told: Told = lambda *_: None) -> tuple[int, int, str]:
    """Writes an export into a store, in one transaction; how many lines were added, and the ledger's end.

    A ledger that is there already must be what the export begins with: the rest is added. The whole file is checked
    before anything is written. Refused as `read_export` says, and where the ledger there is another one.
    """
    if not file.is_file():
        raise Refused("there is no such file", mend="name an export: pactwatch export CASE FILE", file=file)
    end = _last(read_export(file, lambda done, size: told(done, 2 * size)))
    rows = read_export(file, lambda done, size: told(size + done, 2 * size))
    kept = database(where)
    try:
        kept.check(create=True)
        with kept.refusing():
            added = _put(kept, rows, end)
    finally:
        kept.engine.dispose()
    return added, end.seq, end.chain


def _put(kept: Database, rows: Iterator[Row], end: End) -> int:
    if to_begin(kept, True):
        kept.prepare()
        with kept.beginning() as connection:
            if not kept.holds(connection)[0]:
                metadata.create_all(connection)
                return _add(connection, rows, end)
    with kept.writing() as connection:
        there = end_of(connection, kept.shown)
        if there.seq > end.seq:
            problem = f"the ledger has {there.seq} lines, the export only {end.seq}"
            raise Refused(problem, mend="take a later export, or leave it as it is", file=kept.shown)
        _refuse_other(connection, islice(rows, there.seq), kept)
        return _add(connection, rows, end)


def _refuse_other(connection: Connection, begun: Iterable[Row], kept: Database) -> None:
    """Refused where the ledger does not begin as the export does."""
    query = select(entries.c.seq, entries.c.chain).order_by(entries.c.seq)
    with connection.execute(query, execution_options={"yield_per": _BATCH}) as lines:
        other = next((row.seq for row, line in zip(begun, lines, strict=False) if row.chain != line.chain), None)
    if other is not None:
        problem = f"the ledger there is another one: they differ from line {other} on"
        raise Refused(problem, mend="import into an empty place", file=kept.shown)


def _add(connection: Connection, rows: Iterator[Row], end: End) -> int:
    added, last = 0, None
    while batch := list(islice(rows, _BATCH)):
        values = [{c.name: getattr(row, c.name) for c in entries.c} for row in batch]
        connection.execute(insert(entries), values)
        added, last = added + len(batch), batch[-1]
    if last is not None:
        if (last.seq, last.chain) != (end.seq, end.chain):
            raise Refused("the file was changed while it was read", mend="import it again")
        note(connection, end)
    return added


def _last(rows: Iterable[Row]) -> End:
    end = End(0, GENESIS, "")
    for row in rows:
        end = End(row.seq, row.chain, row.recorded_at)
    return end


def _row(raw: bytes, file: Path, number: int) -> Row:
    if not raw.endswith(b"\n"):
        raise Refused("the file is cut off in this line", mend=_RESTORE, file=file, line=number)
    try:
        values: Any = json.loads(raw)
        if not isinstance(values, dict) or sorted(values) != list(_FIELDS) or not _typed(values):
            raise ValueError
        return Row(**{**values, "body": canonical(values["body"])})
    except (ValueError, Refused):
        raise Refused("this is no entry of a ledger", mend=_RESTORE, file=file, line=number) from None


def _typed(values: dict[str, Any]) -> bool:
    seq, body, retracts = values["seq"], values["body"], values["retracts"]
    texts = [values[name] for name in ("by", "chain", "id", "kind", "recorded_at")] + ([] if retracts is None else [retracts])
    return type(seq) is int and isinstance(body, dict) and all(isinstance(text, str) for text in texts)


def _problem(row: Row, previous: End) -> str | None:
    if row.seq != previous.seq + 1:
        return f"here stands entry {row.seq}, where entry {previous.seq + 1} should be"
    if row.id != content_id(row.kind, row.body):
        return "its kind, id or body is not what was recorded"
    if row.chain != link(previous.chain, row.seq, row.recorded_at, row.kind, row.id, row.retracts, row.by):
        return "its time, author, retraction or chain is not what was recorded, or it does not belong here"
    if row.seq == 1 and declared(row.kind, row.body) is None:
        return "its first line does not open a ledger that can be read here"
    return _foreign(row, previous)


def _foreign(row: Row, previous: End) -> str | None:
    """What this program would not have written, though its chain is right."""
    try:
        in_time = stamp(unstamp(row.recorded_at)) == row.recorded_at >= previous.recorded_at
        if row.kind in ("source", "report", "claim"):
            from_body(row.kind, json.loads(row.body))
    except (ValueError, Refused) as error:
        return f"this entry cannot be read ({error})"
    if not in_time or not _KIND.fullmatch(row.kind) or (row.kind == "opened") != (row.seq == 1) or not row.by.strip():
        return "this is no entry that a ledger would take"
    return None

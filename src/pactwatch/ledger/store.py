"""The ledger: an append-only, hash-chained record of what was taken in, and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, LargeBinary, cast, func, select
from sqlalchemy import Row as Line

from pactwatch.ledger.appending import Clock, NewEntry, end_of, note, prepared, standing, written
from pactwatch.ledger.canon import parsed, stamp, unstamp
from pactwatch.ledger.database import refusing, writing
from pactwatch.ledger.schema import TRIGGERS, entries, head
from pactwatch.ledger.verifying import Fault, Row, faults
from pactwatch.ledger.views import View, view_of
from pactwatch.refusals import Refused
from pactwatch.types import Entry

_PAGE = 1000
_BEGINNING = datetime.min.replace(tzinfo=UTC)


class Ledger:
    """An open ledger; `open_ledger` makes one. It may be used as a context manager, and by several threads.

    file: where it is kept. clock: `wall` where every line carries the time of its writing, `replay` where the time may be
    given. Every method raises Refused where the store cannot answer (locked, damaged, not writable, disk full).
    """

    def __init__(self, engine: Engine, file: Path, clock: Clock) -> None:
        self._engine, self.file, self.clock = engine, file, clock

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the file."""
        self._engine.dispose()

    def append(
        self, kind: str, body: dict[str, Any], *, by: str, recorded_at: datetime | None = None, retracts: str | None = None
    ) -> Entry:
        """Writes one line and returns it once it is on disk; see `append_all`."""
        return self.append_all([NewEntry(kind, body, by, recorded_at, retracts)])[0]

    def append_all(self, items: Iterable[NewEntry]) -> list[Entry]:
        """Writes all of these lines in one transaction, or none, and returns them in order once they are on disk.

        What stands already (same kind and body) is returned as it stands, not written again; what was taken back is
        written anew. A retraction names a standing entry; one that was made already is returned. Times never decrease
        along the ledger: one before the last line's is lifted to it.
        Refused: an unknown form of kind or body, a time given to a wall-clock ledger, without an offset or in the future,
        a retraction of what does not stand.
        """
        lines = [prepared(item, self.clock) for item in items]
        with refusing(self.file), writing(self._engine) as connection:
            end = end_of(connection, self.file)
            start = end.seq
            done: list[Entry] = []
            for line in lines:
                found = standing(connection, line)
                if found is None:
                    entry, end = written(connection, line, end)
                done.append(entry if found is None else entry_of(found, self.file))
            if end.seq > start:
                note(connection, end)
        return done

    def entries(self, since: int = 0) -> Iterator[Entry]:
        """The lines after line `since`, in order, up to the last one there is when the first is asked for."""
        return self._between(since, self.head()[0])

    def head(self) -> tuple[int, str]:
        """Number and chain of the last line. Noted elsewhere, they fix everything before them."""
        with refusing(self.file), self._engine.connect() as connection:
            noted = connection.execute(select(head.c.seq, head.c.chain)).one_or_none()
        if noted is None or noted.seq is None:
            raise Refused("the ledger does not say where it ends", mend="verify the ledger", file=self.file)
        return noted.seq, noted.chain

    def verify(self, noted_elsewhere: tuple[int, str] | None = None) -> tuple[Fault, ...]:
        """Every changed, missing or moved line, and every fault of the file; empty where the ledger is sound.

        Somebody who can write the file could write the whole of it anew; only an earlier `head`, noted elsewhere and given
        here, shows that.
        """
        with refusing(self.file), self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            of_file = tuple(_faults_of_file(connection))
            noted = connection.execute(select(head.c.seq, cast(head.c.chain, LargeBinary))).one_or_none()
            end = (noted[0] or 0, _text(noted[1])) if noted else (0, "")
            found = faults(_raw_rows(connection), end)
            if noted_elsewhere is not None:
                found += _unlike(connection, *noted_elsewhere)
            connection.exec_driver_sql("COMMIT")
        return of_file + found

    def view(self, known_at: datetime | int | None = None) -> View:
        """The ledger as it stood at a line (`known_at` an int), at a moment (the last line recorded at or before it), or now.

        Refused where the ledger has no such line yet, or the moment has no offset.
        """
        seq, moment = self._resolve(known_at)
        return view_of(self._between(0, seq), seq, moment)

    def _resolve(self, known_at: datetime | int | None) -> tuple[int, datetime]:
        last = self.head()[0]
        if isinstance(known_at, datetime):
            if known_at.tzinfo is None:
                raise Refused(f"{known_at} may be any of many moments", mend="give it with an offset, such as +04:00")
            return self._last_line_at(known_at), known_at
        seq = last if known_at is None else known_at
        if not 0 <= seq <= last:
            raise Refused(f"the ledger has no line {seq}", mend=f"name a line from 0 to {last}", file=self.file)
        with refusing(self.file), self._engine.connect() as connection:
            text = connection.execute(select(entries.c.recorded_at).where(entries.c.seq == seq)).scalar()
        return seq, _BEGINNING if text is None else unstamp(text)

    def _last_line_at(self, moment: datetime) -> int:
        with refusing(self.file), self._engine.connect() as connection:
            found = connection.execute(select(func.max(entries.c.seq)).where(entries.c.recorded_at <= stamp(moment))).scalar()
        return found or 0

    def _between(self, since: int, last: int) -> Iterator[Entry]:
        """Lines after `since` up to `last`, read a page at a time so that no reading holds up the store."""
        while since < last:
            page = select(entries).where(entries.c.seq > since, entries.c.seq <= last).order_by(entries.c.seq).limit(_PAGE)
            with refusing(self.file), self._engine.connect() as connection:
                rows = connection.execute(page).all()
            if not rows:
                return
            yield from (entry_of(row, self.file) for row in rows)
            since = rows[-1].seq


def entry_of(row: Line[Any], file: Path) -> Entry:
    """The entry that a line of the table holds. Refused where it cannot be read."""
    try:
        return Entry(row.seq, unstamp(row.recorded_at), row.kind, row.id, parsed(row.body), row.retracts, row.by, row.chain)
    except (ValueError, TypeError):
        raise Refused(f"line {row.seq} of the ledger has been changed", mend="verify the ledger", file=file) from None


def _raw_rows(connection: Connection) -> Iterator[Row]:
    """Lines byte by byte, so that a byte that is no text is met here and not in the driver."""
    columns = [column if column.name == "seq" else cast(column, LargeBinary) for column in entries.c]
    for seq, *raw in connection.execute(select(*columns).order_by(entries.c.seq)):
        recorded_at, kind, entry_id, body, retracts, by, chain = raw
        taken = None if retracts is None else _text(retracts)
        yield Row(seq, _text(recorded_at), _text(kind), _text(entry_id), _text(body), taken, _text(by), _text(chain))


def _unlike(connection: Connection, seq: int, chain: str) -> tuple[Fault, ...]:
    there = connection.execute(select(cast(entries.c.chain, LargeBinary)).where(entries.c.seq == seq)).scalar()
    same = there is not None and _text(there) == chain
    return () if same else (Fault(seq, "its chain is not the one noted elsewhere"),)


def _text(raw: bytes | None) -> str:
    """The text of the bytes; a damaged line may have nothing where there must be something."""
    return (raw or b"").decode("utf-8", "surrogateescape")


def _faults_of_file(connection: Connection) -> Iterator[Fault]:
    for (problem,) in connection.exec_driver_sql("PRAGMA integrity_check(5)"):
        if problem != "ok":
            yield Fault(0, f"the file is damaged: {problem}")
    there = {name for (name,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    for name in sorted(TRIGGERS - there):
        yield Fault(0, f"the trigger {name} has been removed")

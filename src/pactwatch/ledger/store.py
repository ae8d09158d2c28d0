"""The ledger: an append-only, hash-chained record of what was taken in, and when."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, case, func, select
from sqlalchemy import Row as Line

from pactwatch.collector import collector_off
from pactwatch.ledger.appending import Clock, NewEntry, Prepared, end_of, note, prepared, written
from pactwatch.ledger.batches import Batch
from pactwatch.ledger.canon import parsed, stamp, unstamp
from pactwatch.ledger.database import Database
from pactwatch.ledger.schema import entries, head
from pactwatch.ledger.verifying import Fault, Row, faults
from pactwatch.ledger.views import View, earlier, view_of
from pactwatch.refusals import Refused
from pactwatch.types import Claim, Entry

_PAGE = 1000
_SIGNS = 8
_ID = re.compile(f"[0-9a-f]{{{_SIGNS},64}}")
_BEGINNING = datetime.min.replace(tzinfo=UTC)


class Ledger:
    """An open ledger; `open_ledger` makes one. It may be used as a context manager, and by several threads.

    where: its path or address, without a password. clock: `wall` where every line carries the time of its writing,
    `replay` where the time may be given. Every method raises Refused where the store cannot answer (locked, damaged, not
    reachable, disk full).
    """

    def __init__(self, kept: Database, clock: Clock) -> None:
        self._kept, self.where, self.clock = kept, kept.shown, clock

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the file or the server."""
        self._kept.engine.dispose()

    def append(
        self, kind: str, body: dict[str, Any], *, by: str, recorded_at: datetime | None = None, retracts: str | None = None
    ) -> Entry:
        """Writes one line and returns it once it is on disk; see `append_all`."""
        return self.append_all([NewEntry(kind, body, by, recorded_at, retracts)])[0]

    def append_all(self, items: Iterable[NewEntry | Prepared]) -> list[Entry]:
        """Writes all of these lines in one transaction, or none, and returns them in order once they are on disk.

        What stands already (same kind and body) is returned as it stands, not written again; what was taken back is
        written anew. A retraction names a standing entry; one that was made already is returned. Times never decrease
        along the ledger: one before the last line's is lifted to it.
        Refused: an unknown form of kind or body, a time given to a wall-clock ledger, without an offset or in the future,
        a retraction of what does not stand, a judgement without a reason or of a claim that does not stand.
        """
        lines = [item if isinstance(item, Prepared) else self.check(item) for item in items]
        with self._kept.refusing(), self._kept.writing() as connection:
            batch = Batch(connection, lines, end_of(connection, self.where), self._kept.now(connection))
            done = [batch.put(line) for line in lines]
            batch.finish()
        return [entry if isinstance(entry, Entry) else entry_of(entry, self.where) for entry in done]

    def seal(self, make: Callable[[str, int, str, datetime], NewEntry]) -> Entry:
        """Writes one line that is made from the end it follows: the chain of the first line, number and chain of the last,
        and the time."""
        with self._kept.refusing(), self._kept.writing() as connection:
            end, now = end_of(connection, self.where), self._kept.now(connection)
            first = connection.execute(select(entries.c.chain).where(entries.c.seq == 1)).scalar_one()
            line = prepared(make(first, end.seq, end.chain, now), self.clock, sealing=True)
            entry, end = written(connection, line, end, now)
            note(connection, end)
        return entry

    def check(self, item: NewEntry) -> Prepared:
        """The line with its id, ready for `append_all`. Refused where it could not be written whatever the ledger holds."""
        return prepared(item, self.clock)

    def entries(self, since: int = 0, until: int | None = None) -> Iterator[Entry]:
        """The lines after line `since`, in order, up to line `until`, or the last one there is when the first is asked for."""
        return self._between(since, self.head()[0] if until is None else until)

    def named(self, name: str) -> Entry:
        """The last entry of a line number, or of an id or the first eight or more signs of one.

        Refused where there is none, or where it could be several.
        """
        wanted, number = entries.select().order_by(entries.c.seq.desc()), name.isdecimal() and len(name) < _SIGNS
        if not number and not _ID.fullmatch(name):
            raise Refused(
                "{name!r} names no entry", mend="give its line, or {signs} or more signs of its id", name=name, signs=_SIGNS
            )
        wanted = (
            wanted.where(entries.c.seq == int(name))
            if number
            else wanted.where(entries.c.id >= name, entries.c.id < name + "g")
        )
        with self._kept.refusing(), self._kept.reading() as connection:
            found = connection.execute(wanted).all()
        if len({row.id for row in found}) != 1:
            problem = "{name} could be several entries" if found else "{name} is no entry of this ledger"
            raise Refused(problem, mend="pactwatch entries lists them", file=self.where, name=name)
        return entry_of(found[0], self.where)

    def head(self) -> tuple[int, str]:
        """Number and chain of the last line. Noted elsewhere, they fix everything before them."""
        with self._kept.refusing(), self._kept.reading() as connection:
            noted = connection.execute(select(head.c.seq, head.c.chain)).one_or_none()
        if noted is None or noted.seq is None:
            raise Refused("the ledger does not say where it ends", mend="verify the ledger", file=self.where)
        return noted.seq, noted.chain

    def verify(
        self, noted_elsewhere: tuple[int, str] | None = None, *, look: Callable[[Row], object] | None = None
    ) -> tuple[Fault, ...]:
        """Every changed, missing or moved line, and every fault of the file; empty where the ledger is sound.

        look: is shown each line as it is stored, in order, before it is checked.

        Somebody who can write the file could write the whole of it anew; only an earlier `head`, noted elsewhere and given
        here, shows that, or a checkpoint that was signed.
        """
        with self._kept.refusing(), self._kept.reading() as connection:
            of_file = tuple(Fault(0, problem) for problem in self._kept.faults(connection))
            noted = connection.execute(select(head.c.seq, self._kept.raw(head.c.chain))).one_or_none()
            end = (noted[0] or 0, _text(noted[1])) if noted else (0, "")
            found = faults(_shown(self._raw_rows(connection), look), end)
            if noted_elsewhere is not None:
                found += self._unlike(connection, *noted_elsewhere)
        return of_file + found

    def view(self, known_at: datetime | int | None = None, like: View | None = None) -> View:
        """The ledger as it stood at a line (`known_at` an int), at a moment (the last line recorded at or before it), or now.
        like: another view of it, whose claims are not read again.

        Refused where the ledger has no such line yet, or the moment has no offset.
        """
        seq, moment = self._resolve(known_at)
        if like is not None and (found := earlier(like, seq, moment)) is not None:
            return found
        known = like.claims if like is not None else {}
        with collector_off:
            lines = self._but_for(seq, known) if known else self._between(0, seq)
            return view_of(lines, seq, moment, known)

    def line_at(self, known_at: datetime | int) -> int:
        """The last line that a moment, or the line itself, stands for. Refused as `view` says."""
        return self._resolve(known_at)[0]

    def _resolve(self, known_at: datetime | int | None) -> tuple[int, datetime]:
        last = self.head()[0]
        if isinstance(known_at, datetime):
            if known_at.tzinfo is None:
                raise Refused(
                    "{known_at} may be any of many moments", mend="give it with an offset, such as +04:00", known_at=known_at
                )
            return self._last_line_at(known_at), known_at
        seq = last if known_at is None else known_at
        if not 0 <= seq <= last:
            raise Refused(
                "the ledger has no line {seq}", mend="name a line from 0 to {last}", file=self.where, seq=seq, last=last
            )
        with self._kept.refusing(), self._kept.reading() as connection:
            text = connection.execute(select(entries.c.recorded_at).where(entries.c.seq == seq)).scalar()
        return seq, _BEGINNING if text is None else unstamp(text)

    def _last_line_at(self, moment: datetime) -> int:
        """The last line recorded by a moment. Where no later line is there, it waits for writers who may still be writing
        one with an earlier time; a moment that has passed thus has the same lines for good. (A replay's times are given.)"""
        last = select(func.max(entries.c.seq)).where(entries.c.recorded_at <= stamp(moment))
        later = select(entries.c.seq).where(entries.c.recorded_at > stamp(moment)).limit(1)
        with self._kept.refusing():
            with self._kept.reading() as connection:
                if self.clock == "replay" or connection.scalar(later) is not None:
                    return connection.scalar(last) or 0
            with self._kept.settled() as connection:
                return connection.scalar(last) or 0

    def _between(self, since: int, last: int) -> Iterator[Entry]:
        """Lines after `since` up to `last`, read a page at a time so that no reading holds up the store."""
        while since < last:
            page = select(entries).where(entries.c.seq > since, entries.c.seq <= last).order_by(entries.c.seq).limit(_PAGE)
            with self._kept.refusing(), self._kept.reading() as connection:
                rows = connection.execute(page).all()
            if not rows:
                return
            yield from (entry_of(row, self.where) for row in rows)
            since = rows[-1].seq

    def _but_for(self, last: int, known: Mapping[str, Claim]) -> Iterator[Entry]:
        """Lines up to `last`, those of the claims that are known already without their bodies."""
        body = case((entries.c.kind == "claim", "{}"), else_=entries.c.body).label("body")
        light = [body if column.name == "body" else column for column in entries.c]
        since = 0
        while since < last:
            page = select(*light).where(entries.c.seq > since, entries.c.seq <= last).order_by(entries.c.seq).limit(_PAGE)
            with self._kept.refusing(), self._kept.reading() as connection:
                rows = connection.execute(page).all()
                unknown = [row.seq for row in rows if row.kind == "claim" and row.id not in known]
                read = connection.execute(select(entries).where(entries.c.seq.in_(unknown))).all() if unknown else ()
            whole = {row.seq: row for row in read}
            yield from (entry_of(whole.get(row.seq, row), self.where) for row in rows)
            since = rows[-1].seq

    def _raw_rows(self, connection: Connection) -> Iterator[Row]:
        """Lines byte by byte, so that a byte that is no text is met here and not in the driver."""
        columns = [column if column.name == "seq" else self._kept.raw(column) for column in entries.c]
        lines = select(*columns).order_by(entries.c.seq)
        for seq, *raw in connection.execute(lines, execution_options={"yield_per": _PAGE}):
            recorded_at, kind, entry_id, body, retracts, by, chain = raw
            taken = None if retracts is None else _text(retracts)
            yield Row(seq, _text(recorded_at), _text(kind), _text(entry_id), _text(body), taken, _text(by), _text(chain))

    def _unlike(self, connection: Connection, seq: int, chain: str) -> tuple[Fault, ...]:
        there = connection.scalar(select(self._kept.raw(entries.c.chain)).where(entries.c.seq == seq))
        same = there is not None and _text(there) == chain
        return () if same else (Fault(seq, "its chain is not the one noted elsewhere"),)


def entry_of(row: Line[Any], where: str) -> Entry:
    """The entry that a line of the table holds. Refused where it cannot be read."""
    try:
        return Entry(row.seq, unstamp(row.recorded_at), row.kind, row.id, parsed(row.body), row.retracts, row.by, row.chain)
    except (ValueError, TypeError):
        raise Refused("line {seq} of the ledger has been changed", mend="verify the ledger", file=where, seq=row.seq) from None


def _shown(rows: Iterator[Row], look: Callable[[Row], object] | None) -> Iterator[Row]:
    for row in rows:
        if look is not None:
            look(row)
        yield row


def _text(raw: bytes | None) -> str:
    """The text of the bytes; a damaged line may have nothing where there must be something."""
    return (raw or b"").decode("utf-8", "surrogateescape")

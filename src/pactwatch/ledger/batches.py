"""Many lines at the end of a ledger, sent to the store together; called inside a transaction that no other writer shares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from pactwatch.ledger.appending import INSERT, End, Prepared, linked, note, refuse_without_basis, standing
from pactwatch.ledger.schema import entries
from pactwatch.types import Entry

_MOST = 500
"""Lines that are asked for, or sent, at once."""


class Batch:
    """Lines that were prepared, put one after the other. A line that the ledger has never held waits with others of its kind;
    before any other question is asked of the store, what waits is written."""

    def __init__(self, connection: Connection, lines: Sequence[Prepared], end: End, now: datetime) -> None:
        self._connection, self._end, self._now = connection, end, now
        self._begun = end.seq
        self._known = (
            set(_known(connection, [line.id for line in lines])) if len(lines) > 1 else {lines[0].id} if lines else set()
        )
        self._waiting: list[dict[str, Any]] = []

    def put(self, line: Prepared) -> Entry | Row[Any]:
        """The entry of the line, or the row that says this already. Refused as `Ledger.append_all` says."""
        if line.id in self._known or line.retracts is not None or line.about:
            self._send()
            found = standing(self._connection, line)
            if found is not None:
                return found
            refuse_without_basis(self._connection, line)
        values, entry, self._end = linked(line, self._end, self._now)
        self._known.add(line.id)
        self._waiting.append(values)
        if len(self._waiting) >= _MOST:
            self._send()
        return entry

    def finish(self) -> None:
        """Writes what waits, and notes the end."""
        self._send()
        if self._end.seq > self._begun:
            note(self._connection, self._end)

    def _send(self) -> None:
        if self._waiting:
            self._connection.execute(INSERT, self._waiting)
            self._waiting = []


def _known(connection: Connection, ids: Sequence[str]) -> Iterator[str]:
    """Those of the ids that the ledger holds, taken back or not."""
    for first in range(0, len(ids), _MOST):
        yield from connection.scalars(select(entries.c.id).where(entries.c.id.in_(ids[first : first + _MOST])))

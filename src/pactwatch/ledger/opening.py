"""Opening a ledger, and beginning one."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, select

from pactwatch.ledger.addresses import database
from pactwatch.ledger.appending import Clock, End, Prepared, note, written
from pactwatch.ledger.canon import GENESIS, canonical, content_id, parsed
from pactwatch.ledger.database import Database
from pactwatch.ledger.schema import entries, metadata
from pactwatch.ledger.store import Ledger
from pactwatch.refusals import Refused

FORMAT = 1


def open_ledger(where: Path | str, *, create: bool = True, clock: Clock | None = None) -> Ledger:
    """The ledger kept at a path, a `sqlite:///…` or a `postgresql://…` URL; a new one is begun where there is none and
    `create` allows it.

    clock: `wall` (the default of a new ledger), or `replay` for one that is built again from a case's folder, whose lines
    carry the times at which its reports were captured. The first line declares it for good.
    Refused: no such file, folder or database, not a ledger, another clock than the one declared, another kind of store.
    """
    kept = database(where)
    try:
        kept.check(create=create)
        with kept.refusing():
            _begin_where_empty(kept, create, clock or "wall")
            with kept.reading() as connection:
                declared = _declared(connection, kept.shown)
        if clock not in (None, declared):
            mend = f"open it as such, or begin another for {clock}"
            raise Refused(f"this ledger keeps the {declared} clock", mend=mend, file=kept.shown)
    except BaseException:
        kept.engine.dispose()
        raise
    return Ledger(kept, declared)


def _begin_where_empty(kept: Database, create: bool, clock: Clock) -> None:
    if not to_begin(kept, create):
        return
    kept.prepare()
    with kept.beginning() as connection:
        if kept.holds(connection)[0]:
            return  # another process began it meanwhile
        metadata.create_all(connection)
        body = canonical({"clock": clock, "format": FORMAT})
        # No line of a replay can be older than this one, so it stands at the beginning of time.
        at = kept.now(connection) if clock == "wall" else datetime.min.replace(tzinfo=UTC)
        first = Prepared("opened", content_id("opened", body), body, parsed(body), "pactwatch", at, None)
        note(connection, written(connection, first, End(0, GENESIS, ""), at)[1])


def to_begin(kept: Database, create: bool) -> bool:
    """Whether the ledger is still to be begun. Refused where the store holds something else, or `create` does not allow it."""
    with kept.reading() as connection:
        ledger, anything = kept.holds(connection)
    if ledger:
        return False
    if anything:
        raise Refused("this database is not a ledger", mend=kept.elsewhere, file=kept.shown)
    if not create:
        raise Refused(
            "there is no ledger in it: it is empty", mend="build the case first, or check where it is", file=kept.shown
        )
    return True


def _declared(connection: Connection, shown: str) -> Clock:
    first = connection.execute(select(entries.c.kind, entries.c.body).where(entries.c.seq == 1)).one_or_none()
    clock = declared(first.kind, first.body) if first is not None else None
    if clock is None:
        raise Refused(
            "its first line does not open a ledger that can be read here",
            mend="restore it from a copy, or use the release that wrote it",
            file=shown,
            line=1,
        )
    return clock


def declared(kind: str, text: str) -> Clock | None:
    """The clock that a first line declares; None where it opens no ledger of this format."""
    try:
        body = parsed(text) if kind == "opened" else {}
    except ValueError:
        return None
    clock = body.get("clock")
    if body.get("format") != FORMAT or clock not in ("wall", "replay"):
        return None
    return "wall" if clock == "wall" else "replay"

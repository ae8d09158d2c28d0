"""Opening a ledger, and beginning one."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DBAPIError

from pactwatch.ledger.appending import Clock, End, Prepared, note, wall_clock, written
from pactwatch.ledger.canon import GENESIS, canonical, content_id, parsed
from pactwatch.ledger.database import connect, is_ledger, locate, refusing, tables, writing
from pactwatch.ledger.schema import entries, metadata
from pactwatch.ledger.store import Ledger
from pactwatch.refusals import Refused

_FORMAT = 1


def open_ledger(where: Path | str, *, create: bool = True, clock: Clock | None = None) -> Ledger:
    """The ledger kept at a path or a `sqlite:///…` URL; a new one is begun where there is none and `create` allows it.

    clock: `wall` (the default of a new ledger), or `replay` for one that is built again from a case's folder, whose lines
    carry the times at which its reports were captured. The first line declares it for good.
    Refused: no such file or folder, not a ledger, another clock than the one declared, another kind of store.
    """
    file = locate(where)
    _check_file(file, create)
    engine = connect(file)
    try:
        with refusing(file):
            _begin_where_empty(engine, file, create, clock or "wall")
            with engine.connect() as connection:
                declared = _declared(connection, file)
    except BaseException:
        engine.dispose()
        raise
    if clock not in (None, declared):
        engine.dispose()
        raise Refused(
            f"this ledger keeps the {declared} clock", mend=f"open it as such, or begin another for {clock}", file=file
        )
    return Ledger(engine, file, declared)


def _check_file(file: Path, create: bool) -> None:
    if file.is_dir():
        raise Refused("this is a folder", mend="name a file such as ledger.db in it", file=file)
    if not file.exists() and not create:
        raise Refused("there is no ledger", mend="build the case first, or check the path", file=file)
    if not file.parent.is_dir():
        raise Refused("there is no such folder", mend="make the folder first", file=file.parent)


def _begin_where_empty(engine: Engine, file: Path, create: bool, clock: Clock) -> None:
    with engine.connect() as connection:
        names = tables(connection)
    if is_ledger(names):
        return
    if names:
        raise Refused("this database is not a ledger", mend="name a ledger.db, or a file that does not exist yet", file=file)
    if not create:
        raise Refused("the file is empty", mend="build the case first, or check the path", file=file)
    _keep_a_log(engine)
    with writing(engine) as connection:
        if is_ledger(tables(connection)):
            return  # another process began it meanwhile
        metadata.create_all(connection)
        body = canonical({"clock": clock, "format": _FORMAT})
        # No line of a replay can be older than this one, so it stands at the beginning of time.
        at = wall_clock() if clock == "wall" else datetime.min.replace(tzinfo=UTC)
        first = Prepared("opened", content_id("opened", body), body, "pactwatch", at, None)
        note(connection, written(connection, first, End(0, GENESIS, ""))[1])


def _keep_a_log(engine: Engine) -> None:
    """Write-ahead logging, for good, so that readers and a writer do not wait for one another.

    It is refused only while another process begins the same ledger, which then asks for it itself.
    """
    with engine.connect() as connection:
        try:
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        except DBAPIError as error:
            if "locked" not in str(error.orig):
                raise


def _declared(connection: Connection, file: Path) -> Clock:
    first = connection.execute(select(entries.c.kind, entries.c.body).where(entries.c.seq == 1)).one_or_none()
    try:
        body = parsed(first.body) if first is not None and first.kind == "opened" else {}
    except ValueError:
        body = {}
    clock = body.get("clock")
    if body.get("format") != _FORMAT or clock not in ("wall", "replay"):
        raise Refused(
            "its first line does not open a ledger that can be read here",
            mend="restore the file from a copy, or use the release that wrote it",
            file=file,
            line=1,
        )
    return "wall" if clock == "wall" else "replay"

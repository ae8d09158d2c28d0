"""How one line comes to stand at the end of a ledger; called inside a transaction that no other writer shares."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, bindparam, insert, select, true, update

from pactwatch.ledger.bodies import from_body
from pactwatch.ledger.canon import canonical, content_id, link, parsed, stamp, unstamp
from pactwatch.ledger.database import wall_clock
from pactwatch.ledger.judgements import KINDS, TAKING_BACK, decision, rests_on
from pactwatch.ledger.schema import entries, head
from pactwatch.refusals import Refused
from pactwatch.types import Entry

Clock = Literal["wall", "replay"]

_KIND = re.compile(r"[a-z][a-z_]*")
_RECORDS = {"source", "report", "claim"}

INSERT = insert(entries)
_END = (
    select(entries.c.seq, entries.c.chain, entries.c.recorded_at, head.c.seq.label("noted"), head.c.chain.label("noted_chain"))
    .select_from(entries.join(head, true()))
    .order_by(entries.c.seq.desc())
    .limit(1)
)
_LAST = select(entries).where(entries.c.id == bindparam("of")).order_by(entries.c.seq.desc()).limit(1)
_TAKEN_BACK = select(entries).where(entries.c.retracts == bindparam("of"), entries.c.seq > bindparam("after"))
_TAKEN_BACK = _TAKEN_BACK.order_by(entries.c.seq).limit(1)


@dataclass(frozen=True, slots=True)
class NewEntry:
    """A line to be written. recorded_at: for a replay only. retracts: the id of the entry it takes back or replaces."""

    kind: str
    body: dict[str, Any]
    by: str
    recorded_at: datetime | None = None
    retracts: str | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """A line that has been checked; `body` is its canonical text, `value` what that says; `about` are ids of entries that
    must stand with it, each with the kinds that it may be of."""

    kind: str
    id: str
    body: str
    value: dict[str, Any]
    by: str
    recorded_at: datetime | None
    retracts: str | None
    about: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class End:
    """The last line: its number, chain and time as written."""

    seq: int
    chain: str
    recorded_at: str


def prepared(item: NewEntry, clock: Clock, *, sealing: bool = False) -> Prepared:
    """The line checked and put into canonical text. Refused as `Ledger.append_all` says. sealing: it may be a checkpoint."""
    if item.kind == "checkpoint" and not sealing:
        raise Refused("a checkpoint must be signed", mend="sign one: pactwatch checkpoint")
    if not _KIND.fullmatch(item.kind) or item.kind == "opened":
        raise Refused(
            "{kind!r} is no kind of entry", mend="use a lower-case word such as source, report or claim", kind=item.kind
        )
    if item.kind in TAKING_BACK and item.retracts is None:
        raise Refused("a {kind} takes back nothing", mend="give the id of the entry in retracts", kind=item.kind)
    if not item.by.strip() or not item.by.isprintable():
        raise Refused("{by!r} does not say who records this", mend="name a person or program in `by`", by=item.by)
    _check_time(item.recorded_at, clock)
    body = canonical(item.body)
    value = parsed(body)
    if item.kind in _RECORDS:
        from_body(item.kind, value)
    about = tuple(rests_on(decision(item.kind, value)).items()) if item.kind in KINDS else ()
    return Prepared(item.kind, content_id(item.kind, body), body, value, item.by, item.recorded_at, item.retracts, about)


def _check_time(moment: datetime | None, clock: Clock) -> None:
    if moment is None:
        return
    if clock == "wall":
        raise Refused(
            "this ledger keeps the wall clock", mend="leave recorded_at out, or open a new ledger with clock='replay'"
        )
    if moment.tzinfo is None:
        raise Refused(
            "{moment} may be any of many moments", mend="give recorded_at with an offset, such as +04:00", moment=moment
        )
    if moment > wall_clock():
        raise Refused("{stamp} is still to come", mend="give a recorded_at that has passed", stamp=stamp(moment))


def end_of(connection: Connection, shown: str) -> End:
    """The end of the ledger. Refused where the lines do not end as was noted: nothing is built on that."""
    last = connection.execute(_END).one_or_none()
    if last is None or (last.seq, last.chain) != (last.noted, last.noted_chain):
        raise Refused("the end of the ledger is not the one that was noted", mend="verify the ledger", file=shown)
    return End(last.seq, last.chain, last.recorded_at)


def standing(connection: Connection, line: Prepared) -> Row[Any] | None:
    """The line that says this already, None where it is still to be written. Refused where it takes back what it cannot."""
    if line.retracts is None:
        found = _last(connection, line.id)
        return found if found is not None and _taken_back_by(connection, found) is None else None
    target = _last(connection, line.retracts)
    if target is None or line.retracts == line.id:
        raise Refused(
            "the ledger has no other entry {retracts}", mend="give the id of the entry to take back", retracts=line.retracts
        )
    if target.kind in ("opened", "checkpoint", *TAKING_BACK):
        raise Refused(
            "line {seq} ({kind}) cannot be taken back", mend="append again what it took back", seq=target.seq, kind=target.kind
        )
    if line.kind == "correction" and target.kind != "claim":
        raise Refused(
            "line {seq} ({kind}) is no claim", mend="correct a claim; retract anything else", seq=target.seq, kind=target.kind
        )
    by = _taken_back_by(connection, target)
    if by is not None and by.id != line.id:
        raise Refused(
            "line {seq} has already taken back line {seq2}", mend="leave this retraction out", seq=by.seq, seq2=target.seq
        )
    return by


def refuse_without_basis(connection: Connection, line: Prepared) -> None:
    """Refused where a claim, complaint or ruling that a judgement speaks of does not stand."""
    for entry, kinds in line.about:
        found = _last(connection, entry)
        if found is None or found.kind not in kinds:
            what = " or ".join(kinds)
            raise Refused(
                "the ledger has no {what} {entry}",
                mend="give the id of a {what}: pactwatch entries lists them",
                what=what,
                entry=entry,
            )
        back = _taken_back_by(connection, found)
        if back is not None:
            raise Refused(
                "line {seq} has taken back the {kind} of line {seq2}",
                mend="name what stands in its place",
                seq=back.seq,
                kind=found.kind,
                seq2=found.seq,
            )


def note(connection: Connection, end: End) -> None:
    """Notes the end that the transaction has reached."""
    values = {"seq": end.seq, "chain": end.chain}
    if not connection.execute(update(head), values).rowcount:
        connection.execute(insert(head), {"one": 1, **values})


def _last(connection: Connection, entry_id: str) -> Row[Any] | None:
    return connection.execute(_LAST, {"of": entry_id}).one_or_none()


def _taken_back_by(connection: Connection, target: Row[Any]) -> Row[Any] | None:
    return connection.execute(_TAKEN_BACK, {"of": target.id, "after": target.seq}).one_or_none()


def written(connection: Connection, line: Prepared, end: End, now: datetime) -> tuple[Entry, End]:
    """The line written after `end`, and the new end, which is then still to be noted. now: for a line without a time."""
    values, entry, end = linked(line, end, now)
    connection.execute(INSERT, values)
    return entry, end


def linked(line: Prepared, end: End, now: datetime) -> tuple[dict[str, Any], Entry, End]:
    """The row of the line that follows `end`, still to be written, its entry, and the end it will be."""
    at = max(stamp(line.recorded_at or now), end.recorded_at)
    seq = end.seq + 1
    chain = link(end.chain, seq, at, line.kind, line.id, line.retracts, line.by)
    values = {"seq": seq, "recorded_at": at, "kind": line.kind, "id": line.id, "body": line.body}
    values |= {"retracts": line.retracts, "by": line.by, "chain": chain}
    entry = Entry(seq, unstamp(at), line.kind, line.id, line.value, line.retracts, line.by, chain)
    return values, entry, End(seq, chain, at)

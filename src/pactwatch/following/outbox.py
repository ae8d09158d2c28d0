"""What each who follows has been told, and what waits to be sent: `follow.db` beside the case.

What is to be sent is written down, with its id, in the same transaction in which the status counts as told; it is taken out
once it has been sent. Whoever is stopped in between sends it again, with the same id.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from pactwatch.refusals import Refused

FILE = "follow.db"
_SCHEMA = """
create table if not exists follower (id text primary key);
create table if not exists told (
  follower text not null, clause text not null, bearer text not null, status text not null,
  primary key (follower, clause, bearer)) without rowid;
create table if not exists message (
  number integer primary key, id text unique not null, follower text not null, address text not null, body blob not null,
  tries integer not null default 0, due real not null, problem text not null default '', state text not null default 'waiting');
"""
DELAYS = tuple(timedelta(minutes=m) for m in (1, 5, 30, 120, 300, 600, 840, 1200, 1440))
"""How long to wait after each try that failed (Standard Webhooks, section 4.2); after the last it is given up."""
_LEASE = timedelta(minutes=10)

Statuses = Mapping[tuple[str, str], str]
"""Status by clause (ref) and bearer."""


@dataclass(frozen=True, slots=True)
class Message:
    """id: by which whoever gets it twice can tell. address: to whom. body: as it is sent. tries: how many have failed."""

    id: str
    follower: str
    address: str
    body: bytes
    tries: int = 0


class Outbox:
    """An open outbox. Used as a context manager. Refused where the file cannot be used. noting: whether the file is made where
    there is none; without it what is noted is forgotten again."""

    def __init__(self, file: Path, *, noting: bool = True) -> None:
        self._file = file
        kept = noting or file.is_file()
        with self._refusing():
            self._db = sqlite3.connect(file if kept else ":memory:", isolation_level=None, timeout=10)
            self._db.execute("pragma synchronous = full")
            self._db.executescript(_SCHEMA)
        if kept:
            file.chmod(0o600)

    def __enter__(self) -> Outbox:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def told(self, follower: str) -> dict[tuple[str, str], str] | None:
        """What a follower has been told last; None where it follows for the first time."""
        if self._db.execute("select 1 from follower where id = ?", (follower,)).fetchone() is None:
            return None
        rows = self._db.execute("select clause, bearer, status from told where follower = ?", (follower,))
        return {(clause, bearer): status for clause, bearer, status in rows}

    def note(self, follower: str, statuses: Statuses, messages: Iterable[Message], now: datetime) -> None:
        """Writes down, at once or not at all, what counts as told and what is to be sent of it."""
        with self._refusing():
            self._db.execute("begin immediate")
            try:
                self._db.execute("insert or ignore into follower values (?)", (follower,))
                self._db.executemany(
                    "insert or replace into told values (?, ?, ?, ?)",
                    [(follower, clause, bearer, status) for (clause, bearer), status in statuses.items()],
                )
                self._db.executemany(
                    "insert or ignore into message (id, follower, address, body, due) values (?, ?, ?, ?, ?)",
                    [(m.id, m.follower, m.address, m.body, now.timestamp()) for m in messages],
                )
                self._db.execute("commit")
            except BaseException:
                self._db.execute("rollback")
                raise

    def waiting(self, follower: str, now: datetime | None = None) -> list[Message]:
        """What waits to be sent to a follower, in order; with `now`, what is to be tried by then."""
        due = float("inf") if now is None else now.timestamp()
        asked = "select id, follower, address, body, tries from message where follower = ? and state = 'waiting' and due <= ?"
        return [Message(*row) for row in self._db.execute(f"{asked} order by number", (follower, due))]

    def take(self, message: Message, now: datetime) -> bool:
        """Keeps others from sending a message meanwhile; False where one of them is at it, or has sent it."""
        until = (now + _LEASE).timestamp()
        asked = "update message set due = ? where id = ? and state = 'waiting' and due <= ?"
        with self._refusing():
            return self._db.execute(asked, (until, message.id, now.timestamp())).rowcount == 1

    def sent(self, message: Message) -> None:
        """It has arrived. Its id stays, so that it is not written down again."""
        with self._refusing():
            self._db.execute("update message set state = 'sent', problem = '', body = x'' where id = ?", (message.id,))

    def failed(self, message: Message, problem: str, now: datetime, *, again: bool) -> bool:
        """It has not arrived; whether it will be tried again."""
        again = again and message.tries < len(DELAYS)
        due = now + DELAYS[min(message.tries, len(DELAYS) - 1)]
        state = "waiting" if again else "given up"
        asked = "update message set tries = tries + 1, due = ?, problem = ?, state = ? where id = ?"
        with self._refusing():
            self._db.execute(asked, (due.timestamp(), problem, state, message.id))
        return again

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise Refused(f"it cannot be written ({error})", mend="make room, or try again", file=self._file) from None

"""Signing in: one answer whatever was wrong, as slow for a name that nobody has; few attempts; sessions that end."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select, update

from pactwatch.people.accounts import account_of
from pactwatch.people.roles import Account
from pactwatch.people.schema import accounts, attempts, sessions
from pactwatch.people.second import takes
from pactwatch.people.secrets import digest, fresh, matches, whole
from pactwatch.people.store import People
from pactwatch.refusals import Refused

WINDOW = 15 * 60
"""Seconds for which a failed attempt counts."""
OF_ACCOUNT, OF_ADDRESS = 10, 30
"""Failed attempts in that time, of one account and from one address, after which there are no more."""
IDLE, LONGEST = 2 * 3600, 12 * 3600
"""Seconds after which a session ends: without being used, and in any case."""
_SEEN = 60


class Denied(Refused):
    """Name, password or code is not right; it does not say which."""


class TooMany(Refused):
    """Too many attempts. wait: seconds until there may be another."""

    def __init__(self, wait: int) -> None:
        self.wait = wait
        super().__init__("too many attempts to sign in", mend="try again in {minutes} minutes", minutes=-(-wait // 60))


@dataclass(frozen=True, slots=True)
class Session:
    """secret: what the browser keeps; its hash alone is stored."""

    secret: str
    account: Account


def sign_in(people: People, name: str, password: str, code: str = "", address: str = "") -> Session:
    """A new session for whoever gives name, password and, where the account has a second factor, a code."""
    name = whole(name.strip().lower()[:100])
    _attempt(people, name, address)
    with people.reading() as connection:
        row = connection.execute(select(accounts).where(accounts.c.name == name, accounts.c.removed.is_(None))).one_or_none()
    known = matches(row.password if row is not None else None, password)
    with people.writing() as connection:
        good = known and row is not None and (row.secret is None or takes(connection, name, row.secret, code, people.now()))
        if good:
            connection.execute(delete(attempts).where(attempts.c.account == name, attempts.c.address == address))
            secret = _begin(connection, name, people.now())
    if not good or row is None:
        raise Denied("name, password or code is not right", mend="try again; a keeper can set a new password")
    return Session(secret, account_of(row))


def knows(people: People, name: str, password: str, address: str = "") -> bool:
    """Whether this is the password of an account, as somebody who is signed in confirms it. Few attempts, as for signing in."""
    _attempt(people, name, address)
    with people.reading() as connection:
        stored = connection.scalar(select(accounts.c.password).where(accounts.c.name == name, accounts.c.removed.is_(None)))
    if not matches(stored, password):
        return False
    with people.writing() as connection:
        connection.execute(delete(attempts).where(attempts.c.account == name, attempts.c.address == address))
    return True


def begin_anew(people: People, name: str) -> str:
    """The secret of a new session of an account, for the browser in which it has just changed its password."""
    with people.writing() as connection:
        return _begin(connection, name, people.now())


def session_of(people: People, secret: str) -> Account | None:
    """Whose session it is; None where it has ended or never was."""
    now, key = people.now(), digest(secret)
    joined = select(accounts, sessions.c.seen).join(sessions, sessions.c.account == accounts.c.name)
    going = joined.where(
        sessions.c.hash == key, sessions.c.made > now - LONGEST, sessions.c.seen > now - IDLE, accounts.c.removed.is_(None)
    )
    with people.reading() as connection:
        row = connection.execute(going).one_or_none()
    if row is None:
        return None
    if row.seen < now - _SEEN:
        with people.writing() as connection:
            connection.execute(update(sessions).where(sessions.c.hash == key), {"seen": now})
    return account_of(row)


def sign_out(people: People, secret: str) -> None:
    """Ends a session."""
    with people.writing() as connection:
        connection.execute(delete(sessions).where(sessions.c.hash == digest(secret)))


def _begin(connection: Connection, name: str, now: int) -> str:
    secret = fresh()
    connection.execute(delete(sessions).where((sessions.c.made <= now - LONGEST) | (sessions.c.seen <= now - IDLE)))
    connection.execute(insert(sessions), {"hash": digest(secret), "account": name, "made": now, "seen": now})
    return secret


def _attempt(people: People, name: str, address: str) -> None:
    """Counts an attempt before it is looked at, so that many at once are not more. Refused where there were too many."""
    now = people.now()
    with people.writing() as connection:
        connection.execute(delete(attempts).where(attempts.c.at <= now - WINDOW))
        for column, value, most in ((attempts.c.account, name, OF_ACCOUNT), (attempts.c.address, address, OF_ADDRESS)):
            number, first = connection.execute(select(func.count(), func.min(attempts.c.at)).where(column == value)).one()
            if number >= most:
                raise TooMany(first + WINDOW - now)
        connection.execute(insert(attempts), {"account": name, "address": address, "at": now})

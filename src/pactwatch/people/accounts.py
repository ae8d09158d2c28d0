"""Accounts: added, given a role and a party, removed. A name that was removed is never given again: the ledger knows it."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update

from pactwatch.pacts.vocabulary import is_party
from pactwatch.people.roles import ROLES, Account, Role
from pactwatch.people.schema import accounts, recovery, sessions, tokens
from pactwatch.people.secrets import hashed
from pactwatch.people.store import People
from pactwatch.refusals import Refused

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")


def add(people: People, name: str, role: str, password: str, party: str = "") -> Account:
    """Makes an account. Refused where its name is taken or was, or any of it cannot be."""
    if not _NAME.fullmatch(name):
        raise Refused(
            "{name!r} cannot be an account", mend="use 2 to 40 small Latin letters, digits, dots and hyphens", name=name
        )
    values = {"name": name, "role": _role(role), "party": _party(party), "password": hashed(password, name)}
    with people.writing() as connection:
        known = connection.execute(select(accounts.c.removed).where(accounts.c.name == name)).one_or_none()
        if known is not None:
            problem = "there is an account {name!r}, whose acts the ledger knows"
            if known.removed is not None:
                problem = "there was an account {name!r}, whose acts the ledger knows"
            raise Refused(problem, mend="choose another name", name=name)
        connection.execute(insert(accounts), {**values, "step": 0, "made": people.now()})
    return account(people, name)


def account(people: People, name: str) -> Account:
    """The account of a name. Refused where there is none."""
    with people.reading() as connection:
        row = connection.execute(_standing(name)).one_or_none()
    if row is None:
        raise Refused("there is no account {name!r}", mend="pactwatch people CASE list shows them", name=name)
    return account_of(row)


def every(people: People) -> tuple[Account, ...]:
    """All accounts, by name."""
    with people.reading() as connection:
        rows = connection.execute(select(accounts).where(accounts.c.removed.is_(None)).order_by(accounts.c.name)).all()
    return tuple(map(account_of, rows))


def change(people: People, name: str, *, role: str | None = None, party: str | None = None) -> Account:
    """Gives an account another role or party; what it is signed in to ends. Refused where nobody would be keeper any more."""
    found = account(people, name)
    values: dict[str, Any] = {} if role is None else {"role": _role(role)}
    values |= {} if party is None else {"party": _party(party)}
    if found.role == "keeper" and values.get("role", "keeper") != "keeper":
        _refuse_without_keeper(people)
    with people.writing() as connection:
        connection.execute(update(accounts).where(accounts.c.name == name), values)
        connection.execute(delete(sessions).where(sessions.c.account == name))
    return account(people, name)


def set_password(people: People, name: str, password: str, *, revoke: bool = False) -> None:
    """Gives an account another password; all that it is signed in to ends. revoke: whether its tokens end too."""
    found = account(people, name)
    text = hashed(password, found.name)
    with people.writing() as connection:
        connection.execute(update(accounts).where(accounts.c.name == name), {"password": text})
        connection.execute(delete(sessions).where(sessions.c.account == name))
        if revoke:
            good = (tokens.c.account == name, tokens.c.revoked.is_(None))
            connection.execute(update(tokens).where(*good), {"revoked": people.now()})


def remove(people: People, name: str) -> None:
    """Ends an account, its sessions and tokens; its name stays taken. Refused where nobody would be keeper any more."""
    if account(people, name).role == "keeper":
        _refuse_without_keeper(people)
    with people.writing() as connection:
        gone = {"removed": people.now(), "password": "", "secret": None}
        connection.execute(update(accounts).where(accounts.c.name == name), gone)
        for table in (sessions, tokens, recovery):
            connection.execute(delete(table).where(table.c.account == name))


def account_of(row: Row[Any]) -> Account:
    """The account that a line of the table holds."""
    return Account(row.name, row.role, row.party, row.secret is not None)


def _standing(name: str) -> Any:
    return select(accounts).where(accounts.c.name == name, accounts.c.removed.is_(None))


def _role(role: str) -> Role:
    for known in ROLES:
        if role == known:
            return known
    raise Refused("{role!r} is no role", mend="choose one of: {choices}", role=role, choices=", ".join(ROLES))


def _party(party: str) -> str:
    if party and not is_party(party):
        raise Refused("{party!r} is no party", mend="take a name of lexicons/parties.toml, such as OSCE or ARM", party=party)
    return party


def _refuse_without_keeper(people: People) -> None:
    others = select(func.count()).where(accounts.c.role == "keeper", accounts.c.removed.is_(None))
    with people.reading() as connection:
        if connection.scalar(others) == 1:
            raise Refused("nobody would be keeper any more", mend="make somebody else keeper first")

"""Tokens for programs: shown once, kept as a hash, with a role no higher than the account's, until a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import insert, select, update

from pactwatch.people.accounts import account, account_of
from pactwatch.people.roles import ROLES, Account, Role, at_least
from pactwatch.people.schema import accounts, tokens
from pactwatch.people.secrets import digest, fresh
from pactwatch.people.store import People
from pactwatch.refusals import Refused

PREFIX = "pw_"
"""By which a token that was published by mistake is found."""
_SHOWN = 8
LONGEST = 366
"""Days for which a token can be good."""


@dataclass(frozen=True, slots=True)
class Token:
    """shown: its first signs, by which it is told from others."""

    shown: str
    account: str
    role: Role
    label: str
    made: datetime
    expires: datetime
    revoked: datetime | None


def make(people: People, name: str, role: Role, label: str, days: int) -> str:
    """A new token, which cannot be shown again. Refused where its role is above the account's, or it is good for too long."""
    holder = account(people, name)
    if role not in ROLES or not at_least(holder.role, role):
        raise Refused(
            "{name} is {role}, and cannot give a token more",
            mend="choose that role or a lower one",
            name=name,
            role=holder.role,
        )
    if not 1 <= days <= LONGEST:
        raise Refused("a token for {days} days", mend="give 1 to {longest} days", days=days, longest=LONGEST)
    secret, now = PREFIX + fresh(), people.now()
    row = {"hash": digest(secret), "shown": secret[:_SHOWN], "account": name, "role": role, "label": label.strip()[:80]}
    with people.writing() as connection:
        connection.execute(insert(tokens), {**row, "made": now, "expires": now + days * 86400})
    return secret


def token_of(people: People, secret: str) -> Account | None:
    """The account of a token, with the token's role or its own where that has become lower; None where it is good no more."""
    if not secret.startswith(PREFIX):
        return None
    key = digest(secret)
    good = (tokens.c.hash == key, tokens.c.revoked.is_(None), tokens.c.expires > people.now())
    joined = select(accounts, tokens.c.role.label("scope")).join(tokens, tokens.c.account == accounts.c.name)
    with people.reading() as connection:
        row = connection.execute(joined.where(*good, accounts.c.removed.is_(None))).one_or_none()
    if row is None:
        return None
    holder = account_of(row)
    role = row.scope if at_least(holder.role, row.scope) else holder.role
    return Account(holder.name, role, holder.party, holder.second_factor, token=key)


def role_named(role: str) -> Role:
    """The role of a name. Refused where there is none."""
    for known in ROLES:
        if known == role:
            return known
    raise Refused("{role!r} is no role", mend="choose one of: {choices}", role=role, choices=", ".join(ROLES))


def every(people: People, name: str) -> tuple[Token, ...]:
    """The tokens of an account, the newest first."""
    wanted = select(tokens).where(tokens.c.account == name).order_by(tokens.c.made.desc(), tokens.c.hash)
    with people.reading() as connection:
        rows = connection.execute(wanted).all()
    return tuple(
        Token(r.shown, r.account, r.role, r.label, _at(r.made), _at(r.expires), _at(r.revoked) if r.revoked else None)
        for r in rows
    )


def revoke(people: People, name: str, shown: str) -> None:
    """Ends the tokens of an account that begin so. Refused where none does that is good still."""
    mine = update(tokens).where(tokens.c.account == name, tokens.c.shown == shown[:_SHOWN], tokens.c.revoked.is_(None))
    with people.writing() as connection:
        if not connection.execute(mine, {"revoked": people.now()}).rowcount:
            raise Refused(
                "{name} has no token {shown!r}",
                mend="give its first signs, as they are listed",
                name=name,
                shown=shown[:_SHOWN],
            )


def _at(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)

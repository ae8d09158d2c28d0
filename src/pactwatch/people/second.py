"""The second factor: codes by time (RFC 6238: 6 digits, 30 seconds, SHA-1), each taken once, and codes for when it is lost."""

from __future__ import annotations

import re
import secrets

import pyotp
from sqlalchemy import Connection, delete, insert, select, update

from pactwatch.people.accounts import account
from pactwatch.people.schema import accounts, recovery
from pactwatch.people.secrets import digest, same
from pactwatch.people.store import People
from pactwatch.refusals import Refused

_STEP = 30
_SECRET = re.compile(r"[A-Z2-7]{32}")
_DRIFT = 1
"""Steps that a clock may be off, either way."""
_CODES = 10
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def new_secret() -> str:
    """A secret for an app that shows codes, in base32."""
    return pyotp.random_base32()


def address(name: str, secret: str, issuer: str) -> str:
    """The otpauth:// address that such an app takes, from a picture too."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=issuer)


def is_secret(text: str) -> bool:
    """Whether a text can be a secret that was made here."""
    return _SECRET.fullmatch(text) is not None


def turn_on(people: People, name: str, secret: str, code: str) -> tuple[str, ...]:
    """Asks this account for codes from now on, once it has shown one; gives codes for when the app is lost, to be shown once.

    Refused where the code is not of the secret.
    """
    account(people, name)
    if not is_secret(secret):
        raise Refused("this secret was not made here", mend="load the page again, and scan its picture anew")
    step = _step_of(secret, code, people.now())
    if step is None:
        raise Refused("the code is not right", mend="check the clock of the device, and take the code it shows now")
    codes = tuple("-".join(_word() for _ in range(3)) for _ in range(_CODES))
    with people.writing() as connection:
        connection.execute(update(accounts).where(accounts.c.name == name), {"secret": secret, "step": step})
        connection.execute(delete(recovery).where(recovery.c.account == name))
        connection.execute(insert(recovery), [{"hash": _hash(name, c), "account": name} for c in codes])
    return codes


def turn_off(people: People, name: str) -> None:
    """Asks this account for no codes any more."""
    account(people, name)
    with people.writing() as connection:
        connection.execute(update(accounts).where(accounts.c.name == name), {"secret": None})
        connection.execute(delete(recovery).where(recovery.c.account == name))


def takes(connection: Connection, name: str, secret: str, code: str, now: int) -> bool:
    """Whether a code is good, which it is then no more: the code of this time, unless it was taken, or one for a lost app."""
    step = _step_of(secret, code, now)
    if step is not None:
        newer = update(accounts).where(accounts.c.name == name, accounts.c.step < step)
        return connection.execute(newer, {"step": step}).rowcount == 1
    spent = delete(recovery).where(recovery.c.account == name, recovery.c.hash == _hash(name, code))
    return connection.execute(spent).rowcount == 1


def left(people: People, name: str) -> int:
    """How many codes for a lost app an account has left."""
    with people.reading() as connection:
        return len(connection.execute(select(recovery.c.hash).where(recovery.c.account == name)).all())


def _step_of(secret: str, code: str, now: int) -> int | None:
    """The time step whose code this is; None where it is none of these minutes."""
    digits = code.replace(" ", "")
    if len(digits) != 6 or not digits.isascii() or not digits.isdigit():
        return None
    totp = pyotp.TOTP(secret)
    steps = [now // _STEP + drift for drift in range(-_DRIFT, _DRIFT + 1)]
    found = [step for step in steps if same(totp.generate_otp(step), digits)]
    return max(found, default=None)


def _word() -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(6))


def _hash(name: str, code: str) -> str:
    return digest(f"{name} {code.strip().lower()}")

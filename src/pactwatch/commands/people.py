"""The command on accounts of a board. Passwords and codes are asked for, or read from standard input; never arguments."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Literal

import typer
from rich.table import Table

from pactwatch.case import open_case
from pactwatch.commands.shared import CaseFolder, err, out
from pactwatch.people.store import People, open_people
from pactwatch.refusals import Refused

Act = Literal["list", "add", "role", "party", "password", "totp", "token", "tokens", "revoke", "remove"]
_SAID = ("add", "role", "party", "password", "totp", "revoke", "remove")


@dataclass(frozen=True, slots=True)
class _Given:
    name: str
    role: str
    party: str
    label: str
    days: int
    off: bool
    token: str
    revoke: bool


def people(
    case: CaseFolder,
    act: Annotated[Act, typer.Argument(help="What to do.")] = "list",
    name: Annotated[str, typer.Argument(help="The account: small Latin letters, digits, dots and hyphens.")] = "",
    role: Annotated[str, typer.Option(help="Of an account or a token: reader, monitor, ruler or keeper.")] = "",
    party: Annotated[str, typer.Option(help="For whom it acts: the monitor it rules for, the party it replies for.")] = "",
    label: Annotated[str, typer.Option(help="What a token is for.")] = "",
    days: Annotated[int, typer.Option(help="For how many days a token is good.")] = 90,
    off: Annotated[bool, typer.Option("--off", help="Take the second factor away (totp).")] = False,
    token: Annotated[str, typer.Option(help="The first signs of the token to revoke, as they are listed.")] = "",
    revoke_tokens: Annotated[bool, typer.Option("--revoke-tokens", help="End its tokens with its password.")] = False,
) -> None:
    """List, add or remove accounts of a case's board; give them a role, a party, a password, a second factor, tokens.

    Passwords are asked for, or read from standard input. Codes of the second factor too.
    """
    folder = open_case(case).folder
    if act != "list" and not name:
        raise Refused("no account is named", mend=f"pactwatch people CASE {act} NAME")
    kept = open_people(folder, create=act == "add")
    if kept is None:
        mend = f"add one: pactwatch people {case} add NAME --role keeper"
        raise Refused("this case has no accounts: its board is read-only, and for this machine alone", mend=mend)
    with kept:
        try:
            _ACTS[act](kept, _Given(name, role, party, label, days, off, token, revoke_tokens))
        except ModuleNotFoundError as error:
            raise Refused(f"accounts need {error.name}", mend="install it: pip install 'pactwatch[web]'") from None
    if act in _SAID:
        err.print(f"{act}: {name}", highlight=False)


def _add(kept: People, given: _Given) -> None:
    from pactwatch.people import accounts

    accounts.add(kept, given.name, given.role or "reader", _password(given.name), given.party)


def _role(kept: People, given: _Given) -> None:
    from pactwatch.people import accounts

    accounts.change(kept, given.name, role=given.role)


def _party(kept: People, given: _Given) -> None:
    from pactwatch.people import accounts

    accounts.change(kept, given.name, party=given.party)


def _set_password(kept: People, given: _Given) -> None:
    from pactwatch.people import accounts

    accounts.set_password(kept, given.name, _password(given.name), revoke=given.revoke)


def _remove(kept: People, given: _Given) -> None:
    from pactwatch.people import accounts

    accounts.remove(kept, given.name)


def _token(kept: People, given: _Given) -> None:
    from pactwatch.people import accounts, tokens

    role = tokens.role_named(given.role or accounts.account(kept, given.name).role)
    print(tokens.make(kept, given.name, role, given.label, given.days))
    err.print("this token cannot be shown again; whoever has it acts as the account")


def _revoke(kept: People, given: _Given) -> None:
    from pactwatch.people import tokens

    tokens.revoke(kept, given.name, given.token)


def _list(kept: People, _: _Given) -> None:
    from pactwatch.people import accounts, tokens

    table = Table()
    for column in ("account", "role", "acts for", "second factor", "tokens"):
        table.add_column(column, overflow="fold")
    now = kept.clock()
    for a in accounts.every(kept):
        good = sum(t.revoked is None and t.expires > now for t in tokens.every(kept, a.name))
        table.add_row(a.name, a.role, a.party, "yes" if a.second_factor else "no", str(good))
    out.print(table)


def _tokens(kept: People, given: _Given) -> None:
    from pactwatch.people import tokens

    table = Table()
    for column in ("begins", "role", "label", "made", "good until", "revoked"):
        table.add_column(column, overflow="fold")
    for t in tokens.every(kept, given.name):
        days = (f"{d:%Y-%m-%d}" if d else "" for d in (t.made, t.expires, t.revoked))
        table.add_row(t.shown, t.role, t.label, *days)
    out.print(table)


def _second_factor(kept: People, given: _Given) -> None:
    from pactwatch.people import second

    if given.off:
        second.turn_off(kept, given.name)
        return
    secret = second.new_secret()
    err.print(f"secret: {secret}\n{second.address(given.name, secret, 'pactwatch')}", soft_wrap=True, highlight=False)
    for code in second.turn_on(kept, given.name, secret, _asked("the code that the app shows now")):
        print(code)
    err.print("each of these codes is good once, for when the app is lost; they cannot be shown again")


def _password(name: str) -> str:
    """The password, typed twice at a terminal, or the first line of standard input."""
    first = _asked(f"password of {name}")
    if sys.stdin.isatty() and first != _asked("the same again"):
        raise Refused("the two passwords differ", mend="try again")
    return first


def _asked(what: str) -> str:
    if sys.stdin.isatty():
        return str(typer.prompt(what, hide_input=True, err=True))
    return sys.stdin.readline().rstrip("\r\n")


_ACTS: dict[str, Callable[[People, _Given], None]] = {
    "list": _list,
    "add": _add,
    "role": _role,
    "party": _party,
    "password": _set_password,
    "totp": _second_factor,
    "token": _token,
    "tokens": _tokens,
    "revoke": _revoke,
    "remove": _remove,
}

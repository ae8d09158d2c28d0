"""One's own account: password, second factor, tokens; and, for keepers, everybody's."""

from __future__ import annotations

from dataclasses import dataclass

import segno
from fastapi import Response
from fastapi.responses import RedirectResponse

from pactwatch.people import ROLES, Account, People, accounts, second, tokens
from pactwatch.people.roles import at_least
from pactwatch.people.signing_in import begin_anew, knows
from pactwatch.refusals import Refused
from pactwatch.web.acting import Forms, filled
from pactwatch.web.asking import Ask
from pactwatch.web.people.identity import cookie, people_of
from pactwatch.web.typing_in import Typed

forms = Forms()
_OWN, _ALL, _SECOND = "people/account.html.j2", "people/people.html.j2", "people/second.html.j2"


@dataclass(frozen=True, slots=True)
class AccountPage:
    """roles: those that a token may have. spare: codes left for a lost app. kept: whether it is kept in people.db (the keeper
    of this machine is not)."""

    own: Account
    kept: bool
    tokens: tuple[tokens.Token, ...]
    roles: tuple[str, ...]
    spare: int


@dataclass(frozen=True, slots=True)
class SecondPage:
    """secret: to be typed into an app. picture: the same as an image (SVG as a data: address)."""

    secret: str
    picture: str


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Every account, and the roles there are."""

    accounts: tuple[Account, ...]
    roles: tuple[str, ...]
    parties: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ShownOnce:
    """Secrets that cannot be shown again: spare codes, or a token."""

    what: str
    secrets: tuple[str, ...]


def own(ask: Ask) -> AccountPage:
    """The account of who asks."""
    people, account = people_of(ask.request.app), ask.account
    if people is None or not any(a.name == account.name for a in accounts.every(people)):
        return AccountPage(account, False, (), (), 0)
    roles = tuple(r for r in ROLES if at_least(account.role, r))
    return AccountPage(account, True, tokens.every(people, account.name), roles, second.left(people, account.name))


def second_factor(ask: Ask, secret: str = "") -> SecondPage:
    """A secret to be shown to an app, and the form for its first code."""
    secret = secret if second.is_secret(secret) else second.new_secret()
    address = second.address(ask.account.name, secret, "pactwatch")
    return SecondPage(secret, segno.make(address, micro=False).svg_data_uri(scale=5, border=3, light="white"))


def everybody(ask: Ask) -> PeoplePage:
    """Every account."""
    pacts = ask.snapshot.pacts.values()
    named = dict.fromkeys([*ask.snapshot.parties, *(m for p in pacts for m in p.monitor)])
    return PeoplePage(accounts.every(_people(ask)), ROLES, tuple((code, ask.words.name(code)) for code in named))


@forms.form("/account", _OWN, "account", own)
def password_changed(ask: Ask, typed: Typed) -> Response:
    """Another password; every other session ends, this one begins anew, and tokens end if that is asked for."""
    people, name = _people(ask), ask.account.name
    _confirmed(ask, typed)
    if typed.text("new") != typed.text("again"):
        raise Refused("the two passwords differ", mend="type the new one twice alike")
    accounts.set_password(people, name, typed.text("new"), revoke=_revoked(typed))
    answer = RedirectResponse(f"/{ask.tag}/account", 303)
    answer.headers.append("set-cookie", cookie(ask.request.app.state.settings, "session", begin_anew(people, name)))
    return answer


@forms.form("/account/second-factor", _SECOND, "account", second_factor)
def second_factor_on(ask: Ask, typed: Typed) -> Response:
    """Asks for codes from now on, once the app has shown one."""
    secret = typed.text("secret")
    try:
        _confirmed(ask, typed)
        codes = second.turn_on(_people(ask), ask.account.name, secret, typed.text("code"))
    except Refused as refusal:
        return filled(ask, _SECOND, second_factor(ask, secret), 422, typed=typed, error=refusal)
    return filled(ask, "people/once.html.j2", ShownOnce("codes", codes))


@forms.form("/account/second-factor/off", _OWN, "account", own, page=False)
def second_factor_off(ask: Ask, typed: Typed) -> str:
    """Asks for codes no more."""
    _confirmed(ask, typed)
    second.turn_off(_people(ask), ask.account.name)
    return f"/{ask.tag}/account"


@forms.form("/account/tokens", _OWN, "account", own, page=False)
def token_made(ask: Ask, typed: Typed) -> Response:
    """A token, shown this once."""
    people = _people(ask)
    _confirmed(ask, typed)
    days = typed.text("days")
    if not days.isdecimal() or len(days) > 4:
        raise Refused("{days!r} is no number of days", mend="give a number such as 90", days=days[:20])
    role = tokens.role_named(typed.text("role"))
    secret = tokens.make(people, ask.account.name, role, typed.text("label"), int(days))
    return filled(ask, "people/once.html.j2", ShownOnce("token", (secret,)))


@forms.form("/account/tokens/revoke", _OWN, "account", own, page=False)
def token_revoked(ask: Ask, typed: Typed) -> str:
    """Ends a token."""
    tokens.revoke(_people(ask), ask.account.name, typed.text("token"))
    return f"/{ask.tag}/account"


@forms.form("/people", _ALL, "people", everybody)
def account_added(ask: Ask, typed: Typed) -> str:
    """A new account, whose first password its keeper hands over."""
    accounts.add(_people(ask), typed.text("name"), typed.text("role"), typed.text("password"), typed.text("party"))
    return f"/{ask.tag}/people"


@forms.form("/people/{name}", _ALL, "people", lambda ask, name: everybody(ask), page=False)
def account_changed(ask: Ask, typed: Typed, name: str) -> str:
    """Another role and party; or a new password, or no second factor, for who lost theirs; or the end of an account."""
    people = _people(ask)
    match typed.form:
        case "change":
            accounts.change(people, name, role=typed.text("role"), party=typed.text("party"))
        case "password":
            accounts.set_password(people, name, typed.text("password"), revoke=_revoked(typed))
        case "second":
            second.turn_off(people, name)
        case "remove":
            accounts.remove(people, name)
        case other:
            raise Refused("{other!r} is nothing that can be done with an account", mend="load the page again", other=other[:20])
    return f"/{ask.tag}/people"


def _revoked(typed: Typed) -> bool:
    """Whether the tokens of an account are to end with its password."""
    return typed.text("tokens") == "revoke"


def _people(ask: Ask) -> People:
    people = people_of(ask.request.app)
    if people is None:
        raise Refused("this board has no accounts", mend="add one: pactwatch people CASE add NAME --role keeper")
    return people


def _confirmed(ask: Ask, typed: Typed) -> None:
    """Refused where who sends the form does not know the password of the account it changes."""
    client = ask.request.client
    if not knows(_people(ask), ask.account.name, typed.text("password"), client.host if client else ""):
        raise Refused("the password is not right", mend="type the password of this account")

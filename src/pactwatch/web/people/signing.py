"""Signing in and out."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Response
from fastapi.responses import RedirectResponse

from pactwatch.people.signing_in import sign_in, sign_out
from pactwatch.refusals import Refused
from pactwatch.web.acting import Forms
from pactwatch.web.asking import Ask
from pactwatch.web.people.identity import Browser, cookie, people_of
from pactwatch.web.typing_in import Typed

forms = Forms()


@dataclass(frozen=True, slots=True)
class SignInPage:
    """next: the address to go to afterwards. accounts: whether there are any."""

    next: str
    accounts: bool


def show(ask: Ask) -> SignInPage:
    """The form to sign in."""
    return SignInPage(_within(ask, ask.given.get("next", "")), people_of(ask.request.app) is not None)


@forms.form("/sign-in", "people/sign-in.html.j2", "read", show)
def signed_in(ask: Ask, typed: Typed) -> Response:
    """Begins a session with name, password and, where the account has a second factor, a code."""
    people = people_of(ask.request.app)
    if people is None:
        raise Refused("this board has no accounts", mend="add one: pactwatch people CASE add NAME --role keeper")
    client = ask.request.client
    session = sign_in(people, typed.text("name"), typed.text("password"), typed.text("code"), client.host if client else "")
    browser: Browser = ask.request.state.browser
    if browser.session:
        sign_out(people, browser.secret)
    answer = RedirectResponse(_within(ask, typed.text("next")), 303)
    settings = ask.request.app.state.settings
    answer.headers.append("set-cookie", cookie(settings, "session", session.secret))
    answer.headers.append("set-cookie", cookie(settings, "form", ""))
    return answer


@forms.form("/sign-out", "people/sign-in.html.j2", "account", show, page=False)
def signed_out(ask: Ask, typed: Typed) -> Response:
    """Ends the session."""
    browser: Browser = ask.request.state.browser
    people = people_of(ask.request.app)
    if people is not None and browser.session:
        sign_out(people, browser.secret)
    answer = RedirectResponse(f"/{ask.tag}/today", 303)
    answer.headers.append("set-cookie", cookie(ask.request.app.state.settings, "session", ""))
    return answer


def _within(ask: Ask, address: str) -> str:
    """The address, where it is a page of this board; the first page else."""
    inside = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable() and "\\" not in address
    return address if inside else f"/{ask.tag}/today"

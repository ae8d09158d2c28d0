"""Who asks: a session's account, a token's, the keeper of this machine, or nobody."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address
from urllib.parse import quote

from anyio.to_thread import run_sync
from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pactwatch.people import Account, People, open_people
from pactwatch.people.secrets import form_token, fresh
from pactwatch.people.signing_in import LONGEST, session_of
from pactwatch.people.tokens import token_of
from pactwatch.refusals import Refused
from pactwatch.web.answering import wants_json
from pactwatch.web.failing import told
from pactwatch.web.limiting import too_often
from pactwatch.web.settings import Settings
from pactwatch.web.words import LANGUAGES, preferred

_DOOR = re.compile(r"/[^/]+/sign-in/?")
"""The page for signing in; a report or a pact may be called so too."""
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


@dataclass
class Browser:
    """The one who asks. secret: of its cookie, from which its forms' tokens follow; a new one is set once a form is shown."""

    secret: str
    new: bool = False
    session: bool = False
    shown: bool = field(default=False)

    def token(self) -> str:
        """What a form on the page must send back."""
        self.shown = True
        return form_token(self.secret)


class Identity:
    """Puts `account` and `browser` into the state of each request; turns away who asks too often, or whom a closed board does
    not know."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request."""
        if scope["type"] != "http" or scope["path"].startswith("/static/"):
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        try:
            account, browser, wrong = await run_sync(_who, request)
        except Refused as refusal:
            await told(request, 503, refusal)(scope, receive, send)
            return
        if wrong := too_often(request, account) or wrong:
            await wrong(scope, receive, send)
            return
        scope.setdefault("state", {}).update(account=account, browser=browser)

        async def cookied(message: Message) -> None:
            if message["type"] == "http.response.start" and browser.new and browser.shown:
                settings: Settings = scope["app"].state.settings
                header = cookie(settings, "form", browser.secret)
                MutableHeaders(scope=message).append("set-cookie", header)
            await send(message)

        await self.app(scope, receive, cookied)


def people_of(app: Starlette) -> People | None:
    """The accounts of the board's case; None while there is none."""
    if getattr(app.state, "people", None) is None:
        app.state.people = open_people(app.state.board.case.folder)
    kept: People | None = app.state.people
    return None if kept is None or kept.empty() else kept


def cookie_name(settings: Settings, what: str) -> str:
    """`session` or `form`; over HTTPS with the prefix that lets no other host set it (RFC 6265bis)."""
    return f"{'__Host-' if settings.secure else ''}pactwatch-{what}"


def cookie(settings: Settings, what: str, value: str) -> str:
    """The header that sets a cookie, or takes it away where the value is empty."""
    lasts = f"Max-Age={LONGEST if value else 0}"
    parts = (f"{cookie_name(settings, what)}={value}", lasts, "Path=/", "HttpOnly", "SameSite=Lax")
    return "; ".join((*parts, "Secure") if settings.secure else parts)


def _who(request: Request) -> tuple[Account | None, Browser, Response | None]:
    settings: Settings = request.app.state.settings
    people, headers = people_of(request.app), request.headers
    cookies = _cookies(headers)
    session, form = cookies.get(cookie_name(settings, "session"), ""), cookies.get(cookie_name(settings, "form"), "")
    browser = Browser(form or fresh(), new=not form)
    bearer = headers.get("authorization", "")
    if bearer:
        scheme, _, secret = bearer.partition(" ")
        account = token_of(people, secret.strip()) if people is not None and scheme.lower() == "bearer" else None
        if account is None:
            said = {"WWW-Authenticate": "Bearer"}
            return (
                None,
                browser,
                told(request, 401, Refused("this token is not good, or not any more", mend="ask for another"), said),
            )
        return account, browser, None
    account = session_of(people, session) if people is not None and session else None
    if account is not None:
        return account, Browser(session, session=True), None
    if settings.local_keeper and here(request):
        return Account(settings.local_keeper, "keeper"), browser, None
    return None, browser, None if settings.public else _turned_away(request)


def here(request: Request) -> bool:
    """Whether a request comes from this machine, and not through a proxy on it."""
    try:
        near = ip_address(request.client.host if request.client else "").is_loopback
    except ValueError:
        return False
    return near and not any(name in request.headers for name in _FORWARDED)


def _turned_away(request: Request) -> Response | None:
    """The way to the door for whoever is not signed in; None at the door itself."""
    path = request.url.path
    if _DOOR.fullmatch(path):
        return None
    if request.method not in ("GET", "HEAD") or path.startswith("/api/") or wants_json(request):
        refusal = Refused("this board is for those who have an account", mend="sign in")
        return told(request, 401, refusal, {"WWW-Authenticate": "Bearer"})
    first = path.strip("/").partition("/")[0]
    known = first.partition("-")[0] in LANGUAGES
    tag = first if known else preferred(request.headers.get("accept-language", ""))
    back = f"?next={quote(path + (f'?{request.url.query}' if request.url.query else ''), safe='')}" if known else ""
    return RedirectResponse(f"/{quote(tag)}/sign-in{back}", 303)


def _cookies(headers: Headers) -> dict[str, str]:
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(headers.get("cookie", "")).items()}
    except CookieError:
        return {}

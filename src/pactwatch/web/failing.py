"""What goes wrong, said in one sentence: a page for people in its language, JSON (RFC 9457) in English for programs."""

from __future__ import annotations

import json
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from pactwatch.people import Forbidden
from pactwatch.refusals import Refused
from pactwatch.verdicts.language import direction
from pactwatch.web.answering import wants_json
from pactwatch.web.asking import Missing
from pactwatch.web.guarding import HEADERS
from pactwatch.web.refusing import plain
from pactwatch.web.rendering import environment
from pactwatch.web.words import LANGUAGES, preferred


class Unserved(Refused):
    """A request that is not served. status: of RFC 9110."""

    def __init__(self, status: int, problem: str, *, mend: str, **values: str | int) -> None:
        super().__init__(problem, mend=mend, file=None, line=None, **values)
        self.status = status


LATER = frozenset({429, 503})
"""Answers that say when to ask again (Retry-After, RFC 9110)."""
_SOON = 10
"""Seconds after which that is, where nobody knows better."""
_BROKEN = Refused("something went wrong on this side", mend="the fault has been noted, try again later")
_NO_PAGE = Refused("there is no such page", mend="check its address")
_NO_METHOD = Refused("this page takes no such request", mend="look at it, or send a form that it shows")
_UNREADABLE = Refused("the request cannot be read", mend="go back, and try again")
_OF_STATUS = {404: _NO_PAGE, 405: _NO_METHOD}


def add_failures(app: FastAPI) -> None:
    """Answers for whatever is refused, missing or malformed."""
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(ClientDisconnect, _gone)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(Exception, _broken)


def told(
    request: Request, status: int, refusal: Refused, headers: dict[str, str] | None = None, *, detail: str = ""
) -> Response:
    """The answer that says what went wrong. detail: what programs are told, where that is more."""
    title = HTTPStatus(status).phrase
    headers = ({"Retry-After": str(_SOON)} if status in LATER else {}) | (headers or {})
    if request.url.path.startswith("/api/") or wants_json(request):
        body = json.dumps({"status": status, "title": title, "detail": detail or plain(refusal)}, ensure_ascii=False)
        return Response(body, status, headers, "application/problem+json")
    first = request.url.path.strip("/").partition("/")[0]
    base = first.partition("-")[0]
    base = base if base in LANGUAGES else preferred(request.headers.get("accept-language", ""))
    page = environment(base).get_template("failed.html.j2")
    text = page.render(base=base, direction=direction(base), status=status, refusal=refusal)
    return HTMLResponse(text, status, headers)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    status = 404 if isinstance(error, Missing) else 403 if isinstance(error, Forbidden) else getattr(error, "status", 422)
    return told(request, status, error)


def _gone(request: Request, error: Exception) -> Response:
    """Whoever breaks off what they send gets no answer, and leaves no fault in the log."""
    return told(request, 400, _UNREADABLE)


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    refusal = _OF_STATUS.get(error.status_code, _UNREADABLE)
    known = error.status_code in _OF_STATUS
    return told(request, error.status_code, refusal, dict(error.headers or {}), detail="" if known else str(error.detail))


def _malformed(request: Request, error: Exception) -> Response:
    """A parameter that cannot be so. Why, in the words of the library that says so, is for programs."""
    assert isinstance(error, RequestValidationError)
    wrong = [(".".join(str(part) for part in e["loc"][1:]), e["msg"]) for e in error.errors()[:5]]
    names = ", ".join(name for name, _ in wrong)
    refusal = Refused("{names} cannot be so", mend="give what the page offers, or leave it out", names=names)
    return told(request, 422, refusal, detail="; ".join(f"{name}: {why}" for name, why in wrong))


def _broken(request: Request, error: Exception) -> Response:
    """A fault of ours. It is answered outside of everything else, so that the guarding headers are set here."""
    return told(request, 500, _BROKEN, dict(HEADERS))

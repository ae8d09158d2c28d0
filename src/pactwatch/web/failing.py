"""What goes wrong, said in one sentence: a page for people, JSON (RFC 9457) for programs."""

from __future__ import annotations

import json
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

from pactwatch.people import Forbidden
from pactwatch.refusals import Refused
from pactwatch.verdicts.language import direction
from pactwatch.web.answering import wants_json
from pactwatch.web.asking import Missing
from pactwatch.web.guarding import HEADERS
from pactwatch.web.rendering import environment
from pactwatch.web.words import LANGUAGES, preferred


def add_failures(app: FastAPI) -> None:
    """Answers for whatever is refused, missing or malformed."""
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(Exception, _broken)


def told(request: Request, status: int, sentence: str, headers: dict[str, str] | None = None) -> Response:
    """The answer that says what went wrong."""
    title = HTTPStatus(status).phrase
    if request.url.path.startswith("/api/") or wants_json(request):
        body = json.dumps({"status": status, "title": title, "detail": sentence}, ensure_ascii=False)
        return Response(body, status, headers, "application/problem+json")
    first = request.url.path.strip("/").partition("/")[0]
    base = first.partition("-")[0]
    base = base if base in LANGUAGES else preferred(request.headers.get("accept-language", ""))
    page = environment(base).get_template("failed.html.j2")
    text = page.render(base=base, direction=direction(base), status=status, title=title, sentence=sentence)
    return HTMLResponse(text, status, headers)


def _refused(request: Request, error: Exception) -> Response:
    status = 404 if isinstance(error, Missing) else 403 if isinstance(error, Forbidden) else 422
    return told(request, status, without_file(error))


def without_file(error: Exception) -> str:
    """The sentence of a refusal without the path of a file on the server, which is nobody's business."""
    return f"{error.problem}; {error.mend}" if isinstance(error, Refused) else str(error)


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    sentence = "there is no such page" if error.status_code == 404 else str(error.detail)
    return told(request, error.status_code, sentence, dict(error.headers or {}))


def _malformed(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    wrong = "; ".join(f"{'.'.join(str(p) for p in e['loc'][1:])}: {e['msg']}" for e in error.errors()[:5])
    return told(request, 422, wrong)


def _broken(request: Request, error: Exception) -> Response:
    """A fault of ours. It is answered outside of everything else, so that the guarding headers are set here."""
    return told(request, 500, "something went wrong on this side; the fault has been noted, try again later", dict(HEADERS))

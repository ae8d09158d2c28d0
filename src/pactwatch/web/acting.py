"""Forms: shown to who may, sent back once, each act a line of the ledger; what is refused is shown with what was typed.

The same act can be done by a program, which sends what the form has by the names of its fields.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import TypeAdapter

from pactwatch.inquiries import Docket
from pactwatch.ledger.deciding import Decider
from pactwatch.people import Account, Forbidden, may, refuse_unless
from pactwatch.people.secrets import is_form_token
from pactwatch.refusals import Refused
from pactwatch.web.answering import JSON
from pactwatch.web.asking import Ask, Asked, AskedNow, Missing
from pactwatch.web.describing import sending
from pactwatch.web.done import Done, Preview, Recorded, recorded
from pactwatch.web.failing import Unserved, told
from pactwatch.web.people.identity import Browser
from pactwatch.web.rendering import rendered
from pactwatch.web.sending import FORM, PARTS, Program, form_of, kind_of, sent_as
from pactwatch.web.typing_in import NOTHING, Typed, fit

_ANY: TypeAdapter[Any] = TypeAdapter(Any)
_ALERT = b'role="alert"'

Show = Callable[..., Any]
Submit = Callable[..., "str | Done | Preview | Response"]


async def _typed(request: Request) -> Typed:
    """The form of a request. Refused where it does not come from a page of this board shown to this browser."""
    if kind_of(request) not in (FORM, PARTS):
        raise Unserved(415, "a form is wanted here", mend="send it as one")
    typed = Typed(await form_of(request))
    account: Account | None = request.state.account
    if account is not None and account.token:
        return typed  # no browser sends a token by itself
    browser: Browser = request.state.browser
    given = typed.text("csrf")
    if _from_elsewhere(request) or browser.new or not is_form_token(given, browser.secret):
        mend = "go back, load the page again, send it anew"
        raise Unserved(403, "this form was not sent from a page of this board", mend=mend)
    return typed


def _from_elsewhere(request: Request) -> bool:
    """Whether a browser says that a request comes from a page of another origin (RFC 6454): scheme, host and port. Behind a
    proxy the scheme is not that of this connection, but `https` where the board is reached over nothing else."""
    scheme = "https" if request.app.state.settings.secure else request.url.scheme
    own = f"{scheme}://{request.headers.get('host', '')}"
    if request.headers.get("origin", own).lower() != own.lower():
        return True
    return request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none")


TypedForm = Annotated[Typed, Depends(_typed)]


class Forms:
    """The forms of one noun. Each has the page that shows it, and the act of `people.RIGHTS` that it takes. `board` holds them
    for people, under a language; `api` those that programs can send too, under /api/v1."""

    def __init__(self) -> None:
        self.board, self.api = APIRouter(include_in_schema=False), APIRouter()

    def form(
        self, path: str, template: str, act: str, show: Show, *, page: bool = True, program: Program | None = None
    ) -> Callable[[Submit], Submit]:
        """Takes in what a form sends. The function is given the question, what was typed, and what the path names; it gives
        what came of it (`Done`, `Preview`), the address to go to, or an answer. show: gives the model of the page, which is
        shown again, with the sentence, where it refuses. page: whether the form's page stands at the same address (else it is
        part of another page). program: how programs do the same; its function gives `Done` or `Preview`."""

        def register(submit: Submit) -> Submit:
            if program is not None:
                self._program(program, act, submit)

            def shown(request: Request, ask: Asked) -> Response:
                if ask.account is None and act != "read":
                    return to_sign_in(ask)
                permitted(ask, act)
                return _page(ask, template, show(ask, **_named(request)), NOTHING)

            def submitted(request: Request, ask: Asked, typed: TypedForm) -> Response:
                try:
                    fit(typed)
                    answer = submit(ask, typed, **_named(request))
                except (Missing, Forbidden):
                    raise
                except Refused as refusal:
                    status = 429 if hasattr(refusal, "wait") else 422
                    return _page(ask, template, show(ask, **_named(request)), typed, refusal, status)
                if isinstance(answer, Preview):
                    return filled(ask, template, answer.model, typed=typed)
                if isinstance(answer, Response):
                    return answer
                return RedirectResponse(answer.page if isinstance(answer, Done) else answer, 303)

            name = submit.__name__
            looking = shown if page else _upwards
            self.board.add_api_route(path, looking, methods=["GET", "HEAD"], name=f"{name} form")
            # Asked for first: nothing is taken in from who may not send it.
            self.board.add_api_route(path, submitted, methods=["POST"], name=name, dependencies=[_allowed(act)])
            return submit

        return register

    def _program(self, program: Program, act: str, submit: Submit) -> None:
        fields = Depends(sent_as(act, program.body))

        def sent(request: Request, *, typed: Typed = fields, ask: AskedNow) -> Response:
            fit(typed)
            return _told(submit(ask, typed, **_named(request)))

        told = (submit.__doc__ or "").strip()
        shown: dict[int | str, dict[str, Any]] = {200: {"model": program.preview or Recorded}}
        self.api.add_api_route(
            program.path,
            sent,
            methods=["POST"],
            name=f"api {submit.__name__}",
            tags=[program.tag],
            summary=told.partition("\n")[0],
            description=told,
            status_code=201,
            response_model=Recorded,
            responses=shown,
            openapi_extra=sending(program),
        )


def _told(answer: Any) -> Response:
    """What a program is told: 201 where something was made or written, with its address; 200 else."""
    if isinstance(answer, Preview):
        return Response(_ANY.dump_json(answer.told), 200, media_type=JSON)
    if not isinstance(answer, Done):
        raise AssertionError(answer)
    made = recorded(answer)
    headers = {"Location": made.at} if made.at else {}
    return Response(_ANY.dump_json(made), 201 if made.at else 200, headers, JSON)


def _allowed(act: str) -> Any:
    """What refuses a request, before anything of it is read, of who may not do an act in anybody's name."""

    def allowed(ask: Asked) -> None:
        permitted(ask, act)

    return Depends(allowed)


def permitted(ask: Ask, act: str) -> None:
    """Refused where who asks may not do an act in anybody's name, saying which role may."""
    if not may(ask.account, act):
        refuse_unless(ask.account, act)


def to_sign_in(ask: Ask) -> Response:
    """The way to the page for signing in, and back."""
    return RedirectResponse(f"/{ask.tag}/sign-in?next={quote(ask.here(), safe='')}", 303)


def by_hand(ask: Ask, why: str) -> Decider:
    """Who decides by this request, and why: now."""
    account: Account = ask.account
    return Decider(account.name, why)


def docket(ask: Ask) -> Docket:
    """What the work on complaints is done with."""
    case = ask.board.case
    return Docket(case.folder, ask.board.ledger, ask.snapshot.pacts, case.time_zone)


def filled(ask: Ask, template: str, model: Any, status: int = 200, **more: Any) -> Response:
    """A page that no cache keeps."""
    body = rendered(template, ask, model, form_page=True, **more)
    headers = {"Cache-Control": "no-store", "Content-Language": ask.tag}
    return HTMLResponse(body, status, headers)


def _page(ask: Ask, template: str, model: Any, typed: Typed, error: Refused | None = None, status: int = 200) -> Response:
    answer = filled(ask, template, model, status, typed=typed, error=error)
    if error is not None and _ALERT not in bytes(answer.body):
        answer = told(ask.request, status, error)  # the page shows no form in which it could stand
    if error is not None and hasattr(error, "wait"):
        answer.headers["Retry-After"] = str(error.wait)
    return answer


def _upwards(request: Request) -> Response:
    """From where a form is sent to the page that it stands on: who changes the language there asks for it."""
    above = request.url.path.rstrip("/").rpartition("/")[0]
    return RedirectResponse(above if above.count("/") > 1 else f"{above}/today", 303)


def _named(request: Request) -> dict[str, Any]:
    return {name: value for name, value in request.path_params.items() if name != "lang"}

"""One view, one address: HTML for people, JSON for programs."""

from __future__ import annotations

import hashlib
import inspect
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Annotated, Any, get_type_hints

from fastapi import APIRouter, Query, Request, Response
from pydantic import TypeAdapter

from pactwatch.web.asking import Ask
from pactwatch.web.rendering import rendered

View = Callable[..., Any]
HTML, JSON = "text/html", "application/json"


class Pages:
    """The pages of one noun. `board` holds them for people, under a language; `api` for programs, under /api/v1.
    lasting: whether what they say rests on the ledger alone, so that an answer can be given again while that has not grown."""

    def __init__(self, noun: str, *, lasting: bool = True) -> None:
        self._lasting = lasting
        self.board, self.api = APIRouter(), APIRouter(tags=[noun])

    def page(self, path: str, template: str) -> Callable[[View], View]:
        """Serves what a view gives: through a template at its address, as JSON there too if that is asked for, and as JSON
        of the API. The view takes the question (`Asked`) as `ask`, and gives a dataclass."""

        def register(view: View) -> View:
            model = get_type_hints(view)["return"]
            self.program(path)(view)
            as_page = _answering(view, TypeAdapter(model), template, lasting=self._lasting)
            self.board.add_api_route(path, as_page, include_in_schema=False, name=view.__name__, methods=["GET", "HEAD"])
            return view

        return register

    def program(self, path: str) -> Callable[[View], View]:
        """Serves what a view gives as JSON of the API, and to programs alone."""

        def register(view: View) -> View:
            model = get_type_hints(view)["return"]
            summary = (view.__doc__ or view.__name__).partition("\n")[0].strip()
            answer = _answering(view, TypeAdapter(model), lasting=self._lasting)
            self.api.add_api_route(path, answer, response_model=model, summary=summary, name=f"api {view.__name__}")
            return view

        return register


def _answering(view: View, adapter: TypeAdapter[Any], template: str | None = None, *, lasting: bool = True) -> View:
    """What gives a view's model as JSON, or, where there is a template and a person asks, as a page."""

    def answer(request: Request, form: str | None = None, **given: Any) -> Response:
        ask: Ask = given["ask"]
        if template is None or wants_json(request, form):
            return sent(ask, JSON, lambda: adapter.dump_json(view(**given)), lasting=lasting)
        return sent(ask, HTML, lambda: rendered(template, ask, view(**given)), lasting=lasting)

    keyword = inspect.Parameter.KEYWORD_ONLY
    hints = get_type_hints(view, include_extras=True)
    own = inspect.signature(view).parameters.items()
    taken = [p.replace(annotation=hints.get(n, p.annotation), kind=keyword) for n, p in own]
    taken.append(inspect.Parameter("request", keyword, annotation=Request))
    if template is not None:
        form_named = Annotated[str | None, Query(alias="format")]
        taken.append(inspect.Parameter("form", keyword, default=None, annotation=form_named))
    answer.__signature__ = inspect.Signature(taken)  # type: ignore[attr-defined]
    answer.__name__, answer.__doc__ = view.__name__, view.__doc__
    del answer.__annotations__
    return answer


def wants_json(request: Request, form: str | None = None) -> bool:
    """Whether a program asks: `?format=json`, or an Accept header that names JSON and not HTML."""
    accepts = request.headers.get("accept", "")
    return form == "json" or ("application/json" in accepts and "text/html" not in accepts)


@dataclass(frozen=True, slots=True)
class _Made:
    body: bytes
    tag: str


class Kept:
    """Answers given lately to readers without an account, up to a number of bytes."""

    def __init__(self, most: int = 96 << 20) -> None:
        self._most, self._bytes = most, 0
        self._made: OrderedDict[tuple[Any, ...], _Made] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple[Any, ...]) -> _Made | None:
        """What was answered, None where nothing is kept."""
        with self._lock:
            found = self._made.get(key)
            if found is not None:
                self._made.move_to_end(key)
            return found

    def put(self, key: tuple[Any, ...], made: _Made) -> None:
        """Keeps an answer; the one that was asked for longest ago makes room."""
        with self._lock:
            if key in self._made or len(made.body) > self._most // 8:
                return
            self._made[key] = made
            self._bytes += len(made.body)
            while self._bytes > self._most:
                self._bytes -= len(self._made.popitem(last=False)[1].body)


def sent(ask: Ask, media: str, make: Callable[[], bytes], *, lasting: bool = True) -> Response:
    """An answer of a media type: as it was made lately, or made now; nothing but a word where the reader has it already."""
    request = ask.request
    kept: Kept = request.app.state.kept
    # The moment may be "now", which is another one each minute.
    moment = ask.at.isoformat(timespec="minutes")
    key = (id(ask.snapshot), ask.snapshot.seq, moment, ask.tag, media, str(request.url))
    lasting = lasting and ask.account is None
    made = kept.get(key) if lasting else None
    if made is None:
        with ask.board.turns:
            body = make()
        made = _Made(body, f'"{hashlib.sha256(body).hexdigest()[:32]}"')
        if lasting:
            kept.put(key, made)
    headers = {"ETag": made.tag, "Cache-Control": "private, no-cache", "Vary": "Accept, Cookie"}
    if request.headers.get("if-none-match") == made.tag:
        return Response(status_code=304, headers=headers)
    if media != JSON:
        headers["Content-Language"] = ask.tag
    return Response(made.body, media_type=media, headers=headers)

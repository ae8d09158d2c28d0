"""What programs may ask, as people read it: the OpenAPI document by tag, each question with an example."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Query, Request, Response

from pactwatch.counting.halting import is_truce
from pactwatch.inquiries import proceedings
from pactwatch.people import may
from pactwatch.web.answering import HTML, JSON, sent, wants_json
from pactwatch.web.asking import KEPT, Ask, Asked
from pactwatch.web.reference import Operation, Reference, reference
from pactwatch.web.rendering import rendered
from pactwatch.web.sourcebook import SourceBook

board = APIRouter()
_DRAFTS = "/api/v1/drafts"


@dataclass(frozen=True, slots=True)
class ApiPage:
    """examples: an address that is answered, by the id of the operation; none where this ledger has nothing to name in it."""

    reference: Reference
    examples: dict[str, str]


def api(request: Request, ask: Asked, form: Annotated[str | None, Query(alias="format")] = None) -> Response:
    """The questions of the API for people; for programs, the OpenAPI document itself."""
    document = request.app.openapi()
    if wants_json(request, form):
        return sent(ask, JSON, lambda: json.dumps(document, ensure_ascii=False).encode())
    return sent(ask, HTML, lambda: rendered("api.html.j2", ask, _page(ask, reference(document))))


board.add_api_route("/api", api, methods=["GET", "HEAD"], include_in_schema=False)


def _page(ask: Ask, told: Reference) -> ApiPage:
    every = [o for topic in told.topics for o in topic.operations]
    return ApiPage(told, {o.id: found for o in every if (found := _example(ask, o)) is not None})


def _example(ask: Ask, operation: Operation) -> str | None:
    """An address with what must be named, about the day, the knowledge and the word that the page is asked for."""
    names = dict(_named(ask, operation.path))
    if operation.path.startswith(_DRAFTS) and not may(ask.account, "adopt"):
        return None
    if operation.verb != "GET" or any(p.required and p.name not in names for p in operation.parameters):
        return None
    path = operation.path
    for parameter in operation.parameters:
        if parameter.path:
            path = path.replace(f"{{{parameter.name}}}", quote(names[parameter.name], safe=""))
    query = {p.name: names[p.name] for p in operation.parameters if p.required and not p.path}
    query |= {k: v for k, v in ask.given.items() if k in KEPT}
    query |= {"lang": ask.tag} if ask.tag != "en" else {}
    return path + (f"?{urlencode(query)}" if query else "")


def _named(ask: Ask, path: str) -> Iterator[tuple[str, str]]:
    """Something of this ledger for each name that an address can hold."""
    snapshot = ask.snapshot
    truces = "/truces/" in path
    if pact := next((p for p in snapshot.pacts.values() if p.clauses and (is_truce(p) or not truces)), None):
        yield from (("pact", pact.id), ("clause", pact.clauses[0].id))
    if snapshot.parties:
        yield "party", snapshot.parties[0]
    yield from (("report", name) for name in islice(snapshot.view.reports, 1))
    yield from (("source", name) for name in snapshot.once(SourceBook).order[:1])
    yield from (("event", name) for name in snapshot.events(ask.by)[0].ids[:1])
    yield from (("place", held.place) for held in snapshot.control(ask.by).at(ask.at)[:1])
    if path.startswith(_DRAFTS):
        yield from (("draft", file.stem) for file in sorted(ask.board.case.drafts.glob("*.toml"))[:1])
    yield from (("complaint", one.id) for one in proceedings(snapshot.view, snapshot.pacts)[:1])

"""The OpenAPI document: what programs may ask, what they get, and how they are told no."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from pactwatch.web.failing import LATER
from pactwatch.web.sending import Program

ABOUT = """Who promised what, and did they keep it? Every answer with its sources.

Every question may be put as of a day (`at`), with what was known by then (`known`), and by the word of one party alone (`by`).
Answers never change for the same `at` and `known`. Lists come in pages: `page` and `per_page` ask for one, and `total`, `next`
and `prev` say how many there are and where the next stands. What goes wrong is said in one sentence (`detail`) as
`application/problem+json` (RFC 9457).

What the forms of the board do can be done by programs too: `POST`, the fields as JSON or as a form, with the token of an
account that may (`Authorization: Bearer pw_…`). They are told which lines of the ledger were written, and where what they made
stands (`Location`).

This is version 1; what is changed so that programs could break comes as version 2 beside it, fields that are added do not.
"""

TAGS = {
    "today": "What a mediator must know tonight.",
    "pacts": "Pacts, their clauses and how each party has kept them.",
    "verdicts": "Answers: one clause, one party, one moment.",
    "obligations": "What a party owes.",
    "changes": "What became of promises, and when.",
    "events": "What happened, by whose word.",
    "counts": "Figures, each with the rule that it was counted by.",
    "control": "Who is said to hold which place, by whose word.",
    "truces": "How long truces held, and whether violence fell.",
    "claims": "What somebody vouches for.",
    "complaints": "Who complains of whom, the inquiry, the ruling, the reply.",
    "reports": "Documents, and the claims that were read from them.",
    "sources": "Who publishes, who copies whom.",
    "tables": "Tables of events taken in.",
    "drafts": "Drafts of pacts, adopted or refused.",
    "judgements": "What people say of claims and sources; what they take back.",
    "ledger": "The lines that everything rests on.",
    "languages": "The languages that answers are written in, with each region's months and digits.",
}

NAMED = {
    "pact": "The pact, by its id.",
    "clause": "The clause, by its id.",
    "report": "The report, by its id.",
    "source": "The source, by its id.",
    "event": "The event, by its id.",
    "place": "The place, by its id.",
    "claim": "The claim, by its entry id.",
    "complaint": "The complaint, by its id.",
    "draft": "The draft, by its id.",
    "entry": "The entry of the ledger, by its id.",
}
"""What the parts of a path name."""

EXAMPLES = Path(__file__).with_name("examples.json")
"""An answer of each operation, by its name, from the worked case (`python -m tools.examples`)."""

PROBLEM: dict[str, Any] = {
    "type": "object",
    "title": "Problem",
    "description": "What went wrong (RFC 9457).",
    "required": ["status", "title", "detail"],
    "properties": {
        "status": {"type": "integer", "description": "The status of the answer."},
        "title": {"type": "string", "description": "What the status is called."},
        "detail": {"type": "string", "description": "One sentence: what is wrong, and what to do."},
    },
    "example": {"status": 404, "title": "Not Found", "detail": "there is no pact 'geneva'; choose one of the list of pacts"},
}

_PROBLEMS = {
    400: "The request is no request that can be read.",
    401: "A token that is good is wanted.",
    403: "Who asks may not do this.",
    404: "What is asked for is not there.",
    408: "What was sent came in too slowly.",
    413: "More was sent than is taken.",
    415: "What was sent is neither JSON nor a form.",
    422: "What was asked is not understood.",
    429: "This address, or this token, has asked too often; `Retry-After` says for how many seconds to wait.",
    503: "More is sent from this address than is taken at once, or accounts cannot be reached; `Retry-After` says the same.",
}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The answers by which an operation says no, for its `responses`."""
    body = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    found: dict[int | str, dict[str, Any]] = {s: {"description": _PROBLEMS[s], "content": body} for s in statuses}
    for status in found.keys() & LATER:
        seconds = {"description": "Seconds to wait.", "schema": {"type": "integer"}}
        found[status]["headers"] = {"Retry-After": seconds}
    return found


READING = problems(401, 403, 404, 422, 429, 503)
"""What every question may be answered with: 401 where its token is not good, or the board is closed; 403 where it asks for what
not everybody may see."""
WRITING = problems(400, 401, 403, 404, 408, 413, 415, 422, 429, 503)
"""What every act may be answered with."""
TOKEN = {"type": "http", "scheme": "bearer", "description": "A token of an account, from its page or `pactwatch people`."}


def sending(program: Program) -> dict[str, Any]:
    """What an act says of itself besides: its fields, and that it wants a token."""
    schema = program.body.model_json_schema()
    content = {kind: {"schema": schema} for kind in program.kinds}
    return {"requestBody": {"required": True, "content": content}, "security": [{"token": []}]}


def operation_id(route: APIRoute) -> str:
    """The name of an operation: that of its function."""
    return route.name.removeprefix("api ").replace(" ", "_")


def describe(app: FastAPI) -> None:
    """Makes the application give the document with what the framework does not know of."""

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            made = get_openapi(
                title="pactwatch",
                version=app.version,
                openapi_version=app.openapi_version,
                summary="Promises in armed conflicts, and whether they were kept.",
                description=ABOUT,
                routes=app.routes,
                tags=[{"name": name, "description": told} for name, told in TAGS.items()],
                license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
            )
            _name_parts(made)
            _give_examples(made)
            made.setdefault("components", {}).setdefault("schemas", {})["Problem"] = PROBLEM
            made["components"]["securitySchemes"] = {"token": TOKEN}
            for unused in ("HTTPValidationError", "ValidationError"):
                made["components"]["schemas"].pop(unused, None)
            app.openapi_schema = made
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign]


def _name_parts(document: dict[str, Any]) -> None:
    for told in (told for verbs in document["paths"].values() for told in verbs.values()):
        for parameter in told.get("parameters", ()):
            if parameter["in"] == "path" and parameter["name"] in NAMED:
                parameter.setdefault("description", NAMED[parameter["name"]])


def _give_examples(document: dict[str, Any]) -> None:
    """An answer beside the description of each operation."""
    examples = json.loads(EXAMPLES.read_text(encoding="utf-8"))
    for told in (told for verbs in document["paths"].values() for told in verbs.values()):
        good = told["responses"].get("201") or told["responses"]["200"]
        if (example := examples.get(told["operationId"])) is None:
            continue
        if "entries" not in example and "201" in told["responses"]:
            good = told["responses"]["200"]  # of what is only looked at
        good["content"]["application/json"]["example"] = example

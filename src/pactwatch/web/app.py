"""The board as a web application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI, Request
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.responses import RedirectResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.middleware.trustedhost import TrustedHostMiddleware

from pactwatch.case import Case
from pactwatch.web.answering import Kept
from pactwatch.web.board import Board
from pactwatch.web.describing import READING, WRITING, describe, operation_id
from pactwatch.web.failing import add_failures
from pactwatch.web.guarding import Guard
from pactwatch.web.limiting import Buckets, Limits
from pactwatch.web.people import accounts, signing
from pactwatch.web.people.identity import Identity, people_of
from pactwatch.web.programs import PROGRAMS
from pactwatch.web.settings import Settings
from pactwatch.web.views import (
    api,
    claims,
    clause,
    control,
    custody,
    event,
    events,
    languages,
    pact,
    pacts,
    places,
    report,
    reports,
    sources,
    today,
    truces,
)
from pactwatch.web.views.feeds import feeds
from pactwatch.web.warming import look_ahead, warm
from pactwatch.web.words import preferred
from pactwatch.web.work import complaints, correcting, drafts, entering, filing, judging, overview, tables

PAGES = (
    today.pages,
    pacts.pages,
    pact.pages,
    clause.pages,
    events.pages,
    places.pages,
    event.pages,
    claims.pages,
    control.pages,
    truces.pages,
    sources.pages,
    reports.pages,
    custody.pages,  # before the report, whose id may have a slash in it
    report.pages,
    languages.pages,
    complaints.pages,
)
"""The pages of every noun, in the order of the navigation."""


FORMS = (
    signing.forms,
    accounts.forms,
    filing.forms,
    overview.forms,
    drafts.forms,
    entering.forms,
    tables.forms,
    judging.forms,
    correcting.forms,
)
"""The forms of every noun."""


def make_app(case: Case, settings: Settings | None = None) -> FastAPI:
    """The application that serves a case. Refused where the case has no ledger yet."""
    chosen = settings or Settings()
    app = FastAPI(
        version=version("pactwatch"),
        lifespan=_lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        generate_unique_id_function=operation_id,
    )
    app.state.board, app.state.kept, app.state.settings = Board(case, warm, look_ahead), Kept(), chosen
    app.state.buckets = Buckets(chosen.rate, chosen.burst) if chosen.rate else None
    people_of(app)  # refused now, not at each request, where others may read the accounts
    app.add_middleware(Identity)
    app.add_middleware(GZipMiddleware, minimum_size=1_000, compresslevel=5)
    app.add_middleware(Limits, settings=chosen)
    app.add_middleware(Guard)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(chosen.hosts))
    app.mount("/static", StaticFiles(packages=[("pactwatch.web", "static")]), name="static")
    app.add_api_route("/", _door, include_in_schema=False)
    for pages in (*PROGRAMS, drafts.pages, *PAGES):
        app.include_router(pages.api, prefix="/api/v1", responses=READING)
    app.include_router(feeds, prefix="/{lang}")
    app.include_router(api.board, prefix="/{lang}")
    for pages in PAGES:
        app.include_router(pages.board, prefix="/{lang}")
    for forms in FORMS:
        app.include_router(forms.api, prefix="/api/v1", responses=WRITING)
        app.include_router(forms.board, prefix="/{lang}")
    add_failures(app)
    describe(app)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    yield
    app.state.board.close()
    if getattr(app.state, "people", None) is not None:
        app.state.people.close()


def _door(request: Request) -> Response:
    """The first page, in the language that the browser prefers."""
    tag = preferred(request.headers.get("accept-language", ""))
    return RedirectResponse(f"/{tag}/today", status_code=303, headers={"Vary": "Accept-Language"})

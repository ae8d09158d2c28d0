"""What can be followed from outside: changes of status (Atom, RFC 4287) and deadlines (iCalendar, RFC 5545)."""

from __future__ import annotations

from fastapi import APIRouter, Response

from pactwatch.briefs.calendar import deadlines
from pactwatch.briefs.markup import bare
from pactwatch.exports.atom import Addresses, atom_bytes
from pactwatch.exports.changes import Changed
from pactwatch.types import Verdict
from pactwatch.verdicts.obligations import Obligation
from pactwatch.web.answering import sent
from pactwatch.web.asking import Ask, Asked
from pactwatch.web.views.changes import Since, changed
from pactwatch.web.views.verdicts import Bearer, ClauseNamed, PactNamed, clauses_of, judged

ATOM, CALENDAR = "application/atom+xml", "text/calendar"

feeds = APIRouter(include_in_schema=False)


@feeds.api_route("/changes.atom", methods=["GET", "HEAD"])
def changes_atom(
    ask: Asked, since: Since = None, pact: PactNamed = None, clause: ClauseNamed = None, bearer: Bearer = None
) -> Response:
    """Changes of status as a feed, the newest first."""

    def page(one: Changed) -> str:
        return _page(ask, one.after)

    def make() -> bytes:
        found = changed(ask, since, pact, clause, bearer)
        links = Addresses(str(ask.request.url), page)
        return atom_bytes(found, ask.board.case.id, _title(ask, pact, clause), ask.at, ask.tag, links)

    return sent(ask, ATOM, make)


@feeds.api_route("/deadlines.ics", methods=["GET", "HEAD"])
def deadlines_ics(ask: Asked, pact: PactNamed = None, clause: ClauseNamed = None, bearer: Bearer = None) -> Response:
    """Deadlines as a calendar."""

    def make() -> bytes:
        known = ask.snapshot
        found = (v for v in judged(ask, pact, clause, bearer) if v.due is not None)
        owed = [Obligation(known.pacts[known.clauses[v.clause].pact], known.clauses[v.clause], v) for v in found]
        return deadlines(owed, _title(ask, pact, clause), ask.tag, lambda o: _page(ask, o.verdict))

    return sent(ask, CALENDAR, make)


def _page(ask: Ask, verdict: Verdict) -> str:
    return str(ask.request.base_url).rstrip("/") + ask.link(f"/pacts/{verdict.clause}")


def _title(ask: Ask, pact: str | None, clause: str | None) -> str:
    """The name of the case and of what the feed is narrowed to, without marks of direction, which readers of feeds show."""
    refs = clauses_of(ask, pact, clause)
    names = [ask.board.case.title]
    if pact:
        names.append(ask.snapshot.pacts[pact].title)
    if clause and refs:
        names.append(ask.snapshot.clauses[refs[0]].text)
    return ": ".join(bare(ask.words.titled(name).text) for name in names)

"""What became of promises, and when: changes of status by the ends of days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

from fastapi import Query

from pactwatch.exports.atom import change_id
from pactwatch.exports.changes import Changed
from pactwatch.exports.changes import changes as changes_of
from pactwatch.lexicons.roots import covers
from pactwatch.refusals import Refused
from pactwatch.types import Clause, Status, Verdict
from pactwatch.web.answering import Pages
from pactwatch.web.asking import Ask, Asked, span_of
from pactwatch.web.paging import Page, Paged
from pactwatch.web.views.verdicts import Bearer, ClauseNamed, PactNamed, Statuses, VerdictRecord, clauses_of, party_of, record

pages = Pages("changes")

USUAL = timedelta(days=30)
LONGEST = timedelta(days=366)
"""How far back changes are looked for where nobody says, and at most."""

Since = Annotated[
    str | None,
    Query(description="The first day of the changes (ISO 8601). Default: 30 days before `at`.", examples=["2020-11-01"]),
]


@dataclass(frozen=True, slots=True)
class ChangeRecord:
    """A change. id: the name of the entry in the Atom feed, the same from one issue to the next. at: the end of the day on
    which it came. before: the status of the day before."""

    id: str
    at: datetime
    before: Status
    after: Status
    verdict: VerdictRecord


@pages.program("/changes")
def changes(
    ask: Asked,
    page: Page,
    since: Since = None,
    pact: PactNamed = None,
    clause: ClauseNamed = None,
    bearer: Bearer = None,
    status: Statuses = None,
) -> Paged[ChangeRecord]:
    """Changes of status from a day up to the moment asked for, the newest first."""
    found = [c for c in changed(ask, since, pact, clause, bearer) if not status or c.after.status in status]
    return page.cut(found[::-1], lambda c: _record(ask, c))


def changed(ask: Ask, since: str | None, pact: str | None, clause: str | None, bearer: str | None = None) -> list[Changed]:
    """The changes since a day (ISO 8601), the oldest first. Refused where that is too long before the moment asked for."""
    snapshot, party = ask.snapshot, party_of(bearer) if bearer else None
    last = ask.at.astimezone(snapshot.zone).date()
    first = span_of(since, "since").earliest.date() if since else last - USUAL
    if last - first > LONGEST:
        raise Refused(
            "since: {since} is more than a year before the moment judged", mend="ask for a year at a time", since=since
        )

    def judged(asked: Clause, at: datetime) -> Sequence[Verdict]:
        return snapshot.verdicts(asked.ref, min(at, ask.at), ask.by)

    clauses = [snapshot.clauses[ref] for ref in clauses_of(ask, pact, clause)]
    if first > last:
        return []
    found = changes_of(snapshot.pacts, snapshot.evidence, first, last, clauses=clauses, judged=judged)
    return [c for c in found if party is None or covers(party, c.after.bearer)]


def _record(ask: Ask, one: Changed) -> ChangeRecord:
    name = change_id(one, ask.board.case.id)
    return ChangeRecord(name, one.after.at, one.before.status, one.after.status, record(ask, one.after))

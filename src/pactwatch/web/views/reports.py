"""Every report, found by source, day and word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Query

from pactwatch.briefs.wording import Text
from pactwatch.web.answering import Pages
from pactwatch.web.asking import Ask, Asked, span_of
from pactwatch.web.library import library
from pactwatch.web.paging import Page, Paged

pages = Pages("reports")

Day = Annotated[str | None, Query(description="A day (ISO 8601); a month or year stands for all of it.")]


@dataclass(frozen=True, slots=True)
class Entry:
    """A report in the list. published_on: as ISO 8601, empty where it bears no date. claims: how many stand. reprint_of: the
    name of the source that had its text first, where it is a reprint."""

    id: str
    title: Text
    source: str
    published: str
    published_on: str
    language: str
    claims: int
    reprint_of: str


@dataclass(frozen=True, slots=True)
class ReportsPage:
    """sources: id and name of each source that has a report."""

    at: datetime
    known_at: int
    by: str | None
    reports: Paged[Entry]
    sources: list[tuple[str, str]]


@pages.page("/reports", "reports.html.j2")
def reports(
    ask: Asked,
    page: Page,
    source: Annotated[str | None, Query(description="The id of a source.")] = None,
    since: Day = None,
    until: Day = None,
    q: Annotated[str | None, Query(description="Words that stand in the title or text.", max_length=200)] = None,
) -> ReportsPage:
    """Every report, newest first: its source, when it was published, and how many claims it has."""
    known = ask.snapshot.once(library)
    first = span_of(since, "since").earliest if since else None
    last = span_of(until, "until").latest if until else None
    found = known.find(source or "", first, last, q or "")
    named = sorted(((s, ask.words.name(s)) for s in known.sources), key=lambda pair: pair[1])
    return ReportsPage(ask.at, ask.snapshot.seq, ask.by, page.cut(found, lambda i: entry(ask, i)), named)


def entry(ask: Ask, name: str) -> Entry:
    """A report in a list, by its id."""
    report, words = ask.snapshot.view.reports[name], ask.words
    first = ask.snapshot.evidence.record.lineage.first(name)
    return Entry(
        id=name,
        title=words.own(report.title or name, report.language),
        source=words.name(report.source),
        published=words.published(report),
        published_on=str(report.published) if report.published else "",
        language=report.language,
        claims=len(ask.snapshot.contents.of_report(name)),
        reprint_of=words.name(first) if first else "",
    )

"""One report: its text beside what is claimed in it, where it comes from, and who copied whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated

from babel import Locale, UnknownLocaleError
from fastapi import Query

from pactwatch.briefs.links import web_url
from pactwatch.briefs.wording import Text
from pactwatch.custody.originals import original_of
from pactwatch.ledger.bodies import to_body
from pactwatch.ledger.canon import canonical, content_id
from pactwatch.refusals import Refused
from pactwatch.types import Report
from pactwatch.web.answering import Pages
from pactwatch.web.asking import Ask, Asked, Missing
from pactwatch.web.claimed import ClaimRow, claim_row
from pactwatch.web.marking import Marked, marked
from pactwatch.web.originals import sound_now
from pactwatch.web.paging import Page, Paged
from pactwatch.web.snapshot import Snapshot
from pactwatch.web.tracing import claim_anchor
from pactwatch.web.views.reports import Entry, entry

pages = Pages("reports", lasting=False)  # whether a file still holds may change while the ledger does not

AT_ONCE = 200
"""Claims on a page where no number is asked for: those of any article, a part of a dataset's."""

_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of a report's way to the ledger. recorded: when it was written there, None where that is not known.
    original: whether its bytes are kept; sound: whether these still are what its fingerprint says, None where none are kept."""

    captured: datetime | None
    recorded: datetime | None
    sha256: str
    original: bool
    sound: bool | None


@dataclass(frozen=True, slots=True)
class ReportPage:
    """side: the party whose interest its source has, if any. lines: its text in pieces. numbers: of the claims in the text, by
    their anchors. original: the report that it copies; copies: those that copy it."""

    at: datetime
    known_at: int
    by: str | None
    id: str
    title: Text
    language: str
    source: str
    source_id: str
    side: str
    published: str
    url: str | None
    kept: Kept
    copies_from: str
    original: Entry | None
    copies: list[Entry]
    lines: list[list[Marked]]
    claims: Paged[ClaimRow]
    numbers: dict[str, int]


@pages.page("/reports/{report:path}", "report.html.j2")
def report(
    ask: Asked,
    report: str,
    page: Page,
    row: Annotated[str | None, Query(description="The row of a dataset, or claim, whose page of the list is wanted.")] = None,
    mark: Annotated[str | None, Query(description="A span of the text to be marked besides: 120-240.")] = None,
) -> ReportPage:
    """A report: its text with the sentences marked in which something is claimed, and the claims beside it."""
    found = ask.snapshot.view.reports.get(report)
    if found is None:
        raise Missing("there is no report {report!r} on record", mend="choose one of the list of reports", report=report[:80])
    ids = ask.snapshot.of_report(report)
    if "per_page" not in ask.given:
        page = replace(page, per_page=AT_ONCE)
    if row is not None and "page" not in ask.given:
        page = replace(page, page=_page_of(ask, ids, row, page.per_page))
    source, words = ask.snapshot.view.sources.get(found.source), ask.words
    return ReportPage(
        at=ask.at,
        known_at=ask.snapshot.seq,
        by=ask.by,
        id=report,
        title=words.own(found.title or report, found.language),
        language=_language(found.language, words.language.locale),
        source=words.name(found.source),
        source_id=found.source,
        side=words.name(source.side) if source and source.side else "",
        published=words.published(found),
        url=web_url(found.url),
        kept=_kept(ask, found),
        copies_from=words.names(source.copies_from) if source else "",
        original=_original(ask, report),
        copies=[entry(ask, name) for name in ask.snapshot.once(copies).get(report, ())[:AT_ONCE]],
        lines=marked(found, _spans(ask, ids, mark)) if found.text else [],
        claims=page.cut(ids, lambda i: claim_row(ask, i)),
        numbers={claim_anchor(i): n for n, i in enumerate(ids, 1)} if found.text else {},
    )


def copies(snapshot: Snapshot) -> dict[str, list[str]]:
    """The ids of the reports that copy each that is copied, by its id."""
    return snapshot.evidence.record.lineage.copies()


def _original(ask: Ask, report: str) -> Entry | None:
    name = ask.snapshot.evidence.record.lineage.original(report)
    return entry(ask, name) if name is not None else None


def _spans(ask: Ask, ids: Sequence[str], mark: str | None) -> dict[tuple[int, int], list[str]]:
    found: dict[tuple[int, int], list[str]] = {}
    for name in ids:
        statement = ask.snapshot.view.claims[name].statement
        if "id" not in statement.fields:
            found.setdefault((statement.start, statement.end), []).append(claim_anchor(name))
    if mark is not None:
        named = _SPAN.fullmatch(mark)
        if named is None:
            raise Refused("mark: {mark!r} is no span of a text", mend="give two offsets, such as 120-240", mark=mark[:40])
        found.setdefault((int(named[1]), int(named[2])), [])
    return found


def _page_of(ask: Ask, ids: Sequence[str], row: str, size: int) -> int:
    claims = ask.snapshot.view.claims
    wanted = (n for n, i in enumerate(ids) if i.startswith(row) or claims[i].statement.fields.get("id") == row)
    return next(wanted, 0) // size + 1


def _kept(ask: Ask, report: Report) -> Kept:
    line = content_id("report", canonical(to_body(report)))
    there = original_of(ask.snapshot.case.folder, report)
    recorded = ask.snapshot.view.recorded.get(line)
    return Kept(report.captured, recorded, report.sha256, there is not None, sound_now(there) if there else None)


def _language(tag: str, locale: Locale) -> str:
    try:
        return Locale.parse(tag, sep="-").get_display_name(locale) or tag
    except (UnknownLocaleError, ValueError):
        return tag

"""Sources: who publishes, in whose interest, how people graded them, who copies whom, and what they watched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from fastapi import Query

from pactwatch.briefs.links import web_url
from pactwatch.people import may
from pactwatch.refusals import Refused
from pactwatch.types import Source
from pactwatch.web.answering import Pages
from pactwatch.web.asking import Ask, Asked, Missing
from pactwatch.web.paging import Page, Paged
from pactwatch.web.sourcebook import SourceBook, days_of, gradings
from pactwatch.web.views.reports import Entry, entry

pages = Pages("sources")

KINDS = ("outlet", "agency", "ministry", "government", "party", "monitor", "sensor", "dataset")
WATCHING = ("monitor", "sensor")
_NEIGHBOURS = 50
"""Sources listed of those that one copies from, or is copied by: the most often."""


@dataclass(frozen=True, slots=True)
class Grade:
    """How reliable a person holds a source to be (A to F, as in NATO's AJP-2.1), whose interest it serves, and why. by: who,
    for those alone who may know."""

    by: str | None
    at: datetime
    reliability: str
    interest: str
    why: str


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source. side: the party whose interest it has, if any. reprints: how many of its reports copy an earlier one;
    reprinted: how many reports copy one of its own."""

    id: str
    name: str
    kind: str
    side: str | None
    copies_from: tuple[str, ...]
    grades: list[Grade]
    reports: int
    claims: int
    reprints: int
    reprinted: int


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """kinds: every kind of source in words."""

    known_at: int
    sources: Paged[SourceLine]
    kinds: dict[str, str]


@dataclass(frozen=True, slots=True)
class Watched:
    """What a source tells of watching, from the first day to the last of which it tells any: totals by unit (hours, patrols,
    cameras, sorties; `clear` days of a sensor), and how often access was refused."""

    first: date
    last: date
    totals: dict[str, float]
    denied: float


@dataclass(frozen=True, slots=True)
class SourcePage:
    """acts: its claims by act, the most frequent first. reprints: whom its reports copy; reprinted: who copies them (reports by
    source). watched: None where it tells nothing of watching."""

    known_at: int
    source: SourceLine
    url: str | None
    speaks_as: tuple[str, ...]
    acts: dict[str, int]
    reprints: dict[str, int]
    reprinted: dict[str, int]
    watched: Watched | None
    reports: Paged[Entry]
    kinds: dict[str, str]


@pages.page("/sources", "sources.html.j2")
def sources(
    ask: Asked,
    page: Page,
    kind: Annotated[str, Query(description="A kind of source.", examples=["monitor"])] = "",
    side: Annotated[str, Query(description="The party whose interest it has; `none` for nobody's.", examples=["AZE"])] = "",
) -> SourcesPage:
    """Every source: kind, interest, how people graded it, reports, claims, and what it copies."""
    if kind and kind not in KINDS:
        raise Refused("kind: {kind!r} is not known", mend="choose one of: {choices}", kind=kind[:40], choices=", ".join(KINDS))
    book = ask.snapshot.once(SourceBook)
    known = ask.snapshot.view.sources
    found = [s for s in book.order if _fits(known.get(s), kind, side)]
    return SourcesPage(ask.snapshot.seq, page.cut(found, lambda s: _line(ask, book, s)), _kinds(ask))


@pages.page("/sources/{source}", "source.html.j2")
def source(ask: Asked, page: Page, source: str) -> SourcePage:
    """A source: its reports, its claims by act, whom it copies and who copies it, and what it watched."""
    book = ask.snapshot.once(SourceBook)
    if source not in book.reports:
        raise Missing("there is no source {source!r}", mend="choose one of the list of sources", source=source[:80])
    known = ask.snapshot.view.sources.get(source)
    return SourcePage(
        known_at=ask.snapshot.seq,
        source=_line(ask, book, source),
        url=web_url(known.url) if known else None,
        speaks_as=known.parties if known else (),
        acts=dict(book.acts[source].most_common()) if source in book.acts else {},
        reprints=dict(book.reprints[source].most_common(_NEIGHBOURS)) if source in book.reprints else {},
        reprinted=dict(book.reprinted[source].most_common(_NEIGHBOURS)) if source in book.reprinted else {},
        watched=_watched(book, source),
        reports=page.cut(book.reports[source], lambda i: entry(ask, i)),
        kinds=_kinds(ask),
    )


def _fits(known: Source | None, kind: str, side: str) -> bool:
    if known is None:
        return not kind and not side
    return kind in ("", known.kind) and (not side or (known.side or "none") == side)


def _line(ask: Ask, book: SourceBook, name: str) -> SourceLine:
    known = ask.snapshot.view.sources.get(name)
    shown = may(ask.account, "see_restricted")
    return SourceLine(
        id=name,
        name=ask.words.name(name),
        kind=known.kind if known else "",
        side=known.side if known else None,
        copies_from=known.copies_from if known else (),
        grades=[
            Grade(j.by if shown else None, j.at, g.reliability, g.interest, g.why)
            for j, g in ask.snapshot.once(gradings, judged=True).get(name, ())
        ],
        reports=len(book.reports[name]),
        claims=sum(book.acts.get(name, {}).values()),
        reprints=sum(book.reprints.get(name, {}).values()),
        reprinted=sum(book.reprinted.get(name, {}).values()),
    )


def _watched(book: SourceBook, source: str) -> Watched | None:
    effort = book.effort(source)
    days = days_of(effort)
    if days is None:
        return None
    return Watched(*days, {unit: effort.total(unit, *days) for unit in effort.units}, sum(effort.denied.values()))


def _kinds(ask: Ask) -> dict[str, str]:
    _ = ask.gettext
    return {
        "outlet": _("news outlet"),
        "agency": _("news agency"),
        "ministry": _("ministry"),
        "government": _("government"),
        "party": _("party to the conflict"),
        "monitor": _("monitor"),
        "sensor": _("sensor"),
        "dataset": _("dataset"),
    }

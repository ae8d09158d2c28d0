"""A brief as it will be read: every text worded, every sentence numbered, nothing left to work out in a template."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from pactwatch.briefs import glance
from pactwatch.briefs.citing import Citations, Piece
from pactwatch.briefs.clauses import Answer, PactPart, pact_part
from pactwatch.briefs.composed import Composed, days_of
from pactwatch.briefs.differences import Differences, differences
from pactwatch.briefs.figures import Figures, Happening, figures, happenings, more_happenings
from pactwatch.briefs.groups import Group, groups
from pactwatch.briefs.links import web_url
from pactwatch.briefs.pictures import pictures
from pactwatch.briefs.places import contested
from pactwatch.briefs.rows import Change, Row, changes, falls_due, fell_due, is_contested, listed, rows
from pactwatch.briefs.svg import Picture
from pactwatch.briefs.wording import Text, Wording, plain
from pactwatch.times import Span
from pactwatch.types import Brief, Proof, Report, Status

KINDS = {"daily": "kind_daily", "weekly": "kind_weekly", "pact": "kind_pact"}
"""The label by which a brief of each kind calls itself."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many answers have a status."""

    status: Status
    word: str
    number: str


@dataclass(frozen=True, slots=True)
class Appended:
    """A cited report: what it is, and its text in pieces. part: how much of the text that is, where not all."""

    anchor: str
    title: Text
    source: str
    published: str
    language: Text
    reprints: str
    url: str | None
    sha256: str
    pieces: tuple[Piece, ...]
    part: str


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that a brief shows, in the order in which it shows it. `kind`: what it calls itself; `facts`: (label, value)
    of its head."""

    title: Text
    kind: str
    facts: tuple[tuple[str, str], ...]
    end: str
    start: str
    glance: tuple[glance.Glanced, ...]
    counts: tuple[Count, ...]
    total: str
    table: tuple[tuple[Text, str, tuple[Row, ...]], ...]
    overdue: tuple[tuple[Row, Answer], ...]
    fell_due: tuple[tuple[Row, Answer], ...]
    falls_due: tuple[tuple[Row, Answer], ...]
    contested: tuple[tuple[Row, Answer], ...]
    changed: tuple[Change, ...]
    differences: Differences | None
    figures: Figures | None
    pictures: tuple[Picture, ...]
    happenings: tuple[Happening, ...]
    more_happenings: str
    pacts: tuple[PactPart, ...]
    places: tuple[tuple[Text, ...], ...]
    reports: tuple[Appended, ...]
    legend: tuple[tuple[Status, str, str], ...]
    proofs: tuple[str, ...]
    graded: bool


def page(brief: Composed, wording: Wording) -> Page:
    """The page of a brief in the words of one language."""
    found = groups(brief)
    citations = Citations(brief, wording)
    pacts = tuple(pact_part(pact, [g for g in found if g.pact.id == pact.id], wording, citations) for pact in brief.pacts)
    counted, told = figures(brief, wording, citations), happenings(brief, wording, citations)
    appended = tuple(_appended(n, r, brief, wording, citations) for n, r in enumerate(citations.reports(), 1))
    total = sum(len(g.bearers) for g in found)
    due = listed((g for g in found if g.verdict.status == "overdue"), wording)
    ahead = listed((g for g in found if falls_due(g, brief)), wording)
    split = listed((g for g in found if is_contested(g)), wording, by_due=False)
    broken = listed((g for g in found if g.verdict.status == "breached"), wording, by_due=False)
    altered, since = changes(brief, wording), differences(brief, wording)
    glanced = (
        glance.since(since, wording),
        glance.changes(altered, wording),
        glance.listed("overdue", "deadlines", due, wording),
        glance.listed("falls_due", "deadlines", ahead, wording),
        glance.listed("breached", "clauses", broken, wording),
        glance.listed("contested", "contested", split, wording),
        glance.fighting(counted, wording),
    )
    return Page(
        title=wording.titled(brief.title),
        kind=wording.label(KINDS.get(brief.kind, "kind")),
        facts=_facts(brief, wording, len(citations), citations.reports()),
        start=wording.moment(brief.start),
        end=wording.moment(brief.end),
        glance=tuple(g for g in glanced if g is not None),
        counts=_counts(found, wording),
        total=wording.language.number(total),
        table=tuple((part.title, part.anchor, rows(found, part.id, wording)) for part in pacts),
        overdue=due,
        fell_due=listed((g for g in found if fell_due(g, brief)), wording),
        falls_due=ahead,
        contested=split,
        changed=altered,
        differences=since,
        figures=counted,
        pictures=pictures(brief, wording),
        happenings=told,
        more_happenings=more_happenings(brief, wording),
        pacts=pacts,
        places=tuple(contested(_named_places(brief, found), wording.language.base)),
        reports=appended,
        legend=_legend(brief, wording),
        proofs=tuple(wording.word("proofs", level) for level in get_args(Proof) if level != "none"),
        graded=bool(brief.grades),
    )


def _facts(brief: Composed, wording: Wording, sentences: int, reports: Sequence[Report]) -> tuple[tuple[str, str], ...]:
    number = wording.language.number
    first, last = (wording.span(Span.of(day)) for day in days_of(brief))
    period = last if brief.kind == "daily" else wording.label("from_to", start=first, end=last)
    rests = {"sentences": sentences, "reports": len(reports), "sources": len({r.source for r in reports})}
    return (
        (wording.label("period"), period),
        (wording.label("record"), wording.label("as_of", line=number(brief.known_at))),
        (wording.label("rests_on"), wording.label("rests_on_value", **{k: number(v) for k, v in rests.items()})),
    )


def _counts(found: Sequence[Group], wording: Wording) -> tuple[Count, ...]:
    tally = Counter(dict.fromkeys(get_args(Status), 0))
    for group in found:
        tally[group.verdict.status] += len(group.bearers)
    return tuple(Count(s, wording.word("statuses", s), wording.language.number(n)) for s, n in tally.items() if n)


def _named_places(brief: Brief, found: Sequence[Group]) -> list[str]:
    ids = {i for g in found for i in (*g.verdict.for_, *g.verdict.against)}
    zones = [r for p in brief.pacts for z in p.zones.values() for r in z.readings]
    named = [name for r in zones for name in (*r.includes, *r.excludes)]
    return [*named, *(p for i in sorted(ids) if i in brief.claims for p in brief.claims[i].places)]


def _appended(number: int, report: Report, brief: Brief, wording: Wording, citations: Citations) -> Appended:
    source = brief.sources.get(report.source)
    pieces = tuple(citations.pieces(report))
    return Appended(
        anchor=f"r{number}",
        title=wording.own(report.title or report.id, report.language),
        source=wording.name(report.source),
        published=wording.published(report),
        language=wording.own("", report.language),
        reprints=wording.label("reprints", sources=wording.names(source.copies_from)) if source and source.copies_from else "",
        url=web_url(report.url),
        sha256=report.sha256,
        pieces=pieces,
        part=_part(report, pieces, wording),
    )


def _part(report: Report, pieces: Sequence[Piece], wording: Wording) -> str:
    if not any(p.omitted for p in pieces):
        return ""
    shown, number = sum(len(p.text) for p in pieces if not p.omitted), wording.language.number
    return wording.label("report_in_part", shown=number(shown), whole=number(len(plain(report.text, lines=True))))


def _legend(brief: Brief, wording: Wording) -> tuple[tuple[Status, str, str], ...]:
    shown = {v.status for v in brief.verdicts} | {s for v in brief.verdicts for s in v.readings.values()}
    shown |= {v.status for pair in brief.changed for v in pair}
    return tuple((s, wording.word("statuses", s), wording.word("meanings", s)) for s in get_args(Status) if s in shown)

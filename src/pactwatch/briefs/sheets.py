"""The sheets of a brief's workbook: what stands in which column, as values and texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from pactwatch.briefs.citing import Citations
from pactwatch.briefs.clauses import lateness
from pactwatch.briefs.composed import Composed
from pactwatch.briefs.differences import differences
from pactwatch.briefs.figures import as_told, figures
from pactwatch.briefs.links import sentence_url
from pactwatch.briefs.markup import bare
from pactwatch.briefs.wording import Wording, labels
from pactwatch.counting.effort import UNITS
from pactwatch.types import Claim, Clause, Pact, Status, Verdict
from pactwatch.verdicts.explain import sentence_of
from pactwatch.verdicts.identity import verdict_id


@dataclass(frozen=True, slots=True)
class Link:
    """A text that opens an address of the web."""

    text: str
    url: str


Cell = str | int | float | date | Link | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: columns by their head and width in characters, and rows."""

    title: str
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[Cell, ...], ...]


def sheets(brief: Composed, wording: Wording) -> list[Sheet]:
    """Every sheet of a brief, in the order of the book."""
    return [
        _verdicts(brief, wording),
        _changes(brief, wording),
        *_differences(brief, wording),
        _evidence(brief, wording),
        *_counts(brief, wording),
        _versions(brief, wording),
        _claims(brief, wording),
    ]


def _counts(brief: Composed, wording: Wording) -> list[Sheet]:
    """The figures with their rules, and the effort beside them."""
    told = figures(brief, wording, Citations(brief, wording))
    counted = [(f"{c.rule}. {c.definition}", c.figure, c.events) for c in told.counted] if told else []
    left_out = [(sentence, None, None) for sentence in told.left_out] if told else []
    watched: list[tuple[Cell, ...]] = [(w.what, w.amount) for w in told.watched] if told else []
    unknown = [(told.unknown, None)] if told and told.unknown else []
    none = [(told.unwatched, None)] if told and told.unwatched else []
    heads = (("rule_head", 70), ("figure", 12), ("events_head", 12))
    return [
        _sheet(wording, "figures", heads, [*counted, *left_out]),
        _sheet(wording, "effort", (("effort", 70), ("figure", 12)), [*watched, *none, *unknown]),
    ]


def _versions(brief: Composed, wording: Wording) -> Sheet:
    rows = (
        (
            as_told(event, wording),
            wording.name(side) if side else wording.label("nobody"),
            *_sentence(claim, brief, wording, brief.grades.get(claim, "")),
        )
        for event in brief.events
        for side, claims in sorted(brief.versions.get(event.id, {}).items())
        for claim in claims
    )
    return _sheet(wording, "versions", (("happening", 44), ("interest", 18), *_OF_SENTENCE), rows)


def _sheet(wording: Wording, title: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Cell]]) -> Sheet:
    heads = tuple((bare(wording.label(key)), width) for key, width in columns)
    return Sheet(bare(wording.label(title)), heads, tuple(tuple(_bare(c) for c in row) for row in rows))


def _bare(cell: Cell) -> Cell:
    return bare(cell) if isinstance(cell, str) else cell


def _clauses(brief: Composed) -> dict[str, tuple[Pact, Clause]]:
    return {c.ref: (p, c) for p in brief.pacts for c in p.clauses}


def _verdicts(brief: Composed, wording: Wording) -> Sheet:
    known = _clauses(brief)
    columns = (("pact", 28), ("clause", 48), ("cites_head", 10), ("party", 16), ("status", 18), ("due", 12))
    more = (("days_late", 10), ("proof", 22), ("why", 60), ("readings", 60), ("verdict_id", 20))
    rows = [_verdict(v, *known[v.clause], wording) for v in brief.verdicts if v.clause in known]
    return _sheet(wording, "sheet_verdicts", (*columns, *more), rows)


def _verdict(verdict: Verdict, pact: Pact, clause: Clause, wording: Wording) -> tuple[Cell, ...]:
    due = verdict.due.astimezone(ZoneInfo(pact.time_zone)).date() if verdict.due else None
    held = [f"{name}: {wording.word('statuses', status)}" for name, status in verdict.readings.items()]
    return (
        wording.text(pact.title),
        wording.text(clause.text),
        clause.cites or "",
        wording.name(verdict.bearer),
        wording.word("statuses", verdict.status),
        due,
        lateness(verdict).days if verdict.late_by else None,
        wording.word("proofs", verdict.proof) if verdict.proof != "none" else "",
        sentence_of(verdict.reasons, wording),
        "; ".join(held) if len(set(verdict.readings.values())) > 1 else "",
        verdict_id(verdict),
    )


def _changes(brief: Composed, wording: Wording) -> Sheet:
    known = _clauses(brief)
    columns = (("pact", 28), ("clause", 48), ("party", 16), ("before", 18), ("after", 18))
    rows = [
        (
            wording.text(known[new.clause][0].title),
            wording.text(known[new.clause][1].text),
            wording.name(new.bearer),
            wording.word("statuses", old.status),
            wording.word("statuses", new.status),
        )
        for old, new in brief.changed
        if new.clause in known
    ]
    return _sheet(wording, "changed", columns, rows)


def _differences(brief: Composed, wording: Wording) -> list[Sheet]:
    """What is otherwise than in the issue before, where there is one: answers, then the sentences that they rest on."""
    told = differences(brief, wording)
    if told is None:
        return []
    note = f"{told.title}. {told.note}"
    rows: list[tuple[Cell, ...]] = [
        (wording.label("answer"), a.pact.text, a.clause.text, a.parties, *(_was(s, wording) for s in (a.before, a.after)))
        for a in told.answers
    ]
    for key, sentences in (("sentences_added", told.added), ("sentences_dropped", told.dropped)):
        rows += [
            (wording.label(key), *[None] * 5, s.text.text, s.source, s.published, _opened(s.url, wording)) for s in sentences
        ]
    same = [] if rows else [(wording.label("no_differences"),)]
    columns = (("otherwise", 40), ("pact", 28), ("clause", 48), ("party", 16), ("before", 18), ("after", 18))
    more = (("sentence", 70), ("report_source", 20), ("published_head", 20), ("original", 12))
    return [_sheet(wording, "sheet_differences", (*columns, *more), [*rows, *same, (note,)])]


def _was(status: tuple[Status, str] | None, wording: Wording) -> str:
    return status[1] if status else wording.label("none_yet")


def _opened(url: str | None, wording: Wording) -> Cell:
    return Link(wording.label("original"), url) if url else ""


def _evidence(brief: Composed, wording: Wording) -> Sheet:
    known = _clauses(brief)
    columns = (("pact", 28), ("clause", 40), ("party", 16), ("speaks", 20))
    rows = (
        (
            wording.text(known[v.clause][0].title),
            wording.text(known[v.clause][1].text),
            wording.name(v.bearer),
            wording.label(key),
            *_sentence(claim, brief, wording, brief.grades.get(claim, "")),
        )
        for v in brief.verdicts
        if v.clause in known
        for key, claims in (("speaks_for", v.for_), ("speaks_against", v.against))
        for claim in claims
        if claim in brief.claims
    )
    return _sheet(wording, "sheet_evidence", (*columns, *_OF_SENTENCE), rows)


_OF_SENTENCE = (
    ("speaker", 18),
    ("said", 26),
    ("when", 20),
    ("sentence", 70),
    ("report_source", 20),
    ("published_head", 20),
    ("grade", 10),
    ("original", 12),
)


def _sentence(entry: str, brief: Composed, wording: Wording, grade: str) -> tuple[Cell, ...]:
    claim = brief.claims[entry]
    report = brief.reports.get(claim.statement.report)
    source = report.source if report else claim.statement.report
    url = sentence_url(report.url, claim.statement.text) if report else None
    return (
        wording.name(source if claim.speaker == "OUTLET" else claim.speaker),
        f"{wording.word('stances', claim.stance)}: {wording.deed(claim)}",
        wording.span(claim.when) if claim.when else "",
        wording.own(claim.statement.text, report.language if report else "und").text,
        wording.name(source),
        wording.published(report),
        wording.grade(grade),
        _opened(url, wording),
    )


def _claims(brief: Composed, wording: Wording) -> Sheet:
    columns = (("entry", 16), ("actor", 20), ("target", 20), ("places_head", 24), ("figures_head", 22))
    rows = (
        (
            entry[:12],
            wording.names(claim.actor),
            wording.names(claim.target),
            "; ".join(claim.places),
            "; ".join(_amounts(claim, wording)),
            *_sentence(entry, brief, wording, brief.grades.get(entry, "")),
        )
        for entry, claim in _used(brief)
    )
    return _sheet(wording, "sheet_claims", (*columns, *_OF_SENTENCE), rows)


def _amounts(claim: Claim, wording: Wording) -> Iterator[str]:
    for amount in claim.amounts:
        kept = f"effort_{amount.unit}" if amount.unit in UNITS else f"unit_{amount.unit}"
        unit = wording.label(kept) if kept in labels() else amount.unit
        yield f"{_SIGNS.get(amount.qualifier, '')}{wording.language.number(amount.value)} {unit}"


_SIGNS = {"about": "≈ ", "at_least": "≥ ", "at_most": "≤ "}


def _used(brief: Composed) -> list[tuple[str, Claim]]:
    """The claims that the brief rests on: those of its verdicts, of its events, and on who was watching."""
    used = {i for v in brief.verdicts for i in (*v.for_, *v.against)}
    used |= {i for e in brief.events for i in e.claims} | set(brief.effort)
    return [(i, c) for i, c in brief.claims.items() if i in used]

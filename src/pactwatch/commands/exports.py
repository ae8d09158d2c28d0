"""Commands that hand events and clauses over to other programs."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pactwatch.case import Case, open_case
from pactwatch.commands.shared import At, CaseFolder, KnownAt, Language, at_of, known_of, out, span_of
from pactwatch.verdicts.words import Words
from pactwatch.whole import write_whole

To = Annotated[Path, typer.Option("--out", help="The file to write; an older one is replaced.")]
_DAYS = 30


class EventFormat(StrEnum):
    """How events are written."""

    geojson = "geojson"
    csv = "csv"
    parquet = "parquet"
    xlsx = "xlsx"
    plover = "plover"
    acled = "acled"
    ucdp = "ucdp"


class ClauseFormat(StrEnum):
    """How clauses are written."""

    odrl = "odrl"
    ical = "ical"
    atom = "atom"


def export_events(
    case: CaseFolder,
    form: Annotated[EventFormat, typer.Option("--format", help="See docs/exports.md.")],
    to: To,
    known_at: KnownAt = None,
    language: Language = "en",
) -> None:
    """Write the events of a case for other programs: maps, spreadsheets, event-data tools."""
    from pactwatch.exports.events import rows

    opened = open_case(case)
    view = opened.view(known_of(known_at, opened))
    found = rows(view, opened.time_zone)
    if form is EventFormat.geojson:
        from pactwatch.exports.geojson import geojson_bytes

        content, left = geojson_bytes(found, Words(language).text(opened.title), view.seq), 0
    elif form in (EventFormat.acled, EventFormat.ucdp):
        from pactwatch.exports.acled import acled_bytes
        from pactwatch.exports.ucdp import ucdp_bytes

        content, left = (acled_bytes if form is EventFormat.acled else ucdp_bytes)(found)
    else:
        from pactwatch.exports import plover, tables

        writers = {"csv": tables.csv_bytes, "xlsx": tables.xlsx_bytes, "parquet": tables.parquet_bytes}
        content, left = (writers.get(form.value) or plover.plover_bytes)(found), 0
    write_whole(to, content)
    rest = f"; {left} left out, which this format has no place for" if left else ""
    out.print(f"{to}: {len(found) - left} events by per_event, as of line {view.seq}{rest}", soft_wrap=True, highlight=False)


def export_clauses(
    case: CaseFolder,
    form: Annotated[ClauseFormat, typer.Option("--format", help="See docs/exports.md.")],
    to: To,
    at: At = None,
    start: Annotated[
        str | None, typer.Option("--from", help=f"First day of the changes of an Atom feed. Default: {_DAYS} days before --at.")
    ] = None,
    known_at: KnownAt = None,
    language: Language = "en",
) -> None:
    """Write the clauses of a case for other programs: as policies, as deadlines, or how their status changed."""
    from pactwatch.verdicts.obligations import Obligation

    opened = open_case(case)
    moment, title = at_of(at, opened), Words(language).text(opened.title)
    if form is ClauseFormat.atom:
        content = _feed(opened, at, start, known_at, language)
    else:
        from pactwatch.briefs.calendar import deadlines
        from pactwatch.exports.odrl import odrl_bytes

        pacts, verdicts = opened.pacts(), opened.judge(moment, known_at=known_of(known_at, opened))
        clauses = {c.ref: (p, c) for p in pacts.values() for c in p.clauses}
        owed = [Obligation(*clauses[v.clause], v) for v in verdicts]
        content = odrl_bytes(pacts.values(), verdicts) if form is ClauseFormat.odrl else deadlines(owed, title, language)
    out.print(str(write_whole(to, content)), soft_wrap=True)


def _feed(opened: Case, at: str | None, start: str | None, known_at: str | None, language: str) -> bytes:
    from pactwatch.exports.atom import atom_bytes
    from pactwatch.exports.changes import changes
    from pactwatch.verdicts.evidence import gather

    moment = at_of(at, opened)
    last = moment.date()
    first = span_of(start, "--from").earliest.date() if start else last - timedelta(days=_DAYS)
    evidence = gather(opened.view(known_of(known_at, opened)), opened.time_zone)
    found = changes(opened.pacts(), evidence, first, last)
    return atom_bytes(found, opened.id, Words(language).text(opened.title), moment, language)

"""Commands on evidence: datasets of events taken into a case, detections of fires, and counts by a named rule."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from pactwatch.case import open_case
from pactwatch.commands.shared import CaseFolder, KnownAt, err, known_of, out, progress, span_of
from pactwatch.counting import RULES
from pactwatch.counting.gathering import FIGHTING, told_in, within
from pactwatch.counting.rules import count
from pactwatch.refusals import Refused

RuleOption = Annotated[str, typer.Option("--rule", help=f"How to count: {', '.join(RULES)} (docs/counting.md).")]


def import_events(
    case: CaseFolder,
    table: Annotated[Path, typer.Argument(help="UCDP, ACLED or incident-form rows as CSV or XLSX, or any table with --map.")],
    by: Annotated[str, typer.Option(help="Who takes it in; recorded in the ledger.")] = "a person",
    dataset: Annotated[str | None, typer.Option(help="Under which id its rows are known again. Default: its stem.")] = None,
    column_map: Annotated[Path | None, typer.Option("--map", help="A TOML file that says what its columns hold.")] = None,
    captured: Annotated[str | None, typer.Option(help="When it was taken in (ISO 8601). Default: now.")] = None,
    part: Annotated[bool, typer.Option("--part", help="The file is a part of the dataset: rows it lacks stay.")] = False,
) -> None:
    """Take the rows of a dataset of events into a case's ledger; of a later edition, only the difference."""
    from pactwatch.datasets.importing import import_events as take

    opened = open_case(case)
    at = span_of(captured, "--captured").instants(opened.time_zone)[0] if captured else datetime.now(UTC)
    rejects = opened.folder / "rejects" / f"{dataset or table.stem}.csv"
    with progress() as bar, opened.ledger(create=True) as ledger:
        task = bar.add_task(f"taking in {table.name}", total=None)
        found = take(
            table,
            ledger,
            by=by,
            dataset=dataset,
            column_map=column_map,
            captured=at,
            rejects=rejects,
            whole=not part,
            told=lambda rows: bar.update(task, completed=rows),
        )
    out.print(str(found), soft_wrap=True)
    if found.rejected:
        err.print(f"the rows set aside, with line and reason: {rejects}", soft_wrap=True, highlight=False)


def detections(
    case: CaseFolder,
    table: Annotated[Path, typer.Argument(help="Detections of NASA FIRMS as CSV, of these days and of other years.")],
    start: Annotated[str, typer.Option("--from", help="First day to look at (ISO 8601).")],
    end: Annotated[str, typer.Option("--to", help="Last day (ISO 8601).")],
    error: Annotated[float, typer.Option(min=0.0001, max=0.2, help="The share of quiet days flagged by mistake.")] = 0.01,
    by: Annotated[str, typer.Option(help="Who takes it in; recorded in the ledger.")] = "a person",
) -> None:
    """Take in the days on which a cell shows more fires than its season does; field burning is the chief false alarm."""
    import hashlib

    from pactwatch.datasets import Reject
    from pactwatch.ledger import NewEntry, to_body
    from pactwatch.sensors import SOURCE, Baseline, anomalies, sensor_claims
    from pactwatch.sensors import detections as read_table
    from pactwatch.types import Report

    opened, baseline, aside = open_case(case), Baseline(), 0
    for found in read_table(table):
        if isinstance(found, Reject):
            aside += 1
        else:
            baseline.add(found.latitude, found.longitude, found.on)
    first, last = _day(start, "--from"), _day(end, "--to")
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    try:
        claims = sensor_claims(anomalies(baseline, days, error=error), table.stem)
    except ValueError as problem:
        raise Refused(str(problem), mend="give detections of other years in the same table", file=table) from None
    digest = hashlib.sha256(table.read_bytes()).hexdigest()
    report = Report(table.stem, SOURCE.id, "en", table.name, "", None, None, digest)
    with opened.ledger(create=True) as ledger:
        at = datetime.now(UTC) if ledger.clock == "replay" else None
        ledger.append_all(NewEntry(kind, to_body(r), by, at) for kind, r in (("source", SOURCE), ("report", report)))
        ledger.append_all(NewEntry("claim", to_body(claim), by, at) for claim in claims)
    tried = len(days) * len(baseline.counts)
    out.print(
        f"{len(claims)} of {tried:,} cell-days stand out; about {error * tried:.1f} would by chance; {aside} rows set aside"
    )


def count_events(
    case: CaseFolder,
    start: Annotated[str, typer.Option("--from", help="First day (ISO 8601).")],
    end: Annotated[str, typer.Option("--to", help="Last day (ISO 8601).")],
    rule: RuleOption = "per_event",
    act: Annotated[
        list[str] | None, typer.Option(help="Only this act; may be repeated. Default: attack, violate_ceasefire.")
    ] = None,
    known_at: KnownAt = None,
) -> None:
    """Count what happened in a period, by a named rule, and by every other beside it."""
    refuse_unknown(rule)
    opened = open_case(case)
    told = told_in(opened.view(known_of(known_at, opened)), opened.time_zone, tuple(act or FIGHTING))
    first, last = _day(start, "--from"), _day(end, "--to")
    inside, straddling = within(told, first, last)
    table = Table(title=f"{first} to {last}", title_justify="left")
    for name in ("rule", "figure", "events"):
        table.add_column(name)
    for name in (rule, *(r for r in RULES if r != rule)):
        figure = count(inside, name)
        table.add_row(name, f"{figure.value:,.0f}", f"{len(figure.events):,}", style="bold" if name == rule else "dim")
    out.print(table)
    if straddling:
        out.print(f"{len(straddling)} more began or ended outside, and are not counted: nobody can say on which side they fall")


def refuse_unknown(rule: str) -> None:
    """Refuse a counting rule that there is not, naming those that there are."""
    if rule not in RULES:
        raise Refused(f"there is no counting rule {rule!r}", mend=f"name one of: {', '.join(RULES)}")


def _day(text: str, option: str) -> date:
    return span_of(text, option).earliest.date() if option == "--from" else span_of(text, option).latest.date()

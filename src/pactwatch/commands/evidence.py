"""Commands on evidence: datasets of events taken into a case, counts by a named rule, and whether a pact's promise held."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from pactwatch.case import Case, open_case
from pactwatch.commands.shared import CaseFolder, KnownAt, err, known_of, out, progress, span_of
from pactwatch.counting import RULES
from pactwatch.counting.rules import Told, count, told_of
from pactwatch.refusals import Refused

FIGHTING = ("attack", "violate_ceasefire")
_SHORT = 7
"""Days: UCDP's two finest precisions are a day, and two to six days."""
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
    _refuse_unknown(rule)
    opened = open_case(case)
    told = _told(opened, known_at, tuple(act or FIGHTING))
    first, last = _day(start, "--from"), _day(end, "--to")
    inside, straddling = _within(told, first, last)
    table = Table(title=f"{first} to {last}", title_justify="left")
    for name in ("rule", "figure", "events"):
        table.add_column(name)
    for name in (rule, *(r for r in RULES if r != rule)):
        figure = count(inside, name)
        table.add_row(name, f"{figure.value:,.0f}", f"{len(figure.events):,}", style="bold" if name == rule else "dim")
    out.print(table)
    if straddling:
        out.print(f"{len(straddling)} more began or ended outside, and are not counted: nobody can say on which side they fall")


def did_it_hold(
    case: CaseFolder,
    pact: Annotated[str, typer.Argument(help="A pact of the case.")],
    days: Annotated[int, typer.Option(min=2, help="Days before it was made, and from its effect on.")] = 15,
    rule: RuleOption = "per_event",
    known_at: KnownAt = None,
) -> None:
    """Did violence fall when a pact took effect? Rates before and after, with an interval, and what may be said of them."""
    from pactwatch.counting.rates import before_and_after

    _refuse_unknown(rule)
    opened = open_case(case)
    chosen = opened.pacts().get(pact)
    if chosen is None:
        raise Refused(f"the case has no pact {pact!r}", mend=f"name one of: {', '.join(opened.pacts())}", file=case)
    told = _told(opened, known_at, FIGHTING)
    exact = [t for t in told if (t.event.span.latest - t.event.span.earliest).days < _SHORT]
    signed, effective = chosen.made.earliest.date(), chosen.in_force.instants(chosen.time_zone)[0].date()
    found = before_and_after(_daily(exact, rule), signed=signed, effective=max(signed, effective), days=days)
    for name, period in (("before", found.before), ("after", found.after)):
        out.print(f"{name}: {period.first} to {period.last}, {period.count:,.0f} by {rule}")
    if found.low is not None and found.high is not None:
        out.print(f"the rate after is {found.ratio or 0:.2f} of that before (95 %: {found.low:.2f} to {found.high:.2f})")
    out.print(f"answer: {found.answer}")
    if len(exact) < len(told):
        out.print(f"{len(told) - len(exact)} events dated to more than six days are left out")


def _refuse_unknown(rule: str) -> None:
    if rule not in RULES:
        raise Refused(f"there is no counting rule {rule!r}", mend=f"name one of: {', '.join(RULES)}")


def _told(case: Case, known_at: str | None, acts: tuple[str, ...]) -> list[Told]:
    from pactwatch.ledger.grouping import events_of

    view = case.view(known_of(known_at, case))
    events = [e for e in events_of(view.claims, view.reports, case.time_zone) if set(e.acts) & set(acts)]
    return told_of(events, view.claims)


def _day(text: str, option: str) -> date:
    return span_of(text, option).earliest.date() if option == "--from" else span_of(text, option).latest.date()


def _within(told: list[Told], first: date, last: date) -> tuple[list[Told], list[Told]]:
    """What lies within the period, and what only overlaps it."""
    spans = [(t, t.event.span.earliest.date(), t.event.span.latest.date()) for t in told]
    inside = [t for t, begins, ends in spans if first <= begins and ends <= last]
    overlapping = [t for t, begins, ends in spans if begins <= last and ends >= first]
    return inside, [t for t in overlapping if t not in inside]


def _daily(told: list[Told], rule: str) -> dict[date, float]:
    """The figure of each day by the rule: events by their first day."""
    days: Counter[date] = Counter(t.event.span.earliest.date() for t in told)
    return {day: count([t for t in told if t.event.span.earliest.date() == day], rule).value for day in days}

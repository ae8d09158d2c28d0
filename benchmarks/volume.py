"""Judging at volume: all clauses over a million claims, one claim more, and the same question asked of DuckDB.

`python -m benchmarks judging --events 1000000 --clauses 1000`. The question for DuckDB is the plain part of ours: for each
clause, what its bearer is said to have done in its window, grouped by act, day and place, with how many voices of what
interest; it leaves out proof, denials, deadlines, readings of zones, gaps and reasons.
"""

from __future__ import annotations

import argparse
import csv
import resource
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from rich.console import Console
from rich.table import Table

from benchmarks.world import DAYS, FIRST, claims, pacts, sources
from pactwatch.lexicons.roots import root
from pactwatch.types import Claim, Clause, Pact, Report
from pactwatch.verdicts.evidence import Evidence
from pactwatch.verdicts.record import Record
from pactwatch.verdicts.standing import Standing

MORE = 300
"""Claims added one by one."""

CLAIMS = ("act", "stance", "actor", "place", "voice", "happened")
CLAUSES = ("id", "bearer", "other", "acts", "first", "last")

AT = datetime.combine(FIRST + timedelta(days=DAYS + 60), datetime.min.time(), UTC)
Row = tuple[str, Claim, Report]

_ASK = """
WITH told AS (
  SELECT c.id AS clause, e.act, e.happened, e.place, count(DISTINCT e.voice) AS voices,
         count(DISTINCT e.voice) FILTER (WHERE e.voice NOT IN (c.bearer, c.other)) AS without_interest
  FROM clauses c JOIN claims e
    ON e.actor = c.bearer AND list_contains(string_split(c.acts, '|'), e.act) AND e.happened BETWEEN c."first" AND c."last"
  WHERE e.stance = 'asserts' GROUP BY ALL)
SELECT clause, count(*) AS events, count(*) FILTER (WHERE voices > 1 AND without_interest > 0) AS corroborated
FROM told GROUP BY clause
"""


def main(arguments: Iterable[str] | None = None) -> None:
    """Measures and prints one table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks judging")
    parser.add_argument("--events", type=int, default=20_000)
    parser.add_argument("--clauses", type=int, default=1_000)
    asked = parser.parse_args(None if arguments is None else list(arguments))
    Console(width=140).print(measured(asked.events, asked.clauses))


def measured(events: int, clauses: int) -> Table:
    """The table of times, memory and ratios."""
    wanted = pacts(clauses)
    stream = claims(events + MORE)
    rows, more = list(islice(stream, events)), list(stream)
    before = _megabytes()
    started = perf_counter()
    record = Record(sources(), "UTC")
    record.fill(rows)
    gathered = perf_counter()
    standing = Standing([c for p in wanted.values() for c in p.clauses], Evidence(record), AT, pacts=wanted)
    judged = perf_counter()
    each, changed = _added(standing, more)
    table = Table(title=f"{clauses:,} clauses over {events:,} claims", title_justify="left")
    for name in ("what", "value"):
        table.add_column(name)
    full, one = judged - started, sum(each) / len(each)
    sql = _of_duckdb(rows, wanted)
    for what, value in (
        ("putting the claims together", f"{gathered - started:.1f} s"),
        ("judging every clause", f"{judged - gathered:.2f} s"),
        ("one claim more: mean, median, longest", f"{one * 1e3:.2f}, {median(each) * 1e3:.2f}, {max(each) * 1e3:.2f} ms"),
        (f"verdicts changed by {len(more)} claims", str(changed)),
        ("judging from the claims on, in times one claim more", f"{full / one:,.0f}"),
        ("judging every clause alone, in times one claim more", f"{(judged - gathered) / one:,.0f}"),
        ("memory of the claims as given, of all at the end", f"{before:,} MB, {_megabytes():,} MB"),
        ("the plain question in SQL (DuckDB, tables loaded)", f"{sql:.3f} s" if sql else "duckdb is not installed"),
        ("judging every clause, in times that question", f"{(judged - gathered) / sql:,.0f}" if sql else ""),
    ):
        table.add_row(what, value)
    return table


def _added(standing: Standing, more: list[Row]) -> tuple[list[float], int]:
    times, changed = [], 0
    for entry, claim, report in more:
        start = perf_counter()
        changed += len(standing.add(entry, claim, report))
        times.append(perf_counter() - start)
    return times, changed


def _of_duckdb(rows: list[Row], wanted: dict[str, Pact]) -> float | None:
    """Seconds that the question takes DuckDB, its tables being in memory."""
    if not find_spec("duckdb"):
        return None
    import duckdb

    base = duckdb.connect()
    with TemporaryDirectory() as folder:
        told, asked = Path(folder) / "claims.csv", Path(folder) / "clauses.csv"
        _write(told, (_flat(claim, report) for _, claim, report in rows if claim.when is not None))
        _write(asked, (_bound(p, c) for p in wanted.values() for c in p.clauses))
        base.execute(f"CREATE TABLE claims AS SELECT * FROM read_csv('{told}', names = {[*CLAIMS]})")
        base.execute(f"CREATE TABLE clauses AS SELECT * FROM read_csv('{asked}', names = {[*CLAUSES]})")
    start = perf_counter()
    base.execute(_ASK).fetchall()
    return perf_counter() - start


def _write(path: Path, rows: Iterable[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def _bound(pact: Pact, clause: Clause) -> tuple[object, ...]:
    assert clause.window is not None
    other = next(s for s in pact.parties if s != clause.bearers[0])
    return clause.ref, clause.bearers[0], other, "|".join(clause.acts), clause.window.earliest, clause.window.latest


def _flat(claim: Claim, report: Report) -> tuple[object, ...]:
    voice = report.source if claim.speaker == "OUTLET" else root(claim.speaker)
    assert claim.when is not None
    return claim.act, claim.stance, root(claim.actor[0]) if claim.actor else None, claim.places[0], voice, claim.when.earliest


def _megabytes() -> int:
    """The most memory that this process has held; Linux counts it in kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10

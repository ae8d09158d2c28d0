"""A table of events as UCDP GED has them, of any length, the same for the same seed; and importing it, beside DuckDB.

`python -m benchmarks.events --rows 1000000` imports that many rows in a process of its own and says how it went;
`--write FILE` only writes the table. DuckDB reads the same file into a table in memory (`pip install '.[bench]'`); with
`--xlsx` the table is a workbook, which DuckDB is not asked to read.
"""

from __future__ import annotations

import csv
import resource
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.util import find_spec
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory, mkdtemp
from time import perf_counter

from benchmarks.pairs import Pair
from pactwatch.datasets.importing import Imported, import_events
from pactwatch.ledger import open_ledger

ROWS = 10_000
SEED = 20201031
COLUMNS = """
id relid year active_year code_status type_of_violence conflict_new_id conflict_name dyad_new_id dyad_name side_a_new_id side_a
side_b_new_id side_b number_of_sources source_article source_office source_date source_headline source_original where_prec
where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region
event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low
"""
_SIDES = ("Government of Azerbaijan", "Republic of Artsakh", "Government of Armenia", "Government of Sudan", "RSF", "Civilians")
_WHERE = ("Hadrut", "Agdam", "Fizuli", "Shusha", "Ganja", "Khartoum", "Omdurman", "El Fasher", "Nyala", "Zalingei")
_WORDS = "shelling of a village fighting near the town killed in clashes soldiers report attack on road between heights"


def main() -> None:
    """Import a table of so many rows once, and print seconds, rows a second, megabytes at most, and the ratio to DuckDB."""
    parser = ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--xlsx", action="store_true", help="as a workbook")
    parser.add_argument("--write", type=Path, help="only write the table here")
    given = parser.parse_args()
    if given.write is not None:
        write_events(given.write, given.rows, given.seed)
        return
    with TemporaryDirectory() as folder:
        table = Path(folder) / f"events.{'xlsx' if given.xlsx else 'csv'}"
        write_events(table, given.rows, given.seed)
        print(f"{given.rows:,} rows, {table.stat().st_size / 1e6:,.0f} MB of {table.suffix[1:].upper()}", flush=True)
        taken: dict[str, float] = {}
        for what in ("import", "import again"):
            with get_context("spawn").Pool(1) as alone:
                seconds, megabytes, found = alone.apply(_measured, (table, Path(folder) / "ledger.db"))
            rate = f"{given.rows / seconds:,.0f} rows/s, {megabytes:,.0f} MB at most"
            print(f"{what}: {seconds:,.1f} s, {rate}; {found}", flush=True)
            taken[what] = seconds
        # Last: what a process has held counts towards the most that its later children are said to have held.
        if not given.xlsx and find_spec("duckdb") is not None:
            theirs = min(_timed_duckdb(table) for _ in range(3))
            ratios = ", ".join(f"{what} {seconds / theirs:,.0f}" for what, seconds in taken.items())
            print(f"DuckDB reads the file in {theirs:,.2f} s; times as long: {ratios}", flush=True)


def pairs(rows: int = ROWS) -> list[Pair]:
    """The import of a table, of one that stands already, and DuckDB's reading of the same file; none without DuckDB."""
    if find_spec("duckdb") is None:
        return []
    folder = Path(mkdtemp())
    table, new = folder / "events.csv", (folder / f"{n}.db" for n in count())
    write_events(table, rows)
    there = next(new)
    _take(table, there)
    theirs = "DuckDB reads the same file"

    def import_anew() -> None:
        ledger = next(new)
        _take(table, ledger)
        ledger.unlink()

    return [
        Pair("import events from CSV", theirs, import_anew, lambda: _duckdb(table), rows, "rows", rounds=3),
        Pair("import them again", theirs, lambda: _take(table, there), lambda: _duckdb(table), rows, "rows", rounds=3),
    ]


def write_events(path: Path, rows: int, seed: int = SEED) -> None:
    """Write a table of events in the columns of UCDP GED, as CSV or, by its ending, XLSX: what is in it is made up."""
    if path.suffix == ".xlsx":
        _write_workbook(path, rows, seed)
        return
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS.split())
        writer.writerows(_events(rows, Random(seed)))


def _write_workbook(path: Path, rows: int, seed: int) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("events")
    sheet.append(COLUMNS.split())
    for row in _events(rows, Random(seed)):
        sheet.append([str(cell) if isinstance(cell, date) else cell for cell in row])
    book.save(path)


def _events(rows: int, random: Random) -> Iterator[tuple[object, ...]]:
    known = _WORDS.split()
    for n in range(1, rows + 1):
        kind = random.choice("1112333")
        a, b = (random.choice(_SIDES[:5]), "Civilians") if kind == "3" else random.sample(_SIDES[:5], 2)
        where, start = random.choice(_WHERE), date(1989, 1, 1) + timedelta(days=random.randrange(13_000))
        long, low, more = random.choice((0, 0, 0, 1, 6)), random.randrange(20), random.choice((0, 0, 3))
        lat, lon = round(random.uniform(10, 41), 6), round(random.uniform(23, 48), 6)
        words = " ".join(random.choices(known, k=12))
        first, last = f"{start} 00:00:00.000", f"{start + timedelta(days=long)} 00:00:00.000"
        article = f'"Agence France Presse,{start},{words}"'
        yield (
            *(n, f"{where[:3].upper()}-{start.year}-{kind}-{n}", start.year, 1, "Clear", kind, 388, f"{a} - {b}", 856),
            *(f"{a} - {b}", 124, a, 546, b, 1, article, "Agence France Presse", start, words, "Defence Ministry"),
            *(1, f"{where} town", f"{where} town and villages near it", where, "", lat, lon, f"POINT ({lon} {lat})", 186_574),
            *(a.removeprefix("Government of "), 373, "Asia", 1, 1 if not long else 2, first, last, low, 0, 0, 0),
            *(low, low + more, low),
        )


def _take(table: Path, ledger: Path) -> Imported:
    with open_ledger(ledger) as opened:
        return import_events(table, opened, by="benchmark")


def _measured(table: Path, ledger: Path) -> tuple[float, float, str]:
    """Seconds, megabytes at most and what was found, of an import in this process."""
    start = perf_counter()
    found = _take(table, ledger)
    seconds = perf_counter() - start
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return seconds, most / (1e6 if sys.platform == "darwin" else 1e3), str(found)


def _duckdb(table: Path) -> int:
    import duckdb

    with duckdb.connect() as store:
        store.execute("CREATE TABLE events AS SELECT * FROM read_csv(?)", [str(table)])
        (rows,) = store.execute("SELECT count(*) FROM events").fetchall()[0]
    return int(rows)


def _timed_duckdb(table: Path) -> float:
    start = perf_counter()
    _duckdb(table)
    return perf_counter() - start


if __name__ == "__main__":
    main()

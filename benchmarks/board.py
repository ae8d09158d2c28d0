"""The board under load: 200,000 events, 300 clauses, 20 readers at once; the server's own time for each page.

`python -m benchmarks.board --claims 286000 --clauses 300 --readers 20 --requests 40`. Every reader asks for one page after
another and looks at it for one to five seconds. Pages, filters and half of the dates are of chance, so that many answers are
worked out, not remembered; the other half of the dates is the board's own day. Whoever looks at an earlier line stays there for
five of its pages on average, as links lead on within it; half of these lines are of chance, so that nobody has asked for them
before, and half are a few to which links lead. The time is the one that the server gives in its
Server-Timing header: from the whole request to the first byte of the answer.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from urllib.parse import quote

import httpx
from rich.console import Console
from rich.table import Table

from benchmarks.world import DAYS, FIRST, claims, pacts, sources, states
from pactwatch.case import open_case
from pactwatch.ledger import NewEntry, open_ledger, to_body
from pactwatch.pacts.writing import array, inline, text
from pactwatch.types import Claim, Clause, Pact, Report, Statement

_BATCH = 5_000
_DURATION = re.compile(r"dur=([\d.]+)")
ADDRESSES = (
    "/en/today?at={day}",
    "/ar/today?at={day}",
    "/en/pacts?at={day}",
    "/en/pacts/{pact}?at={day}",
    "/ar/pacts/{pact}?at={day}",
    "/en/pacts/{pact}/{clause}?at={day}",
    "/en/events?from={day}&to={later}",
    "/en/events?act=attack&party={party}",
    "/en/events?rule=bursts_of_thirty&from={day}",
    "/api/v1/counts?from={day}",
    "/ar/events?act=harm&from={day}",
    "/api/v1/events/places?act=attack&from={day}",
    "/en/events/{event}",
    "/en/claims?party={party}",
    "/en/control?at={day}",
    "/en/control?at={day}&by={party}",
    "/en/control/{place}",
    "/en/truces?at={day}",
    "/en/truces/{pact}",
    "/en/sources",
    "/en/sources/outlet-3",
    "/en/reports",
    "/en/reports/{report}",
    "/en/reports/{report}/custody",
    "/en/complaints",
    "/api/v1/verdicts?at={day}&pact={pact}",
    "/api/v1/changes?from={day}&to={later}",
    "/en/changes.atom?at={day}&pact={pact}",
    "/en/deadlines.ics",
    "/en/today?at={day}&by={side}",
    "/en/pacts?at={day}&by={side}",
    "/en/events?from={day}&to={later}&by={side}",
    "/en/today?known={line}",
    "/en/pacts?known={line}",
    "/ar/pacts/{pact}?known={line}&at={day}",
    "/en/pacts/{pact}/{clause}?known={line}&at={day}",
    "/en/events?known={line}&act=attack&party={party}",
    "/en/events/{early}?known={line}",
    "/en/claims?known={line}&party={party}",
    "/en/control?known={line}",
    "/en/truces?known={line}",
    "/en/sources?known={line}",
    "/en/reports?known={line}",
    "/api/v1/verdicts?known={line}&pact={pact}",
)
_NAMED = (
    ("event", "events", "/api/v1/events?from=2020-01-01&per_page=200"),
    ("early", "events", "/api/v1/events?to=2015-01-15&per_page=200"),
    ("place", "places", "/api/v1/control?per_page=200"),
)
"""Where readers find the ids of events and places that they ask for; the early events are told of in most earlier lines."""
_LINKED, _EARLIEST = 8, 10_000
"""Earlier lines to which links lead; a smaller number could be a year."""


def main() -> None:
    """Builds the world, serves it, lets the readers in, prints the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.board")
    for name, number in (("claims", 286_000), ("clauses", 300), ("readers", 20), ("requests", 40), ("port", 8765)):
        parser.add_argument(f"--{name}", type=int, default=number)
    parser.add_argument("--case", type=Path, help="a case made before, or where to keep the one made now")
    asked = parser.parse_args()
    console = Console(width=150)
    with TemporaryDirectory() as scratch:
        folder = asked.case or Path(scratch) / "world"
        if not (folder / "ledger.db").is_file():
            console.print(f"writing {asked.claims:,} claims and {asked.clauses} clauses")
            write_world(folder, asked.claims, asked.clauses)
        with_server(folder, asked, console)


def with_server(folder: Path, asked: argparse.Namespace, console: Console) -> None:
    """Serves the case in a process of its own, asks, and prints what was seen."""
    root = f"http://127.0.0.1:{asked.port}"
    command = [sys.executable, "-m", "pactwatch.cli", "board", str(folder), "--port", str(asked.port), "--no-show"]
    server = subprocess.Popen(command)
    try:
        started = monotonic()
        _wait(root, server)
        console.print(f"ready after {monotonic() - started:.0f} s; {_megabytes(server.pid):,} MB")
        found = asyncio.run(_readers(root, asked))
        console.print(_table(found))
        console.print(f"{_megabytes(server.pid):,} MB after")
    finally:
        server.terminate()
        server.wait()


def write_world(folder: Path, count: int, clauses: int) -> None:
    """A case folder with an invented war and its ledger."""
    (folder / "pacts").mkdir(parents=True)
    (folder / "reports").mkdir()
    told = [_source(s.id, s.kind, s.parties) for s in sources().values()]
    head = 'id = "world"\ntitle = { en = "An invented war" }\ntime_zone = "UTC"\nbegins = 2015-01-01\n'
    (folder / "case.toml").write_text(head + "\n".join(told), encoding="utf-8")
    for pact in pacts(clauses).values():
        (folder / "pacts" / f"{pact.id}.toml").write_text("\n".join(_pact(pact)), encoding="utf-8")
    with open_ledger(str(folder / "ledger.db"), create=True, clock="replay") as ledger:
        begun = datetime.combine(FIRST, time.min, UTC)
        ledger.append_all([NewEntry("source", to_body(s), "world", begun) for s in sources().values()])
        batch: list[NewEntry] = []
        for day, record in _records(count):
            batch.append(NewEntry("claim" if isinstance(record, Claim) else "report", to_body(record), "world", day))
            if len(batch) == _BATCH:
                ledger.append_all(batch)
                batch = []
        ledger.append_all(batch)
    open_case(folder)


def _records(count: int) -> Iterator[tuple[datetime, Report | Claim]]:
    """Reports with the sentences of their claims, then the claims, each in its sentence; with the day on which they are taken
    in, in that order: that of publication, but for one in twenty, which comes up to a hundred days later."""
    of_report: dict[str, list[Claim]] = defaultdict(list)
    reports: dict[str, Report] = {}
    for _, claim, report in claims(count):
        reports[report.id] = report
        of_report[report.id].append(claim)
    random = Random(3)
    days = {
        r.id: _published(r) + timedelta(days=random.randrange(100) if random.random() < 0.05 else 0) for r in reports.values()
    }
    for name, day in sorted(days.items(), key=lambda x: x[1]):
        lines, placed, at = [], [], 0
        for claim in of_report[name]:
            line = f"{claim.speaker} {claim.stance} {claim.act} by {', '.join(claim.actor)} at {claim.places[0]}: {at}. "
            statement = Statement(name, at, at + len(line) - 1, line[:-1])
            placed.append(replace(claim, statement=statement, start=at, end=at + len(line) - 1, quote=line[:-1]))
            lines.append(line)
            at += len(line)
        yield day, replace(reports[name], text="".join(lines), title=f"Report {name}")
        yield from ((day, claim) for claim in placed)


def _published(report: Report) -> datetime:
    assert report.published is not None
    return report.published.instants("UTC")[1]


def _source(name: str, kind: str, parties: Iterable[str]) -> str:
    return f'\n[[sources]]\nid = {text(name)}\nkind = "{kind}"\nnames = {inline({"en": name})}\nparties = {array(parties)}\n'


def _pact(pact: Pact) -> Iterator[str]:
    yield f'id = "{pact.id}"\nkind = "ceasefire"\ntitle = {inline(pact.title)}\nparties = {array(pact.parties)}'
    yield f'made = {FIRST.isoformat()}\nsource = "https://example.org/"\ntime_zone = "UTC"'
    for clause in pact.clauses:
        yield from _clause(clause)


def _clause(clause: Clause) -> Iterator[str]:
    yield f'\n[[clauses]]\nid = "{clause.id}"\ntext = {inline(clause.text)}\nduty = "{clause.duty}"'
    yield f"bearers = {array(clause.bearers)}\nact = {array(clause.acts)}"
    if clause.window is not None:
        first, last = clause.window.earliest, clause.window.latest
        yield f"window = {{ from = {first:%Y-%m-%d}, until = {last:%Y-%m-%d} }}"
    if clause.due is not None:
        yield f'due = {{ within = "{clause.due.within}", of = {clause.due.of} }}'


def _wait(root: str, server: subprocess.Popen[bytes]) -> None:
    while server.poll() is None:
        try:
            httpx.get(f"{root}/en/sources", timeout=600)
            return
        except httpx.ConnectError:
            sleep(0.5)
    raise SystemExit("the board did not start")


async def _readers(root: str, asked: argparse.Namespace) -> dict[str, list[float]]:
    """Milliseconds of the server for each address pattern. Each reader has its own chances."""
    found: dict[str, list[float]] = defaultdict(list)
    async with httpx.AsyncClient(base_url=root, timeout=120, limits=httpx.Limits(max_connections=asked.readers)) as client:
        named = {key: [one["id"] for one in (await client.get(a)).json()[items]["items"]] for key, items, a in _NAMED}
        chances = (_Chances(Random(n), asked.clauses, asked.claims, named) for n in range(asked.readers))
        await asyncio.gather(*(_reader(client, one, asked.requests, found) for one in chances))
    return found


class _Chances:
    """What a reader asks for."""

    def __init__(self, random: Random, clauses: int, lines: int, named: dict[str, list[str]]) -> None:
        """named: ids, by what stands for them in addresses."""
        self.random, self._clauses, self._lines, self._parties, self._named = random, clauses, lines, states(), named
        self._sides = sorted({side for pact in pacts(clauses).values() for side in pact.parties})
        self._line = self._other_line()

    def address(self) -> tuple[str, str]:
        """A pattern, and an address of it."""
        random = self.random
        pattern = random.choice(ADDRESSES)
        day = FIRST + timedelta(days=random.randrange(DAYS) if random.random() < 0.5 else DAYS)
        if "{line}" in pattern and random.random() < 0.2:
            self._line = self._other_line()
        number = random.randrange(self._clauses)
        return pattern, pattern.format(
            day=day,
            later=day + timedelta(days=30),
            line=self._line,
            pact=f"pact-{number // 20 * 20}",
            clause=f"c{number % 20}",
            party=quote(random.choice(self._parties)),
            side=quote(random.choice(self._sides)),
            **{key: quote(random.choice(ids)) for key, ids in self._named.items()},
            report=f"outlet-{random.randrange(20)}-{2015 * 12 + 1 + random.randrange(118)}",
        )

    def _other_line(self) -> int:
        random, last = self.random, max(self._lines, 2 * _EARLIEST)
        line = random.randrange(last) if random.random() < 0.5 else random.randrange(_LINKED) * last // _LINKED
        return max(line, _EARLIEST)


async def _reader(client: httpx.AsyncClient, chances: _Chances, requests: int, found: dict[str, list[float]]) -> None:
    await asyncio.sleep(chances.random.uniform(0, 5))
    for _ in range(requests):
        pattern, address = chances.address()
        answer = await client.get(address)
        taken = _DURATION.search(answer.headers.get("server-timing", ""))
        key = pattern if answer.status_code == 200 else f"{pattern} [{answer.status_code}]"
        found[key].append(float(taken.group(1)) if taken else float("nan"))
        # A reader looks at what came, for a little while.
        await asyncio.sleep(chances.random.uniform(1, 5))


def _table(found: dict[str, list[float]]) -> Table:
    table = Table(title="The server's own time, milliseconds", title_justify="left")
    for name in ("address", "asked", "median", "p95", "greatest"):
        table.add_column(name, overflow="fold")
    every = sorted(t for times in found.values() for t in times)
    for key, times in [*sorted(found.items()), ("all", every)]:
        ordered = sorted(times)
        p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
        table.add_row(key, str(len(ordered)), f"{ordered[len(ordered) // 2]:.0f}", f"{p95:.0f}", f"{ordered[-1]:.0f}")
    return table


def _megabytes(process: int) -> int:
    status = Path(f"/proc/{process}/status")
    found = re.search(r"VmRSS:\s+(\d+)", status.read_text()) if status.is_file() else None
    return int(found.group(1)) // 1024 if found else 0


if __name__ == "__main__":
    main()

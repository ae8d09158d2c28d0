"""A dataset into a ledger: streamed, taken up again where it stopped, and, of a later edition, only the difference.

A row is known again by its own id. New rows are written; a row that says something else than it did replaces what stands; one
that is gone is retracted. Nothing is overwritten.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path

from pactwatch.cells import harmless
from pactwatch.datasets import Reject, Taken, open_events
from pactwatch.datasets.known import Known, known_rows
from pactwatch.ledger import Ledger, NewEntry, Prepared, to_body
from pactwatch.refusals import Refused
from pactwatch.types import Claim, Report, Source
from pactwatch.whole import writable, written_whole

_BATCH = 5000
_READ = 1 << 20
_GONE = "the dataset no longer has this row, or has it in a form that cannot be taken"


@dataclass
class Imported:
    """What an import came to: claims added, changed, withdrawn and the same as before, and rows set aside."""

    added: int = 0
    changed: int = 0
    withdrawn: int = 0
    same: int = 0
    rejected: int = 0

    def __str__(self) -> str:
        parts = f"{self.added:,} added, {self.changed:,} changed, {self.withdrawn:,} withdrawn, {self.same:,} as before"
        return f"{parts}; {self.rejected:,} rows set aside"


def import_events(
    path: Path,
    ledger: Ledger,
    *,
    by: str,
    dataset: str | None = None,
    column_map: Path | None = None,
    captured: datetime | None = None,
    rejects: Path | None = None,
    whole: bool = True,
    told: Callable[[int], None] = lambda _: None,
) -> Imported:
    """Take the rows of a table into a ledger as claims, and say what came of them.

    dataset: the id under which its rows are known again, by default the stem of its file. captured: when it was taken in, for a
    replay. rejects: where rows that cannot be taken are listed, with line and reason. whole: whether the file is the whole
    dataset, so that rows that are gone are withdrawn. told: called with the number of rows seen, now and then.

    Written in batches: stopped at any moment, it goes on with the next run, and nothing is written twice. Refused where the
    file changes meanwhile, has no row that can be taken though rows of it stand, or the rejects cannot be written.
    """
    name = dataset or path.stem
    source, taken = open_events(path, dataset=name, column_map=column_map)
    found = Imported()
    at = captured if ledger.clock == "replay" else None
    with known_rows(ledger, name, source.id) as known, _rejects(rejects) as aside:
        before = _state(path)
        ledger.append_all(_heading(path, name, source, by, at, captured, known))
        _write(taken, _Run(ledger, known, found, aside, by, at), told)
        if _state(path) != before:
            raise Refused("it has been changed while it was read", mend="run it again: what was taken stays", file=path)
        if whole:
            _withdraw(path, ledger, known, found, by, at)
    return found


@dataclass(frozen=True, slots=True)
class _Run:
    """What each row of an import is checked against, written to, counted in, and set aside with."""

    ledger: Ledger
    known: Known
    found: Imported
    aside: Callable[[Reject], None]
    by: str
    at: datetime | None


def _write(rows: Iterable[Taken], run: _Run, told: Callable[[int], None]) -> None:
    """Writes what is new of the rows, a batch at a time."""
    batch: list[Prepared] = []
    for number, row in enumerate(rows, 1):
        batch += _of_row(row, run)
        if len(batch) >= _BATCH:
            run.ledger.append_all(batch)
            batch.clear()
        if number % _BATCH == 0:
            told(number)
    run.ledger.append_all(batch)


def _of_row(row: Taken, run: _Run) -> Iterator[Prepared]:
    """The lines of one row that are still to be written; none of one that is set aside."""
    if isinstance(row, Reject):
        run.found.rejected += 1
        run.aside(row)
    elif twice := next((i for claim in row[1] if run.known.seen(i := _row_id(claim))), None):
        run.found.rejected += 1
        run.aside(Reject(row[0], f"its id has been given before: {twice!r}"))
    else:
        lines = (run.ledger.check(NewEntry("claim", to_body(claim), run.by, run.at)) for claim in row[1])
        yield from _new(zip(row[1], lines, strict=True), run.known, run.found)


def _new(lines: Iterable[tuple[Claim, Prepared]], known: Known, found: Imported) -> Iterator[Prepared]:
    """Those of the lines that are still to be written, each with the entry it replaces."""
    for claim, line in lines:
        old = known.see(_row_id(claim), line.id)
        if old == line.id:
            found.same += 1
        elif old is None:
            found.added += 1
            yield line
        else:
            found.changed += 1
            yield replace(line, retracts=old)


def _withdraw(path: Path, ledger: Ledger, known: Known, found: Imported, by: str, at: datetime | None) -> None:
    """Takes back the rows that the file does not have. Refused where it has none that could be taken: it is no edition."""
    gone = (NewEntry("retraction", {"why": _GONE}, by, at, retracts=entry) for entry in known.unseen())
    while batch := list(islice(gone, _BATCH)):
        if not found.added + found.changed + found.same:
            mend = "look at the rows set aside; nothing was withdrawn"
            raise Refused("not one of its rows can be taken, and some stand already", mend=mend, file=path)
        ledger.append_all(batch)
        found.withdrawn += len(batch)


def _row_id(claim: Claim) -> str:
    return claim.statement.fields["id"]


def _state(path: Path) -> tuple[int, int]:
    """What changes when somebody writes to the file: its size and the time of that."""
    stat = path.stat()
    return stat.st_size, stat.st_mtime_ns


def _heading(
    path: Path, name: str, source: Source, by: str, at: datetime | None, captured: datetime | None, known: Known
) -> list[NewEntry]:
    """The source, where the ledger does not have it, and the file as a report: what its rows are statements of."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_READ):
            digest.update(block)
    report = Report(name, source.id, "en", path.name, "", None, captured, digest.hexdigest())
    lines = [] if known.has_source else [NewEntry("source", to_body(source), by, at)]
    if known.report != report.sha256:
        lines.append(NewEntry("report", to_body(report), by, at))
    return lines


@contextmanager
def _rejects(path: Path | None) -> Iterator[Callable[[Reject], None]]:
    """A file of rows set aside, put in place when the import ends; there is none where every row was taken."""
    if path is None:
        yield lambda _: None
        return
    with written_whole(path) as file:
        writer, heads = csv.writer(file), [("line", "reason", "row")]

        def aside(reject: Reject) -> None:
            with writable(path):
                writer.writerows([*heads, (reject.line, harmless(reject.reason), harmless(reject.row))])
                heads.clear()

        yield aside

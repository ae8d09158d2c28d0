"""Taking in a table: kept aside, shown as the difference that it would make, and written once somebody has looked at it."""

from __future__ import annotations

import hashlib
import re
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from pactwatch.custody import keep
from pactwatch.datasets.importing import import_events
from pactwatch.datasets.previewing import Difference, difference
from pactwatch.refusals import Refused
from pactwatch.types import Claim
from pactwatch.web.acting import Forms, by_hand
from pactwatch.web.asking import Ask
from pactwatch.web.done import Done, Preview
from pactwatch.web.sending import Program
from pactwatch.web.typing_in import Typed
from pactwatch.web.work.fields import TableFields, TakenFields
from pactwatch.whole import write_whole

forms = Forms()
_PAGE = "work/table.html.j2"
_DATASET = re.compile(r"[a-z0-9][a-z0-9-]{1,59}")
_KEY = re.compile(r"[0-9a-f]{64}")
_DAY = 86400
_MAP = "map.toml"


@dataclass(frozen=True, slots=True)
class TablePage:
    """made: what it would change; None before a table was sent. key: of the table that is kept aside. before: the claims that
    would be replaced or withdrawn, by entry."""

    made: Difference | None = None
    key: str = ""
    dataset: str = ""
    part: bool = False
    before: dict[str, Claim] | None = None


@dataclass(frozen=True, slots=True)
class SetAside:
    """A row that cannot be taken: the line of the file on which it ends, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class TablePreview:
    """What taking a table in would change: claims added, changed, withdrawn and as before; rows set aside, the first of them
    with the reason. key: of the table that is kept aside for a day."""

    key: str
    dataset: str
    added: int
    changed: int
    withdrawn: int
    same: int
    rejected: int
    set_aside: list[SetAside]


def show(ask: Ask) -> TablePage:
    """The form for a table."""
    return TablePage()


@forms.form("/work/table", _PAGE, "enter", show, program=Program("tables", "/tables", TableFields, TablePreview))
def looked_at(ask: Ask, typed: Typed) -> Preview:
    """Keeps a table aside and shows what it would change."""
    sent, mapped = typed.file("table"), typed.file("map")
    if sent is None:
        raise Refused("no table was sent", mend="choose a CSV or XLSX file")
    raw = sent.file.read()
    described = mapped.file.read() if mapped else b""
    dataset = typed.text("dataset")
    key = hashlib.sha256(hashlib.sha256(raw).digest() + described).hexdigest()
    aside = _aside(ask) / key
    path = _table(ask, aside, dataset, raw[:2] == b"PK")
    write_whole(path, raw, folders=True)
    if described:
        write_whole(aside / _MAP, described)
    part = typed.text("part") == "true"
    try:
        made = difference(path, ask.board.ledger, dataset=dataset, column_map=_map(aside), whole=not part)
    except Refused as refusal:
        shutil.rmtree(aside, ignore_errors=True)
        raise _named_by_its_line(refusal) from None
    named = {*made.withdrawn, *(old for old, _ in made.changed)}
    before = {i: c for i in named if (c := ask.snapshot.view.claims.get(i)) is not None}
    return Preview(TablePage(made, key, dataset, part, before), _told(key, dataset, made))


@forms.form("/work/table/take", _PAGE, "enter", show, page=False, program=Program("tables", "/tables/taken", TakenFields))
def taken_in(ask: Ask, typed: Typed) -> Done:
    """Writes what was looked at."""
    key, dataset = typed.text("key"), typed.text("dataset")
    aside = _aside(ask) / key
    if not _KEY.fullmatch(key) or not aside.is_dir():
        raise Refused("this table is not kept aside any more", mend="send it again")
    found = [p for p in (_table(ask, aside, dataset, packed) for packed in (True, False)) if p.is_file()]
    if not found:
        raise Refused("this table was sent under another name", mend="send it again")
    case, ledger = ask.board.case, ask.board.ledger
    decider = by_hand(ask, "taken in on the board")
    try:
        import_events(
            found[0],
            ledger,
            by=decider.by,
            dataset=dataset,
            column_map=_map(aside),
            rejects=case.folder / "rejects" / f"{dataset}.csv",
            whole=typed.text("part") != "true",
        )
    except Refused as refusal:
        raise _named_by_its_line(refusal) from None
    keep(case.folder, ledger.view().reports[dataset], found[0])
    shutil.rmtree(aside, ignore_errors=True)
    return Done(ask.link("/reports"), at=f"/reports/{dataset}")


def _told(key: str, dataset: str, made: Difference) -> TablePreview:
    found, aside = made.found, [SetAside(r.line, r.reason) for r in made.rejects]
    return TablePreview(key, dataset, found.added, found.changed, found.withdrawn, found.same, found.rejected, aside)


def _table(ask: Ask, aside: Path, dataset: str, packed: bool) -> Path:
    """Where a table is kept aside: never under a name that came with it. Refused where the name of the dataset cannot be."""
    if not _DATASET.fullmatch(dataset):
        raise Refused(
            "{dataset!r} cannot name a dataset", mend="use small Latin letters, digits and hyphens", dataset=dataset[:40]
        )
    report = ask.snapshot.view.reports.get(dataset)
    if report is not None and report.text:
        raise Refused("a report is called {dataset!r}", mend="give the dataset another name", dataset=dataset)
    return aside / f"{dataset}{'.xlsx' if packed else '.csv'}"


def _aside(ask: Ask) -> Path:
    """The folder for tables that nobody has decided on, without those of yesterday."""
    folder = ask.board.case.folder / "uploads"
    for old in folder.glob("*"):
        if _KEY.fullmatch(old.name) and time.time() - old.stat().st_mtime > _DAY:
            shutil.rmtree(old, ignore_errors=True)
    return folder


def _map(aside: Path) -> Path | None:
    path = aside / _MAP
    return path if path.is_file() else None


def _named_by_its_line(refusal: Refused) -> Refused:
    """The sentence with its line, and without the path of a file on the server; whether it is of the map of columns."""
    if refusal.file is not None and Path(refusal.file).name == _MAP:
        problem, mend = "the map of columns cannot be taken: {wrong}", "correct the map: {right}"
        refusal = Refused(problem, mend=mend, line=refusal.line, wrong=refusal.problem, right=refusal.mend)
    return refusal.of(None, refusal.line)

"""Commands on a ledger: list its entries, verify, sign checkpoints, export, import."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import TaskID

from pactwatch.case import open_case
from pactwatch.commands.judgements import By
from pactwatch.commands.shared import CaseFolder, out, progress
from pactwatch.ledger import Fault, Ledger, checkpoints, exports, open_ledger
from pactwatch.ledger.checkpoints import Checkpoint, Checkpoints
from pactwatch.ledger.keys import make_keys, private_key, public_key
from pactwatch.refusals import Refused
from pactwatch.screens import entries_table

Where = Annotated[str, typer.Argument(metavar="LEDGER", help="A case folder, or a ledger: its path or postgresql:// address.")]
Checked = Annotated[
    str,
    typer.Argument(metavar="LEDGER", help="A case folder, a ledger (a path or postgresql:// address), an export."),
]


def entries(
    case: CaseFolder,
    kind: Annotated[str | None, typer.Option(help="Only this kind: claim, report, ruling, …")] = None,
    says: Annotated[str | None, typer.Option("--says", help="Only those whose text contains this.")] = None,
    since: Annotated[int, typer.Option(help="Only those after this line.")] = 0,
) -> None:
    """List the entries of a case's ledger: line, time, kind, id, who wrote it, what it says."""
    with open_case(case).ledger() as ledger:
        rows = (e for e in ledger.entries(since) if kind in (None, e.kind))
        out.print(entries_table(rows, says))


def verify(
    where: Checked,
    public: Annotated[Path | None, typer.Option("--public-key", help="A checkpoint must be signed by this key (.pub).")] = None,
    noted: Annotated[Path | None, typer.Option("--checkpoint", help="A checkpoint's file, noted elsewhere.")] = None,
) -> None:
    """Check every line of a ledger or export, and its checkpoints: a changed, missing or reordered line is named."""
    key = public_key(public) if public is not None else None
    found = Checkpoints([checkpoints.read_checkpoint(noted)] if noted is not None else [])
    if exports.is_export(Path(where)):
        shown, seq, chain = where, 0, ""
        with progress() as bar:
            task = bar.add_task("checking", total=None)
            rows = exports.read_export(Path(where), lambda done, total: bar.update(task, completed=done, total=total))
            for row in rows:
                found.look(row)
                seq, chain = row.seq, row.chain
        faults: tuple[Fault, ...] = ()
    else:
        with _opened(where) as ledger:
            shown, faults = ledger.where, ledger.verify(look=found.look)
            seq, chain = ledger.head() if not faults else (0, "")
    found.finish()
    _refuse_faults([*faults, *found.faults], shown)
    out.print(f"{seq} lines, each in its place; head {chain}", soft_wrap=True)
    _tell_checkpoints(found, key, seq, shown)


def keys(
    file: Annotated[Path, typer.Argument(help="For the private key; the public one goes beside it, as .pub.")],
) -> None:
    """Make a key pair to sign checkpoints with. The private key can be read by its owner alone."""
    public = make_keys(file)
    out.print(f"private key: {file} (keep it to yourself)\npublic key: {public} (hand it out)", soft_wrap=True, highlight=False)


def checkpoint(
    where: Where,
    key: Annotated[Path, typer.Option(help="The file of the private key: see pactwatch keys.")],
    to: Annotated[
        Path | None, typer.Option("--out", help="Write it into this file, to be kept elsewhere, instead of the ledger.")
    ] = None,
    by: By = "a person",
) -> None:
    """Sign what the ledger holds, so that whoever has the public key can tell that nothing was changed since."""
    secret = private_key(key)
    with _opened(where) as ledger:
        faults = ledger.verify()
        _refuse_faults([*faults], ledger.where)  # nobody signs what is not sound
        if to is not None:
            made = checkpoints.sign_into(ledger, secret, to, datetime.now(UTC))
            out.print(f"{to}: signed up to line {made.seq}", soft_wrap=True, highlight=False)
            return
        entry = checkpoints.sign(ledger, secret, by)
    out.print(f"line {entry.seq}: signed up to line {entry.seq - 1}", highlight=False)


def export(where: Where, file: Annotated[Path, typer.Argument(metavar="FILE", help="A new file (.jsonl).")]) -> None:
    """Write a whole ledger as JSON lines, one an entry."""
    with progress() as bar, _opened(where) as ledger:
        seq, chain = exports.export(ledger, file, _bar(bar.add_task("writing", total=None), bar.update))
    out.print(f"{file}: {seq} lines; head {chain}", soft_wrap=True)


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An export (.jsonl).")],
    where: Annotated[str, typer.Argument(metavar="LEDGER", help="A case folder, or a path or postgresql:// address.")],
) -> None:
    """Write an export into a store: all of it, or what a ledger there does not have yet; or nothing."""
    with progress() as bar:
        added, seq, chain = exports.import_(file, _address(where), _bar(bar.add_task("reading", total=None), bar.update))
    out.print(f"{added} lines added, {seq} there; head {chain}", soft_wrap=True)


def _bar(task: TaskID, update: Callable[..., None]) -> Callable[[int, int], None]:
    return lambda done, total: update(task, completed=done, total=total)


def _address(where: str) -> str:
    return open_case(where).kept_at if (Path(where) / "case.toml").is_file() else where


def _opened(where: str) -> Ledger:
    if (Path(where) / "case.toml").is_file() or ("://" not in where and Path(where).is_dir()):
        return open_case(where).ledger()
    return open_ledger(where, create=False)


def _refuse_faults(faults: list[Fault], shown: str) -> None:
    if faults:
        first, more = faults[0], len(faults) - 1
        rest = f" (and {more} more)" if more else ""
        mend = "restore the ledger from a copy, or rebuild it from the reports"
        raise Refused(f"line {first.seq}: {first.problem}{rest}", mend=mend, file=shown)


def _tell_checkpoints(found: Checkpoints, key: str | None, seq: int, shown: str) -> None:
    by_key = [c for _, c in found.sound if key in (None, c.key)]
    if key is not None and not by_key:
        others = f"; {len(found.sound)} by other keys" if found.sound else ""
        mend = "ask its keeper for a checkpoint of it, or for the right key"
        raise Refused(f"no checkpoint is signed by this key{others}: nothing is proved", mend=mend, file=shown)
    for checkpoint in by_key:
        out.print(f"signed up to line {checkpoint.seq} at {checkpoint.at} by key {checkpoint.key[:16]}…", highlight=False)
    if key is not None:
        last: Checkpoint = max(by_key, key=lambda c: c.seq)
        rest = f"; lines {last.seq + 1} to {seq} came after it" if seq > last.seq else ""
        out.print(f"lines 1 to {last.seq} are what the holder of this key signed{rest}", highlight=False)

"""Command on the chain of custody: of one report, or of all the originals of a case; and on stamping them with the time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from pactwatch.case import Case, open_case
from pactwatch.commands.shared import CaseFolder, err, out, progress
from pactwatch.custody import Chain, Stamp, chain_of, originals, sound, stamp_all, stamp_of, unstamped


def custody(
    case: CaseFolder,
    report: Annotated[str | None, typer.Argument(help="A report of the case, by its id. Default: every original.")] = None,
    stamp: Annotated[
        bool, typer.Option("--stamp", help="First ask the case's timestamp server for a token over each original without one.")
    ] = False,
) -> None:
    """Print a report's chain of custody: captured, by whom, its hash, its original, whether that is unchanged, when it was
    stamped, every line. Without a report, what stands of each original.

    Ends with exit code 1 where an original has been changed, its timestamp does not hold, or one could not be stamped.
    """
    opened = open_case(case)
    good = stamp_originals(opened) if stamp else True
    good = (_all(opened) if report is None else _one(opened, report)) and good
    if not good:
        raise typer.Exit(1)


def stamp_originals(case: Case) -> bool:
    """Stamp what has no token yet, and say on the screen of faults what is left; whether nothing is."""
    with progress() as bar:
        task = bar.add_task("stamping", total=len(unstamped(case.folder)))
        found = stamp_all(case.folder, case.stamped_by, told=lambda done: bar.update(task, completed=done))
    if found.problem is not None:
        told = f"{len(found.left):,} originals are not stamped, since {found.problem}"
        _say(f"{told}; what is kept stays: pactwatch custody {case.folder} --stamp stamps it later", fault=True)
    return found.problem is None


def _one(case: Case, report: str) -> bool:
    with case.ledger() as ledger:
        chain = chain_of(case.folder, report, ledger.entries(), case.stamped_by)
    for name, value in _facts(chain, case.folder):
        _say(f"{name}: {value}")
    for entry in chain.entries:
        _say(
            f"line {entry.seq}, {entry.recorded_at:%Y-%m-%dT%H:%M:%SZ}: {entry.kind} by {entry.by}, {entry.id[:16]}"
            + (f", takes back {entry.retracts[:16]}" if entry.retracts else "")
        )
    return chain.sound is not False and all(s is None or s.problem is None for s in chain.stamps.values())


def _all(case: Case) -> bool:
    """One line for each original that is changed, unstamped or has a token that does not hold, then how many there are."""
    stamped, good, paths = 0, True, originals(case.folder)
    for path in paths:
        token = stamp_of(path, case.stamped_by)
        stamped += token is not None and token.problem is None
        if not sound(path):
            good = False
            _say(f"{path.relative_to(case.folder)}: the bytes are not those that were kept")
        elif token is None or token.problem is not None:
            good = good and token is None
            _say(f"{path.relative_to(case.folder)}: {_stamped(token)}")
    _say(f"{len(paths):,} originals, {stamped:,} of them stamped")
    return good


def _facts(chain: Chain, case: Path) -> list[tuple[str, str]]:
    report = chain.report
    recorded = next(e for e in reversed(chain.entries) if e.kind == "report")
    kept = [str(p.relative_to(case)) for p in (chain.original, chain.page) if p is not None]
    said = {
        True: "yes, the bytes have this hash",
        False: "NO: the bytes are not those that were kept",
        None: "no original is kept",
    }
    return [
        ("report", report.id),
        ("source", report.source),
        ("url", report.url or "none"),
        ("captured", report.captured.isoformat() if report.captured else "not said"),
        ("recorded by", f"{recorded.by}, {recorded.recorded_at:%Y-%m-%dT%H:%M:%SZ}"),
        ("sha256", report.sha256),
        ("original", ", ".join(kept) or "none"),
        ("verified now", said[chain.sound]),
        *_stamps(chain),
    ]


def _stamps(chain: Chain) -> Iterator[tuple[str, str]]:
    for name, token in chain.stamps.items():
        yield ("timestamp" if len(chain.stamps) == 1 else f"timestamp of {name}"), _stamped(token)


def _stamped(token: Stamp | None) -> str:
    """What a token says, in words."""
    if token is None:
        return "none"
    said = f"{token.at:%Y-%m-%dT%H:%M:%SZ}, by {token.by}" if token.at else "one that says nothing"
    return f"{said}; it fits the bytes" if token.problem is None else f"NOT HELD: {said}; {token.problem}"


def _say(text: str, *, fault: bool = False) -> None:
    (err if fault else out).print(text, soft_wrap=True, highlight=False, markup=False)

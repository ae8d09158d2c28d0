"""Command on the chain of custody of a report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pactwatch.case import open_case
from pactwatch.commands.shared import CaseFolder, out
from pactwatch.custody import Chain, chain_of


def custody(case: CaseFolder, report: Annotated[str, typer.Argument(help="A report of the case, by its id.")]) -> None:
    """Print a report's chain of custody: captured, by whom, its hash, its original, whether that is unchanged, every line.

    Ends with exit code 1 where an original has been changed.
    """
    opened = open_case(case)
    with opened.ledger() as ledger:
        chain = chain_of(opened.folder, report, ledger.entries())
    for name, value in _facts(chain, opened.folder):
        out.print(f"{name}: {value}", soft_wrap=True, highlight=False, markup=False)
    for entry in chain.entries:
        out.print(
            f"line {entry.seq}, {entry.recorded_at:%Y-%m-%dT%H:%M:%SZ}: {entry.kind} by {entry.by}, {entry.id[:16]}"
            + (f", takes back {entry.retracts[:16]}" if entry.retracts else ""),
            soft_wrap=True,
            highlight=False,
            markup=False,
        )
    if chain.sound is False:
        raise typer.Exit(1)


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
    ]

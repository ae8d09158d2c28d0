"""What several commands share: their options, the screens they print to, and how dates are given."""

from __future__ import annotations

import gc
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from pactwatch import times
from pactwatch.case import Case
from pactwatch.refusals import Refused

out, err = Console(), Console(stderr=True)

CaseFolder = Annotated[Path, typer.Argument(metavar="CASE", help="A case folder: case.toml, pacts/, reports/.")]
At = Annotated[str | None, typer.Option(help="Judge as of the end of this day, or of this moment (ISO 8601). Default: now.")]
KnownAt = Annotated[
    str | None, typer.Option(help="Count only what was recorded by the end of this day (or a ledger line number).")
]
Language = Annotated[
    str, typer.Option("--lang", help="Language of the words: en, ar or ru, or a tag such as ar-SY, ar-u-nu-arab.")
]


def progress() -> Progress:
    """A bar on standard error that goes away when the work is done."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=err, transient=True)


def span_of(text: str, option: str) -> times.Span:
    """The span of an option's text. Refused where it is no date."""
    try:
        return times.Span.parse(text)
    except ValueError as error:
        raise Refused(f"{option}: {error}", mend="give a date like 2020-11-01") from None


def moment_of(text: str, case: Case, option: str) -> datetime:
    """The last instant of an option's text, in the time zone of the case."""
    return span_of(text, option).instants(case.time_zone)[1]


def at_of(text: str | None, case: Case) -> datetime:
    """The moment to judge at: the end of the day given, or now."""
    return datetime.now(UTC) if text is None else moment_of(text, case, "--at")


def known_of(text: str | None, case: Case) -> datetime | int | None:
    """What was known: the end of a day, or a line number of the ledger; None for all."""
    if text is None:
        return None
    if text.isdecimal() and len(text) != 4:
        return int(text)
    return moment_of(text, case, "--known-at")


def read_much() -> None:
    """Let the collector of garbage run seldom: what reading makes dies at once, and not in circles. A third faster."""
    gc.set_threshold(100_000, 50, 50)

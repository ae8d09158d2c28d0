"""Command on feeds and pages: fetch what is new at everything that a case watches."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from pactwatch.case import open_case
from pactwatch.commands.shared import CaseFolder, err, out, progress
from pactwatch.watching import Round


def watch(
    case: CaseFolder,
    every: Annotated[
        float | None, typer.Option(min=60, help="Go on, a round every so many seconds, until stopped. Default: one round.")
    ] = None,
) -> None:
    """Fetch what is new at the feeds and pages of a case's watch.toml, each article once; build the case to read them."""
    folder = open_case(case).folder
    while True:
        found = _round(folder)
        out.print(f"{found.kept} kept, {found.known} known already, {len(found.failed)} not fetched")
        for problem in found.failed:
            err.print(escape(problem), soft_wrap=True, highlight=False)
        if every is None:
            return
        time.sleep(every)


def _round(folder: Path) -> Round:
    from pactwatch.watching import watch as one_round

    with progress() as bar:
        task = bar.add_task("watching", total=None)
        return one_round(folder, told=lambda url: bar.update(task, description=f"fetching {url[:60]}", advance=1))

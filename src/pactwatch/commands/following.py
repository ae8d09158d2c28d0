"""The command that tells those who follow a case what changed."""

from __future__ import annotations

from typing import Annotated

import typer

from pactwatch.case import open_case
from pactwatch.commands.shared import At, CaseFolder, err, moment_of, out


def notify(
    case: CaseFolder,
    at: At = None,
    since: Annotated[
        str | None, typer.Option(help="To those who follow for the first time, tell what changed since the end of this day.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print what would be sent; send and note nothing.")] = False,
) -> None:
    """Tell those who follow a case (follow.toml) which statuses changed since they were told, by webhook and e-mail."""
    from pactwatch.following import notify as one_round

    opened = open_case(case)
    shown = (lambda line: out.print(line, soft_wrap=True, highlight=False, markup=False)) if dry_run else None
    moment = moment_of(at, opened, "--at") if at else None
    found = one_round(opened, moment, since=moment_of(since, opened, "--since") if since else None, dry=shown)
    for one in found:
        noted = "; what stands is noted, changes are sent from now on" if one.first else ""
        out.print(f"{one.follower}: {one.sent} sent, {one.waiting} waiting{noted}", soft_wrap=True, highlight=False)
        for problem in one.problems:
            err.print(f"{one.follower}: {problem}", soft_wrap=True, highlight=False, markup=False)
    if any(one.problems for one in found):
        raise typer.Exit(1)

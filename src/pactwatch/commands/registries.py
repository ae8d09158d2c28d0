"""Commands on registries of agreements: keep one in a case, look an agreement up, start a pact from it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from pactwatch.case import open_case
from pactwatch.commands.shared import CaseFolder, out
from pactwatch.refusals import Refused
from pactwatch.whole import write_whole

_SHOWN = 50


def register(
    case: CaseFolder,
    dataset: Annotated[Path, typer.Argument(help="The CSV of PA-X, or the workbook of the UCDP Peace Agreement Dataset.")],
) -> None:
    """Keep a registry of agreements in a case: each is a pact without clauses, to be looked up and started from."""
    from pactwatch.registries import import_dataset

    found = import_dataset(dataset, open_case(case).folder)
    days = sorted(a.made for a in found)
    out.print(f"{len(found):,} agreements, {days[0]} to {days[-1]}", soft_wrap=True)


def look_up(
    case: CaseFolder,
    words: Annotated[list[str], typer.Argument(help="Words that its title, process, signatories or summary must have.")],
) -> None:
    """Look an agreement up in the registries of a case."""
    from pactwatch.registries import look_up as find
    from pactwatch.registries import registered

    found = find(registered(case), words)
    table = Table(title=f"{len(found):,} agreements", title_justify="left")
    for name in ("id", "made", "ended", "title", "parties known by name"):
        table.add_column(name, overflow="fold")
    for a in found[:_SHOWN]:
        table.add_row(a.id, a.made, a.ended or "", escape(a.title), ", ".join(a.pact().parties))
    out.print(table)
    if len(found) > _SHOWN:
        out.print(f"the first {_SHOWN} are shown; give more words to see fewer")


def start(
    case: CaseFolder,
    agreement: Annotated[str, typer.Argument(help="The id of an agreement in a registry, as look-up shows it.")],
) -> None:
    """Begin a pact file from an agreement of a registry: its header, what is known of it, and what is to be filled in."""
    from pactwatch.registries import registered, starting_point

    every = registered(case)
    chosen = next((a for a in every if a.id == agreement), None)
    if chosen is None:
        raise Refused(f"no registry lists {agreement!r}", mend="look its id up: pactwatch look-up CASE WORDS", file=case)
    path = open_case(case).folder / "drafts" / f"{chosen.id}.toml"
    if path.exists():
        raise Refused("there is such a draft already", mend="take it away first", file=path)
    write_whole(path, starting_point(chosen, every), folders=True)
    out.print(str(path), soft_wrap=True)

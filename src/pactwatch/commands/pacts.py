"""Commands on pacts: run their scenarios, adopt or refuse a draft."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from pactwatch.case import open_case
from pactwatch.commands.judgements import By, On, Why, decider
from pactwatch.commands.shared import CaseFolder, out
from pactwatch.refusals import Refused

Draft = Annotated[str, typer.Argument(help="A draft of the case (its file in drafts/, with or without .toml).")]


def scenarios(
    pact: Annotated[
        Path | None, typer.Argument(help="A pact file, a folder of them, or a case. Default: all below this folder.")
    ] = None,
    library: Annotated[bool, typer.Option("--library", help="Those of the pacts that come with the program.")] = False,
) -> None:
    """Run the scenarios that stand beside pacts: given these claims, at this date, this is the verdict."""
    from pactwatch.pacts import LIBRARY, find_pact
    from pactwatch.verdicts.scenarios import run_scenarios

    if library and pact is not None:
        raise Refused("either the library or a pact of yours", mend="take --library or the path away")
    results = run_scenarios(LIBRARY if library else pact and find_pact(pact))
    for failed in (r for r in results if r.fault):
        out.print(f"[red]✗[/red] {escape(failed.where)}: {escape(failed.fault or '')}", soft_wrap=True)
    wrong = sum(1 for r in results if r.fault)
    out.print(f"{len(results) - wrong} of {len(results)} scenarios hold")
    if wrong or not results:
        raise typer.Exit(1)


def adopt(
    case: CaseFolder,
    draft: Draft,
    why: Why,
    clause: Annotated[list[str] | None, typer.Option(help="Only this clause of it; may be repeated.")] = None,
    by: By = "a person",
    on: On = None,
) -> None:
    """Make a drafted pact one of the case's pacts. The machine proposes; a person disposes."""
    opened = open_case(case)
    pact, _ = opened.adopt(draft, decider(opened, by, why, on), clauses=clause or ())
    out.print(f"adopted {pact.id}: {len(pact.clauses)} clause(s), recorded in the ledger")


def refuse(case: CaseFolder, draft: Draft, why: Why, by: By = "a person", on: On = None) -> None:
    """Say that a draft is not to become a pact. Its text is kept in the ledger, its file goes."""
    opened = open_case(case)
    opened.refuse(draft, decider(opened, by, why, on))
    out.print(f"refused {draft}, recorded in the ledger", soft_wrap=True)

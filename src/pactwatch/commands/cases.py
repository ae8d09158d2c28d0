"""Commands on a case: build its ledger, judge, explain."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from pactwatch.case import open_case
from pactwatch.commands.custody import stamp_originals
from pactwatch.commands.shared import (
    At,
    CaseFolder,
    KnownAt,
    Language,
    at_of,
    err,
    known_of,
    out,
    progress,
    read_much,
)
from pactwatch.refusals import Refused
from pactwatch.screens import reasons_tree, verdict_table


def build(case: CaseFolder) -> None:
    """Read every new report of a case and keep its claims in the case's ledger.

    Where the case names a timestamp server, the originals are stamped by it; they wait where it does not answer.
    """
    read_much()
    opened = open_case(case)
    with progress() as bar:
        task = bar.add_task("reading", total=None)

        def told(what: str, done: int, total: int) -> None:
            bar.update(task, description=f"reading {what}", completed=done, total=total)

        built = opened.build(told)
    with opened.ledger() as ledger:
        seq, chain = ledger.head()
    out.print(f"{built.reports} new reports, {built.claims} claims, {built.drafts} drafts of pacts")
    out.print(f"ledger: {seq} lines, head {chain[:16]}…")
    if opened.stamped_by.server is not None:
        try:
            stamp_originals(opened)
        except Refused as refusal:  # what was recorded stands all the same
            err.print(f"the originals are not stamped: {refusal}", soft_wrap=True, highlight=False, markup=False)


def judge(
    case: CaseFolder,
    at: At = None,
    known_at: KnownAt = None,
    according_to: Annotated[str | None, typer.Option(help="Take only this party's word (ARM, AZE, …).")] = None,
    clause: Annotated[list[str] | None, typer.Option(help="Only this clause or pact; may be repeated.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the verdicts as JSON.")] = False,
    language: Language = "en",
) -> None:
    """Say of each promise, as of a date and of what was known: kept, broken, late, disputed or unknowable."""
    opened = open_case(case)
    moment = at_of(at, opened)
    verdicts = opened.judge(moment, known_at=known_of(known_at, opened), according_to=according_to, clauses=clause or ())
    if as_json:
        from pactwatch.verdicts.objects import verdict_object

        print(json.dumps([verdict_object(v) for v in verdicts], ensure_ascii=False, indent=1))
        return
    out.print(verdict_table(opened.title, opened.time_zone, verdicts, language))


def explain(
    case: CaseFolder,
    clause: Annotated[str, typer.Argument(help="A clause: pact/clause, or its own id where no other has it.")],
    at: At = None,
    known_at: KnownAt = None,
    according_to: Annotated[str | None, typer.Option(help="Take only this party's word.")] = None,
    bearer: Annotated[str | None, typer.Option(help="Only this party.")] = None,
    language: Language = "en",
) -> None:
    """Print the reasons for a verdict, down to the sentences that it rests on."""
    opened = open_case(case)
    moment = at_of(at, opened)
    verdicts = opened.judge(moment, known_at=known_of(known_at, opened), according_to=according_to, clauses=[clause])
    chosen = [v for v in verdicts if bearer in (None, v.bearer)]
    if not chosen:
        mend = f"name one of: {', '.join(v.bearer for v in verdicts)}"
        raise Refused(f"{bearer} does not owe {clause}", mend=mend)
    view, pacts = opened.view(known_of(known_at, opened)), opened.pacts()
    for verdict in chosen:
        out.print(reasons_tree(verdict, view, pacts, language))

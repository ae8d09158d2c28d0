"""Commands on single texts: what a report claims, what an agreement promises."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from pactwatch.commands.shared import err, out, progress, read_much, span_of
from pactwatch.refusals import Refused
from pactwatch.screens import claims_table
from pactwatch.types import Claim, Report
from pactwatch.whole import write_whole


class Format(StrEnum):
    """How claims are printed."""

    table = "table"
    jsonl = "jsonl"


class Reader(StrEnum):
    """Who reads."""

    rules = "rules"
    model = "model"


def read(
    path: Annotated[Path, typer.Argument(help="An article (.txt), a page (.html) or a JSON-lines file of articles (.jsonl).")],
    form: Annotated[Format, typer.Option("--format", help="jsonl prints one line an article.")] = Format.table,
    published: Annotated[
        str | None, typer.Option(help="Publication date, where the text does not carry it (ISO 8601).")
    ] = None,
    reader: Annotated[
        Reader,
        typer.Option(help="rules reads offline; model asks the endpoint at PACTWATCH_MODEL_URL, which the text is sent to."),
    ] = Reader.rules,
) -> None:
    """Read reports and print what they claim: who says it, who does what to whom, where and when."""
    from pactwatch.reading.lines import claim_line
    from pactwatch.reports import open_reports

    read_much()
    read_report = _reading(reader)
    with progress() as bar:
        task = bar.add_task("reading", total=None)
        for report in open_reports(path, published=published and span_of(published, "--published")):
            bar.update(task, description=f"reading {report.id}", advance=1)
            claims = read_report(report)
            if form is Format.jsonl:
                print(claim_line(report, claims))
            else:
                out.print(claims_table(report.title or report.id, claims))


def draft(
    agreement: Annotated[Path, typer.Argument(help="The text of an agreement: a page (.html) or plain text (.txt).")],
    to: Annotated[Path | None, typer.Option("--out", help="The file to write. Default: print it.")] = None,
    made: Annotated[str | None, typer.Option(help="When it was made, where the text does not say (ISO 8601).")] = None,
) -> None:
    """Turn an agreement's text into a draft pact: one clause for each duty, what was not read left as questions."""
    from pactwatch.drafts import draft_agreement
    from pactwatch.reports import open_reports

    when = span_of(made, "--made") if made else None
    reports = list(open_reports(agreement))
    if len(reports) != 1:
        raise Refused(f"there are {len(reports)} texts in it", mend="give one agreement", file=agreement)
    text = draft_agreement(reports[0], made=when)
    if to is None:
        print(text, end="")
        return
    if to.exists():
        raise Refused("there is such a file already", mend="name another, or take it away first", file=to)
    write_whole(to, text)
    clauses, gaps = text.count("[[clauses]]"), text.count("to_fill_in = ")
    out.print(f"{to}: {clauses} clauses; {gaps} places to fill in", soft_wrap=True)


def _reading(reader: Reader) -> Callable[[Report], tuple[Claim, ...]]:
    """What reads a report; what a model says that does not stand in the text is counted on stderr."""
    if reader is Reader.rules:
        from pactwatch.reading import read as by_rules

        return by_rules
    from pactwatch.reading.model import Endpoint, Tally, read_with_model

    endpoint = Endpoint.from_environment()

    def by_model(report: Report) -> tuple[Claim, ...]:
        def told(tally: Tally) -> None:
            if str(tally):
                err.print(escape(f"{report.id}: {tally}"), soft_wrap=True, highlight=False)

        return read_with_model(report, endpoint=endpoint, told=told)

    return by_model

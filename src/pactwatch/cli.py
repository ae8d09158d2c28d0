"""The command line: one command for each stage, from reading a report to handing over a brief."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from pactwatch import times
from pactwatch.case import Case, open_case
from pactwatch.refusals import Refused
from pactwatch.screens import claims_table, reasons_tree, verdict_table
from pactwatch.types import Claim, Report

app = typer.Typer(
    name="pactwatch",
    help="Who promised what, and did they keep it?",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
out, err = Console(), Console(stderr=True)

CaseFolder = Annotated[Path, typer.Argument(metavar="CASE", help="A case folder: case.toml, pacts/, reports/.")]
At = Annotated[str | None, typer.Option(help="Judge as of the end of this day, or of this moment (ISO 8601). Default: now.")]
KnownAt = Annotated[
    str | None, typer.Option(help="Count only what was recorded by the end of this day (or a ledger line number).")
]
Language = Annotated[str, typer.Option("--lang", help="Language of the words: en or ar, or a tag such as ar-SY, ar-u-nu-arab.")]


class Format(StrEnum):
    """How claims are printed."""

    table = "table"
    jsonl = "jsonl"


class Reader(StrEnum):
    """Who reads."""

    rules = "rules"
    model = "model"


@app.command()
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

    read_report = _reading(reader)
    with _progress() as bar:
        task = bar.add_task("reading", total=None)
        for report in open_reports(path, published=published and _span(published, "--published")):
            bar.update(task, description=f"reading {report.id}", advance=1)
            claims = read_report(report)
            if form is Format.jsonl:
                print(claim_line(report, claims))
            else:
                out.print(claims_table(report.title or report.id, claims))


@app.command()
def build(case: CaseFolder) -> None:
    """Read every new report of a case and keep its claims in the case's ledger."""
    opened = open_case(case)
    with _progress() as bar:
        task = bar.add_task("reading", total=None)

        def told(what: str, done: int, total: int) -> None:
            bar.update(task, description=f"reading {what}", completed=done, total=total)

        built = opened.build(told)
    with opened.ledger() as ledger:
        seq, chain = ledger.head()
    out.print(f"{built.reports} new reports, {built.claims} claims, {built.drafts} drafts of pacts")
    out.print(f"ledger: {seq} lines, head {chain[:16]}…")


@app.command()
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
    moment = _at(at, opened)
    verdicts = opened.judge(moment, known_at=_known(known_at, opened), according_to=according_to, clauses=clause or ())
    if as_json:
        from pactwatch.verdicts.objects import verdict_object

        print(json.dumps([verdict_object(v) for v in verdicts], ensure_ascii=False, indent=1))
        return
    out.print(verdict_table(opened.title, opened.time_zone, verdicts, language))


@app.command()
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
    moment = _at(at, opened)
    verdicts = opened.judge(moment, known_at=_known(known_at, opened), according_to=according_to, clauses=[clause])
    chosen = [v for v in verdicts if bearer in (None, v.bearer)]
    if not chosen:
        mend = f"name one of: {', '.join(v.bearer for v in verdicts)}"
        raise Refused(f"{bearer} does not owe {clause}", mend=mend)
    view, pacts = opened.view(_known(known_at, opened)), opened.pacts()
    for verdict in chosen:
        out.print(reasons_tree(verdict, view, pacts, language))


@app.command()
def brief(
    case: CaseFolder,
    start: Annotated[str, typer.Option("--from", help="First day of the period (ISO 8601).")],
    end: Annotated[str, typer.Option("--to", help="Last day of the period (ISO 8601).")],
    language: Language = "en",
    known_at: KnownAt = None,
    folder: Annotated[Path | None, typer.Option("--out", help="Where to write. Default: briefs/ of the case.")] = None,
) -> None:
    """Write a brief of what stands and what changed, in Markdown and HTML, each statement linked to its sentence."""
    from pactwatch.briefs import write_brief

    opened = open_case(case)
    composed = opened.brief(_moment(start, opened, "--from"), _moment(end, opened, "--to"), known_at=_known(known_at, opened))
    for path in write_brief(composed, folder or opened.folder / "briefs", language):
        out.print(str(path), soft_wrap=True)


@app.command()
def verify(case: CaseFolder) -> None:
    """Check every line of a case's ledger: a changed, missing or reordered one is named."""
    opened = open_case(case)
    with opened.ledger() as ledger:
        faults = ledger.verify()
        seq, chain = ledger.head()
    if faults:
        first, more = faults[0], len(faults) - 1
        rest = f" (and {more} more)" if more else ""
        mend = "restore the ledger from a copy, or rebuild it from the reports"
        raise Refused(f"line {first.seq}: {first.problem}{rest}", mend=mend, file=opened.folder / "ledger.db")
    out.print(f"{seq} lines, each in its place; head {chain}", soft_wrap=True)


@app.command("test")
def scenarios(
    pact: Annotated[
        Path | None, typer.Argument(help="A pact file, a folder of them, or a case. Default: all below this folder.")
    ] = None,
) -> None:
    """Run the scenarios that stand beside pacts: given these claims, at this date, this is the verdict."""
    from pactwatch.verdicts.scenarios import run_scenarios

    results = run_scenarios(pact)
    for failed in (r for r in results if r.fault):
        out.print(f"[red]✗[/red] {escape(failed.where)}: {escape(failed.fault or '')}", soft_wrap=True)
    wrong = sum(1 for r in results if r.fault)
    out.print(f"{len(results) - wrong} of {len(results)} scenarios hold")
    if wrong or not results:
        raise typer.Exit(1)


@app.command()
def adopt(
    case: CaseFolder,
    draft: Annotated[str, typer.Argument(help="A draft of the case (its file in drafts/, with or without .toml).")],
    clause: Annotated[list[str] | None, typer.Option(help="Only this clause of it; may be repeated.")] = None,
    by: Annotated[str, typer.Option(help="Who adopts it; recorded in the ledger.")] = "a person",
) -> None:
    """Make a drafted pact one of the case's pacts. The machine proposes; a person disposes."""
    opened = open_case(case)
    pact = opened.adopt(draft, by=by, clauses=clause or ())
    out.print(f"adopted {pact.id}: {len(pact.clauses)} clause(s), recorded in the ledger")


@app.command()
def draft(
    agreement: Annotated[Path, typer.Argument(help="The text of an agreement: a page (.html) or plain text (.txt).")],
    to: Annotated[Path | None, typer.Option("--out", help="The file to write. Default: print it.")] = None,
    made: Annotated[str | None, typer.Option(help="When it was made, where the text does not say (ISO 8601).")] = None,
) -> None:
    """Turn an agreement's text into a draft pact: one clause for each duty, what was not read left as questions."""
    from pactwatch.drafts import draft_agreement
    from pactwatch.reports import open_reports

    when = _span(made, "--made") if made else None
    reports = list(open_reports(agreement))
    if len(reports) != 1:
        raise Refused(f"there are {len(reports)} texts in it", mend="give one agreement", file=agreement)
    text = draft_agreement(reports[0], made=when)
    if to is None:
        print(text, end="")
        return
    if to.exists():
        raise Refused("there is such a file already", mend="name another, or take it away first", file=to)
    to.write_text(text, encoding="utf-8")
    clauses, gaps = text.count("[[clauses]]"), text.count("to_fill_in = ")
    out.print(f"{to}: {clauses} clauses; {gaps} places to fill in", soft_wrap=True)


def main() -> None:
    """Run the command line; bad input ends with one sentence and exit code 2."""
    try:
        app(standalone_mode=True)
    except Refused as refusal:
        err.print(f"pactwatch: {escape(str(refusal))}", style="red", soft_wrap=True, highlight=False)
        sys.exit(2)
    except KeyboardInterrupt:
        err.print("stopped; what was recorded stays, run it again to go on")
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(141)


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


def _progress() -> Progress:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=err, transient=True)


def _span(text: str, option: str) -> times.Span:
    try:
        return times.Span.parse(text)
    except ValueError as error:
        raise Refused(f"{option}: {error}", mend="give a date like 2020-11-01") from None


def _moment(text: str, case: Case, option: str) -> datetime:
    return _span(text, option).instants(case.time_zone)[1]


def _at(text: str | None, case: Case) -> datetime:
    return datetime.now(UTC) if text is None else _moment(text, case, "--at")


def _known(text: str | None, case: Case) -> datetime | int | None:
    if text is None:
        return None
    if text.isdecimal() and len(text) != 4:
        return int(text)
    return _moment(text, case, "--known-at")


if __name__ == "__main__":
    main()

"""Commands on briefs: write one, for a period, a day, a week or a pact; issue it; make an issued one again."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from pactwatch.briefs import FORMS, Form, issuing, write_brief
from pactwatch.briefs.comparing import likeness, otherwise
from pactwatch.briefs.composed import Composed, Kind
from pactwatch.briefs.composing import days_up_to
from pactwatch.briefs.issuing import Issue, Issuer, after_earlier
from pactwatch.briefs.neutrality import findings
from pactwatch.case import Case, open_case
from pactwatch.commands.shared import CaseFolder, KnownAt, err, known_of, moment_of, out, span_of
from pactwatch.ledger import Ledger
from pactwatch.refusals import Refused

Languages = Annotated[
    list[str] | None,
    typer.Option("--lang", help="Language: en, ar, ru, or a tag such as ar-SY, ar-u-nu-arab; may be repeated. Default: en."),
]


class FormName(StrEnum):
    """The forms of a brief."""

    html = "html"
    markdown = "markdown"
    xlsx = "xlsx"
    pdf = "pdf"


def brief(
    case: CaseFolder,
    start: Annotated[str | None, typer.Option("--from", help="First day of the period (ISO 8601).")] = None,
    end: Annotated[str | None, typer.Option("--to", help="Last day of the period (ISO 8601).")] = None,
    daily: Annotated[str | None, typer.Option(help="Of this one day (ISO 8601).")] = None,
    weekly: Annotated[str | None, typer.Option(help="Of the seven days up to this one (ISO 8601).")] = None,
    pact: Annotated[list[str] | None, typer.Option(help="Only of this pact of the case; may be repeated.")] = None,
    language: Languages = None,
    known_at: KnownAt = None,
    folder: Annotated[Path | None, typer.Option("--out", help="Where to write. Default: briefs/ of the case.")] = None,
    form: Annotated[list[FormName] | None, typer.Option(help="Only this form; may be repeated. Default: every one.")] = None,
    issue: Annotated[bool, typer.Option("--issue", help="Issue it: record it in the ledger with each file's hash.")] = False,
    by: Annotated[str, typer.Option(help="Who issues it; recorded in the ledger.")] = "a person",
    on: Annotated[str | None, typer.Option(help="When it was issued (ISO 8601), for a replay. Default: now.")] = None,
    anyway: Annotated[str, typer.Option("--issue-anyway", help="Why it is issued although it has one-sided words.")] = "",
) -> None:
    """Write a brief of what stands and what changed, as HTML, Markdown, XLSX and PDF, each statement linked to its sentence."""
    opened = open_case(case)
    kind, first, last = _period(opened, start, end, daily, weekly, pact or [])
    with _unswept():
        composed = opened.brief(first, last, known_at=known_of(known_at, opened), kind=kind, pacts=pact or ())
    issue, forms, languages = issue or bool(anyway), [f.value for f in form or ()], language or ["en"]
    with opened.ledger() as ledger:
        composed = after_earlier(composed, ledger, ledger.head()[0] if issue else None)
        _checked(composed, languages, anyway, issue=issue)
        files = [(tag, p) for tag in languages for p in written(composed, folder or opened.folder / "briefs", tag, forms)]
        for _, path in files:
            out.print(str(path), soft_wrap=True)
        if issue:
            issuer = Issuer(by, moment_of(on, opened, "--on") if on else None, anyway)
            contents = {f"{tag}.{_FORM_OF[path.suffix]}": path.read_bytes() for tag, path in files}
            entry = issuing.issue(ledger, composed, opened.pact_texts(), contents, issuer)
            out.print(f"issued: line {entry.seq} of the ledger", soft_wrap=True, highlight=False)


def issued(
    case: CaseFolder,
    again: Annotated[str | None, typer.Option(help="Make this one again: its line, or eight signs of its id or more.")] = None,
    folder: Annotated[Path | None, typer.Option("--out", help="Where to write it. Default: briefs/ of the case.")] = None,
) -> None:
    """List the briefs that were issued, or make one again from the ledger, and say whether its files are the same."""
    opened = open_case(case)
    with opened.ledger() as ledger:
        told = issuing.issued(ledger.view())
        if again is None:
            out.print(_table(told))
            return
        named = ledger.named(again)
        chosen = next((i for i in told if i.id == named.id), None)
        if chosen is None:
            raise Refused(f"line {named.seq} ({named.kind}) is no issued brief", mend="see: pactwatch issued")
        _made_again(chosen, ledger, folder or opened.folder / "briefs")


@contextmanager
def _unswept() -> Iterator[None]:
    """Without the collector of garbage, which goes through every claim of a large ledger again and again and finds none."""
    swept = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if swept:
            gc.enable()


def _made_again(chosen: Issue, ledger: Ledger, folder: Path) -> None:
    with _unswept():
        composed, versions = issuing.again(chosen, ledger), otherwise(chosen.made_with)
    other = []
    for name in chosen.files:
        language, _, form = name.rpartition(".")
        path = write_brief(composed, folder, language, [_form(form)])[0]
        alike = likeness(path.read_bytes(), composed, name, chosen.files, chosen.contents)
        drawn = f" ({versions})" if versions and alike == "content" else ""
        out.print(f"{path}: {_ALIKE[alike]}{drawn}", soft_wrap=True, highlight=False)
        other += [path.name] if alike == "other" else []
    if other:
        mend = f"use what issued it: {versions}" if versions else "use the version of pactwatch that issued it"
        raise Refused(f"{len(other)} of its files are not as issued: {', '.join(other)}", mend=mend)


_ALIKE = {"same": "the same as issued", "content": "says the same as issued, drawn otherwise", "other": "not as issued"}


def _table(told: tuple[Issue, ...]) -> Table:
    replaced = {i.replaces for i in told}
    table = Table(title="Issued briefs", title_justify="left")
    for name in ("line", "issued", "by", "kind", "to", "pacts", "languages", "replaced"):
        table.add_column(name, overflow="fold")
    for i in told:
        when, to = f"{i.recorded_at:%Y-%m-%d}", f"{i.end:%Y-%m-%d}"
        languages, mark = ", ".join(i.languages), "yes" if i.id in replaced else ""
        table.add_row(str(i.seq), when, escape(i.by), i.kind, to, escape(", ".join(i.only) or "all"), languages, mark)
    return table


def _checked(composed: Composed, languages: list[str], anyway: str, *, issue: bool) -> None:
    """What is one-sided in the brief's own voice is listed; nothing is issued with it unless somebody says why."""
    found = [f for tag in languages for f in findings(composed, tag)]
    for finding in found:
        err.print(f"neutrality: {finding}", soft_wrap=True, highlight=False, markup=False)
    found = [f for f in found if not f.quoted]
    if issue and found and not anyway:
        mend = "mend them, or give --issue-anyway and the reason"
        raise Refused(f"not issued: {len(found)} one-sided names or words in the brief's own voice", mend=mend)


def _form(name: str) -> Form:
    found = next((f for f in FORMS if f == name), None)
    if found is None:
        raise Refused(f"there is no form {name!r}", mend=f"choose one of: {', '.join(FORMS)}")
    return found


_FORM_OF = {f".{ending}": form for form, ending in FORMS.items()}


def written(composed: Composed, folder: Path, language: str, forms: Sequence[str]) -> list[Path]:
    """The files of these forms, or of every form. Where nobody asked for a PDF and it cannot be made here, that is said."""
    if forms:
        return write_brief(composed, folder, language, [f for f in FORMS if f in forms])
    paths = write_brief(composed, folder, language, [f for f in FORMS if f != "pdf"])
    try:
        return [*paths, *write_brief(composed, folder, language, ["pdf"])]
    except Refused as refusal:
        err.print(f"no PDF: {refusal}", soft_wrap=True, highlight=False, markup=False)
        return paths


def _period(
    case: Case, start: str | None, end: str | None, daily: str | None, weekly: str | None, pacts: list[str]
) -> tuple[Kind, datetime, datetime]:
    """What kind of brief the options ask for, from when to when."""
    mend = "give --from and --to, or --daily, or --weekly, or --pact"
    if sum(option is not None for option in (start, daily, weekly)) > 1 or (end and (daily or weekly)):
        raise Refused("a brief is of one period", mend=mend)
    if daily is not None:
        return "daily", *days_up_to(span_of(daily, "--daily").latest.date(), "daily", case.time_zone)
    if weekly is not None:
        return "weekly", *days_up_to(span_of(weekly, "--weekly").latest.date(), "weekly", case.time_zone)
    last = moment_of(end, case, "--to") if end else datetime.now(UTC)
    if start is not None and (end or pacts):
        return "pact" if pacts else "period", moment_of(start, case, "--from"), last
    if not pacts:
        raise Refused("the period of the brief is not given", mend=mend)
    return "pact", _made(case, pacts), last


def _made(case: Case, pacts: list[str]) -> datetime:
    """When the first of these pacts was made: a brief on a pact tells of its whole life."""
    known = case.pacts()
    for name in pacts:
        if name not in known:
            raise Refused(f"the case has no pact {name!r}", mend=f"name one of: {', '.join(known)}", file=case.folder)
    return min(known[name].made.instants(known[name].time_zone)[0] for name in pacts)

"""Commands on briefs: write one, for a period, a day, a week or a pact."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pactwatch.briefs import FORMS, Form, write_brief
from pactwatch.briefs.composed import Composed, Kind
from pactwatch.briefs.composing import days_up_to
from pactwatch.case import Case, open_case
from pactwatch.commands.shared import CaseFolder, KnownAt, err, known_of, moment_of, out, span_of
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
) -> None:
    """Write a brief of what stands and what changed, as HTML, Markdown, XLSX and PDF, each statement linked to its sentence."""
    opened = open_case(case)
    kind, first, last = _period(opened, start, end, daily, weekly, pact or [])
    composed = opened.brief(first, last, known_at=known_of(known_at, opened), kind=kind, pacts=pact or ())
    forms: list[Form] = [f.value for f in form] if form else []
    for tag in language or ["en"]:
        for path in written(composed, folder or opened.folder / "briefs", tag, forms):
            out.print(str(path), soft_wrap=True)


def written(composed: Composed, folder: Path, language: str, forms: list[Form]) -> list[Path]:
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

"""Commands on what is owed: whether a pact's case is met, and all that a party owes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from pactwatch.case import open_case
from pactwatch.commands.shared import At, CaseFolder, KnownAt, Language, at_of, known_of, out, span_of
from pactwatch.refusals import Refused
from pactwatch.screens import STYLES, scope_tree
from pactwatch.verdicts.obligations import Obligation, parties_that_owe
from pactwatch.verdicts.obligations import obligations as owed_by
from pactwatch.verdicts.words import Words
from pactwatch.whole import write_whole


def scope(
    pact: Annotated[
        Path,
        typer.Argument(
            metavar="PACT", help="A pact file, or the id of one of the library; the pacts beside it may replace it."
        ),
    ],
    actor: Annotated[str, typer.Option(help="Who acts: AZE, RUS.MIL, HOUTHI, …")],
    place: Annotated[str, typer.Option(help="Where: a place's name in any language, or its id.")],
    day: Annotated[str, typer.Option("--date", help="When (ISO 8601).")],
    act: Annotated[str, typer.Option(help="What is done (an act of the reference).")] = "attack",
    target: Annotated[list[str] | None, typer.Option(help="Upon whom; may be repeated.")] = None,
    asked_by: Annotated[str | None, typer.Option(help="A party that has asked the others for what is promised.")] = None,
    language: Language = "en",
) -> None:
    """Is the treaty's case met? What its duties come to if this happened, under which reading, and why."""
    from pactwatch.pacts import vocabulary
    from pactwatch.pacts.loading import find_pact, load_pact, load_pacts
    from pactwatch.verdicts.scope import Supposed, place_named
    from pactwatch.verdicts.scope import scope as answers_of

    for party in (actor, *(target or ()), *((asked_by,) if asked_by else ())):
        if not vocabulary.is_party(party):
            raise Refused(f"unknown party {party!r}", mend="give a state's alpha-3 code or a name of lexicons/parties.toml")
    if act not in vocabulary.known_acts():
        raise Refused(f"unknown act {act!r}", mend=f"give one of: {', '.join(vocabulary.known_acts())}")
    path = find_pact(pact)
    loaded = load_pact(path)
    supposed = Supposed(act, actor, place, span_of(day, "--date"), tuple(target or ()), asked_by)
    area = place_named(place)
    words = Words(language)
    out.print(f"[bold]{escape(words.text(loaded.title))}[/bold]", soft_wrap=True)
    out.print(escape(f"{place}: {', '.join((area.id, *area.within))}"), style="dim", soft_wrap=True)
    answers = answers_of(loaded, supposed, pacts=load_pacts(path.parent))
    for answer in answers:
        out.print(scope_tree(answer, words))
    if not answers:
        out.print("none of its duties speaks of such a case")


def obligations(
    case: CaseFolder,
    party: Annotated[str, typer.Option(help="Who owes: ARM, AZE, RUS, …")],
    at: At = None,
    known_at: KnownAt = None,
    calendar: Annotated[Path | None, typer.Option("--ical", help="Also write the deadlines to this file (iCalendar).")] = None,
    language: Language = "en",
) -> None:
    """All that a party owes at a date: what, to whom, by when, and how it stands."""
    opened = open_case(case)
    pacts, moment = opened.pacts(), at_of(at, opened)
    owed = owed_by(opened.judge(moment, known_at=known_of(known_at, opened)), pacts, party)
    known = parties_that_owe(list(pacts.values()))
    if not owed and party not in known:
        raise Refused(
            f"{party!r} owes nothing under the pacts of this case", mend=f"name one of: {', '.join(known)}", file=case
        )
    out.print(_table(owed, f"{party} · {moment:%Y-%m-%d}", Words(language)))
    if calendar is not None:
        from pactwatch.briefs.calendar import deadlines

        write_whole(calendar, deadlines(owed, f"pactwatch: {party}", language))
        out.print(str(calendar), soft_wrap=True)


def _table(owed: Iterable[Obligation], title: str, words: Words) -> Table:
    table = Table(title=escape(title), title_justify="left")
    for name in ("due", "what", "to", "under", "status"):
        table.add_column(name, overflow="fold")
    for o in owed:
        status = f"[{STYLES.get(o.verdict.status, 'dim')}]{escape(words.word('statuses', o.verdict.status))}[/]"
        due = o.verdict.due.date().isoformat() if o.verdict.due else ""
        to = words.names(list(o.owed_to))
        table.add_row(due, escape(words.text(o.clause.text)), escape(to), escape(words.text(o.pact.title)), status)
    return table

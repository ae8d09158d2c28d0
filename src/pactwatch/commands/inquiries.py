"""Commands on complaints: file one, take the steps of its inquiry, reply to it, list them. `rule` rules on one."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Annotated

import typer

from pactwatch import inquiries as domain
from pactwatch.case import open_case
from pactwatch.commands.judgements import By, On, Why, decider, docket_of
from pactwatch.commands.shared import At, CaseFolder, KnownAt, at_of, known_of, out
from pactwatch.inquiries.objects import proceeding_object
from pactwatch.inquiries.register import Proceeding, Wanted
from pactwatch.inquiries.screens import proceeding_tree, proceedings_table
from pactwatch.ledger.complaints import CLOSING, OTHER, PENDING, Answer, Severity, Step, among
from pactwatch.types import Entry

One = Annotated[str, typer.Argument(metavar="COMPLAINT", help="A complaint: its ledger line, or eight signs of its id.")]
_REASON = f"pending: {', '.join(PENDING)}; closed: {', '.join(CLOSING)}; or '{OTHER}…'."


def complain(
    case: CaseFolder,
    complainant: Annotated[str, typer.Option(help="The party that complains (ARM, UN, …).")],
    accused: Annotated[str, typer.Option(help="The party complained of.")],
    clause: Annotated[list[str], typer.Option(help="The clause broken, as pact/clause. Repeatable, of one pact.")],
    text: Annotated[str, typer.Option(help="The complaint in the complainant's words.")],
    why: Annotated[str, typer.Option(help="How it came in; recorded in the ledger.")],
    claim: Annotated[
        list[str] | None, typer.Option(help="A claim it rests on: line or id. Repeatable. None: its own text is one.")
    ] = None,
    when: Annotated[str, typer.Option(help="When it is said to have happened (ISO 8601).")] = "",
    place: Annotated[list[str] | None, typer.Option(help="Where. Repeatable.")] = None,
    severity: Annotated[Severity | None, typer.Option(help="How grave the complainant holds it to be.")] = None,
    act: Annotated[str, typer.Option(help="What was done, where no claim is named. Default: the clause's first act.")] = "",
    by: By = "a person",
    on: On = None,
) -> None:
    """File a complaint: a party says that another broke a clause."""
    opened = open_case(case)
    with opened.ledger() as ledger:
        claims = tuple(ledger.named(name).id for name in claim or ())
        grave, places = severity or "", tuple(place or ())
        filing = domain.Filing(complainant, accused, tuple(clause), text, claims, when, places, grave, act)
        entry = domain.complain(docket_of(opened, ledger), filing, decider(opened, by, why, on))
    _told(entry, f"complaint {entry.id[:12]} of {complainant} against {accused}")


def inquire(
    case: CaseFolder,
    complaint: One,
    step: Annotated[Step, typer.Argument(help="What is done with it.")],
    why: Why,
    to: Annotated[str, typer.Option(help="The monitor or account who has it from now on. Default when taken up: --by.")] = "",
    reason: Annotated[str, typer.Option(help=_REASON)] = "",
    severity: Annotated[Severity | None, typer.Option(help="How grave it is held to be from now on.")] = None,
    by: By = "a person",
    on: On = None,
) -> None:
    """Take a step of the inquiry into a complaint."""
    opened, grave = open_case(case), severity or ""
    with opened.ledger() as ledger:
        docket, who, name = docket_of(opened, ledger), decider(opened, by, why, on), ledger.named(complaint).id
        entry = domain.take_step(docket, name, step, who, to=to, reason=reason, severity=grave)
    _told(entry, f"complaint {name[:12]}: {step.replace('_', ' ')}")


def reply(
    case: CaseFolder,
    complaint: One,
    party: Annotated[str, typer.Option(help="The accused party that replies.")],
    answer: Annotated[Answer, typer.Option(help="Whether it accepts what is said of it.")],
    text: Annotated[str, typer.Option(help="The reply in its own words.")],
    why: Annotated[str, typer.Option(help="How it came in; recorded in the ledger.")],
    by: By = "a person",
    on: On = None,
) -> None:
    """Record what the accused answers to a complaint, before a ruling or after it."""
    opened = open_case(case)
    with opened.ledger() as ledger:
        docket, who, name = docket_of(opened, ledger), decider(opened, by, why, on), ledger.named(complaint).id
        entry = domain.reply(docket, name, party, answer, text, who)
    _told(entry, f"{party} {answer} complaint {name[:12]}")


def inquiries(
    case: CaseFolder,
    complaint: Annotated[str | None, typer.Argument(help="One complaint, with all that came of it. Default: a list.")] = None,
    state: Annotated[list[str] | None, typer.Option(help=f"Only these: {', '.join(domain.STATES)}. Repeatable.")] = None,
    pact: Annotated[str, typer.Option(help="Only of this pact.")] = "",
    clause: Annotated[str, typer.Option(help="Only of this clause.")] = "",
    accused: Annotated[str, typer.Option(help="Only against this party.")] = "",
    complainant: Annotated[str, typer.Option(help="Only by this party.")] = "",
    assigned: Annotated[str, typer.Option(help="Only what this monitor or account has.")] = "",
    severity: Annotated[Severity | None, typer.Option(help="Only of this severity.")] = None,
    says: Annotated[str, typer.Option(help="Only those whose text contains this.")] = "",
    late: Annotated[bool, typer.Option("--late", help="Only where a reply or a ruling is past its time.")] = False,
    at: At = None,
    known_at: KnownAt = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print them as JSON.")] = False,
) -> None:
    """List complaints and where each stands, or show one with its inquiry, rulings and replies."""
    for name in state or ():
        among("state", name, domain.STATES)
    opened = open_case(case)
    moment = at_of(at, opened)
    states, grave = tuple(state or ()), severity or ""
    wanted = Wanted(states, pact, clause, accused, complainant, assigned, grave, says, moment if late else None)
    with opened.ledger() as ledger:
        view, pacts = ledger.view(known_of(known_at, opened)), opened.pacts()
        found = list(domain.select(domain.proceedings(view, pacts), wanted))
        if complaint is not None:
            found = [domain.proceeding(view, ledger.named(complaint).id, pacts)]
    if as_json:
        print(json.dumps([proceeding_object(p, moment) for p in found], ensure_ascii=False, indent=1))
    else:
        _shown(found, complaint is not None, moment)


def _shown(found: list[Proceeding], one: bool, at: datetime) -> None:
    out.print(proceeding_tree(found[0], at) if one else proceedings_table(found, at.astimezone(UTC)))


def _told(entry: Entry, what: str) -> None:
    out.print(f"{what}; line {entry.seq} of the ledger", soft_wrap=True, highlight=False)

"""Commands by which people decide: same or different events, rulings, corrections, retractions. All are lines of the ledger."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from pactwatch.case import Case, open_case
from pactwatch.commands.shared import CaseFolder, moment_of, out
from pactwatch.inquiries import Docket, rule_on
from pactwatch.ledger import Ledger, deciding
from pactwatch.ledger.bodies import from_body
from pactwatch.ledger.complaints import Dissent, Severity
from pactwatch.ledger.deciding import Decider
from pactwatch.pacts.claim_fields import corrected
from pactwatch.pacts.vocabulary import is_party
from pactwatch.refusals import Refused
from pactwatch.types import Claim, Entry

By = Annotated[str, typer.Option(help="Who decides; recorded in the ledger.")]
Why = Annotated[str, typer.Option(help="The reason; recorded in the ledger.")]
On = Annotated[str | None, typer.Option(help="When it was decided (ISO 8601, a day counts to its end). Default: now.")]
Claims = Annotated[list[str], typer.Argument(metavar="CLAIM...", help="Claims: ledger lines, or eight signs of an id or more.")]
OneClaim = Annotated[str, typer.Argument(metavar="CLAIM", help="A claim: its ledger line, or eight signs of its id or more.")]


class Finding(StrEnum):
    """What a monitor may find."""

    happened = "happened"
    did_not_happen = "did_not_happen"
    not_established = "not_established"


def same(case: CaseFolder, claims: Claims, why: Why, by: By = "a person", on: On = None) -> None:
    """Say that two or more claims speak of one happening."""
    opened = open_case(case)
    with opened.ledger() as ledger:
        entry = deciding.same_event(ledger, _ids(ledger, claims), decider(opened, by, why, on))
    _told(entry, f"{len(claims)} claims are of the same event")


def different(case: CaseFolder, claims: Claims, why: Why, by: By = "a person", on: On = None) -> None:
    """Say that no two of these claims speak of one happening."""
    opened = open_case(case)
    with opened.ledger() as ledger:
        entry = deciding.different_event(ledger, _ids(ledger, claims), decider(opened, by, why, on))
    _told(entry, f"{len(claims)} claims are of different events")


def rule(
    case: CaseFolder,
    finding: Annotated[Finding, typer.Option(help="What was found.")],
    monitor: Annotated[str, typer.Option(help="The party that found it (OSCE, UN, …).")],
    why: Why,
    claims: Annotated[
        list[str] | None, typer.Argument(metavar="CLAIM...", help="Claims: lines or ids. Of a complaint: all its own, if none.")
    ] = None,
    complaint: Annotated[
        str | None, typer.Option(help="The complaint that it settles; only a monitor that the pact names may.")
    ] = None,
    severity: Annotated[Severity | None, typer.Option(help="How grave it is.")] = None,
    dissent: Annotated[list[str] | None, typer.Option(help="'WHO: why' of who does not share it. Repeatable.")] = None,
    by: By = "a person",
    on: On = None,
) -> None:
    """Record what a monitor has found of what claims say, or of a complaint."""
    if not is_party(monitor):
        raise Refused(f"{monitor!r} is no party", mend="take a name of lexicons/parties.toml, such as OSCE")
    opened, grave, others = open_case(case), severity or "", tuple(map(_dissent, dissent or ()))
    with opened.ledger() as ledger:
        who, ids = decider(opened, by, why, on), _ids(ledger, claims or [])
        if complaint is None:
            entry = deciding.rule(ledger, ids, finding.value, monitor, who, severity=grave, dissent=others)
        else:
            docket, name = docket_of(opened, ledger), ledger.named(complaint).id
            entry = rule_on(docket, name, finding.value, monitor, who, severity=grave, dissent=others, claims=ids)
    _told(entry, f"{monitor} on {len(entry.body['claims'])} claim(s): {finding.value}")


def docket_of(opened: Case, ledger: Ledger) -> Docket:
    """What the work on a case's complaints is done with."""
    return Docket(opened.folder, ledger, opened.pacts(), opened.time_zone)


def _dissent(text: str) -> Dissent:
    who, _, why = (part.strip() for part in text.partition(":"))
    if not who or not why:
        raise Refused(f"{text!r} is no dissent", mend="write 'WHO: why'")
    return Dissent(who, why)


def grade(
    case: CaseFolder,
    why: Why,
    source: Annotated[str, typer.Option(help="The source graded, by its id.")] = "",
    claim: Annotated[str, typer.Option(help="Or the claim graded: its ledger line, or eight signs of its id or more.")] = "",
    reliability: Annotated[
        str, typer.Option(help="Of a source: A (completely reliable) to E (unreliable), F (cannot be judged).")
    ] = "",
    credibility: Annotated[str, typer.Option(help="Of a claim: 1 (confirmed) to 5 (improbable), 6 (cannot be judged).")] = "",
    interest: Annotated[str, typer.Option(help="The party whose interest it serves, if any (ARM, AZE, …).")] = "",
    by: By = "a person",
    on: On = None,
) -> None:
    """Grade how reliable a source is, or how credible a claim (NATO AJP-2.1); shown with every claim it is about."""
    if interest and not is_party(interest):
        raise Refused(f"{interest!r} is no party", mend="take a name of lexicons/parties.toml, such as ARM")
    opened = open_case(case)
    with opened.ledger() as ledger:
        entry = deciding.grade(
            ledger,
            decider(opened, by, why, on),
            source=source,
            claim=ledger.named(claim).id if claim else "",
            reliability=reliability,
            credibility=credibility,
            interest=interest,
        )
    _told(entry, f"{source or f'claim {claim}'}: {reliability or credibility}")


def correct(
    case: CaseFolder,
    claim: OneClaim,
    values: Annotated[list[str], typer.Option("--set", help="field=value; lists by commas, nothing to empty it. Repeatable.")],
    why: Why,
    by: By = "a person",
    on: On = None,
) -> None:
    """Put a right claim in the place of a wrong one, which is taken back and stays where it was written."""
    opened = open_case(case)
    with opened.ledger() as ledger:
        wrong = ledger.named(claim)
        right = corrected(_claim(wrong), values)
        new, entry = deciding.correct(ledger, wrong.id, right, decider(opened, by, why, on))
    _told(entry, f"line {new.seq} ({new.id[:12]}) takes the place of line {wrong.seq}")


def retract(
    case: CaseFolder,
    entry: Annotated[str, typer.Argument(help="An entry: its ledger line, or eight signs of its id or more.")],
    why: Why,
    by: By = "a person",
    on: On = None,
) -> None:
    """Take an entry back: a claim, a report, a judgement. It is counted no more, and stays where it was written."""
    opened = open_case(case)
    with opened.ledger() as ledger:
        wrong = ledger.named(entry)
        back = deciding.retract(ledger, wrong.id, decider(opened, by, why, on))
    _told(back, f"line {wrong.seq} ({wrong.kind}) is taken back")


def decider(case: Case, by: str, why: str, on: str | None) -> Decider:
    """Who decides, why and when, as the options say."""
    return Decider(by, why, None if on is None else moment_of(on, case, "--on"))


def _ids(ledger: Ledger, names: list[str]) -> list[str]:
    return [ledger.named(name).id for name in names]


def _claim(entry: Entry) -> Claim:
    record = from_body(entry.kind, entry.body) if entry.kind == "claim" else None
    if not isinstance(record, Claim):
        raise Refused(f"line {entry.seq} ({entry.kind}) is no claim", mend="correct a claim; retract anything else")
    return record


def _told(entry: Entry, what: str) -> None:
    out.print(f"{what}; line {entry.seq} of the ledger", soft_wrap=True, highlight=False)

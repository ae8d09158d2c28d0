"""A complaint and what comes of it, as lines of the ledger: the complaint, each step of its inquiry, each reply.

Rulings are in `judgements`; one that settles a complaint names it. No line holds a state: `inquiries` derives it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, get_args

from pactwatch.refusals import Refused
from pactwatch.times import Span

Severity = Literal["low", "serious", "grave"]
"""Missions use no closed scale in common; CTSAMVM writes of serious violations, OSCE of none. These three are ours."""

Step = Literal["taken_up", "assigned", "pending", "resumed", "closed", "reopened"]
Answer = Literal["accepts", "rejects", "partly"]

SEVERITIES: tuple[str, ...] = get_args(Severity)
STEPS: tuple[str, ...] = get_args(Step)
ANSWERS: tuple[str, ...] = get_args(Answer)
OTHER = "other: "
PENDING = ("no_access", "unsafe", "awaiting_reply", "awaiting_evidence", "awaiting_decision")
"""Why an inquiry waits: monitors were not let through, or could not go safely; a reply, evidence or a commission is awaited."""
CLOSING = ("ruled", "withdrawn", "settled", "inadmissible", "duplicate", "lapsed")
"""Why an inquiry ends. What is in neither list is `other: ` and a text."""
_REASONS = {"pending": PENDING, "closed": CLOSING}


@dataclass(frozen=True, slots=True)
class Complaint:
    """A party complains that another broke clauses (`pact/clause`, all of one pact), as these claims (ids of entries) say.

    text: its own words. when: ISO 8601, where it says so; places as it names them. severity: what it asks for. why: how it
    came in.
    """

    complainant: str
    accused: str
    clauses: tuple[str, ...]
    claims: tuple[str, ...]
    text: str
    why: str
    when: str = ""
    places: tuple[str, ...] = ()
    severity: str = ""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One step of the inquiry into a complaint. after: the entry that it follows (the step before, or the complaint), so that
    the same step taken a second time is another entry. to: a monitor, or an account, who has it from now on. reason: of
    `PENDING` or `CLOSING`. severity: what the inquiry holds it to be from now on."""

    complaint: str
    after: str
    step: str
    why: str
    to: str = ""
    reason: str = ""
    severity: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the accused answers to a complaint, or to a ruling on it. claims: what it claims thereby (ids of entries)."""

    complaint: str
    party: str
    answer: str
    text: str
    why: str
    ruling: str = ""
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dissent:
    """Who does not share a ruling (a party, or an account), and why."""

    who: str
    why: str


def dissent_of(value: Any) -> tuple[Dissent, ...]:
    """The dissents of a body, each a table with `who` and `why`. Refused where one is of another form."""
    rows = value if isinstance(value, list | tuple) else [value]
    for row in rows:
        whole = isinstance(row, dict) and row.keys() == {"who", "why"}
        if not whole or not all(isinstance(v, str) and v.strip() for v in row.values()):
            raise Refused("{row!r} is no dissent", mend="say who does not share the ruling, and why", row=row)
    return tuple(Dissent(row["who"], row["why"]) for row in rows)


def check(made: Complaint | Inquiry | Reply) -> None:
    """Refused where what is said is of no list."""
    if isinstance(made, Complaint):
        _check_complaint(made)
    elif isinstance(made, Inquiry):
        _check_step(made)
    else:
        among("answer", made.answer, ANSWERS)


def among(what: str, value: str, known: Iterable[str]) -> None:
    """Refused where a value is not of its list."""
    if value not in (choices := tuple(known)):
        raise Refused(
            "{value!r} is no {what}", mend="choose one of: {choices}", value=value, what=what, choices=", ".join(choices)
        )


def _check_complaint(made: Complaint) -> None:
    if not made.clauses or any(not all(ref.partition("/")) for ref in made.clauses):
        raise Refused("a complaint names no clause", mend="name each as pact/clause")
    if len({ref.partition("/")[0] for ref in made.clauses}) > 1:
        raise Refused("a complaint is of one pact", mend="file another complaint for the other pact")
    if made.severity:
        among("severity", made.severity, SEVERITIES)
    try:
        Span.parse(made.when) if made.when else None
    except ValueError as error:
        raise Refused("when: {error}", mend="give a date like 2020-10-28, or 2020-10-28/2020-10-30", error=error) from None


def _check_step(made: Inquiry) -> None:
    among("step", made.step, STEPS)
    if made.severity:
        among("severity", made.severity, SEVERITIES)
    if made.step in ("taken_up", "assigned") and not made.to:
        raise Refused("an inquiry is {step} by nobody", mend="say who has it from now on", step=made.step.replace("_", " "))
    reasons = _REASONS.get(made.step, ())
    if reasons and not (made.reason in reasons or made.reason.removeprefix(OTHER).strip() not in ("", made.reason)):
        raise Refused(
            "{reason!r} does not say why it is {step}",
            mend="choose one of: {choices}, or write {other}and a text",
            reason=made.reason,
            step=made.step,
            choices=", ".join(reasons),
            other=OTHER,
        )
    if made.reason and not reasons:
        raise Refused("an inquiry {step} has no reason of a list", mend="say why in why", step=made.step)

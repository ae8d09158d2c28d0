"""What people have decided, as lines of the ledger: who (`by` of the entry), when (`recorded_at`), and why.

A judgement is a line like any other: it stands until a later line takes it back, and earlier views do not know of it.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, dataclass, fields
from datetime import datetime
from typing import Any, Literal, get_args

from pactwatch.ledger.complaints import SEVERITIES, Complaint, Dissent, Inquiry, Reply, among, check, dissent_of
from pactwatch.refusals import Refused
from pactwatch.types import Entry

Finding = Literal["happened", "did_not_happen", "not_established"]


RELIABILITY, CREDIBILITY = ("A", "B", "C", "D", "E", "F"), ("1", "2", "3", "4", "5", "6")


@dataclass(frozen=True, slots=True)
class SameEvent:
    """These claims (ids of entries, two or more) speak of one happening."""

    claims: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class DifferentEvent:
    """No two of these claims (ids of entries, two or more) speak of one happening."""

    claims: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a monitor (a party's name) has found of what these claims (ids of entries, one or more) say.

    complaint: the entry of the complaint that it settles, if any. severity: how grave the monitor holds it to be. dissent: who
    does not share it, and why.
    """

    claims: tuple[str, ...]
    finding: Finding
    monitor: str
    why: str
    complaint: str = ""
    severity: str = ""
    dissent: tuple[Dissent, ...] = ()


@dataclass(frozen=True, slots=True)
class Grading:
    """How reliable a source is (its id; A to F), or how credible what a claim says (id of its entry; 1 to 6), and the party
    whose interest it serves, if any. What is not said is empty. (The two axes of NATO's AJP-2.1: F and 6 cannot be judged.)"""

    source: str
    claim: str
    reliability: str
    credibility: str
    interest: str
    why: str


@dataclass(frozen=True, slots=True)
class Adopted:
    """A draft was made the pact of this id, with this text."""

    pact: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class RefusedDraft:
    """A draft of this name, with this text, was not to become a pact."""

    draft: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Correction:
    """The entry taken back was wrong; the claim of this id says it right. Both come in one transaction."""

    claim: str
    why: str


@dataclass(frozen=True, slots=True)
class Retraction:
    """The entry taken back was wrong, and nothing takes its place."""

    why: str


Decision = (
    SameEvent
    | DifferentEvent
    | Ruling
    | Grading
    | Adopted
    | RefusedDraft
    | Correction
    | Retraction
    | Complaint
    | Inquiry
    | Reply
)

KINDS: dict[str, type[Decision]] = {
    "same_event": SameEvent,
    "different_event": DifferentEvent,
    "ruling": Ruling,
    "grading": Grading,
    "adopted": Adopted,
    "refused": RefusedDraft,
    "correction": Correction,
    "retraction": Retraction,
    "complaint": Complaint,
    "inquiry": Inquiry,
    "reply": Reply,
}
TAKING_BACK = ("correction", "retraction")
"""Kinds that take another entry back, and cannot be taken back themselves."""

_LEAST = {SameEvent: 2, DifferentEvent: 2, Ruling: 1, Complaint: 1}


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision with its entry: id, line, who decided, when it was recorded (UTC), and the entry it takes back, if any."""

    id: str
    seq: int
    by: str
    at: datetime
    decision: Decision
    takes_back: str | None = None


def decision(kind: str, body: dict[str, Any]) -> Decision:
    """The decision that a body of this kind holds. Refused where a field is missing, unknown, empty or of another form."""
    cls = KINDS[kind]
    known = {f.name: f for f in fields(cls)}
    for name in body:
        if name not in known:
            raise Refused(
                "a {kind} has no {name!r}", mend="its fields are: {choices}", kind=kind, name=name, choices=", ".join(known)
            )
    unsaid = {n: "" for n in known if cls is Grading and n != "why" and n not in body}
    given = {name: f for name, f in known.items() if name in body or (f.default is MISSING and name not in unsaid)}
    values: dict[str, Any] = {name: _value(kind, f, body.get(name)) for name, f in given.items()}
    made: Decision = cls(**(values | unsaid))
    if (least := _LEAST.get(cls, 0)) > len(about(made)):
        raise Refused(
            "a {kind} of {number} claim(s)",
            mend="name {least} or more different claims",
            kind=kind,
            number=len(about(made)),
            least=least,
        )
    _check(made)
    return made


def _check(made: Decision) -> None:
    if isinstance(made, Ruling):
        among("finding", made.finding, get_args(Finding))
        if made.severity:
            among("severity", made.severity, SEVERITIES)
    elif isinstance(made, Grading):
        _check_grading(made)
    elif isinstance(made, Complaint | Inquiry | Reply):
        check(made)


def about(made: Decision) -> tuple[str, ...]:
    """Ids of the claims that a decision speaks of, which must stand when it is made."""
    if isinstance(made, SameEvent | DifferentEvent | Ruling | Complaint | Reply):
        return tuple(dict.fromkeys(made.claims))
    return (made.claim,) if isinstance(made, Correction | Grading) and made.claim else ()


def rests_on(made: Decision) -> dict[str, tuple[str, ...]]:
    """Ids of the entries that must stand when a decision is made, each with the kinds that it may be of."""
    found: dict[str, tuple[str, ...]] = dict.fromkeys(about(made), ("claim",))
    if isinstance(made, Ruling | Inquiry | Reply) and made.complaint:
        found[made.complaint] = ("complaint",)
    if isinstance(made, Inquiry):
        found.setdefault(made.after, ("complaint", "inquiry"))
    if isinstance(made, Reply) and made.ruling:
        found[made.ruling] = ("ruling",)
    return found


def body_of(made: Decision) -> dict[str, Any]:
    """The body of a decision, as JSON has it."""
    values = {f.name: (getattr(made, f.name), f.default) for f in fields(made)}
    said = {name: v for name, (v, default) in values.items() if v != default and (v or not isinstance(made, Grading))}
    return {name: [_row(part) for part in value] if isinstance(value, tuple) else value for name, value in said.items()}


def kind_of_decision(made: Decision) -> str:
    """The kind of line that holds this decision."""
    return next(kind for kind, cls in KINDS.items() if isinstance(made, cls))


def judgement_of(entry: Entry) -> Judgement | None:
    """The judgement that an entry holds; None where it is of another kind, or was written before such bodies were checked."""
    if entry.kind not in KINDS:
        return None
    try:
        made = decision(entry.kind, entry.body)
    except Refused:
        return None
    return Judgement(entry.id, entry.seq, entry.by, entry.recorded_at, made, entry.retracts)


def _check_grading(made: Grading) -> None:
    """Refused where not one source or one claim is graded, on its own axis."""
    if bool(made.source) == bool(made.claim):
        raise Refused("a grading is of one source or one claim", mend="name one of them")
    axis, grade, scale = (
        ("reliability", made.reliability, RELIABILITY) if made.source else ("credibility", made.credibility, CREDIBILITY)
    )
    if grade not in scale or (made.credibility if made.source else made.reliability):
        of = "source" if made.source else "claim"
        raise Refused(
            "a {of} is graded by its {axis} alone", mend="give one of: {choices}", of=of, axis=axis, choices=", ".join(scale)
        )


def _row(part: Any) -> Any:
    return {"who": part.who, "why": part.why} if isinstance(part, Dissent) else part


def _value(kind: str, field: Field[Any], value: Any) -> Any:
    name = field.name
    if name == "dissent":
        return dissent_of(value)
    if field.type == "tuple[str, ...]":
        what = "ids" if name == "claims" else "texts"
        if not isinstance(value, list | tuple) or not all(isinstance(c, str) and c for c in value):
            raise Refused(
                "the {name} of a {kind} are not a list of {what}",
                mend="give {name}: a list of {what}",
                name=name,
                kind=kind,
                what=what,
            )
        if len(set(value)) < len(value):
            raise Refused("a {kind} names one of its {name} twice", mend="name each once", kind=kind, name=name)
        return tuple(value)
    if not isinstance(value, str) or not value.strip():
        raise Refused("a {kind} does not say {name!r}", mend="give {name}: a text that is not empty", kind=kind, name=name)
    return value

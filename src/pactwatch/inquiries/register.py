"""The register of complaints, worked out from a view: each complaint with all that came of it, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from pactwatch.ledger import View
from pactwatch.ledger.complaints import Complaint, Inquiry, Reply
from pactwatch.ledger.judgements import Judgement, Ruling
from pactwatch.lexicons.roots import covers
from pactwatch.refusals import Refused
from pactwatch.times import Span, add_duration
from pactwatch.types import Pact

State = Literal["open", "under_inquiry", "pending", "ruled", "replied", "closed"]
STATES: tuple[str, ...] = get_args(State)


@dataclass(frozen=True, slots=True)
class Proceeding:
    """A complaint with its steps, rulings and replies, each in order. reply_due, rule_due: until when the pact wants the
    accused to have replied and the monitor to have ruled; None where it sets no time."""

    filed: Judgement
    complaint: Complaint
    steps: tuple[Judgement, ...] = ()
    rulings: tuple[Judgement, ...] = ()
    replies: tuple[Judgement, ...] = ()
    reply_due: datetime | None = None
    rule_due: datetime | None = None

    @property
    def id(self) -> str:
        return self.filed.id

    @property
    def pact(self) -> str:
        return self.complaint.clauses[0].partition("/")[0]

    @property
    def timeline(self) -> tuple[Judgement, ...]:
        """Everything in the order of the ledger's lines."""
        return tuple(sorted((self.filed, *self.steps, *self.rulings, *self.replies), key=lambda j: j.seq))

    @property
    def state(self) -> State:
        """Where it stands: `closed`; `replied` once the accused has answered the last ruling, `ruled` before that; `pending`;
        `under_inquiry`; `open` where nobody has taken it up. A reply ends the waiting for one."""
        last = self._last()
        if last is not None and last.step == "closed":
            return "closed"
        if self.rulings:
            return "replied" if self.replies and self.replies[-1].seq > self.rulings[-1].seq else "ruled"
        if self.reason:
            return "pending"
        return "open" if last is None else "under_inquiry"

    @property
    def reason(self) -> str:
        """Why it waits, or why it was closed; empty where it does neither."""
        seq = next((j.seq for j in reversed(self.steps) if _step(j).step in ("pending", "resumed", "closed", "reopened")), 0)
        last = next((_step(j) for j in self.steps if j.seq == seq), None)
        if last is None or last.step in ("resumed", "reopened"):
            return ""
        if last.step == "closed":
            return last.reason
        answered = last.reason == "awaiting_reply" and any(r.seq > seq for r in self.replies)
        return "" if answered or self.rulings else last.reason

    @property
    def assigned(self) -> str:
        """Who has it: a monitor or an account; empty where nobody has."""
        return next((s.to for j in reversed(self.steps) if (s := _step(j)).to), "")

    @property
    def severity(self) -> str:
        """The last ruling's, else the inquiry's, else what the complaint asks for; empty where nobody said."""
        of_rulings = (d.severity for j in reversed(self.rulings) if isinstance(d := j.decision, Ruling))
        of_steps = (_step(j).severity for j in reversed(self.steps))
        return next((s for s in (*of_rulings, *of_steps, self.complaint.severity) if s), "")

    @property
    def last(self) -> str:
        """The id of the last step of the inquiry, or of the complaint: what the next step follows."""
        return self.steps[-1].id if self.steps else self.id

    def late(self, at: datetime) -> tuple[str, ...]:
        """What is past its time at a moment: `reply`, `ruling`. A closed complaint has no time left to run."""
        if self.state == "closed":
            return ()
        wanted = (("reply", self.reply_due, self.replies), ("ruling", self.rule_due, self.rulings))
        return tuple(name for name, due, done in wanted if due is not None and due < at and not done)

    def _last(self) -> Inquiry | None:
        return _step(self.steps[-1]) if self.steps else None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which complaints are asked for; what is empty does not matter. pact, clause: as written in the complaint."""

    states: tuple[str, ...] = ()
    pact: str = ""
    clause: str = ""
    accused: str = ""
    complainant: str = ""
    assigned: str = ""
    severity: str = ""
    says: str = ""
    late_at: datetime | None = None

    def fits(self, p: Proceeding) -> bool:
        """Whether a complaint is one of those asked for."""
        told = p.complaint
        return all(
            (
                not self.states or p.state in self.states,
                self.pact in ("", p.pact),
                not self.clause or any(self.clause in (ref, ref.partition("/")[2]) for ref in told.clauses),
                not self.accused or covers(self.accused, told.accused),
                not self.complainant or covers(self.complainant, told.complainant),
                self.assigned in ("", p.assigned),
                self.severity in ("", p.severity),
                self.says.casefold() in told.text.casefold(),
                self.late_at is None or bool(p.late(self.late_at)),
            )
        )


def proceedings(view: View, pacts: Mapping[str, Pact] | None = None) -> tuple[Proceeding, ...]:
    """Every standing complaint in the order of filing. pacts: whose times count, by id."""
    of: dict[str, list[Judgement]] = {}
    for j in view.judgements:
        if isinstance(j.decision, Inquiry | Reply | Ruling) and j.decision.complaint:
            of.setdefault(j.decision.complaint, []).append(j)
    filed = [(j, j.decision) for j in view.judgements if isinstance(j.decision, Complaint)]
    return tuple(_proceeding(j, c, of.get(j.id, []), pacts or {}) for j, c in filed)


def proceeding(view: View, complaint: str, pacts: Mapping[str, Pact] | None = None) -> Proceeding:
    """The complaint of an entry's id. Refused where none such stands."""
    found = next((p for p in proceedings(view, pacts) if p.id == complaint), None)
    if found is None:
        raise Refused("no complaint {complaint} stands", mend="pactwatch inquiries CASE lists them", complaint=complaint[:12])
    return found


def select(every: Iterable[Proceeding], wanted: Wanted) -> Iterator[Proceeding]:
    """Those that are asked for, in their order."""
    return (p for p in every if wanted.fits(p))


def _proceeding(filed: Judgement, complaint: Complaint, of: list[Judgement], pacts: Mapping[str, Pact]) -> Proceeding:
    pact = pacts.get(complaint.clauses[0].partition("/")[0])
    return Proceeding(
        filed,
        complaint,
        steps=tuple(j for j in of if isinstance(j.decision, Inquiry)),
        rulings=tuple(j for j in of if isinstance(j.decision, Ruling)),
        replies=tuple(j for j in of if isinstance(j.decision, Reply)),
        reply_due=_due(pact, "reply_within", filed.at),
        rule_due=_due(pact, "rule_within", filed.at),
    )


def _due(pact: Pact | None, name: str, filed: datetime) -> datetime | None:
    if pact is None or name not in pact.inquiries:
        return None
    return add_duration(Span.of(filed), pact.inquiries[name], pact.time_zone)


def _step(judgement: Judgement) -> Inquiry:
    assert isinstance(judgement.decision, Inquiry)
    return judgement.decision

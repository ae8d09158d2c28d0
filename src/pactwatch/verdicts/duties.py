"""Rules on what must be done: refused, done, done late or in part, overdue, or still to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from pactwatch.ledger.events import root
from pactwatch.types import Proof, Reason, Status
from pactwatch.verdicts.evidence import Heard
from pactwatch.verdicts.proof import at_least, denials, proof_of, proof_reason
from pactwatch.verdicts.question import Finding, Question, day
from pactwatch.verdicts.voices import covers, interested

EXCHANGES = frozenset({"transfer_list", "return_remains", "release"})
"""Acts that two sides do to one another."""

LOOSE = frozenset({"consult", "mediate", "support", "condemn"})
"""Acts of which the press tells many: one is the clause's only where it is done with or to whom the clause names."""


@dataclass(frozen=True)
class Performance:
    """The claims that the bearer did it, and those that it did not, or not wholly, told no earlier than the doing."""

    done: list[Heard]
    denied: list[Heard]
    level: Proof
    sides: frozenset[str]


def refused(question: Question) -> Finding | None:
    """An open refusal by the bearer breaks a duty at once, before its deadline too; doing it later heals that."""
    if question.clause.duty != "must":
        return None
    said = [h for h in question.evidence.claims(question.clause.acts, "refuses") if _own_refusal(question, h)]
    done = performance(question)
    if not said or (done.done and max(h.said for h in done.done) > said[-1].said):
        return None
    last = said[-1]
    data = {"bearer": question.bearer, "act": list(question.clause.acts), "when": day(last.said)}
    ids = tuple(h.id for h in said)
    return Finding(
        "breached", Reason("refused", data, (last.statement,)), against=ids, due=question.due(), proof="corroborated"
    )


def _own_refusal(question: Question, heard: Heard) -> bool:
    return (
        question.does([heard.claim.speaker])
        and not heard.claim.negated
        and _concerns(question, heard)
        and heard.begins >= question.window()[0]
    )


def performed(question: Question) -> Finding | None:
    """Done at the proof the clause asks for: in time, late, or in part; disputed where a third voice says it was not."""
    if question.clause.duty != "must":
        return None
    act = performance(question)
    if not act.done or not at_least(act.level, question.needs("performance", "reported")):
        return None
    due, when = question.due(), min(h.begins if h.dated else h.said for h in act.done)
    contrary = [h for h in act.denied if h.voice.named and (question.own or not interested(h.voice, act.sides))]
    late_by = when - due if due is not None and when > due else None
    data = {
        "bearer": question.bearer,
        "act": list(question.clause.acts),
        "when": day(when),
        "due": day(due) if due else None,
        "late_by": f"P{late_by.days + 1}D" if late_by else None,
    }
    status, key = _outcome(question, act, contrary, late=late_by is not None)
    tree = (proof_reason(act.done, act.level, act.sides, bearer=question.bearer), *denials(act.denied))
    return Finding(
        status,
        Reason(key, data, _statements(act.done), tree),
        for_=tuple(h.id for h in act.done),
        against=tuple(h.id for h in act.denied),
        gaps=_undated(act, due),
        due=due,
        proof=act.level,
        late_by=late_by,
    )


def _outcome(question: Question, act: Performance, contrary: list[Heard], *, late: bool) -> tuple[Status, str]:
    if _in_part(question, act, contrary):
        return "partly_kept", "performed_partly"
    if contrary:
        return "disputed", "performance_contested"
    return ("kept_late", "performed_late") if late else ("kept", "performed")


def own_word_only(question: Question) -> Finding | None:
    """Past the deadline with nobody but the bearer saying that it was done: it cannot be told; denied, it is disputed."""
    due = question.due()
    if question.clause.duty != "must" or due is None or question.at <= due:
        return None
    act = performance(question)
    if not act.done:
        return None
    data = {"bearer": question.bearer, "act": list(question.clause.acts), "needed": question.needs("performance", "reported")}
    tree = (proof_reason(act.done, act.level, act.sides, bearer=question.bearer), *denials(act.denied))
    return Finding(
        "disputed" if act.denied else "unverifiable",
        Reason("performance_own_word", data, _statements(act.done), tree),
        for_=tuple(h.id for h in act.done),
        against=tuple(h.id for h in act.denied),
        due=due,
        proof=act.level,
    )


def overdue(question: Question) -> Finding | None:
    """Past the deadline and not done: overdue, or breached where that it was not done is itself proven."""
    due = question.due()
    if question.clause.duty != "must" or due is None or question.at <= due:
        return None
    act = performance(question)
    denied = [h for h in act.denied if not h.dated or h.ends > due]
    level = proof_of(denied, act.sides, accused=question.bearer, monitor=question.pact.monitor)
    data = {
        "bearer": question.bearer,
        "act": list(question.clause.acts),
        "due": day(due),
        "at": day(question.at),
        "late_by": f"P{(question.at - due).days + 1}D",
    }
    tree = (proof_reason(denied, level, act.sides, accused=question.bearer),) if denied else ()
    against = tuple(h.id for h in denied)
    if denied and at_least(level, question.needs("breach", "corroborated")):
        return Finding("breached", Reason("not_performed", data, (), tree), against=against, due=due, proof=level)
    return Finding("overdue", Reason("overdue", data, (), tree), against=against, due=due, proof=level)


def pending(question: Question) -> Finding | None:
    """Not done, and not yet due; what the bearer alone says of it is kept beside."""
    if question.clause.duty != "must":
        return None
    due, act = question.due(), performance(question)
    data = {"bearer": question.bearer, "act": list(question.clause.acts), "due": day(due) if due else None}
    tree = (proof_reason(act.done, act.level, act.sides, bearer=question.bearer),) if act.done else ()
    reason = Reason("pending" if due else "pending_open", data, (), tree)
    ids = tuple(h.id for h in act.done), tuple(h.id for h in act.denied)
    return Finding("pending", reason, *ids, due=due, proof=act.level)


@lru_cache(maxsize=1)
def performance(question: Question) -> Performance:
    """What is said of the doing. A performance that the text does not date is dated by its publication. The other side's
    word that it was done is as good as a third's."""
    start = max(question.window()[0], question.triggered or question.window()[0])
    acts = question.clause.acts
    done = [h for h in question.evidence.claims(acts, "asserts") if not h.claim.negated and _performs(question, h, start)]
    first = min((h.begins if h.dated else h.said for h in done), default=start)
    denied = [
        h
        for h in [*question.evidence.claims(acts, "asserts"), *question.evidence.claims(acts, "denies")]
        if (h.claim.negated or h.claim.stance == "denies")
        and (h.ends if h.dated else h.said) >= first
        and question.does(h.claim.actor)
        and _concerns(question, h)
    ]
    sides = question.sides()
    other = [h for h in done if h.voice.named and interested(h.voice, sides) and not h.voice.stands_for(question.bearer)]
    level = proof_of(done, sides, monitor=question.pact.monitor)
    if other and not at_least(level, "reported"):
        level = "reported"
    return Performance(done, denied, level, sides)


def _performs(question: Question, heard: Heard, start: datetime) -> bool:
    claim = heard.claim
    by_bearer = question.does(claim.actor) if claim.actor else _speaks_of_all(question, heard)
    by_bearer = by_bearer or _taken_over(question, heard)
    at = heard.begins if heard.dated else heard.said
    # A report's day can hold the hour at which the pact began.
    began = at >= start or (heard.dated and heard.ends >= start and heard.ends - heard.begins < timedelta(days=1))
    return by_bearer and began and _concerns(question, heard) and _with_whom(question, heard)


def _taken_over(question: Question, heard: Heard) -> bool:
    """A place handed over is also shown by its taking over, where the clause counts that: the other side's moving in."""
    moved_in = heard.claim.act == "capture" and any(covers(t, a) for t in question.clause.target for a in heard.claim.actor)
    return moved_in and _inside(question, heard)


def _speaks_of_all(question: Question, heard: Heard) -> bool:
    """Whether a performance without a named performer is the bearer's: an exchange that several owe one another, or what was
    done in the very zone of the clause."""
    mutual = len(question.clause.bearers) > 1 and heard.claim.act in EXCHANGES
    return mutual or _inside(question, heard)


def _inside(question: Question, heard: Heard) -> bool:
    """Whether it is told of the clause's zone for certain: of a place within it, or of the very place that the zone names,
    though a part of that be left out."""
    zone, places = question.clause.zone, heard.places()
    if zone is None or not places:
        return False
    return question.lies_in(zone, places) is True or any(p.id in question.reading[zone].includes for p in places)


def _concerns(question: Question, heard: Heard) -> bool:
    """Whether a claim is about the clause's object and zone, as far as it names them."""
    clause, claim = question.clause, heard.claim
    wanted = {*clause.target, *clause.recipients}
    if wanted and claim.target and not _overlap(wanted, claim.target):
        return False
    return not claim.places or question.lies_in(clause.zone, heard.places()) is not False


def _with_whom(question: Question, heard: Heard) -> bool:
    """Whether an act that the press tells of often is done with, or to, whom the clause names."""
    wanted = {*question.clause.target, *question.clause.recipients}
    others = (*heard.claim.target, *(a for a in heard.claim.actor if not question.does([a])))
    return heard.claim.act not in LOOSE or not wanted or any(root(n) == root(w) for n in others for w in wanted)


def _overlap(wanted: set[str], named: tuple[str, ...]) -> bool:
    # What is handed over (lists of detainees, remains) and to whom stand in one field of a claim.
    things = {"DETAINEES", "REMAINS", "CIV"}
    return any(n in things or root(w) == root(n) for n in named for w in wanted)


def _in_part(question: Question, act: Performance, contrary: list[Heard]) -> bool:
    both = {h.voice.id for h in act.done} | {h.voice.id for h in contrary if h.in_part}
    if contrary and all(h.voice.id in both for h in contrary):
        return True
    amount = question.clause.amount
    if amount is None:
        return False
    told = [a.value for h in act.done for a in h.claim.amounts if a.unit == amount.unit]
    return bool(told) and max(told) < amount.value


def _undated(act: Performance, due: datetime | None) -> tuple[Reason, ...]:
    loose = [h for h in act.done if not h.dated]
    if len(loose) < len(act.done) or due is None:
        return ()
    return (Reason("dated_by_publication", {"when": day(min(h.said for h in loose))}, _statements(loose)),)


def _statements(told: list[Heard]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(h.statement for h in told))

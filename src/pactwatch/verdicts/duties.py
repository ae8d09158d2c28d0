"""Rules on what must be done: refused, done, done late or in part, overdue, or still to come."""

from __future__ import annotations

from datetime import datetime, timedelta

from pactwatch.types import Reason, Status
from pactwatch.verdicts.amounts import differing
from pactwatch.verdicts.deadlines import due, due_reasons
from pactwatch.verdicts.evidence import Heard
from pactwatch.verdicts.parts import all_contested, moment, told_of_parts
from pactwatch.verdicts.performance import Performance, concerns, performance
from pactwatch.verdicts.proof import at_least, denials, proof_of, proof_reason
from pactwatch.verdicts.question import Finding, Question, day
from pactwatch.verdicts.voices import interested


def refused(question: Question) -> Finding | None:
    """An open refusal by the bearer breaks a duty at once, before its deadline too; doing it later heals that."""
    if question.clause.duty != "must":
        return None
    said = [
        h
        for h in question.evidence.claims(question.clause.acts, "refuses", sorted(question.own_roots()))
        if _own_refusal(question, h)
    ]
    done = performance(question)
    if not said or _made_good(done, said[-1]):
        return None
    last = said[-1]
    data = {"bearer": question.bearer, "act": list(question.clause.acts), "when": day(last.said)}
    ids = tuple(h.id for h in said)
    return Finding("breached", Reason("refused", data, (last.statement,)), against=ids, due=due(question), proof="corroborated")


def _made_good(done: Performance, refusal: Heard) -> bool:
    """Whether it was done after all; where a place was refused, of this very place."""
    of_it = [p for p in done.parts if any(p.place in (w.id, *w.within) for w in refusal.where)]
    told = [h for p in of_it for h in p.told] if of_it else done.done
    return any(h.said > refusal.said for h in told)


def _own_refusal(question: Question, heard: Heard) -> bool:
    """Whether it is the bearer's own and open. One on conditions may yet be kept in time, and is none before the deadline."""
    deadline = due(question) if heard.claim.condition else None
    return (
        question.does([heard.claim.speaker])
        and heard.claim.certainty != "hedged"
        and not heard.claim.negated
        and (heard.claim.condition is None or (deadline is not None and question.at > deadline))
        and concerns(question, heard)
        and heard.begins >= (question.began if question.again and question.began else question.window()[0])
    )


def performed(question: Question) -> Finding | None:
    """Done at the proof the clause asks for: in time, late, or in part; disputed where a third voice says it was not. Part of
    an amount whose deadline is still to come is not yet an answer."""
    if question.clause.duty != "must":
        return None
    act, deadline = performance(question), due(question)
    if not act.done or not at_least(act.level, question.needs("performance", "reported")):
        return None
    if act.when is None and deadline is not None and question.at <= deadline and not _said_in_part(question, act):
        return None
    when = act.when or max(moment(h) for h in act.done)
    contrary = _contrary(question, act)
    late_by = when - deadline if deadline is not None and when > deadline else None
    data = {
        "bearer": question.bearer,
        "act": list(question.clause.acts),
        "when": day(when),
        "due": day(deadline) if deadline else None,
        "late_by": f"P{late_by.days + 1}D" if late_by else None,
    }
    status, key = _outcome(act, contrary, late=late_by is not None)
    return Finding(
        status,
        Reason(key, data, act.done.once("statements", lambda: _statements(act.done)), _tree(question, act)),
        for_=act.done.once("ids", lambda: tuple(h.id for h in act.done)),
        against=tuple(h.id for h in act.denied),
        gaps=(*_undated(act, deadline), *_across(act, deadline), *_differing(question, act)),
        due=deadline,
        proof=act.level,
        late_by=late_by,
    )


def _contrary(question: Question, act: Performance) -> list[Heard]:
    """Who says that it was not done, or not wholly, and counts: whoever has no interest in it, or says too that it was."""
    if not act.denied:
        return []
    owners = question.owners()
    witnesses = act.done.once(
        ("witnesses", owners), lambda: {h.voice.id for h in act.done if not any(map(h.voice.stands_for, owners))}
    )
    named = (h for h in act.denied if h.voice.named)
    return [h for h in named if question.own or h.voice.id in witnesses or not interested(h.voice, act.sides)]


def _said_in_part(question: Question, act: Performance) -> bool:
    """Whether those who say that places were left say themselves that this was not all."""
    contrary = _contrary(question, act)
    return bool(act.parts) and bool(contrary) and not _apart(act, contrary)


def _tree(question: Question, act: Performance) -> tuple[Reason, ...]:
    """Why the deadline is what it is, how much was done, who says so and who says otherwise."""
    how_much: tuple[Reason, ...] = ()
    amount = question.clause.amount
    if act.count is not None and amount is not None:
        told = {"amount": act.count.total, "wanted": amount.value, "unit": amount.unit, "count": len(act.count.parts)}
        how_much = (Reason("amount_told", told),)
    proof: tuple[Reason, ...] = ()
    if act.done:
        level, sides, owners = act.level, act.sides, question.owners()
        proof = act.done.once(("proof", level, sides, owners), lambda: (proof_reason(act.done, level, sides, bearer=owners),))
    where = _where(question, act)
    of_parts = {h.id for p in act.parts for h in p.denied if where}
    return (*due_reasons(question), *how_much, *where, *proof, *denials(h for h in act.denied if h.id not in of_parts))


def _where(question: Question, act: Performance) -> tuple[Reason, ...]:
    """Which of the places to be left were left."""
    told = act.done or any(p.again for p in act.parts)
    return told_of_parts(question, act.parts, due(question)) if told else ()


def _differing(question: Question, act: Performance) -> tuple[Reason, ...]:
    amount = question.clause.amount
    return differing(act.count, amount) if act.count is not None and amount is not None else ()


def _outcome(act: Performance, contrary: list[Heard], *, late: bool) -> tuple[Status, str]:
    if _in_part(act, contrary) and not all_contested(act.parts, _apart(act, contrary)):
        return "partly_kept", "performed_partly"
    if contrary:
        return "disputed", "performance_contested"
    return ("kept_late", "performed_late") if late else ("kept", "performed")


def own_word_only(question: Question) -> Finding | None:
    """Past the deadline with nobody but the bearer saying that it was done: it cannot be told; denied, it is disputed."""
    deadline = due(question)
    if question.clause.duty != "must" or deadline is None or question.at <= deadline:
        return None
    act = performance(question)
    if not act.done:
        return None
    data = {"bearer": question.bearer, "act": list(question.clause.acts), "needed": question.needs("performance", "reported")}
    return Finding(
        "disputed" if act.denied else "unverifiable",
        Reason("performance_own_word", data, _statements(act.done), _tree(question, act)),
        for_=tuple(h.id for h in act.done),
        against=tuple(h.id for h in act.denied),
        due=deadline,
        proof=act.level,
    )


def overdue(question: Question) -> Finding | None:
    """Past the deadline and not done: overdue, or breached where that it was not done is itself proven."""
    deadline = due(question)
    if question.clause.duty != "must" or deadline is None or question.at <= deadline:
        return None
    act = performance(question)
    denied = [h for h in act.denied if not h.dated or h.ends > deadline]
    level = proof_of(denied, act.sides, accused=question.owners(), monitor=question.pact.monitor)
    data = {
        "bearer": question.bearer,
        "act": list(question.clause.acts),
        "due": day(deadline),
        "at": day(question.at),
        "late_by": f"P{(question.at - deadline).days + 1}D",
    }
    told = (proof_reason(denied, level, act.sides, accused=question.owners()),) if denied else ()
    tree = (*due_reasons(question), *_where(question, act), *told)
    against = tuple(h.id for h in denied)
    if denied and at_least(level, question.needs("breach", "corroborated")):
        return Finding("breached", Reason("not_performed", data, (), tree), against=against, due=deadline, proof=level)
    return Finding("overdue", Reason("overdue", data, (), tree), against=against, due=deadline, proof=level)


def pending(question: Question) -> Finding | None:
    """Not done, and not yet due; what the bearer alone says of it is kept beside."""
    if question.clause.duty != "must":
        return None
    deadline, act = due(question), performance(question)
    data = {"bearer": question.bearer, "act": list(question.clause.acts), "due": day(deadline) if deadline else None}
    reason = Reason("pending" if deadline else "pending_open", data, (), _tree(question, act))
    ids = tuple(h.id for h in act.done), tuple(h.id for h in act.denied)
    return Finding("pending", reason, *ids, due=deadline, proof=act.level)


def _in_part(act: Performance, contrary: list[Heard]) -> bool:
    if contrary and not _apart(act, contrary):
        return True
    return bool(act.done) and act.when is None


def _apart(act: Performance, contrary: list[Heard]) -> list[Heard]:
    """What those say to the contrary who do not themselves say that it was done: of who says both, it was done in part."""
    both = {h.voice.id for h in act.done} | {h.voice.id for h in contrary if h.in_part}
    return [h for h in contrary if h.voice.id not in both]


def _undated(act: Performance, due: datetime | None) -> tuple[Reason, ...]:
    loose = [h for h in act.done if not h.dated]
    if len(loose) < len(act.done) or due is None:
        return ()
    return (Reason("dated_by_publication", {"when": day(min(h.said for h in loose))}, _statements(loose)),)


def _across(act: Performance, due: datetime | None) -> tuple[Reason, ...]:
    """That the dates of what was done reach over the deadline, so that it may have been late."""
    if due is None or act.when is None or act.when > due:
        return ()
    dated = [h for h in act.done if h.dated and h.begins <= due]
    if not dated or len(dated) < len(act.done) or any(h.ends <= due or h.ends - h.begins < timedelta(days=1) for h in dated):
        return ()
    data = {"act": dated[0].claim.act, "when": str(dated[0].claim.when), "due": day(due)}
    return (Reason("across_deadline", data, _statements(dated)),)


def _statements(told: list[Heard]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(h.statement for h in told))

"""Duties that come up again, each week or month: every period has its own answer, and together they give that of the clause."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from pactwatch.types import Reason, Status
from pactwatch.verdicts.deadlines import occasions
from pactwatch.verdicts.evidence import Heard
from pactwatch.verdicts.heard import Told
from pactwatch.verdicts.performance import Performance, performance, weighed
from pactwatch.verdicts.proof import at_least, proof_of, proof_reason
from pactwatch.verdicts.question import Finding, Question, day
from pactwatch.verdicts.terms import Period
from pactwatch.verdicts.voices import interested


@dataclass(frozen=True)
class Occasion:
    """One period: `kept`, `partly_kept`, `disputed`, `unverifiable` (only the bearer says it was done), `overdue`, `breached`
    (proven not done), or `pending` while it runs."""

    period: Period
    status: Status
    act: Performance


def came_up_again(question: Question) -> Finding | None:
    """Kept where each period that has ended was kept, in part where some were; one period does not make good another."""
    rule = question.clause.due
    if question.clause.duty != "must" or rule is None or rule.every is None:
        return None
    act, found = performance(question), occasions(question)
    answers = [_occasion(question, act, period) for period in found]
    ended = [o for o in answers if o.status != "pending"]
    done = Told({h.id: h for o in answers for h in o.act.done}.values())
    denied = list({h.id: h for o in answers for h in o.act.denied}.values())
    level = weighed(question, done, denied).level
    data = {
        "bearer": question.bearer,
        "act": list(question.clause.acts),
        "kept": sum(o.status == "kept" for o in ended),
        "periods": len(ended),
    }
    tree = tuple(_told(question, list(run)) for _, run in groupby(answers, key=lambda o: o.status))
    return Finding(
        _together([o.status for o in ended]),
        Reason("periods", data, (), tree),
        for_=tuple(h.id for h in done),
        against=tuple(h.id for h in denied),
        gaps=_between(act.done, found),
        due=found[-1][1] if found else None,
        proof=level,
    )


def _together(ended: list[Status]) -> Status:
    if not ended:
        return "pending"
    only = set(ended)
    if len(only) == 1:
        return ended[0]
    if only <= {"overdue", "breached"}:
        return "breached"
    if only & {"kept", "partly_kept"}:
        return "partly_kept"
    return "disputed" if "disputed" in only else "overdue"


def _occasion(question: Question, act: Performance, period: Period) -> Occasion:
    first, last = period
    done = Told(h for h in act.done if _inside(h, period))
    denied = [h for h in act.denied if h.dated and h.begins <= last and h.ends >= first]
    own = weighed(question, done, denied)
    proven = bool(done) and at_least(own.level, question.needs("performance", "reported"))
    contrary = [h for h in denied if h.voice.named and not interested(h.voice, own.sides)]
    if proven and own.when is not None:
        return Occasion(period, "disputed" if contrary else "kept", own)
    if question.at <= last:
        return Occasion(period, "pending", own)
    if proven:
        return Occasion(period, "partly_kept", own)
    if done:
        return Occasion(period, "disputed" if denied else "unverifiable", own)
    level = proof_of(denied, own.sides, accused=question.owners(), monitor=question.pact.monitor)
    missed = bool(denied) and at_least(level, question.needs("breach", "corroborated"))
    return Occasion(period, "breached" if missed else "overdue", own)


def _inside(heard: Heard, period: Period) -> bool:
    begins, ends = (heard.begins, heard.ends) if heard.dated else (heard.said, heard.said)
    return period[0] <= begins and ends <= period[1]


def _told(question: Question, run: list[Occasion]) -> Reason:
    """Periods that follow one another with the same answer, and the voices of each that has any."""
    data = {
        "status": run[0].status,
        "start": day(run[0].period[0]),
        "end": day(run[-1].period[1]),
        "count": len(run),
    }
    voices = tuple(
        proof_reason([*o.act.done, *o.act.denied], o.act.level, o.act.sides, bearer=question.owners())
        for o in run
        if o.act.done or o.act.denied
    )
    return Reason("period", data, (), voices)


def _between(done: list[Heard], found: list[Period]) -> tuple[Reason, ...]:
    """What is dated across the end of a period belongs to neither."""
    across = [
        h for h in done if h.dated and not any(_inside(h, p) for p in found) and any(h.begins <= p[1] <= h.ends for p in found)
    ]
    return tuple(Reason("across_periods", {"act": h.claim.act, "when": str(h.claim.when)}, (h.statement,)) for h in across)

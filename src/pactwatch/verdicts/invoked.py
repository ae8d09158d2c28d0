"""A duty that is called upon more than once: each call starts it anew.

A request made again, or another step of the other side, is a new call once the one before has been answered, or its deadline
has passed; until then it is a reminder. Attacks and the like that follow one another within ten days, or within the time that
the clause gives for an answer where that is shorter, are one occasion: a war does not call upon an ally every morning.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from pactwatch.types import Trigger
from pactwatch.verdicts.deadlines import due
from pactwatch.verdicts.life import HARMFUL, Condition, asked_for, met_by_event, occurrences, requests
from pactwatch.verdicts.performance import performance
from pactwatch.verdicts.proof import at_least
from pactwatch.verdicts.question import Question
from pactwatch.verdicts.terms import SECOND

QUIET = timedelta(days=10)
"""For how long nothing of the kind must have been told of before what happens next is an occasion of its own."""


def under(question: Question, condition: Condition, *, again: bool = False) -> Question:
    """What is asked once the condition has been met."""
    return replace(question, triggered=condition.ends, began=condition.begins, victims=condition.victims, again=again)


def invoked_again(question: Question, trigger: Trigger, before: Condition) -> Condition | None:
    """The next time that a condition was met after `before`, under which `question` stands; None where it was not."""
    if question.clause.duty != "must" or before.begins is None or before.ends is None:
        return None
    if trigger.requested_by:
        return _asked_again(question, trigger, before.ends)
    if HARMFUL & set(trigger.acts):
        quiet = _quiet(question)
        since = _last_of_occasion(question, trigger, before.ends, quiet) + quiet
    elif (over := _settled(question)) is not None:
        since = max(over, before.ends) + SECOND
    else:
        return None
    next_one = met_by_event(question, trigger, since)
    return next_one if next_one.ends is not None else None


def _asked_again(question: Question, trigger: Trigger, before: datetime) -> Condition | None:
    over = _settled(question)
    if over is None:
        return None
    for heard in requests(question, trigger):
        # What bears no date may be the first request told again.
        if heard.begins > over and (heard.dated or heard.begins > before + QUIET):
            return asked_for(heard)
    return None


def _settled(question: Question) -> datetime | None:
    """When a call was answered, or its deadline passed, whichever came first; None while it is open."""
    act, deadline = performance(question), due(question)
    moments = [deadline] if deadline is not None and deadline < question.at else []
    if act.when is not None and at_least(act.level, question.needs("performance", "reported")):
        ends = (h.ends if h.dated else h.said for h in act.done)
        moments.append(min((e for e in ends if e >= act.when), default=act.when))
    return min(moments, default=None)


def _quiet(question: Question) -> timedelta:
    """Ten days, or the time that the clause itself gives for an answer where that is shorter."""
    deadline = due(question)
    own = deadline - question.triggered if deadline is not None and question.triggered is not None else QUIET
    return max(min(QUIET, own), SECOND)


def _last_of_occasion(question: Question, trigger: Trigger, last: datetime, quiet: timedelta) -> datetime:
    """The end of the last happening of an occasion, each within the quiet time of the one before."""
    while True:
        found = occurrences(question, trigger, last + SECOND, min(last + quiet, question.at))
        later = max((event.span.instants(question.evidence.zone)[1] for event, _, inside in found if inside), default=last)
        if later <= last:
            return last
        last = later

"""The rules, in order: the first that finds, finds. Order is meaning.

Life before duty (a clause that does not bind cannot be broken); a refusal before performance; performance before the
deadline's passing; a proven breach before an alleged one; silence last.
"""

from __future__ import annotations

from collections.abc import Callable

from pactwatch.types import Reason
from pactwatch.verdicts.duties import overdue, own_word_only, pending, performed, refused
from pactwatch.verdicts.life import not_in_force, superseded, terminated
from pactwatch.verdicts.performance import performance
from pactwatch.verdicts.prohibitions import alleged, broken
from pactwatch.verdicts.question import Finding, Question
from pactwatch.verdicts.recurrence import came_up_again
from pactwatch.verdicts.watching import kept_or_unseen

Rule = Callable[[Question], Finding | None]


def permitted(question: Question) -> Finding | None:
    """A liberty: open until it is used. It cannot be broken by its holder."""
    act = performance(question)
    used = bool(act.done)
    data = {"bearer": question.bearer, "act": list(question.clause.acts)}
    ids = tuple(h.id for h in act.done)
    reason = Reason("permitted_used" if used else "permitted_unused", data, tuple(h.statement for h in act.done))
    return Finding("kept" if used else "pending", reason, for_=ids, proof=act.level)


LIFE: tuple[Rule, ...] = (not_in_force, superseded, terminated)
DUTY: tuple[Rule, ...] = (
    refused,
    came_up_again,
    performed,
    own_word_only,
    overdue,
    pending,
    broken,
    alleged,
    kept_or_unseen,
    permitted,
)
"""Between the two, what frees the bearer (an exception, another's breach) and the clause's trigger are looked into
(`judge.find`)."""

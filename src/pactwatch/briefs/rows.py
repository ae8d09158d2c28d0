"""The lists of a brief: clauses with their answers, by pact, by deadline, contested, and changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pactwatch.briefs.clauses import Answer, answer, answers
from pactwatch.briefs.groups import Group, merged
from pactwatch.briefs.links import slug
from pactwatch.briefs.wording import Text, Wording
from pactwatch.types import Brief, Status, Verdict

OUTSIDE = ("not_in_force", "superseded", "not_triggered")
"""Answers that say the clause bound nobody then: no deadline of theirs is called due."""


@dataclass(frozen=True, slots=True)
class Row:
    """A clause in the summary, with its answers."""

    pact: Text
    title: Text
    anchor: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """An answer that is no longer what it was."""

    pact: Text
    title: Text
    anchor: str
    parties: str
    before: tuple[Status, str]
    after: tuple[Status, str]


def rows(found: Sequence[Group], pact: str, wording: Wording) -> tuple[Row, ...]:
    """The clauses of a pact with their answers."""
    by_clause: dict[str, list[Group]] = {}
    for group in found:
        if group.pact.id == pact:
            by_clause.setdefault(group.clause.ref, []).append(group)
    return tuple(_row(same, wording) for same in by_clause.values())


def _row(same: Sequence[Group], wording: Wording) -> Row:
    clause = same[0].clause
    return Row(wording.titled(same[0].pact.title), wording.titled(clause.text), f"c-{slug(clause.ref)}", answers(same, wording))


def listed(found: Iterable[Group], wording: Wording, *, by_due: bool = True) -> tuple[tuple[Row, Answer], ...]:
    """A line a group, by deadline where that matters."""
    ordered = sorted(found, key=lambda g: g.verdict.due.timestamp() if by_due and g.verdict.due else 0)
    return tuple((_row([g], wording), answer(g, wording)) for g in merged(ordered))


def fell_due(group: Group, brief: Brief) -> bool:
    """Whether its deadline was in the days of the brief, and it is not overdue."""
    due, status = group.verdict.due, group.verdict.status
    return due is not None and brief.start <= due <= brief.end and status not in ("overdue", *OUTSIDE)


def falls_due(group: Group, brief: Brief) -> bool:
    """Whether its deadline lies ahead."""
    due = group.verdict.due
    return due is not None and due > brief.end and group.verdict.status == "pending"


def is_contested(group: Group) -> bool:
    """Whether evidence or readings answer differently."""
    return group.verdict.status == "disputed" or len(set(group.verdict.readings.values())) > 1


def changes(brief: Brief, wording: Wording) -> tuple[Change, ...]:
    """Answers that are not what they were at the beginning of the days, by clause and change."""
    clauses = {c.ref: (p, c) for p in brief.pacts for c in p.clauses}
    alike: dict[tuple[str, Status, Status], list[Verdict]] = {}
    known = [pair for pair in brief.changed if pair[1].clause in clauses]
    for before, after in sorted(known, key=lambda pair: list(clauses).index(pair[1].clause)):
        alike.setdefault((after.clause, before.status, after.status), []).append(after)
    return tuple(
        Change(
            wording.titled(clauses[ref][0].title),
            wording.titled(clauses[ref][1].text),
            f"c-{slug(ref)}",
            wording.names([v.bearer for v in same]),
            (old, wording.word("statuses", old)),
            (new, wording.word("statuses", new)),
        )
        for (ref, old, new), same in alike.items()
    )

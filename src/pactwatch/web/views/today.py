"""What a mediator must know tonight: due, overdue, contested, newly broken, and what changed since yesterday."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from pactwatch.briefs.clauses import Answer, answer
from pactwatch.briefs.groups import Group, groups, merged
from pactwatch.briefs.wording import Text
from pactwatch.types import Status, Verdict
from pactwatch.web.answering import Pages
from pactwatch.web.asking import Ask, Asked

pages = Pages("today")

SOON = timedelta(days=14)
"""How far ahead deadlines are listed."""

_BROKEN = ("breached", "alleged")


@dataclass(frozen=True, slots=True)
class Line:
    """A clause and what is to be said of some of its parties. before: the status a day earlier, where it was another."""

    pact: str
    clause: str
    pact_title: Text
    clause_text: Text
    answer: Answer
    before: Status | None = None


@dataclass(frozen=True, slots=True)
class TodayPage:
    """at: the moment judged. counts: how many answers have each status."""

    at: datetime
    known_at: int
    by: str | None
    counts: dict[Status, int]
    overdue: list[Line]
    due: list[Line]
    contested: list[Line]
    broken: list[Line]
    changed: list[Line]


@pages.page("/today", "today.html.j2")
def today(ask: Asked) -> TodayPage:
    """What falls due, is overdue or contested, which breaches are new, and what changed since the day before."""
    now = ask.snapshot.all_verdicts(ask.at, ask.by)
    earlier = ask.snapshot.all_verdicts(ask.at - timedelta(days=1), ask.by)
    was: dict[tuple[str, str], Status] = {(v.clause, v.bearer): v.status for v in earlier}
    changed = [v for v in now if was[v.clause, v.bearer] != v.status]
    return TodayPage(
        at=ask.at,
        known_at=ask.snapshot.seq,
        by=ask.by,
        counts=_counts(now),
        overdue=lines(ask, (v for v in now if v.status == "overdue")),
        due=lines(ask, (v for v in now if v.status == "pending" and v.due and v.due - ask.at <= SOON)),
        contested=lines(ask, (v for v in now if v.status == "disputed")),
        broken=lines(ask, (v for v in changed if v.status in _BROKEN)),
        changed=lines(ask, changed, was),
    )


def lines(ask: Ask, verdicts: Iterable[Verdict], was: dict[tuple[str, str], Status] | None = None) -> list[Line]:
    """These verdicts, those that say the same of several parties of a clause as one line, by deadline."""
    brief = ask.snapshot.brief(verdicts, ask.snapshot.pacts.values(), ask.at, ask.at)
    parts: dict[Status | None, list[Group]] = {}
    for group in groups(brief):
        parts.setdefault((was or {}).get((group.clause.ref, group.verdict.bearer)), []).append(group)
    found = [(g, before) for before, same in parts.items() for g in merged(_by_due(same))]
    return [_line(ask, group, before) for group, before in found]


def _line(ask: Ask, group: Group, before: Status | None) -> Line:
    words = ask.words
    return Line(
        group.pact.id,
        group.clause.id,
        words.titled(group.pact.title),
        words.titled(group.clause.text),
        answer(group, words),
        before,
    )


def _by_due(found: Sequence[Group]) -> list[Group]:
    return sorted(found, key=lambda g: g.verdict.due.timestamp() if g.verdict.due else float("inf"))


def _counts(verdicts: Iterable[Verdict]) -> dict[Status, int]:
    found: dict[Status, int] = {}
    for verdict in verdicts:
        found[verdict.status] = found.get(verdict.status, 0) + 1
    return found

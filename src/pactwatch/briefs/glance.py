"""The first page of a brief: the whole in half a minute, each line leading to where more is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pactwatch.briefs.clauses import Answer
from pactwatch.briefs.differences import Differences
from pactwatch.briefs.figures import Figures
from pactwatch.briefs.rows import Change, Row
from pactwatch.briefs.wording import Text, Wording
from pactwatch.types import Status

MOST = 3
"""Lines under one head; what is more is counted."""

_FIRST: tuple[Status, ...] = ("breached", "overdue", "disputed", "alleged", "kept_late", "partly_kept", "kept", "unverifiable")
"""Answers that a reader must know first, where there are more changes than lines; all others come behind them."""

Listed = Sequence[tuple[Row, Answer]]


@dataclass(frozen=True, slots=True)
class Line:
    """A clause, for whom and how it stands, and where more is told of it."""

    title: Text
    told: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Glanced:
    """A head with how many things stand under it, the first of them, and how many more; or, where there are none, a sentence.
    `anchor`: the section that tells all."""

    title: str
    anchor: str
    number: str
    lines: tuple[Line, ...] = ()
    more: str = ""
    sentences: tuple[str, ...] = ()


def listed(title: str, anchor: str, items: Listed, wording: Wording) -> Glanced | None:
    """Answers under a head of this label; None where there are none."""
    lines = [Line(row.title, _told(a, wording), row.anchor) for row, a in items]
    return _glanced(wording.label(title), anchor, lines, wording) if lines else None


def changes(changed: Sequence[Change], wording: Wording) -> Glanced:
    """What is no longer as it was, or that nothing is."""
    title = wording.label("changed")
    if not changed:
        return Glanced(title, "changed", wording.language.number(0), sentences=(wording.label("no_changed"),))
    first = sorted(changed, key=lambda c: _FIRST.index(c.after[0]) if c.after[0] in _FIRST else len(_FIRST))
    became = [(c, wording.label("became", before=c.before[1], after=c.after[1])) for c in first]
    lines = [Line(c.title, f"{c.parties}: {told}", c.anchor) for c, told in became]
    return _glanced(title, "changed", lines, wording)


def since(issue: Differences | None, wording: Wording) -> Glanced | None:
    """How much is otherwise than in the issue before, in a sentence."""
    if issue is None:
        return None
    number, all_ = wording.language.number, (issue.answers, issue.added, issue.dropped)
    if not any(all_):
        return Glanced(issue.title, "differences", number(0), sentences=(wording.label("no_differences"),))
    slots = dict(zip(("answers", "added", "dropped"), (number(len(part)) for part in all_), strict=True))
    return Glanced(issue.title, "differences", number(len(issue.answers)), sentences=(wording.label("differ", **slots),))


def fighting(figures: Figures | None, wording: Wording) -> Glanced | None:
    """The figure of happenings with its rule, and what was watched; None for a brief that holds verdicts alone."""
    if figures is None:
        return None
    each = next(c for c in figures.counted if c.name == "per_event")
    watched = "; ".join(f"{w.what}: {w.shown}" for w in figures.watched)
    effort = f"{wording.label('effort')}: {watched}." if watched else figures.unwatched
    # A rule's definition is a sentence of its own; its title is enough beside the figure that has it.
    counted = wording.label("counted_by", rule=each.rule, number=each.shown)
    said = figures.watched or figures.watchers or not figures.unknown
    # That nothing is told of any day says already that nobody is known to have watched.
    sentences = tuple(s for s in (counted, effort if said else "", figures.unknown) if s)
    return Glanced(wording.label("figures"), "figures", each.shown, sentences=sentences)


def _glanced(title: str, anchor: str, lines: Sequence[Line], wording: Wording) -> Glanced:
    more = len(lines) - MOST
    left = wording.label("and_more", number=wording.language.number(more)) if more > 0 else ""
    return Glanced(title, anchor, wording.language.number(len(lines)), tuple(lines[:MOST]), left)


def _told(answer: Answer, wording: Wording) -> str:
    return wording.label("comma").join(_parts(answer, wording))


def _parts(answer: Answer, wording: Wording) -> Iterator[str]:
    yield answer.parties
    if answer.due:
        yield wording.label("due_on", date=answer.due)
    if answer.late:
        yield answer.late

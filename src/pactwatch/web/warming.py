"""What the pages of a board rest on, worked out before the first reader comes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from pactwatch.web.library import library
from pactwatch.web.rendering import compile_all
from pactwatch.web.snapshot import LONG_AFTER, Snapshot
from pactwatch.web.sourcebook import SourceBook
from pactwatch.web.truces import Truces
from pactwatch.web.views.claims import contested
from pactwatch.web.views.narrowing import DEFAULT_RULE
from pactwatch.web.views.report import copies
from pactwatch.web.watching import Watching

_TRUCES = 50
"""Truces, the latest, whose figures are worked out beforehand."""


def warm(snapshot: Snapshot) -> None:
    """Works out what takes long of a snapshot, so that the first reader of any page waits no longer than the next."""
    truces = snapshot.warm().once(Truces, judged=True)
    for moment in (snapshot.last + LONG_AFTER, snapshot.today()):
        truces.curve(moment)
    for make in (contested, SourceBook, library, copies, Watching):
        snapshot.once(make)
    snapshot.once(SourceBook).efforts.effort()
    for one in truces.found(snapshot.today())[-_TRUCES:]:
        truces.holding(one.pact, DEFAULT_RULE, 15)
    # Of these, earlier lines are cut.
    snapshot.events()[0].prepare()
    snapshot.evidence.record.prepare()
    snapshot.control().prepare(snapshot.view.lines)
    snapshot.memory.prepare(snapshot.evidence.record.rest)
    compile_all()


def look_ahead(snapshot: Snapshot) -> Iterator[object]:
    """Works out what will be asked next, one thing after another: of the present line, what ended clauses had come to by the
    word of each party alone, and the events that it tells of; of an earlier one, what the pages ask to which one goes on from
    its first."""
    return _by_each(snapshot) if snapshot.later is None else _of_earlier(snapshot)


def _by_each(snapshot: Snapshot) -> Iterator[object]:
    for party in snapshot.parties:
        for clause in snapshot.clauses:
            yield snapshot.verdicts(clause, snapshot.last + LONG_AFTER, party)
        yield snapshot.events(party)


def _of_earlier(snapshot: Snapshot) -> Iterator[object]:
    for clause in snapshot.clauses:
        for moment in (snapshot.today(), snapshot.today() - timedelta(days=1)):
            yield snapshot.verdicts(clause, moment)
    yield snapshot.events()
    yield snapshot.control().at(snapshot.today())
    for make in (contested, SourceBook, library):
        yield snapshot.once(make)
    yield snapshot.once(Truces, judged=True).curve(snapshot.today())

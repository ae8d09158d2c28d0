"""One pact: its clauses beside its parties, what is known of it, and how its zones are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from pactwatch.briefs.clauses import Answer, answer
from pactwatch.briefs.groups import Group, groups, merged
from pactwatch.briefs.links import web_url
from pactwatch.briefs.wording import Text
from pactwatch.types import Clause, Pact, Proof, Status, Verdict, ZoneReading
from pactwatch.web.answering import Pages
from pactwatch.web.asking import Ask, Asked, Missing
from pactwatch.web.naming import Spellings, spelled
from pactwatch.web.standing import Standing, counted, standing
from pactwatch.web.views.pacts import judged

pages = Pages("pacts")

RELATIONS = ("reaffirms", "supersedes", "amends", "terminates", "without_prejudice_to")


@dataclass(frozen=True, slots=True)
class Cell:
    """The answer for one clause and party. due: its deadline in words, if it has one. readings: how many answers the readings
    of the pact give, where they differ."""

    status: Status
    due: str
    proof: Proof
    readings: int


@dataclass(frozen=True, slots=True)
class Row:
    """A clause, with a cell for each party of the table; None for a party that does not owe it."""

    id: str
    text: Text
    duty: str
    cites: str
    cells: list[Cell | None]


@dataclass(frozen=True, slots=True)
class Related:
    """Another pact and how the two are related. id: None where the case does not have it."""

    relation: str
    title: Text
    id: str | None


@dataclass(frozen=True, slots=True)
class ReadingOf:
    """One way of reading a zone, and who holds it; nobody in particular where `holders` is empty."""

    id: str
    text: Text
    holders: str
    includes: list[Spellings]
    excludes: list[Spellings]
    url: str | None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline that some parties have under a clause."""

    clause: str
    text: Text
    due: datetime
    answer: Answer


@dataclass(frozen=True, slots=True)
class PactPage:
    """facts: (label, value). parties: code and name of each column of the table. registry: its ids in collections."""

    at: datetime
    known_at: int
    by: str | None
    id: str
    title: Text
    kind: str
    state: Standing
    facts: list[tuple[str, str]]
    url: str | None
    related: list[Related]
    registry: dict[str, tuple[str, ...]]
    parties: list[tuple[str, str]]
    rows: list[Row]
    counts: dict[Status, int]
    zones: dict[str, list[ReadingOf]]
    deadlines: list[Deadline]


@pages.page("/pacts/{pact}", "pact.html.j2")
def pact(ask: Asked, pact: str) -> PactPage:
    """A pact: each clause and party with its status, its facts, its relations to others, its zones, its deadlines."""
    found = pact_of(ask, pact)
    verdicts, words = judged(ask, found), ask.words
    bearers = list(dict.fromkeys(b for c in found.clauses for b in c.bearers))
    by_key = {(v.clause, v.bearer): v for v in verdicts}
    return PactPage(
        at=ask.at,
        known_at=ask.snapshot.seq,
        by=ask.by,
        id=found.id,
        title=words.titled(found.title),
        kind=words.word("pact_kinds", found.kind),
        state=standing(found, verdicts, ask.at, ask.snapshot.pacts),
        facts=[(label, value) for label, value in _facts(ask, found) if value],
        url=web_url(found.source),
        related=list(_related(ask, found)),
        registry=found.registry,
        parties=[(b, words.name(b)) for b in bearers],
        rows=[_row(ask, found, c, [by_key.get((c.ref, b)) for b in bearers]) for c in found.clauses],
        counts=counted(verdicts),
        zones={z.id: [_reading(ask, r) for r in z.readings] for z in found.zones.values()},
        deadlines=_deadlines(ask, found, verdicts),
    )


def pact_of(ask: Ask, name: str) -> Pact:
    """The pact of an id; missing where the case has none."""
    found = ask.snapshot.pacts.get(name)
    if found is None:
        raise Missing("there is no pact {name!r} here", mend="choose one of the list of pacts", name=name[:80])
    return found


def _facts(ask: Ask, pact: Pact) -> Iterator[tuple[str, str]]:
    words = ask.words
    yield words.label("made"), words.span(pact.made)
    yield words.label("in_force"), words.span(pact.in_force)
    yield words.label("parties"), words.names(pact.parties)
    yield words.label("witnesses"), words.names(pact.witnesses)
    yield ask.gettext("Monitor, whose rulings settle"), words.names(pact.monitor)
    for party, spans in pact.membership.items():
        yield (
            ask.gettext("Bound: %(party)s") % {"party": words.name(party)},
            words.language.join([words.span(s) for s in spans]),
        )
    for party, others in pact.answers_for.items():
        yield ask.gettext("%(party)s answers for") % {"party": words.name(party)}, words.names(others)


def _related(ask: Ask, pact: Pact) -> Iterator[Related]:
    told = {
        "reaffirms": (ask.words.label("reaffirms"), ask.gettext("Reaffirmed by")),
        "supersedes": (ask.words.label("supersedes"), ask.gettext("Superseded by")),
        "amends": (ask.words.label("amends"), ask.gettext("Amended by")),
        "terminates": (ask.gettext("Ends"), ask.gettext("Ended by")),
        "without_prejudice_to": (ask.words.label("without_prejudice_to"), ask.gettext("Left untouched by")),
    }
    for relation in RELATIONS:
        for other in _targets(pact, relation):
            yield _relation(ask, told[relation][0], other)
        for one in ask.snapshot.pacts.values():
            if one.id != pact.id and any(_pact_id(t) == pact.id for t in _targets(one, relation)):
                yield _relation(ask, told[relation][1], one.id)
    for extension in pact.extends:
        yield _relation(ask, ask.gettext("Extends"), extension.what)
    for one in ask.snapshot.pacts.values():
        if any(_pact_id(e.what) == pact.id for e in one.extends):
            yield _relation(ask, ask.gettext("Extended by"), one.id)


def _targets(pact: Pact, relation: str) -> tuple[str, ...]:
    named: tuple[str, ...] = getattr(pact, relation)
    return (*named, *(r for c in pact.clauses for r in c.supersedes)) if relation == "supersedes" else named


def _pact_id(ref: str) -> str:
    return ref.partition("/")[0]


def _relation(ask: Ask, label: str, ref: str) -> Related:
    known, words = ask.snapshot.pacts.get(_pact_id(ref)), ask.words
    clause = ask.snapshot.clauses.get(ref)
    if known is None:
        return Related(label, words.own(ref, "und"), None)
    return Related(
        label, words.titled(clause.text if clause else known.title), f"{known.id}/{clause.id}" if clause else known.id
    )


def _row(ask: Ask, pact: Pact, clause: Clause, verdicts: Sequence[Verdict | None]) -> Row:
    words = ask.words
    return Row(
        clause.id,
        words.titled(clause.text),
        words.word("duties", clause.duty),
        clause.cites or "",
        [_cell(ask, pact, v) if v else None for v in verdicts],
    )


def _cell(ask: Ask, pact: Pact, verdict: Verdict) -> Cell:
    due = ask.words.moment(verdict.due.astimezone(ZoneInfo(pact.time_zone))) if verdict.due else ""
    differing = len(set(verdict.readings.values()))
    return Cell(verdict.status, due, verdict.proof, differing if differing > 1 else 0)


def _reading(ask: Ask, reading: ZoneReading) -> ReadingOf:
    words = ask.words
    return ReadingOf(
        reading.id,
        words.titled(reading.text),
        words.names(reading.held_by),
        spelled(reading.includes, words),
        spelled(reading.excludes, words),
        web_url(reading.source),
    )


def _deadlines(ask: Ask, pact: Pact, verdicts: Sequence[Verdict]) -> list[Deadline]:
    brief = ask.snapshot.brief((v for v in verdicts if v.due), (pact,), ask.at, ask.at)
    found = merged(groups(brief))
    return sorted((_deadline(ask, g) for g in found if g.verdict.due), key=lambda d: d.due)


def _deadline(ask: Ask, group: Group) -> Deadline:
    assert group.verdict.due is not None
    return Deadline(group.clause.id, ask.words.titled(group.clause.text), group.verdict.due, answer(group, ask.words))

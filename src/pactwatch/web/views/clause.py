"""One clause: what it asks, how each party has kept it, why, by whose word, and since when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Query

from pactwatch.briefs.citing import Citations
from pactwatch.briefs.clauses import AnswerPart, answer_part
from pactwatch.briefs.groups import Group, groups
from pactwatch.briefs.wording import Text
from pactwatch.types import Clause, Pact, Status, Verdict
from pactwatch.verdicts.identity import verdict_id
from pactwatch.web.answering import Pages
from pactwatch.web.asking import Ask, Asked, Missing
from pactwatch.web.encoding import encoded
from pactwatch.web.histories import Strip, strips
from pactwatch.web.shortening import MOST, shortened
from pactwatch.web.views.pact import pact_of

pages = Pages("pacts")

EVERYTHING = 100_000


@dataclass(frozen=True, slots=True)
class Told:
    """An answer and the parties it is given for. ids: of the verdict of each party, by its code. left_out: how many claims and
    reasons are not shown."""

    bearers: tuple[str, ...]
    ids: dict[str, str]
    part: AnswerPart
    left_out: int


@dataclass(frozen=True, slots=True)
class ByWord:
    """The answer for one bearer by the word of each: of all, of each party alone, of those without an interest."""

    bearer: str
    name: str
    all: Status
    parties: dict[str, Status]
    disinterested: Status


@dataclass(frozen=True, slots=True)
class ClausePage:
    """encoding: (label, value). told: the answers, those of several parties together where they are the same. sentences: the
    statement ids by their numbers. parties: code and name of each party whose word is asked. before, after: its neighbours."""

    at: datetime
    known_at: int
    by: str | None
    pact: str
    pact_title: Text
    clause: str
    text: Text
    cites: str
    duty: str
    encoding: list[tuple[str, str]]
    told: list[Told]
    sentences: dict[int, str]
    parties: list[tuple[str, str]]
    by_word: list[ByWord]
    history: list[Strip]
    before: str | None
    after: str | None


@pages.page("/pacts/{pact}/{clause}", "clause.html.j2")
def clause(
    ask: Asked,
    pact: str,
    clause: str,
    full: Annotated[bool, Query(description="Every claim and reason, however many.")] = False,
) -> ClausePage:
    """A clause: the verdict for each bearer with reasons and evidence; the answer by each side's word, and over time."""
    under = pact_of(ask, pact)
    found = ask.snapshot.clause(pact, clause)
    if found is None:
        raise Missing(
            "the pact {pact!r} has no clause {clause!r}", mend="choose one of its clauses", pact=pact, clause=clause[:80]
        )
    words, verdicts = ask.words, ask.snapshot.verdicts(found.ref, ask.at, ask.by)
    cut = {v.bearer: shortened(v, EVERYTHING if full else MOST) for v in verdicts}
    brief = ask.snapshot.brief((v for v, _ in cut.values()), ask.snapshot.pacts.values(), ask.at, ask.at)
    citations = Citations(brief, words)
    ids = {v.bearer: verdict_id(v) for v in verdicts}
    left = {bearer: n for bearer, (_, n) in cut.items()}
    told = [_told(group, ids, left, answer_part(group, words, citations)) for group in groups(brief)]
    before, after = _neighbours(under, found)
    return ClausePage(
        at=ask.at,
        known_at=ask.snapshot.seq,
        by=ask.by,
        pact=pact,
        pact_title=words.titled(under.title),
        clause=clause,
        text=words.titled(found.text),
        cites=found.cites or "",
        duty=words.word("duties", found.duty),
        encoding=encoded(ask, under, found),
        told=told,
        sentences=citations.numbered(),
        parties=[(p, words.name(p)) for p in under.parties],
        by_word=list(_by_word(ask, under, found)),
        history=strips(ask, found),
        before=before,
        after=after,
    )


def _told(group: Group, ids: dict[str, str], left: dict[str, int], part: AnswerPart) -> Told:
    return Told(group.bearers, {b: ids[b] for b in group.bearers}, part, max(left[b] for b in group.bearers))


def _by_word(ask: Ask, pact: Pact, clause: Clause) -> Iterator[ByWord]:
    everyone = _statuses(ask.snapshot.verdicts(clause.ref, ask.at))
    apart = _statuses(ask.snapshot.disinterested(clause.ref, ask.at))
    each = {p: _statuses(ask.snapshot.verdicts(clause.ref, ask.at, p)) for p in pact.parties}
    for bearer, status in everyone.items():
        yield ByWord(bearer, ask.words.name(bearer), status, {p: found[bearer] for p, found in each.items()}, apart[bearer])


def _statuses(verdicts: tuple[Verdict, ...]) -> dict[str, Status]:
    return {v.bearer: v.status for v in verdicts}


def _neighbours(pact: Pact, clause: Clause) -> tuple[str | None, str | None]:
    names = [None, *(c.id for c in pact.clauses), None]
    where = names.index(clause.id)
    return names[where - 1], names[where + 1]

"""Every pact, whether it is in force, and how its promises stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pactwatch.briefs.wording import Text
from pactwatch.types import Pact, Status, Verdict
from pactwatch.web.answering import Pages
from pactwatch.web.asking import Ask, Asked
from pactwatch.web.standing import Standing, counted, standing

pages = Pages("pacts")


@dataclass(frozen=True, slots=True)
class Entry:
    """A pact in the list. made: the day it was made, in words and (`made_on`) as ISO 8601. parties: their codes, named in
    `names`. counts: how many answers, one a clause and party, have each status."""

    id: str
    title: Text
    kind: str
    made: str
    made_on: str
    parties: tuple[str, ...]
    names: str
    state: Standing
    clauses: int
    counts: dict[Status, int]


@dataclass(frozen=True, slots=True)
class PactsPage:
    """at: the moment judged. pacts: in the order in which they were made."""

    at: datetime
    known_at: int
    by: str | None
    pacts: list[Entry]


@pages.page("/pacts", "pacts.html.j2")
def pacts(ask: Asked) -> PactsPage:
    """Every pact: its kind, when it was made, its parties, whether it is in force, and how its clauses stand."""
    found = [_entry(ask, pact) for pact in ask.snapshot.pacts.values()]
    return PactsPage(ask.at, ask.snapshot.seq, ask.by, found)


def judged(ask: Ask, pact: Pact) -> list[Verdict]:
    """The verdicts of a pact's clauses as a reader asks for them."""
    return [v for clause in pact.clauses for v in ask.snapshot.verdicts(clause.ref, ask.at, ask.by)]


def _entry(ask: Ask, pact: Pact) -> Entry:
    words, verdicts = ask.words, judged(ask, pact)
    return Entry(
        id=pact.id,
        title=words.titled(pact.title),
        kind=words.word("pact_kinds", pact.kind),
        made=words.span(pact.made),
        made_on=str(pact.made),
        parties=pact.parties,
        names=words.names(pact.parties),
        state=standing(pact, verdicts, ask.at, ask.snapshot.pacts),
        clauses=len(pact.clauses),
        counts=counted(verdicts),
    )

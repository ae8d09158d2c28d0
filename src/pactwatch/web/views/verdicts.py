"""Answers as programs want them: one a clause and party, with the claims each rests on; and what a party owes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import isodate
from fastapi import Query

from pactwatch.lexicons.roots import covers
from pactwatch.pacts import vocabulary
from pactwatch.refusals import Refused
from pactwatch.types import Proof, Status, Verdict
from pactwatch.verdicts.explain import sentence_of
from pactwatch.verdicts.identity import verdict_id
from pactwatch.verdicts.obligations import Obligation
from pactwatch.verdicts.obligations import obligations as owed_by
from pactwatch.web.answering import Pages
from pactwatch.web.asking import Ask, Asked, Missing
from pactwatch.web.paging import Page, Paged

pages = Pages("verdicts")
owed = Pages("obligations")

MOST = 100
"""Claims of each side that an answer names; the clause's page has them all."""

PactNamed = Annotated[str | None, Query(alias="pact", description="The pact, by its id.", examples=["geneva-2020-10-30"])]
ClauseNamed = Annotated[str | None, Query(alias="clause", description="The clause, by its id.", examples=["lists"])]
Bearer = Annotated[str | None, Query(description="The party that owes it, with its parts.", examples=["ARM"])]
Statuses = Annotated[list[Status] | None, Query(description="One of these statuses; may be repeated.", examples=["overdue"])]


@dataclass(frozen=True, slots=True)
class VerdictRecord:
    """An answer. id: the same for the same question, answer and evidence. known_at: the line of the ledger it rests on. by: the
    party whose word alone was taken. late_by: an ISO 8601 duration. sentence: why, in words. claims_for, claims_against: ids of
    claims, at most a hundred of each, of so many (`claims_in_all`). page: where it is explained on the board."""

    id: str
    pact: str
    clause: str
    bearer: str
    status: Status
    at: datetime
    known_at: int
    by: str | None
    due: datetime | None
    late_by: str | None
    proof: Proof
    readings: dict[str, Status]
    sentence: str
    claims_for: list[str]
    claims_against: list[str]
    claims_in_all: int
    page: str


@dataclass(frozen=True, slots=True)
class Owed:
    """What a party owes. text: the clause in words. owed_to: parties. verdict: how it stands."""

    text: str
    duty: str
    owed_to: tuple[str, ...]
    verdict: VerdictRecord


@pages.program("/verdicts")
def verdicts(
    ask: Asked, page: Page, pact: PactNamed = None, clause: ClauseNamed = None, bearer: Bearer = None, status: Statuses = None
) -> Paged[VerdictRecord]:
    """Answers: one for each clause and party, in the order of pacts and clauses."""
    found = [v for v in judged(ask, pact, clause, bearer) if not status or v.status in status]
    return page.cut(found, lambda v: record(ask, v))


@owed.program("/obligations")
def obligations(
    ask: Asked, page: Page, party: Annotated[str, Query(description="Who owes, by its code.", examples=["AZE"])]
) -> Paged[Owed]:
    """All that a party owes at the moment asked for, the first to fall due first."""
    found = owed_by(ask.snapshot.all_verdicts(ask.at, ask.by), ask.snapshot.pacts, party_of(party))
    return page.cut(found, lambda o: _owed(ask, o))


def judged(ask: Ask, pact: str | None, clause: str | None, bearer: str | None = None) -> Sequence[Verdict]:
    """The verdicts of a pact, clause or bearer, of all where none is named. Missing where there is no such pact or clause."""
    refs = clauses_of(ask, pact, clause)
    found: Iterable[Verdict] = (v for ref in refs for v in ask.snapshot.verdicts(ref, ask.at, ask.by))
    if bearer:
        party = party_of(bearer)
        found = (v for v in found if covers(party, v.bearer))
    return list(found)


def clauses_of(ask: Ask, pact: str | None, clause: str | None) -> list[str]:
    """The clauses (refs) of a pact, or of that id; all where neither is named."""
    if pact is not None and pact not in ask.snapshot.pacts:
        raise Missing("there is no pact {pact!r} here", mend="choose one of the list of pacts", pact=pact[:80])
    refs = [r for r, c in ask.snapshot.clauses.items() if pact in (None, c.pact) and clause in (None, c.id, c.ref)]
    if clause is not None and not refs:
        raise Missing("there is no clause {clause!r} here", mend="choose one of those of the pacts", clause=clause[:80])
    return refs


def party_of(code: str) -> str:
    """The code of a party. Refused where there is none of it."""
    if not vocabulary.is_party(code):
        raise Refused("unknown party {code!r}", mend="give a code such as ARM or AZE.MIL", code=code[:80])
    return code


def record(ask: Ask, verdict: Verdict) -> VerdictRecord:
    """A verdict as programs get it."""
    pact, _, clause = verdict.clause.partition("/")
    return VerdictRecord(
        id=verdict_id(verdict),
        pact=pact,
        clause=clause,
        bearer=verdict.bearer,
        status=verdict.status,
        at=verdict.at,
        known_at=verdict.known_at,
        by=verdict.according_to,
        due=verdict.due,
        late_by=isodate.duration_isoformat(verdict.late_by) if verdict.late_by is not None else None,
        proof=verdict.proof,
        readings=verdict.readings,
        sentence=sentence_of(verdict.reasons, ask.words),
        claims_for=list(verdict.for_[:MOST]),
        claims_against=list(verdict.against[:MOST]),
        claims_in_all=len(verdict.for_) + len(verdict.against),
        page=ask.link(f"/pacts/{verdict.clause}", at=ask.given.get("at") or ask.day(verdict.at), known=verdict.known_at),
    )


def _owed(ask: Ask, one: Obligation) -> Owed:
    return Owed(ask.words.text(one.clause.text), one.clause.duty, one.owed_to, record(ask, one.verdict))

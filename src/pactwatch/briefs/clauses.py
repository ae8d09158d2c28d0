"""The part of a brief that tells of each pact, clause by clause: the answers, why, and the sentences they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from pactwatch.briefs.citing import Citations, Cited
from pactwatch.briefs.groups import Group
from pactwatch.briefs.links import slug, web_url
from pactwatch.briefs.wording import Text, Wording
from pactwatch.types import Clause, Pact, Reason, Status, Verdict, ZoneReading
from pactwatch.verdicts.explain import Told, sentence_of, tell
from pactwatch.verdicts.identity import verdict_id
from pactwatch.verdicts.language import whole_day

MOST = 20
"""Sentences quoted under one heading of an answer, and reasons told beneath one other: what is more is counted."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The answer under one reading: what it says, who holds it."""

    text: Text
    holders: str
    status: Status
    word: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A status in words, for whom, with its deadline; `why` is the first sentence of its reasons."""

    status: Status
    word: str
    parties: str
    due: str
    late: str
    proof: str
    readings: tuple[Reading, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Node:
    """A reason in words, with the numbers of the sentences it rests on and what it follows from."""

    text: str
    numbers: tuple[int, ...]
    because: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Sentences for or against, or cited besides. `more`: how many more there are, in a sentence, or empty."""

    title: str
    cited: tuple[Cited, ...]
    more: str


@dataclass(frozen=True, slots=True)
class AnswerPart:
    """An answer with its reasons and its evidence. `ids`: of the verdicts that it stands for, each with its party."""

    answer: Answer
    reasons: Node
    gaps: tuple[Node, ...]
    evidence: tuple[Evidence, ...]
    ids: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ClausePart:
    """A clause and what is to be said of it."""

    anchor: str
    number: str
    text: Text
    duty: str
    cites: str
    told: tuple[AnswerPart, ...]


@dataclass(frozen=True, slots=True)
class PactPart:
    """A pact: what it is, and its clauses. `facts`: (label, value)."""

    id: str
    anchor: str
    title: Text
    facts: tuple[tuple[str, str], ...]
    url: str | None
    clauses: tuple[ClausePart, ...]


def pact_part(pact: Pact, found: Sequence[Group], wording: Wording, citations: Citations) -> PactPart:
    """A pact with its clauses, their sentences numbered by `citations`."""
    clauses = [
        _clause_part(number, clause, [g for g in found if g.clause.id == clause.id], wording, citations)
        for number, clause in enumerate(pact.clauses, 1)
    ]
    return PactPart(
        id=pact.id,
        anchor=f"p-{slug(pact.id)}",
        title=wording.titled(pact.title),
        facts=tuple((label, value) for label, value in _facts(pact, wording) if value),
        url=web_url(pact.source),
        clauses=tuple(clauses),
    )


def answers(found: Iterable[Group], wording: Wording) -> tuple[Answer, ...]:
    """The answers of groups, those that read the same to the eye put together."""
    alike: dict[tuple[str, str], list[Group]] = {}
    for group in found:
        alike.setdefault((group.verdict.status, str(group.verdict.due)), []).append(group)
    return tuple(answer(same[0], wording, [b for g in same for b in g.bearers]) for same in alike.values())


def answer(group: Group, wording: Wording, bearers: Sequence[str] | None = None) -> Answer:
    """The answer of a group, for these bearers or its own."""
    verdict = group.verdict
    late = wording.language.duration(lateness(verdict)) if verdict.late_by else ""
    due = verdict.due.astimezone(ZoneInfo(group.pact.time_zone)) if verdict.due else None
    return Answer(
        status=verdict.status,
        word=wording.word("statuses", verdict.status),
        parties=wording.names(list(bearers or group.bearers)),
        due=wording.moment(due) if due else "",
        late=wording.label("late", length=late) if late else "",
        proof=wording.word("proofs", verdict.proof) if verdict.proof != "none" else "",
        readings=_readings(group, wording),
        why=sentence_of(group.reasons, wording),
    )


def lateness(verdict: Verdict) -> timedelta:
    """How late, in days as a calendar counts them where the deadline is the end of a day."""
    late = verdict.late_by or timedelta(0)
    return timedelta(days=-(-late // timedelta(days=1))) if verdict.due and whole_day(verdict.due) else late


def _facts(pact: Pact, wording: Wording) -> Iterator[tuple[str, str]]:
    yield wording.label("made"), wording.span(pact.made)
    yield wording.label("in_force"), wording.span(pact.in_force)
    yield wording.label("parties"), wording.names(pact.parties)
    yield wording.label("witnesses"), wording.names(pact.witnesses)
    for relation in ("reaffirms", "supersedes", "amends", "without_prejudice_to"):
        yield wording.label(relation), wording.names(getattr(pact, relation))


def _clause_part(number: int, clause: Clause, found: Sequence[Group], wording: Wording, citations: Citations) -> ClausePart:
    return ClausePart(
        anchor=f"c-{slug(clause.ref)}",
        number=wording.language.number(number),
        text=wording.titled(clause.text),
        duty=wording.word("duties", clause.duty),
        cites=wording.label("cites", cites=wording.language.isolate(clause.cites)) if clause.cites else "",
        told=tuple(answer_part(group, wording, citations) for group in found),
    )


def answer_part(group: Group, wording: Wording, citations: Citations) -> AnswerPart:
    """The answer of a group with its reasons and its evidence, the sentences numbered by `citations`."""
    verdict = group.verdict
    reasons, gaps = _shortened(group.reasons, wording), _first(group.gaps, wording)
    told, missing = tell(reasons, wording), [tell(g, wording) for g in gaps]
    shown = [(key, citations.claims(i[:MOST]), len(i) - MOST) for key, i in _for_and_against(verdict)]
    # What is neither for nor against is quoted where it is first cited; after that its number leads to it.
    rest = [i for i in dict.fromkeys(_cited(reasons, *gaps)) if not citations.quoted(i)]
    shown.append(("also_cited", citations.statements(rest[:MOST]), len(rest) - MOST))
    return AnswerPart(
        answer=answer(group, wording),
        reasons=_node(told, citations),
        gaps=tuple(_node(g, citations) for g in missing),
        evidence=tuple(_evidence(key, cited, more, wording) for key, cited, more in shown if cited),
        ids=tuple((wording.name(v.bearer), verdict_id(v)) for v in group.verdicts),
    )


def _for_and_against(verdict: Verdict) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return ("speaks_for", verdict.for_), ("speaks_against", verdict.against)


def _evidence(key: str, cited: Sequence[Cited], more: int, wording: Wording) -> Evidence:
    left = wording.label("more_sentences", number=wording.language.number(more)) if more > 0 else ""
    return Evidence(wording.label(key), tuple(cited), left)


def _shortened(reason: Reason, wording: Wording) -> Reason:
    """The reason with no more than `MOST` of what it follows from, at every depth."""
    return replace(reason, statements=reason.statements[:MOST], because=_first(reason.because, wording))


def _first(reasons: Sequence[Reason], wording: Wording) -> tuple[Reason, ...]:
    """The first of these reasons, and how many more there are, in words of its own."""
    kept = tuple(_shortened(r, wording) for r in reasons[:MOST])
    more = len(reasons) - MOST
    return (*kept, Reason(wording.label("more_reasons", number=wording.language.number(more)))) if more > 0 else kept


def _node(told: Told, citations: Citations) -> Node:
    numbers = tuple(citations.number(i) for i in told.statements)
    return Node(told.text, numbers, tuple(_node(t, citations) for t in told.because))


def _cited(*reasons: Reason) -> Iterator[str]:
    for reason in reasons:
        yield from reason.statements
        yield from _cited(*reason.because)


def _readings(group: Group, wording: Wording) -> tuple[Reading, ...]:
    """Each reading's answer, where the readings answer differently."""
    if len(set(group.verdict.readings.values())) < 2:
        return ()
    known = {r.id: r for zone in group.pact.zones.values() for r in zone.readings}
    return tuple(_reading(name, status, known, wording) for name, status in group.verdict.readings.items())


def _reading(name: str, status: Status, known: dict[str, ZoneReading], wording: Wording) -> Reading:
    # A verdict that depends on several zones names its readings as `a + b`.
    parts = [known[i] for i in name.split(" + ") if i in known]
    holders = list(dict.fromkeys(h for part in parts for h in part.held_by))
    texts = [wording.titled(part.text) for part in parts if part.text]
    text = Text(" ".join(t.text for t in texts), texts[0].lang, texts[0].dir) if texts else wording.own(name, "und")
    held = wording.label("reading_by", holders=wording.names(holders)) if holders else wording.label("reading_open")
    return Reading(text, held, status, wording.word("statuses", status))

"""What a brief says otherwise than the issue before it: answers, and the sentences that they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pactwatch.briefs.composed import Composed
from pactwatch.briefs.links import sentence_url
from pactwatch.briefs.wording import Text, Wording
from pactwatch.types import Brief, Clause, Pact, Status, Verdict


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer that is not what it was; `before` or `after` is None where there was none."""

    pact: Text
    clause: Text
    parties: str
    before: tuple[Status, str] | None
    after: tuple[Status, str] | None


@dataclass(frozen=True, slots=True)
class Rested:
    """A sentence on which answers rest now and did not then, or the other way round."""

    text: Text
    source: str
    published: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Differences:
    """What is otherwise than in an earlier issue, with a title and a sentence that name it."""

    title: str
    note: str
    answers: tuple[Answered, ...]
    added: tuple[Rested, ...]
    dropped: tuple[Rested, ...]


def differences(brief: Composed, wording: Wording) -> Differences | None:
    """How the brief differs from the issue before it; None where there is none."""
    earlier = brief.earlier
    if earlier is None:
        return None
    then, now = _sentences(earlier.brief), _sentences(brief)
    issued = wording.moment(earlier.recorded_at.replace(microsecond=0))
    key = "differences_from" if earlier.replaced else "differences_since"
    slots = {"line": wording.language.number(earlier.seq), "known_at": wording.language.number(earlier.brief.known_at)}
    return Differences(
        title=wording.label(key, date=issued),
        note=wording.label("differences_note", **slots),
        answers=tuple(_answers(earlier.brief, brief, wording)),
        added=tuple(_rested(brief, i, wording) for i in now if i not in then),
        dropped=tuple(_rested(earlier.brief, i, wording) for i in then if i not in now),
    )


def _answers(then: Composed, now: Composed, wording: Wording) -> list[Answered]:
    clauses = _clauses(then) | _clauses(now)
    before, after = _by_bearer(then), _by_bearer(now)
    alike: dict[tuple[str, Status | None, Status | None], list[str]] = {}
    for ref, bearer in dict.fromkeys((*after, *before)):
        old, new = before.get((ref, bearer)), after.get((ref, bearer))
        if old != new and ref in clauses:
            alike.setdefault((ref, old, new), []).append(bearer)
    return [
        Answered(
            wording.titled(clauses[ref][0].title),
            wording.titled(clauses[ref][1].text),
            wording.names(bearers),
            _worded(old, wording),
            _worded(new, wording),
        )
        for (ref, old, new), bearers in alike.items()
    ]


def _worded(status: Status | None, wording: Wording) -> tuple[Status, str] | None:
    return None if status is None else (status, wording.word("statuses", status))


def _clauses(brief: Brief) -> dict[str, tuple[Pact, Clause]]:
    return {c.ref: (p, c) for p in brief.pacts for c in p.clauses}


def _by_bearer(brief: Brief) -> Mapping[tuple[str, str], Status]:
    return {(v.clause, v.bearer): v.status for v in brief.verdicts}


def _sentences(brief: Brief) -> dict[str, None]:
    """The statements on which a brief's verdicts rest, by a claim of each."""
    return dict.fromkeys(brief.claims[i].statement.id for v in brief.verdicts for i in _claims(v) if i in brief.claims)


def _claims(verdict: Verdict) -> tuple[str, ...]:
    return (*verdict.for_, *verdict.against)


def _rested(brief: Brief, name: str, wording: Wording) -> Rested:
    statement = next(c.statement for c in brief.claims.values() if c.statement.id == name)
    report = brief.reports.get(statement.report)
    return Rested(
        wording.own(statement.text, report.language if report else "und"),
        wording.name(report.source if report else statement.report),
        wording.published(report),
        sentence_url(report.url, statement.text) if report else None,
    )

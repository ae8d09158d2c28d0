"""Verdicts that say the same of several parties, put together so that they are read once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pactwatch.types import Brief, Clause, Pact, Reason, Verdict


@dataclass(frozen=True, slots=True)
class Group:
    """One answer and the parties it is given for. `verdicts`: one for each of them, `verdict` the first; `reasons` and `gaps`
    speak of them all."""

    pact: Pact
    clause: Clause
    bearers: tuple[str, ...]
    verdict: Verdict
    verdicts: tuple[Verdict, ...]
    reasons: Reason
    gaps: tuple[Reason, ...]


def groups(brief: Brief) -> list[Group]:
    """The answers of a brief, by pact, clause and party as the pacts have them."""
    by_clause: dict[str, list[Verdict]] = {}
    for verdict in brief.verdicts:
        by_clause.setdefault(verdict.clause, []).append(verdict)
    return [
        group
        for pact in brief.pacts
        for clause in pact.clauses
        for group in _of_clause(pact, clause, by_clause.get(clause.ref, by_clause.get(clause.id, [])))
    ]


def _of_clause(pact: Pact, clause: Clause, verdicts: list[Verdict]) -> list[Group]:
    alike: list[list[Verdict]] = []
    for verdict in sorted(verdicts, key=lambda v: clause.bearers.index(v.bearer) if v.bearer in clause.bearers else 99):
        for others in alike:
            if _without_bearer(others[0]) == _without_bearer(verdict):
                others.append(verdict)
                break
        else:
            alike.append([verdict])
    return [_group(pact, clause, same) for same in alike]


def _group(pact: Pact, clause: Clause, same: list[Verdict]) -> Group:
    first, bearers = same[0], tuple(v.bearer for v in same)
    gaps = tuple(_naming(g, first.bearer, bearers) for g in first.gaps)
    return Group(pact, clause, bearers, first, tuple(same), _naming(first.reasons, first.bearer, bearers), gaps)


def merged(found: Iterable[Group]) -> list[Group]:
    """Groups put together where clause, status, deadline and the first sentence of the reasons are the same, for lists that
    tell no more than these. Their `reasons` are that first sentence."""
    alike: dict[tuple[object, ...], list[Group]] = {}
    for group in found:
        top = _top(group, ())
        key = (group.clause.ref, group.verdict.status, group.verdict.due, top.key, str(sorted(top.data.items(), key=str)))
        alike.setdefault(key, []).append(group)
    return [_merge(same, tuple(b for g in same for b in g.bearers)) for same in alike.values()]


def _merge(same: list[Group], bearers: tuple[str, ...]) -> Group:
    return replace(same[0], bearers=bearers, reasons=_top(same[0], bearers))


def _top(group: Group, bearers: tuple[str, ...]) -> Reason:
    return replace(_naming(group.reasons, group.bearers, bearers), because=())


def _naming(reason: Reason, named: str | tuple[str, ...], bearers: tuple[str, ...]) -> Reason:
    """The reason with all these parties where it named the one."""
    data = {field: bearers if field == "bearer" and value == named else value for field, value in reason.data.items()}
    return replace(reason, data=data, because=tuple(_naming(r, named, bearers) for r in reason.because))


def _without_bearer(verdict: Verdict) -> Verdict:
    gaps = tuple(_naming(g, verdict.bearer, ()) for g in verdict.gaps)
    return replace(verdict, bearer="", reasons=_naming(verdict.reasons, verdict.bearer, ()), gaps=gaps)

"""Is a pact's case met? What would be said of each of its duties if one thing had happened, told by voices with no interest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Literal, cast

from pactwatch.lexicons.roots import covers
from pactwatch.places import places, resolve
from pactwatch.refusals import Refused
from pactwatch.times import Span
from pactwatch.types import Claim, Clause, Names, Pact, Place, Reason, Report, Source, Stance, Statement, Status, Verdict
from pactwatch.verdicts.judge import judge
from pactwatch.verdicts.scenarios import Told

_WITNESSES = tuple(Source(f"witness-{n}", {"en": "Assumed"}, kind="monitor") for n in (1, 2))


@dataclass(frozen=True, slots=True)
class Supposed:
    """What is taken to have happened: an act by `actor` (upon `target`, where given) at a place on a day.

    place: the name or id of a place. asked_by: a party that has asked the others for what the pact promises.
    """

    act: str
    actor: str
    place: str
    when: Span
    target: tuple[str, ...] = ()
    asked_by: str | None = None


Met = Literal["met", "not_met", "not_in_force", "superseded", "contested"]
"""Whether the case that a duty is for is there."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer under one reading, or under all of them where nobody contests any. held_by, text: whose reading, and how they
    put it. why: the reason."""

    met: Met
    why: Reason
    held_by: tuple[str, ...] = ()
    text: Names = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scope:
    """The answer for a duty and those who owe it alike. met: in one word; answers: under each reading; if_asked: what it would
    be if the other parties had asked for what is promised, where that makes a difference."""

    clause: Clause
    bearers: tuple[str, ...]
    met: Met
    answers: tuple[Answer, ...]
    if_asked: Met | None = None


def scope(pact: Pact, supposed: Supposed, *, pacts: Mapping[str, Pact] | None = None) -> tuple[Scope, ...]:
    """Of each duty that has a condition or an area, or that forbids the act: is it for this case?

    pacts: others by id, for those that replace it. Refused where the place is not known.
    """
    known = _known(pact, supposed, ())
    asked = _known(pact, supposed, () if supposed.asked_by else pact.parties)
    every = {**(pacts or {}), pact.id: pact}
    at = supposed.when.instants(pact.time_zone)[1]
    found: list[Scope] = []
    for clause in (c for c in pact.clauses if c.trigger or c.zone or c.duty == "must_not"):
        plain = judge(clause, known, at, pacts=every, zone=pact.time_zone)
        requested = judge(clause, asked, at, pacts=every, zone=pact.time_zone)
        pairs = ((one, other) for one, other in zip(plain, requested, strict=True) if _concerns(clause, one, supposed))
        found += _together([_scope(clause, one, other) for one, other in pairs])
    return tuple(found)


def _concerns(clause: Clause, verdict: Verdict, supposed: Supposed) -> bool:
    """Whether a verdict is about what is supposed: a prohibition is, of the one who is supposed to act."""
    if clause.trigger is not None:
        return True
    return supposed.act in clause.acts and (covers(verdict.bearer, supposed.actor) or covers(supposed.actor, verdict.bearer))


def _scope(clause: Clause, plain: Verdict, asked: Verdict) -> Scope:
    met, otherwise = _overall(clause, plain), _overall(clause, asked)
    return Scope(clause, (plain.bearer,), met, tuple(_answers(clause, plain)), otherwise if otherwise != met else None)


def _together(told: Sequence[Scope]) -> Iterator[Scope]:
    """Bearers with one answer, together."""
    groups: dict[tuple[object, ...], list[Scope]] = {}
    for one in told:
        key = (one.met, one.if_asked, *((a.met, a.held_by) for a in one.answers))
        groups.setdefault(key, []).append(one)
    for alike in groups.values():
        yield replace(alike[0], bearers=tuple(b for one in alike for b in one.bearers))


def _overall(clause: Clause, verdict: Verdict) -> Met:
    found = {_met(clause, status) for status in (verdict.readings.values() or [verdict.status])}
    return found.pop() if len(found) == 1 else "contested"


def _answers(clause: Clause, verdict: Verdict) -> Iterator[Answer]:
    """The answer of each reading, those that rest on the same reason too."""
    branches = [r for r in verdict.reasons.because if r.key == "reading"]
    if not verdict.readings or not branches:
        yield Answer(_met(clause, verdict.status), verdict.reasons)
        return
    for branch in branches:
        why = branch.because[0] if branch.because else branch
        data = branch.data
        yield Answer(_met(clause, data["status"]), why, tuple(data["held_by"]), data["text"])


def _met(clause: Clause, status: Status) -> Met:
    if status in ("not_in_force", "superseded"):
        return cast(Met, status)
    if clause.trigger is None:
        return "met" if status in ("breached", "alleged", "disputed") else "not_met"
    return "not_met" if status == "not_triggered" else "met"


def place_named(text: str) -> Place:
    """The place of a name or id. Refused where none is known."""
    found = places().get(text) or resolve(text)
    if found is None:
        mend = "write its name in another spelling, or its id in places/conflict-areas/"
        raise Refused(f"no place {text!r} is known", mend=mend)
    return found


def _known(pact: Pact, supposed: Supposed, asking: Sequence[str]) -> Told:
    """The supposed claims: two monitors without an interest tell of the act, and the pact's own rules on it; then requests."""
    area = _name_of(place_named(supposed.place))
    what = f"supposed: {supposed.act} by {supposed.actor} at {area}, {supposed.when}"
    happened = _claim(supposed.act, "asserts", (supposed.actor,), what, supposed.when)
    happened = replace(happened, target=supposed.target, places=(area,))
    told = [(happened, source.id) for source in _WITNESSES]
    told += [(replace(happened, speaker=monitor), _WITNESSES[0].id) for monitor in pact.monitor]
    askers = [*asking, *([supposed.asked_by] if supposed.asked_by else [])]
    acts = {act for clause in pact.clauses if clause.trigger for act in clause.acts}
    for asker, act in product(askers, sorted(acts)):
        others = tuple(p for p in pact.parties if not covers(asker, p))
        words = f"supposed: {asker} asks the others for {act}"
        told.append((replace(_claim(act, "requests", others, words, supposed.when), speaker=asker), _WITNESSES[0].id))
    claims, reports = {}, {}
    for n, (claim, source) in enumerate(told):
        statement = replace(claim.statement, report=f"supposed-{n}")
        claims[f"{n:04}"] = replace(claim, statement=statement)
        digest = hashlib.sha256(f"{n} {claim.quote}".encode()).hexdigest()
        # Texts share no run of words, or the second witness would be taken for a reprint of the first.
        text = "".join(f"{word}-{n} " for word in claim.quote.split())
        reports[f"supposed-{n}"] = Report(f"supposed-{n}", source, "en", text, text, supposed.when, None, digest)
    return Told(len(claims), {s.id: s for s in _WITNESSES}, reports, claims)


def _claim(act: str, stance: Stance, actor: tuple[str, ...], words: str, when: Span) -> Claim:
    return Claim(
        statement=Statement("", 0, len(words), words),
        start=0,
        end=len(words),
        quote=words,
        act=act,
        stance=stance,
        negated=False,
        speaker="OUTLET",
        actor=actor,
        target=(),
        places=(),
        when=when,
        due=None,
        condition=None,
        amounts=(),
        certainty="stated",
        reader="supposed",
    )


def _name_of(place: Place) -> str:
    """A name under which the place, and no other, is found again."""
    for name in (*place.names.values(), place.id):
        found = resolve(name)
        if found is not None and found.id == place.id:
            return name
    raise Refused(f"{place.id} has no name of its own", mend="name a place near it")

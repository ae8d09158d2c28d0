"""What is said of the doing of a duty: who says that it was done, who that it was not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache

from pactwatch.ledger.events import roots
from pactwatch.lexicons.roots import covers, root
from pactwatch.types import Proof
from pactwatch.verdicts.amounts import Count, counted
from pactwatch.verdicts.evidence import Evidence, Heard
from pactwatch.verdicts.heard import Told
from pactwatch.verdicts.parts import LEAVING, Part, incomplete, last_word, moment, parts
from pactwatch.verdicts.phases import owed_before
from pactwatch.verdicts.proof import at_least, proof_of
from pactwatch.verdicts.question import Question
from pactwatch.verdicts.voices import interested

EXCHANGES = frozenset({"transfer_list", "return_remains", "release"})
"""Acts that two sides do to one another."""

HELP = frozenset({"support", "deliver_aid", "evacuate"})
"""Acts that are done for somebody."""

LOOSE = frozenset({"consult", "mediate", "support", "condemn"})
"""Acts of which the press tells many: one is the clause's only where it is done with or to whom the clause names."""


@dataclass(frozen=True)
class Performance:
    """The claims that the bearer did it, and those that it did not, or not wholly, told no earlier than the doing. when: from
    when it was done, all of it, None where it was not. count: how much was done, where the clause names an amount and somebody
    a figure. parts: the places that were to be left, where a zone was."""

    done: Told
    denied: list[Heard]
    level: Proof
    sides: frozenset[str]
    when: datetime | None = None
    count: Count | None = None
    parts: tuple[Part, ...] = ()


@lru_cache(maxsize=8)
def performance(question: Question) -> Performance:
    """What is said of the doing. A performance that the text does not date is dated by its publication. The other side's
    word that it was done is as good as a third's."""
    start = max(question.window()[0], question.began or question.triggered or question.window()[0])
    if LEAVING in question.clause.acts and question.clause.zone is not None:
        start = question.window()[0]  # whoever has left before it was owed has left
    acts = question.clause.acts
    # A place handed over is also shown by the taking over of whoever gets it.
    doers = question.own_roots() | (roots(question.clause.target) if "capture" in acts else frozenset())
    if question.clause.zone is not None or _mutual(question):
        doers |= {""}
    done = _done(question, sorted(doers), start)
    own = sorted(question.own_roots())
    first = done.once("first", lambda: min(map(moment, done), default=None)) or start
    denied = [
        h
        for h in [*question.evidence.claims(acts, "not", own), *question.evidence.claims(acts, "denies", own)]
        if last_word(h) >= first and question.does(h.claim.actor) and concerns(question, h)
    ]
    # What the pact's monitor has found not to have happened was not done, whoever says so.
    ruled_out = _ruled(question, done, "did_not_happen")
    return weighed(question, Told(h for h in done if h not in ruled_out) if ruled_out else done, [*denied, *ruled_out])


def _done(question: Question, doers: list[str], start: datetime) -> Told:
    """What is told to have been done from `start` on."""
    acts = question.clause.acts

    def told(seen: Evidence) -> Told:
        asserted = seen.asserted(acts, doers, min(start, question.at), question.at)
        return Told(h for h in asserted if h.claim.act in acts and _performs(question, h, start))

    binding = question.binding()
    if question.memory is None or not binding or question.at < binding[-1][1]:
        return told(question.evidence)
    evidence = question.evidence
    who = (question.clause.ref, question.bearer, evidence.side, evidence.apart, question.victims)
    when = (question.at, evidence.at, start, tuple(r.id for r in question.reading.values()))
    return question.memory.done.ask((who, when), evidence, told)


def weighed(question: Question, done: Told, denied: list[Heard]) -> Performance:
    """The proof, the moment and the amount of what is told. That it was not yet done wholly does not speak against its having
    been done later."""
    done, earlier = _of_this_phase(question, done)
    sides, monitor, owners = question.sides(), question.pact.monitor, question.owners()
    told = done.once(("level", sides, monitor, owners), lambda: _by_word(done, sides, monitor, owners))
    level = "ruled" if _ruled(question, done, "happened") else told
    count: Count | None = None
    when = done.once("when", lambda: min((moment(h) for h in done if not incomplete(h)), default=None))
    found = parts(question, done, denied, lambda told: at_least(_level(question, told), _needed(question)))
    if any(p.again for p in found) and not any(p.told or p.inside for p in found):
        done, level, when = Told(), "none", None
    if question.clause.amount is not None:
        trusted = frozenset(h.voice.id for h in done if h.voice.named and not question.own_word(h.voice))
        wanted = replace(question.clause.amount, value=question.clause.amount.value + earlier)
        count = counted(question.evidence.groups(done), wanted, trusted)
        when = count.reached if count else min(map(moment, done), default=None)
        count = replace(count, total=count.total - earlier) if count else None
    elif found and at_least(level, _needed(question)):
        left = [p.when for p in found if p.when is not None]
        when = max(left) if len(left) == len(found) else None
    if when is not None:
        denied = [h for h in denied if last_word(h) >= when or any(h in p.denied for p in found)]
    return Performance(done, denied, level, sides, when, count, found)


def _of_this_phase(question: Question, done: Told) -> tuple[Told, float]:
    """What counts of what was done, where the same bearer owed the same in an earlier phase, and how much went into that. With
    figures that is a matter of how much was done in all; without, of when."""
    if question.counts_from is None:
        return done, 0.0
    amount = question.clause.amount
    earlier = owed_before(question.clause, question.bearer, question.pacts)
    count = counted(question.evidence.groups(done), amount, frozenset()) if amount is not None and earlier else None
    if count is not None:
        return (done, earlier) if count.total > earlier else (Told(), 0.0)
    return Told(h for h in done if moment(h) >= question.counts_from), 0.0


def _needed(question: Question) -> Proof:
    return question.needs("performance", "reported")


def _level(question: Question, done: list[Heard]) -> Proof:
    if _ruled(question, done, "happened"):
        return "ruled"
    return _by_word(done, question.sides(), question.pact.monitor, question.owners())


def _by_word(done: list[Heard], sides: frozenset[str], monitor: tuple[str, ...], owners: tuple[str, ...]) -> Proof:
    """The proof that these give by what they say. The other side's word that it was done is as good as a third's."""
    level = proof_of(done, sides, monitor=monitor)
    if at_least(level, "reported"):
        return level
    others = (h.voice for h in done if h.voice.named and interested(h.voice, sides))
    return "reported" if any(not any(map(v.stands_for, owners)) for v in others) else level


def _ruled(question: Question, done: list[Heard], finding: str) -> list[Heard]:
    """Those of which the pact's monitor has found last that it happened, or did not."""
    found = ((h, question.evidence.ruled((h.id,), question.pact.monitor)) for h in question.evidence.judged(done))
    return [h for h, ruling in found if ruling is not None and ruling.finding == finding]


def _performs(question: Question, heard: Heard, start: datetime) -> bool:
    claim = heard.claim
    by_bearer = question.does(claim.actor) if claim.actor else _speaks_of_all(question, heard)
    by_bearer = by_bearer or _taken_over(question, heard)
    at = moment(heard)
    # A report's day can hold the hour at which the pact began.
    began = at >= start or (heard.dated and heard.ends >= start and heard.ends - heard.begins < timedelta(days=1))
    return by_bearer and began and concerns(question, heard) and _with_whom(question, heard)


def _taken_over(question: Question, heard: Heard) -> bool:
    """A place handed over is also shown by its taking over, where the clause counts that: the other side's moving in."""
    moved_in = heard.claim.act == "capture" and any(covers(t, a) for t in question.clause.target for a in heard.claim.actor)
    return moved_in and _inside(question, heard)


def _speaks_of_all(question: Question, heard: Heard) -> bool:
    """Whether a performance without a named performer is the bearer's: an exchange that several owe one another, or what was
    done in the very zone of the clause."""
    return (_mutual(question) and heard.claim.act in EXCHANGES) or _inside(question, heard)


def _mutual(question: Question) -> bool:
    return len(question.clause.bearers) > 1 and bool(EXCHANGES & set(question.clause.acts))


def _inside(question: Question, heard: Heard) -> bool:
    """Whether it is told of the clause's zone for certain: of a place within it, or of the very place that the zone names,
    though a part of that be left out."""
    zone, where = question.clause.zone, heard.where
    if zone is None or not where:
        return False
    return question.lies_in(zone, where) is True or any(p.id in question.reading[zone].includes for p in where)


def concerns(question: Question, heard: Heard) -> bool:
    """Whether a claim is about the clause's object and zone, as far as it names them."""
    clause, claim = question.clause, heard.claim
    wanted = _wanted(question, claim.act)
    if wanted and claim.target and not _overlap(wanted, claim.target):
        return False
    return not claim.places or question.lies_in(clause.zone, heard.places()) is not False


def _wanted(question: Question, act: str) -> set[str]:
    """With or to whom it is to be done; help is owed to those of them on whom the condition fell, where that is told."""
    named = {*question.clause.target, *question.clause.recipients}
    struck = {n for n in named if root(n) in question.victims} if act in HELP else set()
    return struck or named


def _with_whom(question: Question, heard: Heard) -> bool:
    """Whether an act that the press tells of often is done with, or to, whom the clause names."""
    wanted = _wanted(question, heard.claim.act)
    others = (*heard.claim.target, *(a for a in heard.claim.actor if not question.does([a])))
    return heard.claim.act not in LOOSE or not wanted or any(root(n) == root(w) for n in others for w in wanted)


def _overlap(wanted: set[str], named: tuple[str, ...]) -> bool:
    # What is handed over (lists of detainees, remains) and to whom stand in one field of a claim.
    things = {"DETAINEES", "REMAINS", "CIV"}
    return any(n in things or root(w) == root(n) for n in named for w in wanted)

"""Who was watching: nothing speaks against a prohibition's being kept, but was anybody in a position to see?"""

from __future__ import annotations

from collections.abc import Iterable

from pactwatch.ledger.events import FIGHTING
from pactwatch.lexicons.roots import covers
from pactwatch.types import Reason
from pactwatch.verdicts.evidence import Heard
from pactwatch.verdicts.keys import WATCHING
from pactwatch.verdicts.prohibitions import breaches
from pactwatch.verdicts.proof import proof_of, proof_reason
from pactwatch.verdicts.question import Finding, Question, day
from pactwatch.verdicts.voices import interested


def kept_or_unseen(question: Question) -> Finding | None:
    """Nothing speaks against it: kept if somebody was watching, else unverifiable. Silence is not compliance."""
    if question.clause.duty != "must_not":
        return None
    found, gaps = breaches(question)
    data = {"bearer": question.bearer, "act": list(question.clause.acts), "at": day(question.at)}
    cleared = [b for b in found if b.cleared]
    watchers = [*_watchers(question), *(h for b in cleared for h in b.contrary)]
    gaps = (*gaps, *_shut_out(question))
    if not watchers:
        return Finding("unverifiable", Reason("nobody_watching", data), gaps=gaps)
    level = proof_of(watchers, question.sides(), monitor=question.pact.monitor)
    tree = (proof_reason(watchers, level, question.sides()),)
    ids = tuple(dict.fromkeys(h.id for h in watchers))
    return Finding("kept", Reason("no_breach_watched", data, (), tree), for_=ids, gaps=gaps, proof=level)


def _watchers(question: Question) -> list[Heard]:
    """Voices that were looking at the time, each without an interest or named by the pact to monitor it: monitoring
    asserted, absence recorded, or a monitor's own report. Of each voice and act, the first that shows it."""
    binding, sides = question.binding(), question.sides()
    if not binding:
        return []
    start, stop = binding[0][0], min(binding[-1][1], question.at)
    # Whoever says that a truce holds says that it was looked at.
    truce = ("cease_fire",) if FIGHTING & set(question.clause.acts) else ()
    acts = dict.fromkeys(("monitor", *truce, *question.clause.acts, "violate_ceasefire", *sorted(FIGHTING)))
    seen = []
    for claims in question.evidence.watching(acts, min(start, stop), stop):
        fits = (h for h in claims if _of_this(question, h) and _may_witness(question, h, sides))
        first = next((h for h in fits if _at_the_time(question, h)), None)
        if first is not None:
            seen.append(first)
    return sorted(seen, key=lambda h: (h.said, h.id))


def _of_this(question: Question, heard: Heard) -> bool:
    """Whether a claim shows that its voice was looking at what the clause is about."""
    act, acts = heard.claim.act, set(question.clause.acts)
    if heard.tells and (act == "monitor" or (act == "cease_fire" and FIGHTING & acts)):
        return True
    if heard.claim.stance == "asserts" and heard.claim.negated and act in {*acts, "violate_ceasefire"}:
        return True
    return act in acts | FIGHTING and question.evidence.is_watcher(heard)


def _may_witness(question: Question, heard: Heard, sides: frozenset[str]) -> bool:
    named = any(covers(m, heard.claim.speaker) for m in question.pact.monitor)
    return heard.voice.named and (named or question.own or not interested(heard.voice, sides))


def _at_the_time(question: Question, heard: Heard) -> bool:
    first, last = (heard.begins, heard.ends) if heard.dated else (heard.said, heard.said)
    there = not heard.claim.places or question.lies_in(question.clause.zone, heard.places()) is not False
    return there and any(
        start <= last and heard.said >= start and first <= min(stop, question.at) for start, stop in question.binding()
    )


def _shut_out(question: Question) -> tuple[Reason, ...]:
    """Reports that the bearer kept those who watch from seeing, or that nobody watched."""
    binding = question.binding()
    if not binding:
        return ()
    start, stop = binding[0][0], min(binding[-1][1], question.at)
    denied = question.evidence.asserted(("block_access",), sorted(question.own_roots()), min(start, stop), stop)
    kept_out = [h for h in denied if _of_watchers(question, h.claim.target) and question.does(h.claim.actor)]
    found = [("access_denied", h) for h in kept_out]
    found += [("not_watched", h) for h in question.evidence.claims(("monitor",), "not")]
    return tuple(
        Reason(key, {"by": list(h.claim.actor) or None, "places": list(h.claim.places), "when": day(h.begins)}, (h.statement,))
        for key, h in found
        if _at_the_time(question, h)
    )


def _of_watchers(question: Question, kept_out: Iterable[str]) -> bool:
    """Whether those kept out are who watches: the pact's monitor, or a source that does nothing else."""
    return any(
        any(covers(m, name) for m in question.pact.monitor)
        or ((s := question.evidence.source_of(name)) is not None and s.kind in WATCHING)
        for name in kept_out
    )

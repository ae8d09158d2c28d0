"""Who was watching: nothing speaks against a prohibition's being kept, but was anybody in a position to see?"""

from __future__ import annotations

from collections.abc import Iterable

from pactwatch.ledger.events import FIGHTING
from pactwatch.lexicons.roots import covers
from pactwatch.types import Reason
from pactwatch.verdicts.evidence import Heard
from pactwatch.verdicts.prohibitions import breaches
from pactwatch.verdicts.proof import proof_of, proof_reason
from pactwatch.verdicts.question import Finding, Question, day
from pactwatch.verdicts.voices import interested, speaking_as

WATCHING = ("monitor", "sensor")
"""Kinds of source whose reports, by their very existence, show that somebody was looking."""


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
    asserted, absence recorded, or a monitor's own report."""
    sides = question.sides()
    # Whoever says that a truce holds says that it was looked at.
    watching = question.evidence.claims(
        ("monitor", "cease_fire") if FIGHTING & set(question.clause.acts) else ("monitor",), "asserts"
    )
    absent = [h for h in question.evidence.claims((*question.clause.acts, "violate_ceasefire"), "asserts") if h.claim.negated]
    by_monitors = [h for h in question.evidence.heard.values() if _is_monitor(question, h)]
    seen = {h.id: h for h in (*(w for w in watching if not w.claim.negated), *absent, *by_monitors)}
    return [h for h in seen.values() if _may_witness(question, h, sides) and _at_the_time(question, h)]


def _may_witness(question: Question, heard: Heard, sides: frozenset[str]) -> bool:
    named = any(covers(m, heard.claim.speaker) for m in question.pact.monitor)
    return heard.voice.named and (named or question.own or not interested(heard.voice, sides))


def _at_the_time(question: Question, heard: Heard) -> bool:
    first, last = (heard.begins, heard.ends) if heard.dated else (heard.said, heard.said)
    there = not heard.claim.places or question.lies_in(question.clause.zone, heard.places()) is not False
    return there and any(
        start <= last and heard.said >= start and first <= min(stop, question.at) for start, stop in question.binding()
    )


def _is_monitor(question: Question, heard: Heard) -> bool:
    sources = question.evidence.sources
    speaks = sources.get(heard.report.source) if heard.claim.speaker == "OUTLET" else speaking_as(heard.claim.speaker, sources)
    of_this = heard.claim.act in {*question.clause.acts, *FIGHTING}
    return speaks is not None and speaks.kind in WATCHING and of_this and heard.claim.stance in ("asserts", "denies")


def _shut_out(question: Question) -> tuple[Reason, ...]:
    """Reports that a party kept those who watch from seeing, or that nobody watched."""
    denied = [h for h in question.evidence.claims(("block_access",), "asserts") if not h.claim.negated]
    kept_out = [h for h in denied if _of_watchers(question, h.claim.target) and question.does(h.claim.actor)]
    unwatched = [h for h in question.evidence.claims(("monitor",), "asserts") if h.claim.negated]
    found = [("access_denied", h) for h in kept_out] + [("not_watched", h) for h in unwatched]
    return tuple(
        Reason(key, {"by": list(h.claim.actor) or None, "places": list(h.claim.places), "when": day(h.begins)}, (h.statement,))
        for key, h in found
        if _at_the_time(question, h)
    )


def _of_watchers(question: Question, kept_out: Iterable[str]) -> bool:
    """Whether those kept out are who watches: the pact's monitor, or a source that does nothing else."""
    sources = question.evidence.sources
    return any(
        any(covers(m, name) for m in question.pact.monitor) or ((s := speaking_as(name, sources)) and s.kind in WATCHING)
        for name in kept_out
    )

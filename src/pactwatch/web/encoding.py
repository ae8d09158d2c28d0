"""A clause's encoding in words: who owes what, by when, on what condition, and what proof an answer needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Literal

import isodate
from babel.dates import format_timedelta

from pactwatch.types import Clause, Due, Pact, Trigger
from pactwatch.web.asking import Ask
from pactwatch.web.claimed import amount

_Unit = Literal["year", "month", "day", "hour", "minute"]
_ONE: dict[_Unit, timedelta] = {
    "year": timedelta(days=365),
    "month": timedelta(days=30),
    "day": timedelta(days=1),
    "hour": timedelta(hours=1),
    "minute": timedelta(minutes=1),
}
"""What stands for one of each unit in `format_timedelta`."""

ROLES = ("party", "other", "outside")


def encoded(ask: Ask, pact: Pact, clause: Clause) -> list[tuple[str, str]]:
    """(label, value) of each part of the encoding that the clause has."""
    return [(label, value) for label, value in _parts(ask, pact, clause) if value]


def _parts(ask: Ask, pact: Pact, clause: Clause) -> Iterator[tuple[str, str]]:
    words, _ = ask.words, ask.gettext
    yield _("Duty"), words.word("duties", clause.duty)
    yield _("Owed by"), words.names(clause.bearers)
    yield _("Act"), acts(ask, clause.acts)
    yield _("Upon"), _names(ask, clause.target)
    yield _("Recipients"), _names(ask, clause.recipients)
    if clause.amount is not None:
        yield _("Amount"), amount(words, clause.amount)
    yield words.label("due"), _due(ask, clause.due) if clause.due else ""
    yield _("Binds"), words.span(clause.window) if clause.window else ""
    yield _("Condition"), _trigger(ask, clause.trigger) if clause.trigger else ""
    yield _("Unless"), _trigger(ask, clause.unless) if clause.unless else ""
    yield _("Zone"), clause.zone or ""
    yield _("Proof of a breach"), words.word("proofs", clause.proof.get("breach", "corroborated"))
    if clause.duty == "must":
        yield _("Proof of performance"), words.word("proofs", clause.proof.get("performance", "reported"))
    yield _("Takes the place of"), _refs(ask, clause.supersedes)
    if clause.reciprocal:
        yield _("Reciprocal"), _("A bearer is free of it once another's breach of it is proven.")


def acts(ask: Ask, named: Iterable[str]) -> str:
    """Acts in words, any of them."""
    return ask.words.language.join([ask.words.word("acts", a) for a in named], "or")


def _names(ask: Ask, codes: Iterable[str]) -> str:
    words = ask.words
    return words.language.join([words.word("roles", c) if c in ROLES else words.name(c) for c in codes])


def _due(ask: Ask, due: Due) -> str:
    if due.by is not None:
        return ask.gettext("by %(date)s") % {"date": ask.words.span(due.by)}
    length = _length(ask, due.every or due.within or "P0D")
    said = ask.gettext("every %(length)s, from %(start)s") if due.every else ask.gettext("within %(length)s of %(start)s")
    return said % {"length": length, "start": _start(ask, due.of)}


def _start(ask: Ask, of: str) -> str:
    named = {
        "made": ask.gettext("the day the pact was made"),
        "in_force": ask.gettext("its entry into force"),
        "trigger": ask.gettext("the day its condition was met"),
    }
    if of in named:
        return named[of]
    clause = ask.snapshot.clauses.get(of)
    return ask.words.quote(ask.words.text(clause.text).rstrip(" .")) if clause else ask.words.value("since", of)


def _length(ask: Ask, text: str) -> str:
    """A duration of ISO 8601 in words, in the units in which it is written."""
    length, locale = isodate.parse_duration(text, as_timedelta_if_possible=False), ask.words.language.locale
    days, seconds = length.tdelta.days, length.tdelta.seconds
    if "T" in text:
        days, seconds = 0, int(length.tdelta.total_seconds())
    units: tuple[tuple[_Unit, int], ...] = (("year", int(length.years)), ("month", int(length.months)), ("day", days))
    units += (("hour", seconds // 3600), ("minute", seconds % 3600 // 60))
    # A threshold that no figure reaches keeps each part in the unit in which it is written.
    parts = [format_timedelta(_ONE[u] * n, granularity=u, threshold=10**6, locale=locale) for u, n in units if n]
    return ask.words.language.digits(ask.words.language.join(parts))


def _trigger(ask: Ask, trigger: Trigger) -> str:
    words, _ = ask.words, ask.gettext
    deed = acts(ask, trigger.acts)
    parts = [words.text(trigger.text).rstrip(" .")] if trigger.text else []
    told = [
        (_("act: %(value)s"), deed + (f" {_('or an open threat of it')}" if trigger.threatened and deed else "")),
        (_("by: %(value)s"), _names(ask, trigger.actor)),
        (_("upon: %(value)s"), _names(ask, trigger.target)),
        (_("zone: %(value)s"), words.language.isolate(trigger.zone) if trigger.zone else ""),
        (_("since: %(value)s"), words.span(trigger.since) if trigger.since else ""),
        (_("asked for by: %(value)s"), _names(ask, trigger.requested_by)),
        (_("proof: %(value)s"), words.word("proofs", trigger.proof)),
    ]
    parts.append(words.label("semicolon").join(label % {"value": value} for label, value in told if value))
    return ". ".join(parts)


def _refs(ask: Ask, refs: Iterable[str]) -> str:
    words, known = ask.words, ask.snapshot
    texts = {r: c.text for r, c in known.clauses.items()} | {i: p.title for i, p in known.pacts.items()}
    return words.language.join([words.text(texts[r]) if r in texts else words.language.isolate(r) for r in refs])

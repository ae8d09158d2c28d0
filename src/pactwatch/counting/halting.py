"""Which pacts stop fighting, and from when to when: a halt may take effect later than its pact, and end before it."""

from __future__ import annotations

from datetime import datetime

from pactwatch.types import Clause, Pact

HALTING = frozenset({"attack", "violate_ceasefire"})
"""Acts that a truce forbids."""


def forbids_fighting(clause: Clause) -> bool:
    """Whether a clause forbids attacks or breaches of the truce, upon no condition."""
    return clause.duty == "must_not" and bool(HALTING & set(clause.acts)) and clause.trigger is None


def is_truce(pact: Pact) -> bool:
    """Whether a pact stops fighting: a ceasefire by its kind, or with a clause that forbids all attacks or asks for a halt."""
    return "ceasefire" in pact.kind or bool(_halts(pact))


def term(pact: Pact) -> tuple[datetime, datetime]:
    """From when to when a pact's halt of fighting binds, as instants: by its own clauses, where these have a window, within the
    life of the pact; else by that."""
    begins, ends = pact.in_force.instants(pact.time_zone)
    windows = [c.window.instants(pact.time_zone) if c.window else (begins, ends) for c in _halts(pact)]
    if not windows:
        return begins, ends
    return max(begins, min(first for first, _ in windows)), min(ends, max(last for _, last in windows))


def _halts(pact: Pact) -> list[Clause]:
    return [
        c
        for c in pact.clauses
        if (c.duty == "must" and "cease_fire" in c.acts and c.trigger is None) or (forbids_fighting(c) and not c.target)
    ]

"""Who was bound when: the `[membership]` table of a pact that parties joined later, or left."""

from __future__ import annotations

from itertools import pairwise

from pactwatch.pacts.fields import Fields
from pactwatch.times import Span


def read_membership(fields: Fields, parties: tuple[str, ...], in_force: Span, zone: str) -> dict[str, tuple[Span, ...]]:
    """The spans in which each party named was bound, in order; the others are bound for the whole life of the pact.

    Refused where a party is none of the pact's, was bound only outside the pact's life, or joined before it had left.
    """
    table = fields.table("membership")
    if table is None:
        return {}
    bound = {party: _terms(table, party, zone) for party in table.data}
    for party, terms in bound.items():
        if party not in parties:
            table.among(party, parties, party, noun="party of the pact")
        if any(not term.overlaps(in_force, zone) for term in terms):
            table.refuse(f"{party!r} is bound only outside the life of the pact", "change it or the pact's `in_force`", party)
    return bound


def _terms(table: Fields, party: str, zone: str) -> tuple[Span, ...]:
    """`{ from, until }`, or a list of such where a party left and came back."""
    if not isinstance(table.data[party], list):
        only = table.period(party)
        assert only is not None
        return (only,)
    terms = tuple(row.as_period() for row in table.tables(party))
    if not terms:
        table.refuse(f"{party!r} has no period", "write { from = 1999-03-12 }", party)
    if any(b.instants(zone)[0] <= a.instants(zone)[1] for a, b in pairwise(terms)):
        table.refuse(f"{party!r} joins again before it has left", "put its periods in order", party)
    return terms

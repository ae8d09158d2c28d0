"""Parties as event datasets write their actors: in words where these are read back as the same party, else by code."""

from __future__ import annotations

from functools import cache

from pactwatch.datasets.names import party_named
from pactwatch.verdicts.words import Words


@cache
def written(code: str) -> str:
    """The English name of a party, or its code where the name would be read back as another."""
    if code == "CIV":
        return "Civilians"
    name = Words("en").name(code)
    return name if party_named(name) == code else code

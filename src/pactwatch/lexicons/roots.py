"""Parties and their branches: `AZE.MIL` is a part of `AZE`, while `SYR.OPP`, a group of its own, is no part of `SYR`."""

from __future__ import annotations

from functools import lru_cache

from pactwatch.lexicons import load


@lru_cache(maxsize=1 << 12)
def root(party: str) -> str:
    """The party without its branch: `AZE.MIL` → `AZE`, `SYR.OPP` → `SYR.OPP`, `ANON.ARM` → `ANON`."""
    listed, parts = load("parties"), party.split(".")
    for n in range(len(parts), 1, -1):
        name = ".".join(parts[:n])
        if listed.get(name, {}).get("kind") == "group":
            return name
    return parts[0]


@lru_cache(maxsize=1 << 14)
def covers(party: str, code: str) -> bool:
    """Whether `code` (`ARM.MIL`) is `party` (`ARM`) or a part of it."""
    return code == party or (code.startswith(party + ".") and root(code) == root(party))

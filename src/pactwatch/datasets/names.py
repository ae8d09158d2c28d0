"""What datasets call their actors, as parties."""

from __future__ import annotations

import re
from functools import cache

from pactwatch import lexicons
from pactwatch.letters import fold
from pactwatch.places import places, resolve

_OFFICES = (
    (re.compile(r"^government of (?:the )?(?P<state>.+)$", re.I), ".GOV"),
    (re.compile(r"^(?:military|armed) forces of (?:the )?(?P<state>.+)$", re.I), ".MIL"),
    (re.compile(r"^police forces of (?:the )?(?P<state>.+)$", re.I), ".GOV"),
)
_CIVILIANS = re.compile(r"^(?:civilians?|protesters?|labor group|journalists?|refugees/?idps?)\b", re.I)
_UNKNOWN = re.compile(r"^(?:unidentified|unknown|n/?a|-)\b|^$", re.I)
_YEARS = re.compile(r"\s*\((?:\d{4}\s*-\s*\d{0,4}|[^)]*)\)\s*")


@cache
def party_named(name: str) -> str | None:
    """The party that a dataset's name of an actor stands for; None for nobody known. What no lexicon has is taken as it is
    written, in capitals."""
    plain = name.strip()
    if _UNKNOWN.match(plain):
        return None
    if _CIVILIANS.match(plain):
        return "CIV"
    known = _names().get(fold(plain)) or _names().get(fold(_YEARS.sub(" ", plain).strip()))
    if known:
        return known
    for pattern, branch in _OFFICES:
        found = pattern.match(_YEARS.sub(" ", plain).strip())
        if found and (state := _state(found["state"])):
            return state + branch
    return _YEARS.sub(" ", plain).strip().upper()


def _state(name: str) -> str | None:
    known = _names().get(fold(name))
    if known:
        return known
    found = resolve(name)
    return found.id if found and len(found.id) == 3 and found.id in places() else None


@cache
def _names() -> dict[str, str]:
    """Every English name of a party, folded, first come first served."""
    found: dict[str, str] = {}
    for code, row in lexicons.load("parties").items():
        for name in (code, *row.get("names", {}).get("en", ())):
            found.setdefault(fold(name), code)
    return found

"""Names of parties, sources and pacts in a language."""

from __future__ import annotations

from collections.abc import Mapping

from pactwatch import lexicons
from pactwatch.refusals import Refused
from pactwatch.types import Names


def in_language(names: Names, base: str) -> str:
    """The name in a language, else in English, else the first there is; empty where there is none."""
    return names.get(base) or names.get("en") or next(iter(names.values()), "")


def name_of(code: str, base: str, known: Mapping[str, Names] | None = None) -> str:
    """The name that a code stands for: a party of `lexicons/parties.toml`, else one of `known` (sources, pacts by id).

    A code that neither holds stays as it is.
    """
    names = (known or {}).get(code) or _party(code)
    return in_language(names, base) or code


def _party(code: str) -> Names:
    try:
        entry = lexicons.load("parties").get("parties", {}).get(code, {})
    except Refused:
        return {}
    return {tag: name for tag, name in entry.get("names", {}).items() if isinstance(name, str)}

"""Names of parties, sources and pacts in a language, as a reader expects to see them written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from babel import Locale
from babel.core import get_global

from pactwatch import lexicons
from pactwatch.refusals import Refused
from pactwatch.types import Names

Sections = Mapping[str, Mapping[str, Any]]


def in_language(names: Mapping[str, str], base: str) -> str:
    """The name in a language, else in English, else the first there is; empty where there is none."""
    return names.get(base) or names.get("en") or next(iter(names.values()), "")


def name_of(code: str, locale: Locale, words: Sections, known: Mapping[str, Names] | None = None) -> str:
    """The name that a code stands for: one of `known` (sources, pacts by id), else a party.

    words: the sections of `words.toml`. A code that nothing names stays as it is.
    """
    named = in_language((known or {}).get(code, {}), locale.language)
    return named or _party(code, locale, words) or _branch(code, locale, words) or code


def _party(code: str, locale: Locale, words: Sections) -> str:
    written = in_language(words["parties"].get(code, {}), locale.language)
    return written or _state(code, locale) or _lexicon(code, locale.language)


def _branch(code: str, locale: Locale, words: Sections) -> str:
    """`AZE.MIL` by its branch, `ANON.ARM` by whose source it is."""
    party, _, branch = code.partition(".")
    if party == "ANON":
        party, branch = branch, party
    template = in_language(words["branches"].get(branch, {}), locale.language)
    return template.format(party=_party(party, locale, words) or party) if template and party else ""


def _state(code: str, locale: Locale) -> str:
    """The name of a state by its ISO 3166 alpha-3 code, as the Unicode locale data write it."""
    if len(code) != 3:
        return ""
    alpha2 = get_global("territory_aliases").get(code, [""])[0]
    return str(locale.territories.get(alpha2, ""))


def _lexicon(code: str, base: str) -> str:
    try:
        names = lexicons.load("parties").get(code, {}).get("names", {})
    except Refused:
        return ""
    return in_language({tag: spellings[0] for tag, spellings in names.items() if spellings}, base)

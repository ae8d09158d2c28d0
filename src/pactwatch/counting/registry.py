"""The counting rules as they are shown and chosen: name, title and definition by language, where each comes from."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pactwatch.counting.rules import RULES
from pactwatch.types import Names


@dataclass(frozen=True, slots=True)
class Described:
    """A counting rule: `name` chooses it (`count(told, rule=name)`), title and definition are by language."""

    name: str
    title: Names
    definition: Names
    source: str


@cache
def described() -> dict[str, Described]:
    """Every counting rule by its name, in the order of `RULES`."""
    table = tomllib.loads(files("pactwatch").joinpath("counting/rules.toml").read_text(encoding="utf-8"))
    return {name: Described(name, **table[name]) for name in RULES}


def title(rule: str, language: str = "en") -> str:
    """The title of a rule in a language; in English where there is none. Raises KeyError for a rule that there is not."""
    found = described()[rule].title
    return found.get(language.partition("-")[0], found["en"])

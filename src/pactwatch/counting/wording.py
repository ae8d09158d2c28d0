"""Words of plots and of what they show, by language; and figures that keep their order within a text from right to left."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

Words = Mapping[str, str]
"""Texts by key: those of `words.toml` in one language, or others with the same keys and slots."""

RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")
_LEFT_TO_RIGHT, _END = "\u2066", "\u2069"


@cache
def words(language: str = "en") -> Words:
    """The words of a language (BCP 47); the English where there are none in it. `language` is among them by that key."""
    base = language.partition("-")[0].lower()
    table = tomllib.loads(files("pactwatch").joinpath("counting/words.toml").read_text(encoding="utf-8"))
    return {"language": base, **{key: texts.get(base, texts["en"]) for key, texts in table.items()}}


def mirrored(told: Words) -> bool:
    """Whether the words run from right to left."""
    return told.get("language", "en") in RIGHT_TO_LEFT


def shown(told: Words, value: object) -> str:
    """A figure or date that stands in these words: kept from left to right among letters that run the other way."""
    text = f"{value:,.6g}" if isinstance(value, float) else str(value)
    return f"{_LEFT_TO_RIGHT}{text}{_END}" if mirrored(told) else text


def filled(told: Words, key: str, **data: object) -> str:
    """The text of a key with its slots filled; what is already a word goes in as it is, figures as `shown`. Raises KeyError
    for a key that the words have not."""
    return told[key].format(**{name: v if isinstance(v, str) else shown(told, v) for name, v in data.items()})

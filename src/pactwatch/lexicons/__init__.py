"""What a language says and how: data that a native speaker can edit, one TOML file a language, read once.

`ar.toml`, `en.toml`, `ru.toml` hold the words of a language, by section (`acts`, `speech`, `dates`, ...); `acts.toml` the
acts with their PLOVER, CAMEO and ACLED codes; `parties.toml` the parties with their names in every language.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from pactwatch.refusals import Refused


@cache
def load(name: str) -> dict[str, Any]:
    """The lexicon `name` (`ar`, `acts`, ...) as TOML reads it. Refused where there is none or it cannot be read."""
    path = files(__package__) / f"{name}.toml"
    if not path.is_file():
        raise Refused(f"there is no lexicon {name!r}", mend=f"choose one of: {', '.join(languages())}")
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise Refused(f"not TOML: {error}", mend="mend that line", file=str(path)) from None


@cache
def languages() -> tuple[str, ...]:
    """Tags of the languages that can be read: every lexicon of two letters."""
    return tuple(sorted(p.name[:-5] for p in files(__package__).iterdir() if p.name.endswith(".toml") and len(p.name) == 7))

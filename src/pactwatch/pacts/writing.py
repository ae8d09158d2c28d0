"""Pieces of TOML as text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping


def text(value: str) -> str:
    """A TOML string. JSON's escapes are TOML's, but for DEL, which TOML wants escaped too."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def array(values: Iterable[str]) -> str:
    return f"[{', '.join(text(value) for value in values)}]"


def inline(table: Mapping[str, str]) -> str:
    """An inline table of strings."""
    return f"{{ {', '.join(f'{key} = {text(value)}' for key, value in table.items())} }}"


def comment(value: str) -> str:
    """A comment on one line, whatever line breaks the value has."""
    return "# " + " ".join("".join(c if c.isprintable() else " " for c in value).split())

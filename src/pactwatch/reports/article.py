"""A plain-text article (`.txt`), with or without front matter.

Front matter is TOML between two lines `+++` at the top, with any of the keys id, source, url, published, captured,
language, title; the text is what follows the second line. Without it the text is the whole file. Line ends, and a byte
order mark, stay as they are: offsets count the characters of the file as decoded.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from pactwatch.refusals import Refused
from pactwatch.reports.assembly import KEYS, Facts, Spot, assemble, facts
from pactwatch.reports.files import decoded
from pactwatch.types import Report

_FENCE = "+++"
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_AT_LINE = re.compile(r"\(at line (\d+),? column \d+\)")


def recognises(path: Path, head: bytes) -> bool:
    """Whether this is a plain-text file, by its ending."""
    return path.suffix.lower() in (".txt", ".text")


def read(path: Path, given: Facts = Facts()) -> Iterator[Report]:  # noqa: B008 - frozen
    """The one report in the file; what the caller gives stands above the front matter. Refused where it cannot be read."""
    raw = path.read_bytes()
    whole = decoded(raw, path)
    values, keys, text, first_line = _front_matter(whole, path)
    spot = Spot(path, keys=keys)
    known = facts(values, spot).under(given)
    yield assemble(text, known, default_id=path.stem, sha256=sha256(raw).hexdigest(), spot=spot, first_line=first_line)


def _front_matter(whole: str, path: Path) -> tuple[dict[str, Any], dict[str, int], str, int]:
    """The values of the front matter and their lines, the text after it, and the number of its first line."""
    lines = _LINE.findall(whole.removeprefix("\ufeff"))
    if not lines or lines[0].rstrip() != _FENCE:
        return {}, {}, whole, 1
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), None)
    if end is None:
        raise Refused("the front matter does not end", mend=f"close it with a line {_FENCE}", file=path, line=1)
    values = _values(lines[1:end], path)
    keys = {key: _line_of(key, lines[:end]) for key in values}
    for key in values:
        if key not in KEYS:
            raise Refused(f"unknown key {key!r}", mend=f"use only: {', '.join(KEYS)}", file=path, line=keys[key])
    return values, keys, "".join(lines[end + 1 :]), end + 2


def _values(lines: list[str], path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads("".join(lines))
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.search(str(error))
        line = int(found[1]) + 1 if found else len(lines) + 1
        problem = f"the front matter is not TOML: {_AT_LINE.sub('', str(error)).strip()}"
        raise Refused(problem, mend="mend that line", file=path, line=line) from None


def _line_of(key: str, lines: list[str]) -> int:
    """The number of the line that sets a key, or of the fence where none does so plainly."""
    return next((n for n, line in enumerate(lines, 1) if re.match(rf"\s*\[*\s*[\"']?{re.escape(key)}\b", line)), 1)

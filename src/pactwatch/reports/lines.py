"""A JSON-lines file (`.jsonl`): one article a line, as an object with `text` and any of id, source, url, published,
captured, language, title. It is read line by line, so that it may be of any length."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from pactwatch.refusals import Refused
from pactwatch.reports.assembly import KEYS, Facts, Spot, assemble, facts
from pactwatch.reports.files import decoded
from pactwatch.types import Report


def recognises(path: Path, head: bytes) -> bool:
    """Whether this is a JSON-lines file, by its ending."""
    return path.suffix.lower() in (".jsonl", ".ndjson")


def read(path: Path, given: Facts = Facts()) -> Iterator[Report]:  # noqa: B008 - frozen
    """The reports in order; one without an id has the file's stem and its line number. Blank lines are passed over.

    The sha256 is that of the line without its end. Refused, once that line is reached, where it is not an object of the
    known keys, lacks text, or has the id of an earlier line; at once where one id is given for all.
    """
    if given.id is not None:
        raise Refused("one id cannot stand for many articles", mend="leave the id out", file=path)
    seen: dict[str, int] = {}
    with path.open("rb") as stream:
        for number, raw in enumerate(stream, 1):
            if raw.strip():
                report = _report(raw.rstrip(b"\r\n"), given, Spot(path, number))
                earlier = seen.setdefault(report.id, number)
                if earlier != number:
                    problem = f"the id {report.id!r} is that of line {earlier}"
                    raise Refused(problem, mend="give each article an id of its own", file=path, line=number)
                yield report


def _report(raw: bytes, given: Facts, spot: Spot) -> Report:
    number = spot.line or 1
    values = _values(decoded(raw, spot.file, line=number).removeprefix("\ufeff"), spot)
    text = values.pop("text", None)
    if not isinstance(text, str) or not text.strip():
        raise spot.refused("there is no text", "give every article its text")
    known = facts(values, spot).under(given)
    stem = f"{spot.file.stem}-{number}"
    return assemble(text, known, default_id=stem, sha256=sha256(raw).hexdigest(), spot=spot)


def _values(text: str, spot: Spot) -> dict[str, Any]:
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise spot.refused(f"not JSON: {error}", "put one JSON object on each line") from None
    if not isinstance(values, dict):
        raise spot.refused(f"not an object but {type(values).__name__}", "put one JSON object on each line")
    for key in values:
        if key not in (*KEYS, "text"):
            raise spot.refused(f"unknown key {key!r}", f"use only: {', '.join(KEYS)}, text")
    return values

"""The canonical text of a ledger line and the two hashes taken of it.

Canonical text is JSON in UTF-8 with keys sorted by code point, no spaces, no escapes but those JSON requires, integers as
integers and floats in the shortest form that reads back to the same number. `docs/ledger.md` gives the format to outsiders.
"""

from __future__ import annotations

import json
import math
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from pactwatch.refusals import Refused

GENESIS = "0" * 64
"""What the first line follows."""

_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
_BYTES = ("utf-8", "surrogateescape")  # bytes that are no text, met only in a damaged ledger, are hashed as they are


def canonical(value: Any) -> str:
    """The one text of a JSON value. Refused where the value has none: other types, NaN, infinities, broken characters."""
    try:
        if _keys_are_text(value):
            text = _ENCODER.encode(value)
            text.encode()
            return text
    except (ValueError, TypeError):
        pass
    _check(value)  # which says what is wrong, and where
    return _ENCODER.encode(value)


def parsed(body: str) -> dict[str, Any]:
    """The body that a canonical text holds. Raises ValueError where it holds none."""
    value = json.loads(body)
    if not isinstance(value, dict):
        raise ValueError("a body is a table of named values")
    return value


def content_id(kind: str, body: str) -> str:
    """SHA-256, in hexadecimal, of the canonical text of `{"body": …, "kind": …}`; `body` is canonical text already."""
    return sha256(f'{{"body":{body},"kind":{_ENCODER.encode(kind)}}}'.encode(*_BYTES)).hexdigest()


def link(previous: str, seq: int, recorded_at: str, kind: str, entry_id: str, retracts: str | None, by: str) -> str:
    """SHA-256, in hexadecimal, of the canonical text of the list of what is given, in this order."""
    line = [previous, seq, recorded_at, kind, entry_id, retracts, by]
    return sha256(_ENCODER.encode(line).encode(*_BYTES)).hexdigest()


def stamp(moment: datetime) -> str:
    """A moment as the ledger writes it, `2020-11-01T09:00:00.000000Z`: UTC, fixed width, so that text sorts as time does."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def unstamp(text: str) -> datetime:
    """The moment that `stamp` wrote, in UTC."""
    return datetime.fromisoformat(text)


def _keys_are_text(value: Any) -> bool:
    """What the encoder would let pass: it turns a key that is a number, true, false or nothing into text."""
    if isinstance(value, dict):
        for key, part in value.items():
            if not isinstance(key, str) or (isinstance(part, dict | list | tuple) and not _keys_are_text(part)):
                return False
        return True
    if isinstance(value, list | tuple):
        return all(_keys_are_text(part) for part in value if isinstance(part, dict | list | tuple))
    return True


def _check(value: Any) -> None:
    if value is None or isinstance(value, bool | int):
        return
    if isinstance(value, str):
        _check_text(value)
    elif isinstance(value, float):
        if not math.isfinite(value):
            raise Refused(f"{value} is no figure that can be kept", mend="give a finite number, or leave it out")
    elif isinstance(value, list | tuple):
        for part in value:
            _check(part)
    elif isinstance(value, dict):
        for key, part in value.items():
            if not isinstance(key, str):
                raise Refused(f"the key {key!r} of a body is not text", mend="use text for every key")
            _check_text(key)
            _check(part)
    else:
        raise Refused(
            f"a {type(value).__name__} cannot be kept in a ledger", mend="turn it into text, numbers, lists or tables"
        )


def _check_text(text: str) -> None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise Refused(f"{text[:40]!r} holds a broken character", mend="remove the lone surrogate") from None

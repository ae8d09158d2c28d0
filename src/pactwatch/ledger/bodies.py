"""Records as bodies of ledger lines, and back.

A body leaves out every field that holds its default, so that a field added later changes the id of no older record.
Spans are ISO 8601 text, moments ISO 8601 in UTC, tuples lists.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, fields
from datetime import UTC, datetime
from functools import cache, lru_cache, partial
from typing import Any

from pactwatch.refusals import Refused
from pactwatch.times import Span
from pactwatch.types import Amount, Claim, Report, Source, Statement

Record = Source | Report | Claim

_KINDS: dict[str, type[Record]] = {"source": Source, "report": Report, "claim": Claim}
_SPANS = {"published", "when"}
_MOMENTS = {"captured"}
_SIMPLE: dict[str, type[Any]] = {"str": str, "str | None": str, "bool": bool, "int": int, "Stance": str}
_SPANS_KEPT = 1 << 14


def kind_of(record: Record) -> str:
    """The kind of line that holds this record: `source`, `report` or `claim`."""
    return type(record).__name__.lower()


def to_body(record: Record | Statement | Amount) -> dict[str, Any]:
    """The body of a record, as JSON has it, without the fields that hold their default."""
    body: dict[str, Any] = {}
    for name, default, is_float in _written_fields(type(record)):  # type: ignore[arg-type]  # it is hashable
        value = getattr(record, name)
        if value is not None and value != default:
            body[name] = float(value) if is_float else value if type(value) is str else _written(value)
    return body


def from_body(kind: str, body: dict[str, Any]) -> Record:
    """The record that a body holds. Refused where the kind is not source, report or claim, or a field is missing, unknown
    or of another form."""
    if kind not in _KINDS:
        raise Refused(f"a line of kind {kind!r} holds no record", mend=f"choose one of: {', '.join(_KINDS)}")
    try:
        record: Record = _record(_KINDS[kind], body)
    except (TypeError, ValueError, AttributeError) as error:
        raise Refused(f"not the body of a {kind}: {error}", mend="write bodies with to_body") from None
    return record


def _record(cls: type[Any], body: dict[str, Any]) -> Any:
    readers, absent = _readers(cls)  # type: ignore[arg-type]  # it is hashable
    if not body.keys() <= readers.keys():
        raise ValueError(f"unknown field {min(body.keys() - readers.keys())!r}")
    return cls(**(absent | {name: readers[name](value) for name, value in body.items()}))


@cache
def _written_fields(cls: type[Any]) -> tuple[tuple[str, Any, bool], ...]:
    """Name and default of each field, and whether it is a float."""
    return tuple((f.name, _default(f), f.type == "float") for f in fields(cls))


@cache
def _readers(cls: type[Any]) -> tuple[dict[str, Callable[[Any], Any]], dict[str, None]]:
    """What reads each field of a record, and the fields that have no default in it, yet are left out of the body as None."""
    readers = {f.name: _reader(f) for f in fields(cls)}
    return readers, {name: None for name in readers if name in _SPANS | _MOMENTS}


def _written(value: Any) -> Any:
    if isinstance(value, Span):
        civil = value.earliest.tzinfo is None and value.latest.tzinfo is None
        return _civil_text(value) if civil else str(value)
    if isinstance(value, datetime):
        return (value.astimezone(UTC) if value.tzinfo else value).isoformat()
    if isinstance(value, tuple):
        return [_written(part) for part in value]
    return to_body(value) if isinstance(value, Statement | Amount) else value


_span = lru_cache(maxsize=_SPANS_KEPT)(Span.parse)


@lru_cache(maxsize=_SPANS_KEPT)
def _civil_text(span: Span) -> str:
    """Spans with offsets are not for it: one moment in two offsets is equal, yet two texts."""
    return str(span)


def _reader(field: Field[Any]) -> Callable[[Any], Any]:
    """What reads the values of a field, by its name and its annotation, which `from __future__` leaves as text."""
    name = field.name
    if name == "statement":
        return lambda value: _record(Statement, value)
    if name == "amounts":
        return lambda value: tuple(_record(Amount, part) for part in _expect(list, name, value))
    if name in _SPANS:
        return lambda value: _span(value) if type(value) is str else Span.parse(value)
    if name in _MOMENTS:
        return datetime.fromisoformat
    if field.type == "float":
        return float
    if field.type == "tuple[str, ...]":
        return lambda value: tuple(_expect(list, name, value))
    return partial(_expect, _SIMPLE.get(str(field.type), dict), name)


def _expect(cls: type[Any], name: str, value: Any) -> Any:
    if type(value) is not cls:
        raise TypeError(f"{name!r} should be {cls.__name__}, not {type(value).__name__}")
    return value


def _default(field: Field[Any]) -> Any:
    return field.default_factory() if field.default_factory is not MISSING else field.default

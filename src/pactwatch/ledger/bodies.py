"""Records as bodies of ledger lines, and back.

A body leaves out every field that holds its default, so that a field added later changes the id of no older record.
Spans are ISO 8601 text, moments ISO 8601 in UTC, tuples lists.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, fields
from datetime import UTC, datetime
from typing import Any

from pactwatch.refusals import Refused
from pactwatch.times import Span
from pactwatch.types import Amount, Claim, Report, Source, Statement

Record = Source | Report | Claim

_KINDS: dict[str, type[Record]] = {"source": Source, "report": Report, "claim": Claim}
_NESTED: dict[str, type[Any]] = {"statement": Statement, "amounts": Amount}
_SPANS = {"published", "when"}
_MOMENTS = {"captured"}


def kind_of(record: Record) -> str:
    """The kind of line that holds this record: `source`, `report` or `claim`."""
    return type(record).__name__.lower()


def to_body(record: Record | Statement | Amount) -> dict[str, Any]:
    """The body of a record, as JSON has it, without the fields that hold their default."""
    pairs = ((f, getattr(record, f.name)) for f in fields(record))
    kept = ((f, value) for f, value in pairs if value is not None and value != _default(f))
    return {f.name: float(value) if f.type == "float" else _written(value) for f, value in kept}


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
    known = {f.name: f for f in fields(cls)}
    unknown = sorted(set(body) - set(known))
    if unknown:
        raise ValueError(f"unknown field {unknown[0]!r}")
    given = {name: _read(known[name], value) for name, value in body.items()}
    # `published` and `captured` have no default in the record, yet None is left out of the body.
    absent = {name: None for name in _SPANS | _MOMENTS if name in known and name not in given}
    return cls(**given, **absent)


def _written(value: Any) -> Any:
    if isinstance(value, Span):
        return str(value)
    if isinstance(value, datetime):
        return (value.astimezone(UTC) if value.tzinfo else value).isoformat()
    if isinstance(value, tuple):
        return [_written(part) for part in value]
    return to_body(value) if isinstance(value, Statement | Amount) else value


def _read(field: Field[Any], value: Any) -> Any:
    if field.name in _NESTED:
        cls = _NESTED[field.name]
        return _record(cls, value) if cls is Statement else tuple(_record(cls, part) for part in _expect(list, field, value))
    if field.name in _SPANS:
        return Span.parse(value)
    if field.name in _MOMENTS:
        return datetime.fromisoformat(value)
    return _plain(field, value)


def _plain(field: Field[Any], value: Any) -> Any:
    """Text, figures and containers by the annotation of the field, which `from __future__` leaves as text."""
    if field.type == "float":
        return float(value)
    if field.type == "tuple[str, ...]":
        return tuple(_expect(list, field, value))
    simple = {"str": str, "str | None": str, "bool": bool, "int": int, "Stance": str}
    return _expect(simple.get(str(field.type), dict), field, value)


def _expect(cls: type[Any], field: Field[Any], value: Any) -> Any:
    if type(value) is not cls:
        raise TypeError(f"{field.name!r} should be {cls.__name__}, not {type(value).__name__}")
    return value


def _default(field: Field[Any]) -> Any:
    return field.default_factory() if field.default_factory is not MISSING else field.default

"""`field=value` as a person writes it, put into a claim; what a claim cannot say is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from difflib import get_close_matches
from typing import Any, get_args

from pactwatch.pacts.vocabulary import QUALIFIERS, UNITS, is_party, known_acts
from pactwatch.refusals import Refused
from pactwatch.times import Span
from pactwatch.types import Amount, Claim, Stance

READER = "person"
"""What a corrected claim names as its reader."""


def corrected(claim: Claim, values: Iterable[str]) -> Claim:
    """The claim with these fields (`act=attack`, `actor=ARM,AZE.MIL`, `when=2020-10-28`) said otherwise."""
    changes: dict[str, Any] = {}
    for text in values:
        field, is_set, value = text.partition("=")
        if not is_set or field not in _FIELDS:
            near = get_close_matches(field, _FIELDS, n=1)
            mend = "did you mean {meant}=…?" if near else "write FIELD=VALUE with one of: {meant}"
            raise Refused("{text!r} sets no field of a claim", mend=mend, text=text, meant=", ".join(near or _FIELDS))
        changes[field] = _FIELDS[field](field, value.strip())
    return replace(claim, **changes, reader=READER)


def written(claim: Claim) -> dict[str, str]:
    """Each field that can be corrected, as `corrected` reads it; lists with commas."""
    return {name: _text(getattr(claim, name)) for name in _FIELDS}


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(_text, value))
    if isinstance(value, Amount):
        figure = f"{value.value:.10g} {value.unit}"
        return figure if value.qualifier == "exact" else f"{value.qualifier} {figure}"
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _among(choices: Callable[[], Iterable[str]]) -> Callable[[str, str], str]:
    def read(field: str, value: str) -> str:
        known = [*choices()]
        if value not in known:
            raise Refused(
                "{value!r} is no {field}", mend="choose one of: {choices}", value=value, field=field, choices=", ".join(known)
            )
        return value

    return read


def _party(field: str, value: str) -> str:
    if value != "OUTLET" and not is_party(value):
        raise Refused(
            "{value!r} in {field} is no party",
            mend="take a name of lexicons/parties.toml, such as ARM or AZE.MIL",
            value=value,
            field=field,
        )
    return value


def _parties(field: str, value: str) -> tuple[str, ...]:
    return tuple(_party(field, name) for name in _list(field, value))


def _list(_: str, value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(",") if part.strip())


def _maybe(_: str, value: str) -> str | None:
    return value or None


def _span(field: str, value: str) -> Span | None:
    try:
        return Span.parse(value) if value else None
    except ValueError as error:
        raise Refused(
            "{field}: {error}", mend="give a date like 2020-10-28, or 2020-10-28/2020-10-30", field=field, error=error
        ) from None


def _amounts(_: str, value: str) -> tuple[Amount, ...]:
    return tuple(_amount(part) for part in _list("", value))


def _amount(text: str) -> Amount:
    """`3 killed`, or `at_least 3 killed`."""
    parts = text.split()
    qualifier, number, unit = ["exact", *parts] if len(parts) == 2 else parts if len(parts) == 3 else ["", "", ""]
    if not number.replace(".", "", 1).isdecimal() or unit not in UNITS or qualifier not in QUALIFIERS:
        raise Refused(
            "{text!r} is no amount",
            mend="write 3 killed, or at_least 3 killed; units: {choices}",
            text=text,
            choices=", ".join(UNITS),
        )
    return Amount(float(number), unit, qualifier)


def _flag(field: str, value: str) -> bool:
    return _among(lambda: ("true", "false"))(field, value) == "true"


_FIELDS: dict[str, Callable[[str, str], Any]] = {
    "act": _among(known_acts),
    "stance": _among(lambda: get_args(Stance)),
    "negated": _flag,
    "speaker": _party,
    "actor": _parties,
    "target": _parties,
    "places": _list,
    "when": _span,
    "due": _maybe,
    "condition": _maybe,
    "amounts": _amounts,
    "certainty": _among(lambda: ("stated", "hedged")),
}

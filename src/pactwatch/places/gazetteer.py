"""The curated places: states by the Unicode CLDR, and the TOML files of `conflict-areas/`. The rest of the world is in `index`.

A neutral list: every name of a contested place is kept with the side that uses it (`az@AZE`). Borders are those that the
United Nations recognise; who else holds otherwise is said by the zones of a pact, not here.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from babel import Locale
from babel.core import get_global

from pactwatch.refusals import Refused
from pactwatch.types import Place

_KEYS = {"within": str, "divisions": list, "at": list, "precision": (int, float), "ambiguous": list, "usual": bool}
_LANGUAGES = ("en", "ar", "ru")
_NO_STATE = re.compile(r"BUR|DDR|FXX|TMP|YMD|ZAR|Q[M-Z][A-Z]|X[A-Z][A-Z]|ZZZ")
"""Codes of states that are no more (ISO 3166-3), which the CLDR still maps to a present one, and those left to private use."""


_TOWN = 5.0
"""Kilometres within which a place lies that is given as a point and with no precision of its own: a town."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write a place's name. common: it is also a common word, so it is a name only after a head noun."""

    text: str
    place: str
    common: bool


@cache
def places() -> dict[str, Place]:
    """Every curated place by its id, in the order of the files, states last. Refused where a file cannot be read."""
    return {id_: _place(id_, row) for id_, row in _rows().items()}


def place(id: str) -> Place:  # noqa: A002 - the field's own word
    """The place with this id (`hadrut`, `ARM`, `geonames-706483`). Refused, with the nearest ids, where there is none."""
    from pactwatch.places.index import by_id  # which rests on this module

    found = places().get(id) or by_id(id)
    if found is None:
        near = get_close_matches(id, places(), n=3, cutoff=0.6)
        mend = f"did you mean {' or '.join(near)}?" if near else "add it to a file of places/conflict-areas"
        raise Refused(f"there is no place {id!r}", mend=mend)
    return found


@cache
def spellings() -> tuple[Spelling, ...]:
    """Every way to write the name of every place; `a / b` in a name stands for both."""
    found: dict[tuple[str, str], Spelling] = {}
    for id_, row in _rows().items():
        common = set(row.get("ambiguous", ()))
        for texts in (*_names(row).values(), [*common]):
            for text in (part.strip() for joined in texts for part in joined.split(" / ")):
                found.setdefault((text, id_), Spelling(text, id_, text in common))
    return tuple(found.values())


@cache
def usual() -> frozenset[str]:
    """Ids of the places that are meant by a name they share with others, where nothing else tells them apart."""
    return frozenset(id_ for id_, row in _rows().items() if row.get("usual") or _is_state(id_))


@cache
def _divisions() -> dict[str, str]:
    return {code: id_ for id_, row in _rows().items() for code in row.get("divisions", ())}


def division(code: str) -> str | None:
    """The region that stands for a first-level division of GeoNames (`UA.07`), None where no file names it."""
    return _divisions().get(code)


def state_of(two: str) -> str | None:
    """The state with this ISO 3166 alpha-2 code, None where there is none."""
    return _states().get(two)


@cache
def _states() -> dict[str, str]:
    return {two: three for three, two in _codes().items()}


def _is_state(id_: str) -> bool:
    return len(id_) == 3 and id_.isupper()


def _place(id_: str, row: dict[str, Any]) -> Place:
    latitude, longitude = row.get("at", (None, None))
    names = {key: texts[0] for key, texts in _names(row).items() if texts}
    precision = row.get("precision", None if latitude is None or _is_state(id_) else _TOWN)
    return Place(id_, names, chain_of(id_), latitude, longitude, precision)


def chain_of(id_: str) -> tuple[str, ...]:
    """Ids of what a curated place lies in, nearest first. Refused where one of them is no place."""
    chain: list[str] = []
    while (parent := _rows()[id_].get("within")) is not None:
        if parent not in _rows() or parent in chain:
            raise Refused(f"{id_!r} lies in {parent!r}, which is no place", mend="name one that is", file="conflict-areas")
        chain.append(parent)
        id_ = parent
    return tuple(chain)


def _names(row: dict[str, Any]) -> dict[str, list[str]]:
    return {key: value if isinstance(value, list) else [value] for key, value in row.items() if key not in _KEYS}


@cache
def _rows() -> dict[str, dict[str, Any]]:
    rows: dict[str, dict[str, Any]] = {}
    pressed: dict[str, dict[str, Any]] = {}
    for path in sorted(files(__package__).joinpath("conflict-areas").iterdir(), key=lambda p: p.name):
        for id_, row in _read(path).items():
            target = pressed if _is_state(id_) else rows
            if id_ in target:
                raise Refused(f"{id_!r} stands here a second time", mend="keep one of the two", file=path.name)
            target[id_] = row
    return rows | {code: _state(code, two, pressed.get(code, {})) for code, two in _codes().items()}


def _read(path: Traversable) -> dict[str, dict[str, Any]]:
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise Refused(f"not TOML: {error}", mend="mend that line", file=path.name) from None
    for id_, row in rows.items():
        for key, value in row.items():
            kind: Any = _KEYS.get(key, (str, list) if len(key.partition("@")[0]) in (2, 3) else ())
            if not isinstance(value, kind):
                mend = f"use a language tag or one of: {', '.join(_KEYS)}"
                raise Refused(f"{id_!r} has a key that cannot be taken: {key} = {value!r}", mend=mend, file=path.name)
    return rows


def _state(code: str, two: str, press: dict[str, Any]) -> dict[str, Any]:
    """A state's row: its CLDR names first, then the spellings of the press."""
    row = {language: [_territories(language)[two].partition(" (")[0]] for language in _LANGUAGES}
    return row | {k: [*row[k], *_names(press)[k]] if k in row else v for k, v in press.items()}


@cache
def _territories(language: str) -> dict[str, str]:
    return dict(Locale(language).territories)


@cache
def _codes() -> dict[str, str]:
    """ISO 3166 alpha-3 to alpha-2, for the territories that the CLDR names; Kosovo under the code in common use."""
    aliases: dict[str, Any] = dict(get_global("territory_aliases"))
    known = _territories("en")
    # A state that was divided (SUN, YUG) has several successors.
    whole = {three: twos[0] for three, twos in aliases.items() if _is_state(three) and len(twos) == 1}
    return {three: two for three, two in whole.items() if two in known and not _NO_STATE.fullmatch(three)} | {"XKX": "XK"}

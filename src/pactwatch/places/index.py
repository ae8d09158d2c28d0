"""The world's places beside the curated ones: some 47,000 of GeoNames, read once when first asked for.

`geonames/` holds what `tools/build_place_index.py` made: places, and keys of their names that do not change with case or
article. A place here has the id `geonames-` and its number there; what it lies in is the curated region of its first-level
division, where there is one, then the state.
"""

from __future__ import annotations

import zlib
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from pactwatch.places.gazetteer import chain_of, division, state_of
from pactwatch.places.spelling import script, stamp
from pactwatch.refusals import Refused
from pactwatch.types import Place

PREFIX = "geonames-"
_COMMON, _DERIVED = "~", "^"
_RUSSIAN, _UKRAINIAN = frozenset("ыэъё"), frozenset("іїєґ")


@dataclass(frozen=True, slots=True)
class Row:
    """A place of the index: its names as GeoNames spells them; those derived from them, and those that are common words, too;
    how many live there."""

    number: int
    name: str
    state: str
    division: str
    latitude: float
    longitude: float
    population: int
    spellings: tuple[str, ...]
    derived: frozenset[str]
    common: frozenset[str]

    @property
    def id(self) -> str:
        return f"{PREFIX}{self.number}"


def rows_of(key: str) -> tuple[int, ...]:
    """Numbers of the rows that have a name with this key (`spelling.index_key`)."""
    lines, wanted = _keys(), f"{key}\t".encode()
    at = bisect_left(lines, wanted)
    if key and at < len(lines) and lines[at].startswith(wanted):
        return tuple(int(n) for n in lines[at][len(wanted) :].split())
    return ()


def goes_on(key: str) -> bool:
    """Whether a name of several words begins with this key."""
    lines, wanted = _keys(), f"{key} ".encode()
    at = bisect_left(lines, wanted)
    return at < len(lines) and lines[at].startswith(wanted)


@lru_cache(maxsize=1 << 14)
def row(number: int) -> Row:
    """The row with this number."""
    id_, name, state, part, latitude, longitude, population, spellings = _rows()[number].decode().split("\t")
    texts = spellings.split("|")
    return Row(
        int(id_),
        name,
        state,
        part,
        float(latitude),
        float(longitude),
        int(population),
        tuple(t.lstrip(_COMMON + _DERIVED) for t in texts),
        frozenset(t.lstrip(_COMMON + _DERIVED) for t in texts if t.startswith(_DERIVED)),
        frozenset(t.lstrip(_COMMON + _DERIVED) for t in texts if _COMMON in t[:2]),
    )


@lru_cache(maxsize=1 << 14)
def indexed_place(found: Row) -> Place:
    """The place that a row stands for. Its precision is the radius of a town of so many people, 2 to 15 km."""
    region = division(f"{found.state}.{found.division}")
    # What GeoNames counts to the West Bank lies there, whatever state it names with it.
    state = "PSE" if found.division == "WE" else state_of(found.state)
    within = (region, *chain_of(region)) if region else (state,) if state else ()
    precision = min(15.0, max(2.0, found.population**0.5 / 100))
    return Place(found.id, _names(found), within, found.latitude, found.longitude, round(precision, 1))


def by_id(id_: str) -> Place | None:
    """The place with an id of this index, None where there is none."""
    number = _numbers().get(id_.removeprefix(PREFIX)) if id_.startswith(PREFIX) else None
    return None if number is None else indexed_place(row(number))


@cache
def towns(least: int = 30_000) -> tuple[Row, ...]:
    """The places of at least so many people, the most peopled first."""
    counted = sorted((-int(line.split(b"\t")[6]), n) for n, line in enumerate(_rows()) if line)
    return tuple(row(n) for people, n in counted if -people >= least)


def _names(found: Row) -> dict[str, str]:
    """One name for each language that the letters of its spellings tell."""
    names = {"en": found.name}
    for text in (t for t in found.spellings if t not in found.derived):
        kind, letters = script(text), set(text.lower())
        if kind == "arabic":
            names.setdefault("ar", text)
        elif kind == "cyrillic":
            if not letters & _UKRAINIAN:
                names.setdefault("ru", text)
            if found.state == "UA" and not letters & _RUSSIAN and (letters & _UKRAINIAN or "uk" not in names):
                names["uk"] = text
    return names


@cache
def _keys() -> list[bytes]:
    lines = _lines("names.tsv.z")
    if lines[0] != f"\t{stamp()}".encode():
        raise Refused("the index of places was made with other endings", mend="run tools/build_place_index.py", file="places")
    return lines


@cache
def _rows() -> list[bytes]:
    return _lines("places.tsv.z")


@cache
def _numbers() -> dict[str, int]:
    return {line.partition(b"\t")[0].decode(): n for n, line in enumerate(_rows())}


def _lines(name: str) -> list[bytes]:
    return zlib.decompress(files(__package__).joinpath("geonames", name).read_bytes()).split(b"\n")

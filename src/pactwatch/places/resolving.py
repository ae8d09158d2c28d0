"""Which place a name stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from pactwatch.letters import fold
from pactwatch.places.adjectives import of_town
from pactwatch.places.choosing import About, about, of_curated, of_index
from pactwatch.places.finding import whole
from pactwatch.places.gazetteer import places, spellings
from pactwatch.places.index import by_id
from pactwatch.places.lookup import name_at, stands_alone
from pactwatch.places.spelling import flatten, head_noun, leading, script, section
from pactwatch.types import Place

_REGION = 30
"""Kilometres within which the points of a region, not of a town, lie."""

_IN_REGION = 2
_DISTRICT, _WORKS = 30.0, 10.0
"""Kilometres around a town within which its district, and its works and stations, are taken to lie."""

_QUOTES = ' "«»“”„.,،؛'
_LANGUAGE = {"arabic": "ar", "cyrillic": "ru"}


def resolve(name: str, near: Sequence[str] = ()) -> Place | None:
    """The place that a name stands for, as written in any language known here, inflected or with its head noun.

    near: ids of places, or parties (`ARM.MIL` counts as `ARM`), that the text is about; they tell places of one name
    apart. Curated places come before those of the index, unless only one of the latter lies in a region that the text is
    about. None where the name is not known, or is that of several places and nothing tells which. `precision` says within
    how many kilometres of its point the place lies.
    """
    text = about(near)
    if ids := _candidates(name):
        return _of_both(of_curated(ids, text), _beyond(name) if text.regions else (), text)
    return places().get(name) or by_id(name) or _around_town(name, text) or of_index(_beyond(name), text) or _part(name, near)


@lru_cache(maxsize=1 << 16)
def homonym(name: str) -> bool:
    """Whether several places bear the name, so that what else a text is about can tell which is meant."""
    return len(_candidates(name)) + len(_beyond(name)) > 1


def _of_both(curated: Place | None, numbers: Sequence[int], text: About) -> Place | None:
    if curated is not None and text.level(curated) == _IN_REGION:
        return curated
    return of_index(numbers, text, _IN_REGION) or curated


def _around_town(name: str, text: About) -> Place | None:
    """The place of which an adjective and a noun speak ("Изюмский район"): the town, less exactly."""
    found = of_town(_key(name)) if script(name) == "cyrillic" else None
    if found is None:
        return None
    ids, numbers, region = found
    town = of_curated(ids, text) if ids else of_index(numbers, text)
    return town and replace(town, precision=max(town.precision or 0, _DISTRICT if region else _WORKS))


@lru_cache(maxsize=1 << 16)
def _beyond(name: str) -> tuple[int, ...]:
    """Numbers of the rows of the index that the whole name may stand for. What is also a common word needs a head noun."""
    kind = script(name)
    language = _LANGUAGE.get(kind, "en")
    if kind == "other" or (kind != "arabic" and not any(c.isupper() for c in name)):
        return ()
    key = _key(name)
    bare = _without_head(key, language)
    for reading in dict.fromkeys((key, bare)):
        hit = name_at(reading, 0, language)
        if hit and hit.end == len(reading) and (not hit.common or reading != key or stands_alone(reading, hit)):
            return hit.rows
    return ()


@lru_cache(maxsize=1 << 16)
def _candidates(name: str) -> tuple[str, ...]:
    """Ids of the places that the name may stand for: those of the least stripped form that is known."""
    return next((ids for key in _readings(name) if (ids := _index().get(key) or whole(key))), ())


def _part(name: str, near: Sequence[str]) -> Place | None:
    """The place of which a name is a part: "northern Syria". Beside a town ("east of it") may be outside it."""
    key, language = _key(name), _LANGUAGE.get(script(name), "en")
    if within := leading(language, "within").match(key):
        return resolve(key[within.end() :], near)
    if beside := leading(language, "beside").match(key):
        found = resolve(key[beside.end() :], near)
        return found if found is not None and _is_large(found) else None
    return None


def is_part(name: str) -> bool:
    """Whether a name is that of a part of a known place: "northern Syria", "جنوب قره باغ"."""
    return _part(name, ()) is not None


def _is_large(found: Place) -> bool:
    return not found.within or (found.precision or 0) >= _REGION


def _key(name: str) -> str:
    return " ".join(flatten(fold(name)).split()).strip(_QUOTES)


def _readings(name: str) -> Iterator[str]:
    """The name as it is, then with less and less around it."""
    yield " ".join(flatten(fold(name)).split())
    key = _key(name)
    yield key
    language = _LANGUAGE.get(script(name), "en")
    bare = _without_head(key, language)
    yield bare
    if language == "ar":
        yield from _without_particles(bare)


def _without_head(key: str, language: str) -> str:
    """The name without the head nouns before it ("town of X") or behind it ("X town"), however many."""
    is_head = head_noun(language).fullmatch
    for space in reversed([*re.finditer(" ", key)]):
        if is_head(key[: space.end()]):
            return _without_head(key[space.end() :].strip(_QUOTES), language)
    name, _, last = key.rpartition(" ")
    return _without_head(name, language) if name and is_head(f"{last} ") else key


def _without_particles(key: str) -> Iterator[str]:
    rules, heads = section("ar"), {key}
    if key[:1] in rules["conjunctions"]:
        heads.add(key[1:])
    heads |= {k[1:] for k in heads if k[:1] in rules["prepositions"]}
    heads |= {_without_head(k, "ar") for k in heads}
    for head in sorted(heads, key=len, reverse=True):
        yield head
        yield head.removeprefix(rules["article"])
        yield rules["article"] + head


@cache
def _index() -> dict[str, tuple[str, ...]]:
    index: dict[str, dict[str, None]] = {}
    for spelling in spellings():
        index.setdefault(" ".join(flatten(fold(spelling.text)).split()), {})[spelling.place] = None
    return {key: tuple(ids) for key, ids in index.items()}

"""Which place a name stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from pactwatch.letters import fold
from pactwatch.places.finding import whole
from pactwatch.places.gazetteer import places, spellings, usual
from pactwatch.places.spelling import flatten, head_noun, leading, script, section
from pactwatch.types import Place

_REGION = 30
"""Kilometres within which the points of a region, not of a town, lie."""

_QUOTES = ' "«»“”„.,،؛'
_LANGUAGE = {"arabic": "ar", "cyrillic": "ru"}


def resolve(name: str, near: Sequence[str] = ()) -> Place | None:
    """The place that a name stands for, as written in any language known here, inflected or with its head noun.

    near: ids of places, or parties (`ARM.MIL` counts as `ARM`), that the text is about; they tell places of one name
    apart. None where the name is not known, or is that of several places and nothing tells which.
    """
    ids = _candidates(name)
    if ids:
        return _choose(ids, {n if n in places() else n.partition(".")[0] for n in near})
    return places().get(name) or _part(name, near)


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


def _is_large(found: Place) -> bool:
    return not found.within or (found.precision or 0) >= _REGION


def _choose(ids: Sequence[str], near: set[str]) -> Place | None:
    for narrowed in ([i for i in ids if near & {i, *places()[i].within}], [i for i in ids if i in usual()], ids):
        if len(narrowed) == 1:
            return places()[narrowed[0]]
    return None


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

"""Places named by an adjective of a town: "Изюмский район", "Кременчугский НПЗ", and the town that is meant.

An adjective in -ск- (Ukrainian -ськ-) loses the end of the town's name: Полтава, полтавский; Одесса, одесский; Лисичанск,
лисичанский; Винница, винницкий. The town is looked up by every beginning that its name may have had.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pactwatch.places.gazetteer import places, spellings
from pactwatch.places.index import rows_of
from pactwatch.places.spelling import index_key, listed, script

_ADJECTIVE = r"(?P<town>[а-яєіґ]{2,}?)(?P<mark>ск|ськ|цк|цьк|зьк)(?:ий|ого|ому|им|ом|ая|ой|ую|ое|а|оі|ій|у|ою)"
_LOST = {
    "ск": ("", "ск", "с", "к"),
    "ськ": ("", "ськ", "с", "к"),
    "цк": ("цк", "ц", "ч"),
    "цьк": ("цьк", "ц", "к"),
    "зьк": ("г", "зьк", "жж"),
}


def adjectival(flat: str) -> Iterator[tuple[int, int]]:
    """Offsets in a folded, flattened text of an adjective of a known town with the noun it goes with."""
    for match in _phrase().finditer(flat):
        if towns(match["town"], match["mark"]) != ((), ()):
            yield match.span()


def of_town(key: str) -> tuple[tuple[str, ...], tuple[int, ...], bool] | None:
    """Ids of the curated towns, or numbers of the rows of the index, that a whole folded phrase speaks of, and whether it
    means what is around the town; None for any other phrase."""
    match = _phrase().fullmatch(key)
    found = towns(match["town"], match["mark"]) if match else ((), ())
    return None if match is None or found == ((), ()) else (*found, match["region"] is not None)


@cache
def towns(town: str, mark: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Curated ids, else rows of the index, whose Russian or Ukrainian name an adjective may come from. None for a state's."""
    beginnings = [town + lost for lost in _LOST[mark]]
    keys = dict.fromkeys(k for b in beginnings for k in (b, index_key(b)) if len(k) > 1)
    ids = dict.fromkeys(i for k in keys for i in _curated().get(k, ()))
    if any(not places()[i].within for i in ids):
        return (), ()
    return tuple(ids), () if ids else tuple(dict.fromkeys(n for k in keys for n in rows_of(k)))


@cache
def _curated() -> dict[str, tuple[str, ...]]:
    keys: dict[str, tuple[str, ...]] = {}
    for spelling in spellings():
        if script(spelling.text) == "cyrillic" and " " not in spelling.text:
            key = index_key(spelling.text)
            keys[key] = (*keys.get(key, ()), spelling.place)
    return keys


@cache
def _phrase() -> re.Pattern[str]:
    regions, works = listed("ru", "regions"), listed("ru", "works")
    return re.compile(rf"(?<!\w){_ADJECTIVE} +(?:(?P<region>{regions})|{works})(?!\w)")

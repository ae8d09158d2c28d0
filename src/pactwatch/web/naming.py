"""Places named on a page: one that sides call differently by all its names, which stand together."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from pactwatch.briefs.places import contested
from pactwatch.briefs.wording import Text, Wording
from pactwatch.places.zones import ANYWHERE

Spellings = tuple[Text, ...]
"""The names of one place: one, or every one that a side has for it."""


def spelled(names: Iterable[str], words: Wording) -> list[Spellings]:
    """Each place among `names` (names or ids, `*`, or `party`) by its name or names, once, in the order given."""
    return list(dict.fromkeys(_spellings(name, words) for name in names))


@lru_cache(maxsize=1 << 13)
def _spellings(name: str, words: Wording) -> Spellings:
    base = words.language.base
    if name in (ANYWHERE, "party"):
        return (words.own(words.word("roles", "anywhere" if name == ANYWHERE else "territory"), base),)
    called = contested((name,), base)
    return called[0] if called else (words.own(words.place(name), base),)

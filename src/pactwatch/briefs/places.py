"""Contested places named in a brief, every name beside the others."""

from __future__ import annotations

from collections.abc import Iterable

from pactwatch.briefs.wording import Text, plain
from pactwatch.places import resolve
from pactwatch.types import Place
from pactwatch.verdicts.language import direction


def contested(names: Iterable[str], base: str) -> list[tuple[Text, ...]]:
    """The names of each place among `names` that two sides call differently: those of the language `base` first, then by
    language. Places in the order of their ids."""
    found = {p.id: p for p in (resolve(n) for n in dict.fromkeys(names)) if p is not None}
    return [_spellings(place, base) for _, place in sorted(found.items()) if _differs(place)]


def _differs(place: Place) -> bool:
    """Whether at least two sides have a name of their own for it, and not the same."""
    own = {tag.partition("@")[2]: name for tag, name in place.names.items() if "@" in tag}
    return len(set(own)) > 1 and len(set(own.values())) > 1


def _spellings(place: Place, base: str) -> tuple[Text, ...]:
    # A neutral name can hold both: "Shusha / Shushi".
    written = {plain(part): tag.partition("@")[0] for tag, name in reversed(place.names.items()) for part in name.split(" / ")}
    ordered = sorted(written.items(), key=lambda item: (item[1] != base, item[1], item[0]))
    return tuple(Text(name, lang, direction(lang)) for name, lang in ordered)


def spellings(place: Place, base: str) -> tuple[Text, ...]:
    """The names of a place in the language `base`, each beside the others; in another where it has none in that."""
    lang = next((tag for tag in (base, "en", *place.names) if tag in place.names), base)
    names = [name for tag, name in place.names.items() if tag.partition("@")[0] == lang]
    parts = dict.fromkeys(plain(part) for name in names for part in name.split(" / "))
    return tuple(Text(part, lang, direction(lang)) for part in parts)

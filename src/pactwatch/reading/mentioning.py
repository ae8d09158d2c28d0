"""What a party and its mention are, what a text has named so far, and every name of parties.toml."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from pactwatch import lexicons
from pactwatch.reading.patterns import Finder
from pactwatch.reading.tokens import tokens
from pactwatch.refusals import Refused

_KEYS = {"kind", "names", "people", "capitals", "leaders", "state", "resolves", "only"}
_KINDS = {"state", "organisation", "group", "body", "people", "media", "anonymous", "all"}
_STATE_FORMS = ("names", "people", "capitals", "leaders")
_AGREEING = frozenset({"adjf", "noun"})


@dataclass(frozen=True, slots=True)
class Named:
    """How a word names a party: `form` is names, people, capitals or leaders; `kind` as in parties.toml."""

    code: str
    kind: str
    form: str
    resolves: tuple[tuple[str, str], ...] = ()
    shouted: str = ""
    article: bool = False
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A party named at tokens [start, end). `weak`: only the adjective of another noun ("Azerbaijani villages");
    `form` how it is named (`body`, `alias`, `pair` too); `tags` of what is written onto its first word."""

    start: int
    end: int
    party: str
    kind: str
    form: str
    weak: bool = False
    person: bool = False
    more: tuple[str, ...] = ()
    tags: frozenset[str] = frozenset()

    @property
    def parties(self) -> tuple[str, ...]:
        """The party, and the others named with it in one breath ("the ministers of X and Y")."""
        return (self.party, *self.more)


@dataclass
class Scene:
    """What a text has named so far: who "the ministry", "the two sides", a surname mean."""

    state: str = ""
    ground: str = ""
    aliases: dict[str, str] = field(default_factory=dict)
    last: dict[str, str] = field(default_factory=dict)
    roots: list[str] = field(default_factory=list)
    pair: tuple[str, ...] = ()
    group: str = ""
    short: dict[str, str] = field(default_factory=dict)


@cache
def names(language: str) -> Finder[Named]:
    """Every name of parties.toml in a language. Refused where an entry has a key or kind it should not have."""
    found: list[tuple[str, Named]] = []
    articles = tuple(lexicons.load(language).get("language", {}).get("articles", ()))
    for code, entry in lexicons.load("parties").items():
        for key in entry:
            if key not in _KEYS:
                mend = f"use one of {', '.join(sorted(_KEYS))}"
                raise Refused(f"[{code}] has no key {key!r}", mend=mend, file="lexicons/parties.toml")
        if entry.get("kind") not in _KINDS:
            mend = f"use one of {', '.join(sorted(_KINDS))}"
            raise Refused(f"[{code}] has no kind {entry.get('kind')!r}", mend=mend, file="lexicons/parties.toml")
        resolves = tuple(entry.get("resolves", {}).items())
        for form in _STATE_FORMS:
            for text in entry.get(form, {}).get(language, ()):
                shouted = text if text.isupper() and len(text) <= 4 and text.upper() != text.lower() else ""
                bound = entry["kind"] != "state" and " " not in text and text.startswith(articles) and bool(articles)
                named = Named(code, entry["kind"], form, resolves, shouted, bound, tuple(entry.get("only", ())))
                found.append((_in_any_case(text, language), named))
    return Finder(found, articles)


def _in_any_case(name: str, language: str) -> str:
    """The pattern of a name of several words that agree: "Северная Корея" is written "Северной Кореи" too."""
    row = tokens(name, language)
    plain = len(row) > 1 and name.replace(" ", "").isalpha()
    if not plain or not any(token.has("adjf") for token in row):
        return name
    return " ".join("|".join(stem for stem, tags in t.stems.items() if stem == t.word or tags & _AGREEING) for t in row)

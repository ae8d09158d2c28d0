"""The words of agreements: the `[agreements]` section of a lexicon, checked and compiled once.

What each key holds is said in `docs/drafting-agreements.md`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from pactwatch import lexicons
from pactwatch.drafts.reader import Finder
from pactwatch.letters import fold
from pactwatch.pacts import vocabulary
from pactwatch.refusals import Refused
from pactwatch.types import Duty

_PATTERNS = ("each", "not_each", "topics", "effects", "passives", "phases", "refers", "made", "in_force")
_FORMS = (
    *(
        "articles",
        "parts",
        "recitals",
        "closing",
        "signing",
        "continuations",
        "nominal",
        "nominal_links",
        "telling",
        "relatives",
        "light",
        "own_acts",
        "abbreviations",
        "naming",
    ),
    *("within", "counted", "uncounted", "starting", "day_before_number", "day_after_number", "once"),
)
_TABLES = {"duties": {"words", "duty"}, "openings": {"words", "duty"}, "acts": {"words", "act", "contrary"}, "kinds": None}
_DUTIES = ("must", "must_not", "may")


@dataclass(frozen=True, slots=True)
class ActWord:
    """Words of agreements that name an act. `contrary`: who must do what they say must not do the act ("allow access")."""

    act: str
    contrary: bool = False


@dataclass(frozen=True)
class Words:
    """Everything that the drafting of agreements knows of one language: finders of patterns, and folded beginnings or words."""

    language: str
    duties: Finder[Duty]
    openings: Finder[Duty]
    acts: Finder[ActWord]
    each: Finder[str]
    not_each: Finder[str]
    topics: Finder[str]
    effects: Finder[str]
    passives: Finder[str]
    phases: Finder[str]
    refers: Finder[str]
    made: Finder[str]
    in_force: Finder[str]
    forms: Mapping[str, tuple[str, ...]]
    kinds: Mapping[str, tuple[str, ...]]

    def begins(self, line: str, *keys: str) -> bool:
        """Whether a line begins with one of the words under the keys, as whole words."""
        folded = fold(line).lstrip("\"'“”«»([ ")
        return any(re.match(rf"{re.escape(form)}(?!\w)", folded) for key in keys for form in self.forms[key])

    def any_of(self, key: str) -> str:
        """A regular expression, over folded text, for any of the words under a key; it finds nothing where there are none."""
        forms = sorted(self.forms[key], key=len, reverse=True)
        return rf"(?:{'|'.join(map(re.escape, forms))})" if forms else r"(?!)"


@cache
def agreement_words(language: str) -> Words:
    """The words of a language. Refused where it has no `[agreements]`, or one with a key or value it should not have."""
    file = f"lexicons/{language}.toml"
    section = lexicons.load(language).get("agreements") if language in lexicons.languages() else None
    if section is None:
        known = ", ".join(tag for tag in lexicons.languages() if "agreements" in lexicons.load(tag))
        raise Refused(f"agreements in {language!r} cannot be read", mend=f"give one in: {known}", file=file)
    _check(section, file)
    articles = tuple(fold(a) for a in lexicons.load(language).get("language", {}).get("articles", ()))
    duties, openings = (_duties(section.get(key, ())) for key in ("duties", "openings"))
    acts = [(text, ActWord(t["act"], t.get("contrary", False))) for t in section.get("acts", ()) for text in t["words"]]
    return Words(
        language=language,
        duties=Finder(duties, articles),
        openings=Finder(openings, articles),
        acts=Finder(acts, articles),
        forms={key: tuple(fold(form) for form in section.get(key, ())) for key in _FORMS},
        kinds={kind: tuple(map(fold, forms)) for kind, forms in section.get("kinds", {}).items()},
        **{key: Finder([(text, key) for text in section.get(key, ())], articles) for key in _PATTERNS},
    )


def _duties(tables: Iterable[Mapping[str, Any]]) -> list[tuple[str, Duty]]:
    return [(text, cast(Duty, table["duty"])) for table in tables for text in table["words"]]


def _check(section: Mapping[str, Any], file: str) -> None:
    _known("[agreements]", section, {*_PATTERNS, *_FORMS, *_TABLES}, file)
    for name, keys in _TABLES.items():
        for table in section.get(name, ()) if keys else ():
            _known(f"[[agreements.{name}]]", table, keys or set(), file)
            if "duty" in table and table["duty"] not in _DUTIES:
                problem = f"[[agreements.{name}]]: no duty {table['duty']!r}"
                raise Refused(problem, mend=f"use one of {', '.join(_DUTIES)}", file=file)
            if "act" in table and table["act"] not in vocabulary.known_acts():
                raise Refused(f"[[agreements.{name}]]: no act {table['act']!r}", mend="use one of acts.toml", file=file)


def _known(where: str, table: Mapping[str, Any], keys: set[str], file: str) -> None:
    for key in table:
        if key not in keys:
            raise Refused(f"{where} has no key {key!r}", mend=f"use one of {', '.join(sorted(keys))}", file=file)

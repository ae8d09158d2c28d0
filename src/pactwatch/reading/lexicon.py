"""A language's reading lexicon, checked and compiled once. Its format is described in `docs/reading-lexicon.md`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from pactwatch import lexicons
from pactwatch.letters import fold
from pactwatch.reading.patterns import Finder, Index
from pactwatch.refusals import Refused
from pactwatch.types import Stance

STANCES = ("asserts", "denies", "promises", "requests", "proposes", "refuses", "threatens")
LANGUAGE_KEYS = {
    *("name", "direction", "morphology", "articles", "least_stem", "prefixes", "suffixes", "apart", "irregular"),
    *("verb_first", "free_order", "marks", "abbreviations", "closing", "furniture", "openers", "particles", "auxiliaries"),
    *("place_heads", "place_parts", "directions", "sides", "recalls", "perfects", "definites", "pronouns", "possessives"),
    *("copulas", "documents", "imperfects", "prepositions", "rubrics", "capital_things"),
    *("relatives", "name_heads", "no_names", "witnesses", "grounds"),
}
SPEECH_KEYS = {
    *("verbs", "complementizers", "attributions", "modals", "negations", "future", "hedges"),
    *("background", "purposes", "conditions", "passing", "shortfalls", "backward", "circumstances", "afterwards", "besides"),
    *("told", "explaining"),
}
PARTY_KEYS = {
    "bodies",
    "two_sides",
    "state_first",
    "against",
    "by",
    "with",
    "between",
    "to",
    "at",
    "from",
    "into",
    "under",
    "links",
    "heads",
}


_PREPOSITIONS = frozenset({"to", "at", "as"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that name an act. See `docs/reading-lexicon.md` for what each key means."""

    act: str
    kind: str = "either"
    stance: Stance | None = None
    negated: bool = False
    governed: bool = False
    own_words: bool = False
    mutual: bool = False
    target: str | None = None
    active: str | None = None
    news: bool = False
    of: str = "actor"
    outcome: bool = False
    past: bool = False
    effort: bool = False
    displaces: bool = False
    placed: bool = False
    arranged: bool = False


@dataclass(frozen=True, slots=True)
class SpeechVerb:
    """Words of saying, asking, promising: what they make of what follows, and how."""

    stance: Stance
    kind: str = "say"
    acts: tuple[str, ...] = ()
    noun: bool = False


@dataclass(frozen=True, slots=True)
class Light:
    """Words that turn an event noun into news ("came into force", "collapsed", "was carried out")."""

    stance: Stance
    negated: bool = False
    acts: tuple[str, ...] = ()
    passive: bool = False


@dataclass(frozen=True, slots=True)
class Modal:
    """Words that ask ("must"), or that put off ("will")."""

    stance: Stance
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """Words for an institution: `suffix` is what they add to a state's code; `person` where a name may follow."""

    suffix: str
    person: bool = False
    state: str | None = None
    leading: bool = False
    group: bool = False
    anonymous: bool = False
    only: tuple[str, ...] = ()
    means: str | None = None
    local: bool = False


@dataclass(frozen=True)
class Lexicon:
    """Everything the reader knows of one language."""

    language: str
    verb_first: bool
    free_order: bool
    state_first: bool
    articles: tuple[str, ...]
    marks: str
    abbreviations: frozenset[str]
    closing: tuple[str, ...]
    furniture: tuple[str, ...]
    rubrics: tuple[str, ...]
    openers: Finder[str]
    particles: frozenset[str]
    triggers: Finder[Trigger]
    light: Finder[Light]
    verbs: Finder[SpeechVerb]
    modals: Finder[Modal]
    attributions: Finder[str]
    complementizers: frozenset[str]
    negations: Finder[str]
    hedges: Finder[str]
    background: Finder[str]
    conditions: Finder[str]
    passing: Finder[str]
    shortfalls: Finder[str]
    weapons: frozenset[str]
    backward: Finder[str]
    circumstances: Finder[str]
    afterwards: Finder[str]
    besides: Finder[str]
    told: Finder[str]
    bodies: Finder[Body]
    two_sides: Finder[str]
    links: frozenset[str]
    heads: frozenset[str]
    future: frozenset[str]
    auxiliaries: frozenset[str]
    perfects: frozenset[str]
    recalls: frozenset[str]
    place_heads: frozenset[str]
    place_parts: frozenset[str]
    directions: frozenset[str]
    sides: frozenset[str]
    markers: Mapping[str, Finder[str]]
    explaining: frozenset[str] = frozenset()
    definites: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    possessives: frozenset[str] = frozenset()
    copulas: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    capital_things: frozenset[str] = frozenset()
    relatives: frozenset[str] = frozenset()
    name_heads: frozenset[str] = frozenset()
    grounds: frozenset[str] = frozenset()
    no_names: frozenset[str] = frozenset()
    witnesses: frozenset[str] = frozenset()
    weekdays: frozenset[str] = frozenset()

    @property
    def subject_first(self) -> bool:
        """Whether the subject stands before its verb and never within or after it."""
        return not self.verb_first and not self.free_order


@cache
def lexicon(language: str) -> Lexicon:
    """The compiled lexicon of a language. Refused where a section has a key or a value it should not have."""
    whole = lexicons.load(language)
    base, speech = _section(whole, language, "language", LANGUAGE_KEYS), _section(whole, language, "speech", SPEECH_KEYS)
    parties, acts = (
        _section(whole, language, "parties", PARTY_KEYS),
        _section(whole, language, "acts", {"words", "light", "weapons"}),
    )
    articles, index = tuple(fold(a) for a in base.get("articles", ())), Index()
    joined = _joined(base)

    def words(section: Mapping[str, Any], key: str) -> Finder[str]:
        return Finder(((text, key) for text in section.get(key, ())), articles, index, joined)

    def forms(section: Mapping[str, Any], key: str) -> frozenset[str]:
        return frozenset(fold(word) for word in section.get(key, ()))

    def tables(section: Mapping[str, Any], name: str, key: str, kind: type[Any]) -> Finder[Any]:
        return Finder(_tables(section.get(key, ()), kind, f"[[{name}.{key}]]", language), articles, index, joined)

    return Lexicon(
        language=language,
        verb_first=bool(base.get("verb_first", False)),
        free_order=bool(base.get("free_order", False)),
        state_first=bool(parties.get("state_first", True)),
        articles=articles,
        marks=base.get("marks", ".!?؟…"),
        abbreviations=frozenset(fold(a).rstrip(".") for a in base.get("abbreviations", ())),
        closing=tuple(fold(line) for line in base.get("closing", ())),
        furniture=tuple(fold(line) for line in base.get("furniture", ())),
        rubrics=tuple(base.get("rubrics", ())),
        openers=words(base, "openers"),
        particles=forms(base, "particles"),
        triggers=tables(acts, "acts", "words", Trigger),
        light=tables(acts, "acts", "light", Light),
        verbs=tables(speech, "speech", "verbs", SpeechVerb),
        modals=tables(speech, "speech", "modals", Modal),
        attributions=words(speech, "attributions"),
        complementizers=forms(speech, "complementizers"),
        negations=words(speech, "negations"),
        hedges=words(speech, "hedges"),
        background=Finder([(t, k) for k in ("background", "purposes") for t in speech.get(k, ())], articles, index, joined),
        conditions=words(speech, "conditions"),
        passing=words(speech, "passing"),
        shortfalls=words(speech, "shortfalls"),
        weapons=forms(acts, "weapons"),
        backward=words(speech, "backward"),
        circumstances=words(speech, "circumstances"),
        afterwards=words(speech, "afterwards"),
        besides=words(speech, "besides"),
        told=words(speech, "told"),
        explaining=forms(speech, "explaining"),
        bodies=tables(parties, "parties", "bodies", Body),
        two_sides=words(parties, "two_sides"),
        links=forms(parties, "links"),
        heads=forms(parties, "heads"),
        future=forms(speech, "future"),
        auxiliaries=forms(base, "auxiliaries"),
        perfects=forms(base, "perfects"),
        recalls=forms(base, "recalls"),
        place_heads=forms(base, "place_heads"),
        place_parts=forms(base, "place_parts"),
        directions=forms(base, "directions"),
        sides=forms(base, "sides"),
        definites=forms(base, "definites"),
        pronouns=forms(base, "pronouns"),
        possessives=forms(base, "possessives"),
        copulas=forms(base, "copulas"),
        documents=forms(base, "documents"),
        prepositions=forms(base, "prepositions"),
        relatives=forms(base, "relatives"),
        name_heads=forms(base, "name_heads"),
        grounds=forms(base, "grounds"),
        no_names=forms(base, "no_names"),
        witnesses=forms(base, "witnesses"),
        capital_things=forms(base, "capital_things"),
        weekdays=frozenset(fold(name) for names in whole.get("dates", {}).get("weekdays", {}).values() for name in names),
        markers={key: words(parties, key) for key in ("against", "by", "with", "between", "to", "at", "from", "into", "under")},
    )


def _joined(base: Mapping[str, Any]) -> dict[str, str]:
    """The prepositions of one letter that are written together with the next word, with their tags."""
    rules = [rule for slot in base.get("prefixes", ()) for rule in slot if len(rule.get("tags", ())) == 1]
    return {text: rule["tags"][0] for rule in rules if rule["tags"][0] in _PREPOSITIONS for text in rule["affixes"]}


def _section(whole: Mapping[str, Any], language: str, name: str, keys: set[str]) -> dict[str, Any]:
    section = whole.get(name, {})
    for key in section:
        if key not in keys:
            raise Refused(
                f"[{name}] has no key {key!r}", mend=f"use one of {', '.join(sorted(keys))}", file=f"lexicons/{language}.toml"
            )
    return cast(dict[str, Any], section)


def _tables(tables: Iterable[dict[str, Any]], kind: type[Any], where: str, language: str) -> list[tuple[str, Any]]:
    known = {*kind.__dataclass_fields__, "words"}
    found: list[tuple[str, Any]] = []
    for table in tables:
        for key in table:
            if key not in known:
                mend = f"use one of {', '.join(sorted(known))}"
                raise Refused(f"{where} has no key {key!r}", mend=mend, file=f"lexicons/{language}.toml")
        _check(table, where, language)
        fields = {k: tuple(v) if isinstance(v, list) else v for k, v in table.items() if k != "words"}
        value = kind(**fields)
        found += [(text, value) for text in table.get("words", ())]
    return found


def _check(table: Mapping[str, Any], where: str, language: str) -> None:
    file = f"lexicons/{language}.toml"
    if table.get("stance", "asserts") not in STANCES:
        raise Refused(f"{where}: no stance {table['stance']!r}", mend=f"use one of {', '.join(STANCES)}", file=file)
    acts = lexicons.load("acts")
    for act in (*table.get("acts", ()), *(table[k] for k in ("act", "active") if k in table)):
        if act not in acts:
            raise Refused(f"{where}: no act {act!r}", mend="use one of acts.toml", file=file)

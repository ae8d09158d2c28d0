"""Stems of a word: every way it can be cut into prefix, stem and suffix, as the lexicon of its language says.

A lexicon lists base forms; texts hold inflected ones. The rules over-generate on purpose: a stem counts only where a lexicon
lists it. `[language] morphology` is `affixes` (rules in the TOML file) or `pymorphy3` (Russian).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from pactwatch import lexicons
from pactwatch.letters import fold
from pactwatch.refusals import Refused

Stems = dict[str, frozenset[str]]
"""Stems of one word, each with the tags of the affixes cut off (`definite`, `imperfect`, ...)."""

_GRAMMEMES = {
    "nomn": "nominative",
    "gent": "genitive",
    "gen2": "genitive",
    "datv": "dative",
    "accs": "accusative",
    "ablt": "instrumental",
    "loct": "locative",
    "loc2": "locative",
    "futr": "future",
    "pres": "imperfect",
    "pssv": "passive",
    "1per": "first",
}
_PLAIN = re.compile("[0-9a-zа-яёіїєґў]+")
_NO_TAGS: frozenset[str] = frozenset()
_FUNCTIONS = frozenset({"PREP", "CONJ", "PRCL", "NPRO"})
CASES = frozenset({"genitive", "instrumental", "dative", "accusative", "nominative", "locative"})


@dataclass(frozen=True, slots=True)
class Affix:
    """One affix: `text` is cut off, each of `restores` may have stood in its place, `tags` say what it means."""

    text: str
    restores: tuple[str, ...]
    tags: frozenset[str]


@dataclass(frozen=True, slots=True)
class Slot:
    """Affixes of which at most one stands in a word, and their letters."""

    affixes: tuple[Affix, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """Affix slots from the outside in; at most one affix of each slot stands in a word."""

    prefixes: tuple[Slot, ...]
    suffixes: tuple[Slot, ...]
    apart: tuple[frozenset[str], ...]
    irregular: dict[str, tuple[str, frozenset[str]]]
    least: int
    imperfects: dict[str, str] = field(default_factory=dict)

    known: dict[frozenset[str], frozenset[str] | None] = field(default_factory=dict)

    def possible(self, tags: frozenset[str]) -> frozenset[str] | None:
        """The tags, unless two of them exclude each other. There are few sets of tags: each is worked out and held once."""
        if tags not in self.known:
            self.known[tags] = None if any(pair <= tags for pair in self.apart) else tags
        return self.known[tags]


def stems(word: str, language: str) -> Stems:
    """The stems of a folded word. The word itself is always among them, without tags."""
    return _analyser(language)(word)


@cache
def _analyser(language: str) -> Callable[[str], Stems]:
    section = lexicons.load(language).get("language", {})
    kind = section.get("morphology", "affixes")
    if kind == "pymorphy3":
        return _pymorphy(language)
    if kind != "affixes":
        raise Refused(f"no morphology {kind!r}", mend="write affixes or pymorphy3", file=f"{language}.toml")
    rules = _rules(section)

    @lru_cache(maxsize=50_000)
    def analyse(word: str) -> Stems:
        return _cut(word, rules)

    return analyse


def _rules(section: dict[str, Any]) -> Rules:
    irregular = {fold(form): (fold(entry[0]), frozenset(entry[1:])) for form, entry in section.get("irregular", {}).items()}
    return Rules(
        tuple(_slot(slot) for slot in section.get("prefixes", ())),
        tuple(_slot(slot) for slot in section.get("suffixes", ())),
        tuple(frozenset(pair) for pair in section.get("apart", ())),
        irregular,
        int(section.get("least_stem", 2)),
        {fold(stem): fold(verb) for stem, verb in section.get("imperfects", {}).items()},
    )


def _slot(rules: list[dict[str, Any]]) -> Slot:
    affixes = tuple(
        Affix(fold(text), tuple(fold(r) for r in rule.get("restores", [""])), frozenset(rule.get("tags", ())))
        for rule in rules
        for text in rule["affixes"]
    )
    return Slot(affixes, tuple(affix.text for affix in affixes))


def _cut(word: str, rules: Rules) -> Stems:
    found: Stems = {word: _NO_TAGS}
    if word in rules.irregular:
        stem, tags = rules.irregular[word]
        found[stem] = tags
    for front, before in _peel(word, rules.prefixes, rules.least, True):
        for stem, after in _peel(front, rules.suffixes, rules.least, False):
            if stem == word:
                continue
            both = rules.possible(before | after)
            if both is not None and (stem not in found or len(both) < len(found[stem])):
                found[stem] = both
    for stem in rules.imperfects.keys() & found.keys():
        if "imperfect" in found[stem]:
            found.setdefault(rules.imperfects[stem], found[stem])
    return found


def _peel(
    word: str, slots: tuple[Slot, ...], least: int, front: bool, tags: frozenset[str] = _NO_TAGS
) -> Iterator[tuple[str, frozenset[str]]]:
    if not slots:
        yield word, tags
        return
    yield from _peel(word, slots[1:], least, front, tags)
    slot = slots[0]
    if not (word.startswith(slot.texts) if front else word.endswith(slot.texts)):
        return
    for affix in slot.affixes:
        if not (word.startswith(affix.text) if front else word.endswith(affix.text)):
            continue
        rest = word[len(affix.text) :] if front else word[: len(word) - len(affix.text)]
        for letters in affix.restores:
            whole = letters + rest if front else rest + letters
            if len(rest) >= min(least, 2) and len(whole) >= least:
                yield from _peel(whole, slots[1:], least, front, tags | affix.tags)


@cache
def analyzer(language: str) -> Any:
    """The dictionary of a language whose morphology is `pymorphy3`; None for any other."""
    if lexicons.load(language).get("language", {}).get("morphology") != "pymorphy3":
        return None
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang=language)


def _pymorphy(language: str) -> Callable[[str], Stems]:
    dictionary = analyzer(language)

    @lru_cache(maxsize=50_000)
    def analyse(word: str) -> Stems:
        found: Stems = {word: frozenset()}
        if not _PLAIN.fullmatch(word):  # the dictionary fails on letters that have no name
            return found
        parses = dictionary.parse(word)
        if parses[0].tag.POS in _FUNCTIONS:  # "после" is a preposition, not an ambassador
            parses = [p for p in parses if p.tag.POS in _FUNCTIONS]
        likely = {parse.normal_form for parse in parses[:4]}
        for parse in parses:
            if parse.normal_form not in likely:
                continue
            tags = {tag for grammeme, tag in _GRAMMEMES.items() if grammeme in parse.tag}
            if "Fixd" in parse.tag:
                tags -= CASES  # a word that has no cases tells none
            tags |= {str(parse.tag.POS or "").lower()} - {""}
            stem = fold(parse.normal_form)
            found[stem] = found.get(stem, frozenset()) | frozenset(tags)
        return found

    return analyse

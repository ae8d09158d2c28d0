"""What a brief says in its own voice that only one side would say: names of places, and loaded words (`loaded.toml`).

What somebody is said to have said, between quotation marks, is not its own voice, and is told apart; nor are titles of reports,
the readings that somebody holds, and the list of places with every name of theirs.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from pactwatch.briefs.clauses import Node
from pactwatch.briefs.composed import Composed
from pactwatch.briefs.page import page
from pactwatch.briefs.wording import Wording
from pactwatch.letters import fold
from pactwatch.places.gazetteer import places
from pactwatch.refusals import Refused
from pactwatch.types import Place
from pactwatch.verdicts.names import in_language

_SENTENCE = re.compile(r"(?<=[.!?؟…])\s+")
_QUOTED = re.compile('“[^”]*”|«[^»]*»|„[^“”]*[“”]|"[^"]*"')
_LETTER = r"[^\W_]"
_JOINED = {"ar": "(?:[وف])?(?:[بك]?ال|لل|[بكل])?"}
"""What a language writes together with the word that follows: Arabic conjunctions, prepositions and the article."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A word or name found. side: who calls the place so, empty for a loaded word. instead: what to write. where: in what, and
    its text. quoted: it stands between quotation marks, as what somebody is said to have said, and may stay."""

    word: str
    side: str
    instead: str
    where: str
    text: str
    quoted: bool = False

    def __str__(self) -> str:
        if self.quoted:
            return f"“{self.word}” in {self.where} is quoted from whoever said it, and may stay. “{self.text}”"
        whose = f"a name that only {self.side} uses" if self.side else "a word that takes a side"
        return f"“{self.word}” in {self.where}, {whose}; write: {self.instead}. “{self.text}”"


@dataclass(frozen=True, slots=True)
class Loaded:
    """Loaded words of a language that are mended alike."""

    language: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    instead: str


def findings(brief: Composed, language: str) -> tuple[Finding, ...]:
    """What is one-sided in the own voice of a brief in a language (BCP 47 tag), each once in each text."""
    wording = Wording(brief, language)
    found = (f for where, text in _own_voice(brief, wording) for f in one_sided(text, wording.language.base, where))
    return tuple(dict.fromkeys(found))


def one_sided(text: str, base: str, where: str) -> Iterator[Finding]:
    """What is one-sided in a text of the language `base`. What is quoted from somebody is told as such (`quoted`)."""
    own: list[str] = []
    said: list[str] = []
    for sentence in _SENTENCE.split(text):
        attributed = _attributed(sentence, base)
        said += _QUOTED.findall(sentence) if attributed else []
        own.append(_QUOTED.sub(" ", sentence) if attributed else sentence)
    yield from _found(" ".join(own), base, where, text)
    yield from (replace(f, quoted=True) for f in _found(" ".join(said), base, where, text))


def _found(part: str, base: str, where: str, text: str) -> Iterator[Finding]:
    plain = fold(part)
    for loaded in (row for row in loaded_words() if row.language == base):
        left = loaded.unless.sub(" ", plain) if loaded.unless else plain
        yield from (Finding(m[0], "", loaded.instead, where, text) for m in loaded.pattern.finditer(left))
    for named in _names():
        if _says(plain, fold(named.name), base) and not any(_says(plain, other, base) for other in named.others):
            yield Finding(named.name, named.side, named.neutral, where, text)


def _attributed(sentence: str, base: str) -> bool:
    """Whether a sentence says of somebody that he says something, outside its quotation marks."""
    return base in _said() and _said()[base].search(fold(_QUOTED.sub(" ", sentence))) is not None


def _says(text: str, name: str, base: str) -> bool:
    return name in text and re.search(_whole(name, base), text) is not None


@cache
def loaded_words() -> tuple[Loaded, ...]:
    """The rows of `loaded.toml`. Refused where a key is unknown or missing."""
    rows = _read()["words"]
    for row in rows:
        if not {"language", "words", "instead"} <= set(row) <= {"language", "words", "instead", "unless"}:
            raise Refused(f"not a row of loaded words: {sorted(row)}", mend="give language, words, instead, unless", file=_FILE)
    return tuple(
        Loaded(r["language"], _any(r["words"], r), _any(r["unless"], r) if "unless" in r else None, r["instead"]) for r in rows
    )


@cache
def _said() -> dict[str, re.Pattern[str]]:
    """By language, the words by which a sentence says that somebody says something."""
    return {language: _any(words, {"language": language}) for language, words in _read()["attributed"].items()}


_FILE = "briefs/loaded.toml"


def _read() -> dict[str, Any]:
    table = tomllib.loads(files("pactwatch").joinpath(_FILE).read_text(encoding="utf-8"))
    if set(table) != {"attributed", "words"}:
        raise Refused(f"not a list of loaded words: {sorted(table)}", mend="give [attributed] and [[words]]", file=_FILE)
    return table


def _any(words: Iterable[str], row: dict[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(_whole(fold(w), row["language"]) for w in words))


def _whole(word: str, base: str) -> str:
    """A pattern for a whole word, or for what begins so where it ends in `*`; `…` stands for what is between in a sentence."""
    pattern = re.escape(word).replace(r"\*", f"{_LETTER}*").replace(r"\ …\ ", r"\b[^.!?]*?\b")
    return f"(?<!{_LETTER}){_JOINED.get(base, '')}{pattern}(?!{_LETTER})"


@dataclass(frozen=True, slots=True)
class Named:
    """A name that one side alone has for a place. others: the folded names by which others call it. neutral: the name that a
    neutral list has for it."""

    name: str
    side: str
    others: tuple[str, ...]
    neutral: str


@cache
def _names() -> tuple[Named, ...]:
    return tuple(named for place in places().values() for named in _of_sides(place))


def _of_sides(place: Place) -> Iterator[Named]:
    rows = [(*tag.partition("@")[::2], part) for tag, name in place.names.items() for part in name.split(" / ")]
    shared = {fold(name) for tag, name in place.names.items() if "@" not in tag and " / " not in name}
    for language, side, name in rows:
        if side and fold(name) not in shared:
            others = {fold(n) for _, s, n in rows if s != side} - {fold(n) for _, s, n in rows if s == side}
            yield Named(name, side, tuple(sorted(others)), in_language(place.names, language))


def _own_voice(brief: Composed, wording: Wording) -> Iterator[tuple[str, str]]:
    """Every text that the brief says itself, and where."""
    shown = page(replace(brief, truces=()), wording)  # whose plots say nothing else
    yield "the title", shown.title.text
    for pact in shown.pacts:
        yield f"the title of {pact.id}", pact.title.text
        for clause in pact.clauses:
            yield f"the text of {pact.id}, clause {clause.number}", clause.text.text
            for told in clause.told:
                where = f"the reasons of {pact.id}, clause {clause.number}"
                yield from ((where, text) for node in (told.reasons, *told.gaps) for text in _texts(node))
    yield from (("what is told of a happening", happening.text) for happening in shown.happenings)


def _texts(node: Node) -> Iterator[str]:
    yield node.text
    for child in node.because:
        yield from _texts(child)

"""A verdict's reasons, told in plain words: every node of the tree is a sentence, every leaf a sentence of a source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pactwatch.types import Names, Pact, Reason, Verdict
from pactwatch.verdicts.evidence import Known
from pactwatch.verdicts.words import Words, sections

_OPTIONAL = re.compile(r"\[([^\[\]|]*)(?:\|([^\[\]]*))?\]")
_SLOT = re.compile(r"\{(\w+)\}")
_MISSING = "…"


@dataclass(frozen=True, slots=True)
class Told:
    """A reason in words, with the ids of the statements it rests on and what it follows from."""

    text: str
    statements: tuple[str, ...]
    because: tuple[Told, ...]


def tell(reason: Reason, words: Words) -> Told:
    """The tree of a reason in words. A statement stands only where the tree is deepest: with the voice, not again above it.
    A key without a template is told as it is, with its data."""
    because = _said_once(reason.because)
    below = {name for child in because for name in _statements(child)}
    own = tuple(name for name in dict.fromkeys(reason.statements) if name not in below)
    return Told(sentence_of(reason, words), own, tuple(tell(r, words) for r in because))


def sentence_of(reason: Reason, words: Words) -> str:
    """What a reason says itself, without what it follows from."""
    if reason.key not in sections()["reasons"]:
        told = "; ".join(f"{field}: {words.value(field, value)}" for field, value in reason.data.items())
        return f"{reason.key.replace('_', ' ')} ({told})" if told else reason.key.replace("_", " ")
    return _fill(words.word("reasons", reason.key), reason.data, words)


def _said_once(branches: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """Readings that rest on the very same reasons, followed by these reasons once."""
    shared = branches[0].because if branches else ()
    if len(branches) < 2 or not shared or any(b.key != "reading" or b.because != shared for b in branches):
        return branches
    return (*(replace(b, because=()) for b in branches), *shared)


def explain_lines(
    reason: Reason, language: str, statement: Callable[[str], str], known: Mapping[str, Names] | None = None
) -> list[tuple[int, str]]:
    """(depth, text) of each line, top down: a reason, the statements it rests on in quotation marks, what it follows from.

    language: BCP 47 tag. statement: the text of a statement by id. known: names of sources and pacts by id.
    """
    words = Words(language, known)
    return list(_lines(tell(reason, words), 0, words, statement))


def explain_text(
    reason: Reason, language: str, statement: Callable[[str], str], known: Mapping[str, Names] | None = None
) -> str:
    """The lines of `explain_lines` as one text, two spaces a depth."""
    return _indented(explain_lines(reason, language, statement, known))


def explain(verdict: Verdict, known: Known, language: str = "en", pacts: Mapping[str, Pact] | None = None) -> str:
    """A verdict as an indented text: whom it is of and what it is, why, down to the sentences, and what is missing.

    known: the view that it was judged from. language: BCP 47 tag. pacts: by id, for their titles.
    """
    texts = {c.statement.id: c.statement.text for c in known.claims.values()}
    words = Words(language, {s.id: s.names for s in known.sources.values()} | {p.id: p.title for p in (pacts or {}).values()})
    trees = [tell(verdict.reasons, words), *(tell(gap, words) for gap in verdict.gaps)]
    head = f"{words.name(verdict.bearer)}: {words.word('statuses', verdict.status)}"
    return _indented([(0, head), *(x for tree in trees for x in _lines(tree, 1, words, lambda name: texts.get(name, name)))])


def slots(template: str) -> tuple[set[str], set[str]]:
    """The data that a template cannot do without, and all that it can use."""
    return set(_SLOT.findall(_OPTIONAL.sub("", template))), set(_SLOT.findall(template))


def _statements(reason: Reason) -> set[str]:
    return {*reason.statements, *(name for child in reason.because for name in _statements(child))}


def _indented(lines: list[tuple[int, str]]) -> str:
    return "\n".join("  " * depth + text for depth, text in lines)


def _lines(told: Told, depth: int, words: Words, statement: Callable[[str], str]) -> Iterator[tuple[int, str]]:
    yield depth, told.text
    for name in told.statements:
        yield depth + 1, words.quote(" ".join(statement(name).split()))
    for child in told.because:
        yield from _lines(child, depth + 1, words, statement)


def _fill(template: str, data: Mapping[str, Any], words: Words) -> str:
    values = {field: words.value(field, data.get(field)) for field in _SLOT.findall(template)}

    def part(found: re.Match[str]) -> str:
        inside, otherwise = found.groups()
        return inside if all(values[slot] for slot in _SLOT.findall(inside)) else otherwise or ""

    chosen = _OPTIONAL.sub(part, template)
    return _SLOT.sub(lambda slot: values[slot.group(1)] or _MISSING, chosen)

"""What a learned judge looks at. Features are short texts (`gov=bid|promises`); each is there or not.

None names a party, a place, a figure or a text: such words show by their class only. A word can be a feature by its stem;
training drops those that too few texts support.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from pactwatch.reading.acting import Draft
from pactwatch.reading.judging import Candidate, Occasion
from pactwatch.reading.patterns import Hit
from pactwatch.reading.roles import marker
from pactwatch.reading.scenes import Sentence
from pactwatch.reading.stance import only_mentioned
from pactwatch.reading.tokens import Token

_STEPS = (0, 1, 2, 3, 5, 8, 12, 20)
_TOLD = ("definite", "pronoun", "imperfect", "past", "future", "to", "at", "and", "plural", "feminine", "infn", "prtf", "prts")


def step(number: int) -> str:
    """A number as one of a few steps."""
    return str(max((s for s in _STEPS if s <= number), default=0))


class View:
    """A sentence with what its features are made of, worked out once."""

    def __init__(self, occasion: Occasion) -> None:
        self.occasion = occasion
        self.sentence: Sentence = occasion.sentence
        self.language = occasion.sentence.words.language
        self.heads = self.sentence.heads()
        self.mentions = self.sentence.mentions
        self.markers = [marker(self.sentence, m) for m in self.mentions]

    @cached_property
    def classes(self) -> list[str]:
        """Each token as its stem, or as the class of what it names."""
        row, sentence = self.sentence.row, self.sentence
        found = ["<number>" if t.word[0].isdecimal() else _shortest(t) for t in row]
        for place in self.occasion.around.places:
            for i, t in enumerate(row):
                if place.start <= t.start < place.end:
                    found[i] = "<place>"
        for m in sentence.mentions:
            for i in range(m.start, m.end):
                found[i] = f"<{m.kind}>"
        return found

    def word(self, place: int) -> str:
        """The class of a token; marks at the ends of the sentence."""
        if place < 0:
            return "<start>"
        return self.classes[place] if place < len(self.classes) else "<end>"

    def breaks(self, start: int, end: int) -> bool:
        """Whether a mark of punctuation stands between two tokens."""
        return any(self.sentence.breaks(i) for i in range(start, end + 1))


def _shortest(token: Token) -> str:
    return min(token.stems, key=lambda stem: (len(stem), stem), default=token.word)


def nobody(speaker: str) -> str:
    """A speaker that is no party, by its name; any party as one class."""
    return speaker if speaker in ("OUTLET", "ANON", "MEDIA") else "party"


def tags_of(sentence: Sentence, hit: Hit[Any]) -> list[str]:
    """What the form of a trigger tells."""
    tags = sentence.row[hit.start].stems.get(hit.stem, frozenset())
    return [t for t in _TOLD if t in tags]


def governor_class(plain: Draft) -> str:
    """The kind of word that governs a draft, with its stance, negation and side."""
    ruled = plain.governor
    if ruled is None:
        return "none"
    side = "here" if ruled.start == plain.hit.start else "before" if ruled.start < plain.hit.start else "after"
    return f"{ruled.kind}|{ruled.stance}|{int(ruled.negated)}|{side}"


def of_candidate(view: View, one: Candidate, every: Iterable[Candidate]) -> list[str]:
    """Features of whether a candidate is a claim."""
    plain, sentence = one.plain, view.sentence
    rule = "keep" if one.ruled else "drop"
    simple = [*_of_trigger(view, plain), *_of_place(view, plain), *_of_company(view, plain, every), *_of_evidence(view, plain)]
    act, gov = plain.act, governor_class(plain)
    tags = "+".join(tags_of(sentence, plain.hit)) or "bare"
    form = "verb" if plain.verb else "noun"
    crossed = [
        f"rule={rule}|{view.language}",
        f"rule={rule}|act={act}",
        f"rule={rule}|{form}|{tags}",
        f"rule={rule}|gov={gov}",
        f"act={act}|gov={gov}",
        f"act={act}|{form}",
        f"act={act}|stance={plain.stance}|{int(plain.negated)}",
        f"{view.language}|act={act}|{form}",
        f"{view.language}|{form}|{tags}",
        f"rule={rule}|mentioned={int(only_mentioned(sentence, plain.hit, plain.governor))}",
    ]
    return [f"rule={rule}", *simple, *crossed]


def _of_trigger(view: View, plain: Draft) -> Iterator[str]:
    hit, row = plain.hit, view.sentence.row
    value = hit.value
    yield f"act={plain.act}"
    yield f"trigger={view.language}:{hit.stem}"
    yield f"kind={value.kind}|{value.of}|{int(value.news)}{int(value.governed)}{int(value.outcome)}{int(value.mutual)}"
    yield f"verb={int(plain.verb)}"
    yield f"stance={plain.stance}|{int(plain.negated)}"
    yield f"words={step(len(hit.at))}"
    yield f"gov={governor_class(plain)}"
    for tag in tags_of(view.sentence, hit):
        yield f"tag={tag}|{int(plain.verb)}"
    for back in (1, 2):
        yield f"w-{back}={view.language}:{view.word(hit.start - back)}"
    yield f"w+1={view.language}:{view.word(hit.end)}"
    for back in range(1, 4):
        yield f"near={view.language}:{view.word(hit.start - back)}"
    gap = row[hit.start].gap.strip()
    if gap:
        yield f"gap={gap[-1]}"
    if hit.end < len(row) and (after := row[hit.end].gap.strip()):
        yield f"gap+={after[0]}"


def _of_place(view: View, plain: Draft) -> Iterator[str]:
    occasion, row, start = view.occasion, view.sentence.row, plain.hit.start
    yield f"at={step(start)}"
    yield f"last={step(len(row) - plain.hit.end)}"
    yield f"line={step(occasion.line)}"
    yield f"line={step(occasion.line)}|{view.language}"
    yield f"length={step(len(row) // 3)}"
    yield f"seen={min(occasion.told.acts[plain.act], 3)}"
    yield f"seen={min(occasion.told.acts[plain.act], 3)}|verb={int(plain.verb)}"
    if "?" in view.sentence.text or "؟" in view.sentence.text:
        yield "question"
    if any(c.start < start for c in view.sentence.conditions):
        yield "condition"
    for i in range(start - 1, plain.clause.start - 2, -1):
        if i in view.sentence.openers:
            yield f"opener={view.language}:{view.word(i)}|{int(plain.verb)}"
            break
    if any(s.by and s.start < start for s in occasion.said):
        yield "said"


def _of_company(view: View, plain: Draft, every: Iterable[Candidate]) -> Iterator[str]:
    others = [c for c in every if c.plain is not plain]
    yield f"others={step(len(others))}"
    before = [c for c in others if c.plain.hit.start < plain.hit.start]
    after = [c for c in others if c.plain.hit.start > plain.hit.start]
    for name, found in (("before", before[-1:]), ("after", after[:1])):
        for c in found:
            near = step(abs(c.plain.hit.start - plain.hit.start))
            yield f"{name}={c.plain.act}|act={plain.act}"
            yield f"{name}={int(c.ruled)}|near={near}"
    shared = [
        c for c in others if c.ruled and c.plain.clause.start < plain.clause.end and plain.clause.start < c.plain.clause.end
    ]
    for act in sorted({c.plain.act for c in shared}):
        yield f"with={act}|act={plain.act}"
    if any(c.plain.act == plain.act for c in before):
        yield "again"


def _of_evidence(view: View, plain: Draft) -> Iterator[str]:
    sentence, around = view.sentence, view.occasion.around
    start, end = sentence.row[plain.clause.start].start, sentence.row[plain.clause.end - 1].end
    act = plain.act
    found = {
        "actor": bool(plain.actor),
        "target": bool(plain.target),
        "time": any(start <= t.start < end for t in around.times),
        "amount": any(start <= a.start < end for a in around.amounts),
        "place": any(start <= p.start < end for p in around.places),
    }
    for name, there in found.items():
        yield f"{name}={int(there)}"
        if there:
            yield f"{name}|act={act}"
            yield f"{name}|verb={int(plain.verb)}"
    yield f"evidence={sum(found.values())}|verb={int(plain.verb)}"
    yield f"speaker={nobody(plain.speaker)}"
    yield f"speaker={nobody(plain.speaker)}|stance={plain.stance}"

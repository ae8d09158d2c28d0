"""What a learned judge looks at. Features are short texts (`gov=bid|promises`); each is there or not.

None names a party, a place, a figure or a text: such words show by their class only. A word can be a feature by its stem;
training drops those that too few texts support.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from pactwatch.reading.acting import Draft
from pactwatch.reading.judging import Candidate, Occasion
from pactwatch.reading.mentioning import Mention
from pactwatch.reading.patterns import Hit
from pactwatch.reading.places import PlaceMention
from pactwatch.reading.roles import HELPLESS, coordinated, marker, may_act
from pactwatch.reading.scenes import Sentence
from pactwatch.reading.stance import only_mentioned
from pactwatch.types import Claim

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
        found = [
            min(t.stems, key=lambda s: (len(s), s), default=t.word) if not t.word[0].isdecimal() else "<number>" for t in row
        ]
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


def _nobody(speaker: str) -> str:
    return speaker if speaker in ("OUTLET", "ANON", "MEDIA") else "party"


def _tags(sentence: Sentence, hit: Hit[object]) -> list[str]:
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
    tags = "+".join(_tags(sentence, plain.hit)) or "bare"
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
    for tag in _tags(view.sentence, hit):
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
    yield f"speaker={_nobody(plain.speaker)}"
    yield f"speaker={_nobody(plain.speaker)}|stance={plain.stance}"


def parties_of(view: View, plain: Draft) -> list[str]:
    """The parties that may be actor or target of a draft, each once: those of its sentence, its speaker, those told of last."""
    occasion = view.occasion
    named = [p for m in view.mentions for p in m.parties]
    outside = [p for p in (*plain.actor, *plain.target, plain.speaker) if p not in ("OUTLET", "ANON", "MEDIA")]
    return list(dict.fromkeys([*named, *outside, *occasion.told.actors, *occasion.told.targets, *occasion.pair]))


def of_party(view: View, plain: Draft, party: str) -> list[str]:
    """Features of the part a party has in a draft."""
    rule = f"{int(party in plain.actor)}{int(party in plain.target)}"
    form = _form(plain)
    whole = [
        f"rule={rule}",
        f"rule={rule}|{form}",
        f"rule={rule}|act={plain.act}",
        f"rule={rule}|{view.language}",
        f"rule={rule}|stance={plain.stance}",
        f"has={int(bool(plain.actor))}{int(bool(plain.target))}",
        f"rule={rule}|has={int(bool(plain.actor))}{int(bool(plain.target))}",
    ]
    whole += _of_standing(view, plain, party)
    places = [i for i, m in enumerate(view.mentions) if party in m.parties]
    whole += [f"named={min(len(places), 3)}", f"named={min(len(places), 1)}|rule={rule}"]
    for i in _nearest(view, plain, places):
        whole += _of_mention(view, plain, i, form, rule)
    if party in HELPLESS:
        whole += [f"helpless|{form}", f"helpless|act={plain.act}"]
    return whole


def of_nobody(view: View, plain: Draft) -> list[str]:
    """Features of an actor that a text leaves open."""
    form, has = _form(plain), f"{int(bool(plain.actor))}{int(bool(plain.target))}"
    count = min(len(view.mentions), 3)
    simple = [f"has={has}", form, f"act={plain.act}", f"gov={governor_class(plain)}", f"stance={plain.stance}", view.language]
    crossed = [f"has={has}|{form}", f"has={has}|act={plain.act}", f"{form}|act={plain.act}", f"{view.language}|has={has}"]
    crossed += [f"stance={plain.stance}|speaker={_nobody(plain.speaker)}", f"named={count}", f"named={count}|{form}"]
    crossed += [f"mutual={int(plain.hit.value.mutual)}", f"trigger={view.language}:{plain.hit.stem}"]
    return [f"nobody|{one}" for one in (*simple, *crossed)]


def _form(plain: Draft) -> str:
    return "passive" if plain.hit.value.kind == "passive" else "verb" if plain.verb else f"noun-{plain.hit.value.of}"


def _nearest(view: View, plain: Draft, places: list[int]) -> list[int]:
    """The nearest mention on each side."""
    every = view.mentions
    before = [i for i in places if every[i].start < plain.hit.start]
    after = [i for i in places if every[i].start >= plain.hit.start]
    return [*before[-1:], *after[:1]]


def _of_standing(view: View, plain: Draft, party: str) -> Iterator[str]:
    occasion = view.occasion
    own = party.split(".", maxsplit=1)[0] == plain.speaker.split(".")[0]
    ruled = plain.governor
    roles = {
        "speaker": own,
        "gov-by": bool(ruled and party in ruled.by),
        "gov-to": bool(ruled and party in ruled.to),
        "last-actor": party in occasion.told.actors,
        "last-target": party in occasion.told.targets,
        "pair": party in occasion.pair,
        "said-by": any(s.by and party in s.by.parties for s in occasion.said),
        "said-to": any(s.to and party in s.to.parties for s in occasion.said),
    }
    for name, there in roles.items():
        if there:
            yield name
            yield f"{name}|stance={plain.stance}"
            yield f"{name}|act={plain.act}"
            yield f"{name}|has={int(bool(plain.actor))}{int(bool(plain.target))}"


def _of_mention(view: View, plain: Draft, index: int, form: str, rule: str) -> Iterator[str]:
    sentence, hit = view.sentence, plain.hit
    m: Mention = view.mentions[index]
    mark = view.markers[index] or "none"
    inside = hit.start < m.start < hit.end
    side = "inside" if inside else "before" if m.start < hit.start else "after"
    first, last = (m.end, hit.start) if side == "before" else (hit.end, m.start)
    near = step(max(0, last - first))
    heads = min(sum(first <= h < last for h in view.heads), 2)
    cut = int(any(sentence.breaks(i) for i in range(first, last + 1)))
    clause = int(plain.clause.start <= m.start < plain.clause.end)
    rank = sum(
        1 for x in view.mentions if (m.end <= x.start and x.end <= hit.start) or (hit.end <= x.start and x.end <= m.start)
    )
    shown = f"{m.kind}{'-weak' if m.weak else ''}"
    yield f"{side}|{mark}|{form}"
    yield f"{side}|{mark}|{form}|{view.language}"
    yield f"{side}|{mark}|{form}|near={near}"
    yield f"{side}|{form}|heads={heads}|cut={cut}"
    yield f"{side}|near={near}|{form}|heads={heads}"
    yield f"{side}|rank={min(rank, 3)}|{form}|{mark}"
    yield f"{side}|clause={clause}|{form}"
    yield f"{side}|{mark}|act={plain.act}"
    yield f"{side}|{mark}|act={plain.act}|{form}"
    yield f"kind={shown}|{side}|{form}"
    yield f"kind={shown}|act={plain.act}"
    yield f"kind={shown}|form={m.form}|{mark}"
    yield f"may={int(may_act(m))}|{side}|{mark}"
    yield f"near={near}|heads={heads}|cut={cut}|clause={clause}"
    yield f"rule={rule}|{side}|{mark}|clause={clause}"
    yield f"rule={rule}|near={near}|heads={heads}"
    yield f"m-1={view.language}:{view.word(m.start - 1)}|{side}"
    yield f"m+1={view.language}:{view.word(m.end)}|{side}"
    if hit.value.mutual:
        yield f"mutual|{side}|{mark}"
    yield from _of_neighbours(view, plain, index, rule)


def _of_neighbours(view: View, plain: Draft, index: int, rule: str) -> Iterator[str]:
    every = view.mentions
    m = every[index]
    for other in every[max(0, index - 1) : index + 2]:
        if other is m:
            continue
        one, two = (other, m) if other.start < m.start else (m, other)
        if coordinated(view.sentence, one, two):
            role = f"{int(other.party in plain.actor)}{int(other.party in plain.target)}"
            yield f"joined={role}|rule={rule}"


def places_of(occasion: Occasion) -> list[tuple[str, PlaceMention | None]]:
    """Where a claim may be: each place of its sentence, and those named last before it."""
    here = {p.name.replace("_", " "): p for p in reversed(occasion.around.places)}
    found: list[tuple[str, PlaceMention | None]] = [(n, here[n]) for n in reversed(here)]
    return found + [(n, None) for n in occasion.told.places if n not in here]


def of_place(view: View, plain: Draft, found: Claim, name: str, place: PlaceMention | None) -> list[str]:
    """Features of whether a claim is of a place; `place` is None where an earlier sentence named it."""
    occasion, sentence, hit = view.occasion, view.sentence, plain.hit
    rule, told = int(name in found.places), "told" if plain.stance in ("asserts", "denies") else "said"
    form = "verb" if plain.verb else "noun"
    count = min(len(found.places), 3)
    every = [
        f"rule={rule}",
        f"rule={rule}|act={plain.act}",
        f"rule={rule}|stance={plain.stance}",
        f"rule={rule}|{view.language}|{told}",
    ]
    every += [f"rule={rule}|count={count}", f"rule={rule}|words={len(name.split())}", f"rule={rule}|{told}|act={plain.act}"]
    if place is None:
        back, order = step(occasion.line - occasion.told.line), occasion.told.places.index(name)
        many = min(len(occasion.around.places), 2)
        every += [
            f"earlier|back={back}",
            f"earlier|back={back}|order={order}",
            f"earlier|here={many}",
            f"earlier|back={back}|here={many}|{told}",
        ]
        return [
            *every,
            f"earlier|act={plain.act}|here={many}",
            f"earlier|{form}|here={many}|{view.language}",
            f"earlier|speaker={_nobody(plain.speaker)}",
        ]
    first = next((i for i, t in enumerate(sentence.row) if t.end > place.start), 0)
    last = next((i for i, t in enumerate(sentence.row) if t.start >= place.end), len(sentence.row))
    side = "before" if first < hit.start else "inside" if first < hit.end else "after"
    low, high = (last, hit.start) if side == "before" else (hit.end, first)
    near, heads = step(max(0, high - low)), min(sum(low <= h < high for h in view.heads), 2)
    cut = int(any(sentence.breaks(i) for i in range(low, high + 1)))
    mark = sentence.marked.get(first - 1) or (
        "at" if sentence.row[first].has("at") else "to" if sentence.row[first].has("to") else "none"
    )
    party = next((f"{m.kind}|{m.form}" for m in sentence.mentions if m.start <= first < m.end), "none")
    order = min(sum(1 for p in occasion.around.places if p.start < place.start), 3)
    gap = sentence.row[first].gap.strip()[-1:]
    every += [
        f"{side}|near={near}",
        f"{side}|near={near}|heads={heads}|cut={cut}",
        f"{side}|{mark}",
        f"{side}|{mark}|near={near}",
        f"{mark}|{told}",
    ]
    every += [
        f"{mark}|act={plain.act}",
        f"{side}|{form}|heads={heads}",
        f"rule={rule}|{side}|heads={heads}",
        f"rule={rule}|near={near}|{told}",
    ]
    every += [
        f"party={party}",
        f"party={party}|rule={rule}",
        f"party={party}|{mark}",
        f"order={order}|rule={rule}",
        f"gap={gap}|rule={rule}",
    ]
    every += [
        f"w-1={view.language}:{view.word(first - 1)}",
        f"w-2={view.language}:{view.word(first - 2)}",
        f"w+1={view.language}:{view.word(last)}",
    ]
    every += [
        f"rule={rule}|at={step(first)}",
        f"said={int(any(s.start <= first <= s.start + 4 for s in occasion.said))}|rule={rule}",
    ]
    return every

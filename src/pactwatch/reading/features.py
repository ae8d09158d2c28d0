"""What a learned judge looks at to say who acts, upon whom, and where.

Features are short texts (`gov=bid|promises`); each is there or not.

None names a party, a place, a figure or a text: such words show by their class only. A word can be a feature by its stem;
training drops those that too few texts support.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pactwatch.reading.cases import may_act
from pactwatch.reading.draft import Draft
from pactwatch.reading.judging import Occasion
from pactwatch.reading.places import PlaceMention
from pactwatch.reading.roles import HELPLESS, coordinated, marker
from pactwatch.reading.scenes import Sentence
from pactwatch.reading.tokens import Token
from pactwatch.types import Claim

_STEPS = (0, 1, 2, 3, 5, 8, 12, 20)


def _step(number: int) -> str:
    """A number as one of a few steps."""
    return str(_STEPS[max(0, bisect_right(_STEPS, number) - 1)])


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
    def named(self) -> dict[int, str]:
        """The tokens that name a place or a party, with the class of what they name."""
        row, found = self.sentence.row, dict[int, str]()
        for place in self.occasion.around.places:
            found |= {i: "<place>" for i, t in enumerate(row) if place.start <= t.start < place.end}
        for m in self.sentence.mentions:
            found |= dict.fromkeys(range(m.start, m.end), f"<{m.kind}>")
        return found

    def word(self, place: int) -> str:
        """The class of a token, or its stem where it has none; marks at the ends of the sentence."""
        if place < 0:
            return "<start>"
        if place >= len(self.sentence.row):
            return "<end>"
        token = self.sentence.row[place]
        return self.named.get(place) or ("<number>" if token.word[0].isdecimal() else _shortest(token))

    def breaks(self, start: int, end: int) -> bool:
        """Whether a mark of punctuation stands between two tokens."""
        return any(self.sentence.breaks(i) for i in range(start, end + 1))


def _shortest(token: Token) -> str:
    return min(token.stems, key=lambda stem: (len(stem), stem), default=token.word)


def _nobody(speaker: str) -> str:
    """A speaker that is no party, by its name; any party as one class."""
    return speaker if speaker in ("OUTLET", "ANON", "MEDIA") else "party"


def _governor(plain: Draft) -> str:
    """The kind of word that governs a draft, with its stance, negation and side."""
    ruled = plain.governor
    if ruled is None:
        return "none"
    side = "here" if ruled.start == plain.hit.start else "before" if ruled.start < plain.hit.start else "after"
    return f"{ruled.kind}|{ruled.stance}|{int(ruled.negated)}|{side}"


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


@dataclass(frozen=True, slots=True)
class _Reach:
    """How a stretch of tokens lies to a trigger: its side, the steps between, words of act or speech and marks on the way."""

    side: str
    near: str
    heads: int
    cut: int


def _reach(view: View, plain: Draft, start: int, end: int) -> _Reach:
    hit = plain.hit
    side = "before" if start < hit.start else "inside" if start < hit.end and start > hit.start else "after"
    first, last = (end, hit.start) if side == "before" else (hit.end, start)
    heads = min(sum(first <= h < last for h in view.heads), 2)
    return _Reach(side, _step(max(0, last - first)), heads, int(view.breaks(first, last)))


def _of_mention(view: View, plain: Draft, index: int, form: str, rule: str) -> list[str]:
    m, hit, mark = view.mentions[index], plain.hit, view.markers[index] or "none"
    reach = _reach(view, plain, m.start, m.end)
    side, near, heads, cut = reach.side, reach.near, reach.heads, reach.cut
    clause = int(plain.clause.start <= m.start < plain.clause.end)
    low, high = (m.end, hit.start) if m.start < hit.start else (hit.end, m.start)
    rank = min(sum(low <= x.start and x.end <= high for x in view.mentions), 3)
    shown = f"{m.kind}{'-weak' if m.weak else ''}"
    found = [f"{side}|{mark}|{form}", f"{side}|{mark}|{form}|{view.language}", f"{side}|{mark}|{form}|near={near}"]
    found += [f"{side}|{form}|heads={heads}|cut={cut}", f"{side}|near={near}|{form}|heads={heads}"]
    found += [f"{side}|rank={rank}|{form}|{mark}", f"{side}|clause={clause}|{form}"]
    found += [f"{side}|{mark}|act={plain.act}", f"{side}|{mark}|act={plain.act}|{form}"]
    found += [f"kind={shown}|{side}|{form}", f"kind={shown}|act={plain.act}", f"kind={shown}|form={m.form}|{mark}"]
    found += [f"may={int(may_act(m))}|{side}|{mark}", f"near={near}|heads={heads}|cut={cut}|clause={clause}"]
    found += [f"rule={rule}|{side}|{mark}|clause={clause}", f"rule={rule}|near={near}|heads={heads}"]
    found += [f"m-1={view.language}:{view.word(m.start - 1)}|{side}", f"m+1={view.language}:{view.word(m.end)}|{side}"]
    if hit.value.mutual:
        found.append(f"mutual|{side}|{mark}")
    return [*found, *_of_neighbours(view, plain, index, rule)]


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
    here: dict[str, PlaceMention] = {}
    for place in occasion.around.places:
        here.setdefault(place.name.replace("_", " "), place)
    return [*here.items(), *((name, None) for name in occasion.told.places if name not in here)]


def of_place(view: View, plain: Draft, found: Claim, name: str, place: PlaceMention | None) -> list[str]:
    """Features of whether a claim is of a place; `place` is None where an earlier sentence named it."""
    rule, told = int(name in found.places), "told" if plain.stance in ("asserts", "denies") else "said"
    every = [f"rule={rule}", f"rule={rule}|act={plain.act}", f"rule={rule}|stance={plain.stance}"]
    every += [f"rule={rule}|{view.language}|{told}", f"rule={rule}|count={min(len(found.places), 3)}"]
    every += [f"rule={rule}|words={len(name.split())}", f"rule={rule}|{told}|act={plain.act}"]
    return every + (_earlier(view, plain, name, told) if place is None else _here(view, plain, place, rule, told))


def _earlier(view: View, plain: Draft, name: str, told: str) -> list[str]:
    occasion, form = view.occasion, "verb" if plain.verb else "noun"
    back, order = _step(occasion.line - occasion.told.line), occasion.told.places.index(name)
    here = min(len(occasion.around.places), 2)
    simple = [f"back={back}", f"back={back}|order={order}", f"here={here}", f"back={back}|here={here}|{told}"]
    simple += [f"act={plain.act}|here={here}", f"{form}|here={here}|{view.language}", f"speaker={_nobody(plain.speaker)}"]
    return [f"earlier|{one}" for one in simple]


def _here(view: View, plain: Draft, place: PlaceMention, rule: int, told: str) -> list[str]:
    occasion, row = view.occasion, view.sentence.row
    first = next((i for i, t in enumerate(row) if t.end > place.start), 0)
    last = next((i for i, t in enumerate(row) if t.start >= place.end), len(row))
    reach, mark = _reach(view, plain, first, last), _mark_of_place(view, first)
    side, near, heads = reach.side, reach.near, reach.heads
    party = next((f"{m.kind}|{m.form}" for m in view.mentions if m.start <= first < m.end), "none")
    order = min(sum(p.start < place.start for p in occasion.around.places), 3)
    spoken = int(any(s.start <= first <= s.start + 4 for s in occasion.said))
    every = [f"{side}|near={near}", f"{side}|near={near}|heads={heads}|cut={reach.cut}", f"{side}|{mark}"]
    every += [f"{side}|{mark}|near={near}", f"{mark}|{told}", f"{mark}|act={plain.act}"]
    every += [f"{side}|{'verb' if plain.verb else 'noun'}|heads={heads}", f"rule={rule}|{side}|heads={heads}"]
    every += [f"rule={rule}|near={near}|{told}", f"party={party}", f"party={party}|rule={rule}", f"party={party}|{mark}"]
    every += [f"order={order}|rule={rule}", f"gap={row[first].gap.strip()[-1:]}|rule={rule}", f"rule={rule}|at={_step(first)}"]
    every += [f"w-1={view.language}:{view.word(first - 1)}", f"w-2={view.language}:{view.word(first - 2)}"]
    return [*every, f"w+1={view.language}:{view.word(last)}", f"said={spoken}|rule={rule}"]


def _mark_of_place(view: View, first: int) -> str:
    """The word that marks a place, or what is written onto it."""
    if marked := view.sentence.marked.get(first - 1):
        return marked
    token = view.sentence.row[first]
    return "at" if token.has("at") else "to" if token.has("to") else "none"

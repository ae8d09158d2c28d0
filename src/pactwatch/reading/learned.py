"""What was learned from marked texts: weights of features, and the judge that reads with them.

`python -m tools.train_reader` makes the weights. They are log-linear models (a sum of weights for each choice, the choices
compared by softmax), one for all languages. Where there are none for a language, the rules alone judge.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import repeat
from math import exp

from pactwatch.reading.draft import Draft
from pactwatch.reading.features import View, of_nobody, of_party, of_place, parties_of, places_of
from pactwatch.reading.judging import Judge, Occasion, Rules
from pactwatch.types import Claim

NAME = "rules+model/1"
PARTS = ("actor", "target", "place")
"""What is learned, each part a model of its own."""
WEIGHTS = files("pactwatch.reading") / "weights" / "reader.json"
# What the rules say stands unless it is unlikely; what they do not say is added where it is likely.
_TARGET, _PLACE = (0.15, 0.4), (0.35, 0.35)
_OTHER = 1.5  # so many times likelier another must be to take the place of the rules' actor
_BLAMED = frozenset({"attack", "harm", "violate_ceasefire", "capture", "detain", "block_access"})
"""Acts that are laid at nobody's door by likelihood alone."""
_BESIDE, _MOST = 0.6, 3  # others act too where they are more than half as likely as the likeliest, three parties at most

Weights = Mapping[str, float]


@dataclass(frozen=True)
class Model:
    """Weights by part (see PARTS) and feature, and the languages whose texts they were learned from."""

    languages: tuple[str, ...]
    parts: Mapping[str, Weights]


@cache
def model() -> Model | None:
    """The weights that come with the package; None where there are none."""
    if not WEIGHTS.is_file():
        return None
    whole = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return Model(tuple(whole["languages"]), whole["parts"])


def judge_of(language: str) -> Judge:
    """Who judges the drafts of a language."""
    learned = model()
    return Learned(learned) if learned and language in learned.languages else Rules()


def total(weights: Weights, features: Iterable[str]) -> float:
    """The sum of the weights of some features, each counted once."""
    return sum(map(weights.get, dict.fromkeys(features), repeat(0.0)))


def likely(score: float) -> float:
    """A score as a probability, against a choice that scores 0."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, score))))


def shares(scores: Sequence[float]) -> list[float]:
    """The probability of each choice of several."""
    top = max(scores)
    parts = [exp(score - top) for score in scores]
    return [part / sum(parts) for part in parts]


class Learned:
    """The rules, with what was learned: every part that the model has."""

    name = NAME

    def __init__(self, learned: Model) -> None:
        self._parts = learned.parts
        self._view: View | None = None

    def mended(self, occasion: Occasion, plain: Draft) -> Draft:
        """A draft with its actor and target as they should be."""
        if not self._parts.get("actor") and not self._parts.get("target"):
            return plain
        view = self._seen(occasion)
        named = [(party, of_party(view, plain, party)) for party in parties_of(view, plain)]
        actor, target = plain.actor, plain.target
        if (weights := self._parts.get("actor")) and not plain.sure:
            chances = shares([*(total(weights, features) for _, features in named), total(weights, of_nobody(view, plain))])
            actor = _actors(plain, [party for party, _ in named], chances)
        if weights := self._parts.get("target"):
            scored = ((party, likely(total(weights, features))) for party, features in named)
            target = tuple(party for party, chance in scored if chance >= _TARGET[party not in plain.target])
        return replace(plain, actor=actor, target=tuple(p for p in target if p not in actor))

    def placed(self, occasion: Occasion, plain: Draft, found: Claim) -> Claim:
        """The claim of a draft with its places as they should be."""
        weights = self._parts.get("place")
        if weights is None:
            return found
        view = self._seen(occasion)
        scored = ((name, total(weights, of_place(view, plain, found, name, place))) for name, place in places_of(occasion))
        return replace(found, places=tuple(n for n, score in scored if likely(score) >= _PLACE[n not in found.places]))

    def _seen(self, occasion: Occasion) -> View:
        if self._view is None or self._view.occasion is not occasion:
            self._view = View(occasion)
        return self._view


def _actors(plain: Draft, parties: Sequence[str], chances: Sequence[float]) -> tuple[str, ...]:
    """The parties that act: the rules' own, or others that are likelier by far; any where the rules find none.

    `chances` are those of the parties, with that of nobody last. None is added to what the rules found: a second actor too
    many would put an act on somebody's account.
    """
    *named, nobody = chances
    ruled, top = plain.actor, max(named, default=0.0)
    theirs = max((chance for party, chance in zip(parties, named, strict=True) if party in ruled), default=0.0)
    stay = bool(ruled) and _OTHER * theirs > max(top, nobody)
    if stay:
        return ruled
    blamed = plain.act in _BLAMED and plain.stance == "asserts" and not plain.negated
    if nobody >= top or (not ruled and blamed):
        return ()
    ranked = sorted(range(len(named)), key=lambda i: (-named[i], i))
    return _by_state([parties[i] for i in ranked if named[i] >= _BESIDE * top], _MOST)


def _by_state(parties: Iterable[str], most: int) -> tuple[str, ...]:
    """The first party of each state or group, some at most."""
    found: dict[str, str] = {}
    for party in parties:
        found.setdefault(party.split(".", maxsplit=1)[0], party)
    return tuple(found.values())[:most]

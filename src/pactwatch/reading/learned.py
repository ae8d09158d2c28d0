"""What was learned from marked texts: weights of features, and the judge that reads with them.

`python -m tools.train_reader` makes the weights. They are log-linear models (a sum of weights, read as the logit of a
probability), one for all languages. Where there are none for a language, the rules alone judge.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import repeat
from math import exp

from pactwatch.reading.draft import Draft
from pactwatch.reading.features import View, of_party, of_place, parties_of, places_of
from pactwatch.reading.judging import Judge, Occasion, Rules
from pactwatch.types import Claim

NAME = "rules+model/1"
PARTS = ("target", "place")
"""What is learned, each part a model of its own. Who acts the rules alone tell: to learn it made it no better."""
WEIGHTS = files("pactwatch.reading") / "weights" / "reader.json"
# What the rules say stands unless it is unlikely; what they do not say is added where it is likely.
_TARGET, _PLACE = (0.15, 0.4), (0.35, 0.35)

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


class Learned:
    """The rules, with what was learned: every part that the model has."""

    name = NAME

    def __init__(self, learned: Model) -> None:
        self._parts = learned.parts
        self._view: View | None = None

    def mended(self, occasion: Occasion, plain: Draft) -> Draft:
        """A draft with its target as it should be."""
        weights = self._parts.get("target")
        if not weights:
            return plain
        view = self._seen(occasion)
        scored = ((party, likely(total(weights, of_party(view, plain, party)))) for party in parties_of(view, plain))
        target = tuple(party for party, chance in scored if chance >= _TARGET[party not in plain.target])
        return replace(plain, target=tuple(p for p in target if p not in plain.actor))

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

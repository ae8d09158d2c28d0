"""Words found in sentences, however they are spelt, with whatever is written onto them."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from pactwatch.letters import fold

_WORD = re.compile(r"\w+")
_MOST = 8
"""Words of a search that count."""


class Words(Protocol):
    """Which events have which words."""

    def mask(self, query: str) -> NDArray[np.bool_]: ...


class WordIndex:
    """Which events have which words. A word of a search is found inside longer ones too, as Arabic and Russian write them."""

    def __init__(self, texts: Iterable[Iterable[tuple[str, str]]]) -> None:
        """texts: the texts of each event in order, each with an id by which one told again is known."""
        numbers: dict[str, int] = {}
        seen: dict[str, tuple[int, ...]] = {}
        words, events = array("i"), array("i")
        count = 0
        for event, told in enumerate(texts):
            count = event + 1
            found: set[int] = set()
            for name, text in told:
                if name not in seen:
                    seen[name] = tuple({numbers.setdefault(w, len(numbers)) for w in _WORD.findall(fold(text))})
                found.update(seen[name])
            words.extend(found)
            events.extend([event] * len(found))
        self._vocabulary = list(numbers)
        order = np.argsort(np.frombuffer(words, np.int32), kind="stable") if words else np.empty(0, np.int64)
        self._events = np.frombuffer(events, np.int32)[order] if words else np.empty(0, np.int32)
        ordered = np.frombuffer(words, np.int32)[order] if words else np.empty(0, np.int32)
        self._starts = np.searchsorted(ordered, np.arange(len(numbers) + 1))
        self._count = count
        self.with_word = lru_cache(256)(self._with_word)

    def mask(self, query: str) -> NDArray[np.bool_]:
        """Which events have every word of a query."""
        found = np.ones(self._count, np.bool_)
        for word in _WORD.findall(fold(query))[:_MOST]:
            found &= self.with_word(word)
        return found

    def _with_word(self, word: str) -> NDArray[np.bool_]:
        found = np.zeros(self._count, np.bool_)
        for number, known in enumerate(self._vocabulary):
            if word in known:
                found[self._events[self._starts[number] : self._starts[number + 1]]] = True
        return found

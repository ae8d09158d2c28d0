"""Claims under keys, in an order of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

Key = tuple[str, str]


class Shelves:
    """Entry ids under keys. order: by what those under one key are sorted. later: those of a later line, of which those count
    that `stood`; what is put here comes beside."""

    def __init__(
        self, order: Callable[[str], Any], later: Shelves | None = None, stood: Callable[[str], bool] | None = None
    ) -> None:
        self._order, self._later, self._stood = order, later, stood
        self._own: dict[Key, list[str]] = {}
        self._loose: set[Key] = set()

    def put(self, key: Key, claim: str) -> None:
        self._own.setdefault(key, []).append(claim)
        self._loose.add(key)

    def at(self, key: Key) -> list[str]:
        """The claims under a key, sorted."""
        if key in self._loose:
            self._own[key] = sorted(self._own[key], key=self._order)
            self._loose.discard(key)
        own = self._own.get(key, [])
        if self._later is None:
            return own
        old = [*filter(self._stood, self._later.at(key))]
        return sorted((*old, *own), key=self._order) if own else old

    def keys(self) -> Iterator[Key]:
        """All keys under which something lies; some may come twice."""
        return chain(self._own, self._later.keys() if self._later is not None else ())

"""Claims under keys, as they came."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

Key = tuple[str, str]


class Shelves:
    """Entry ids under keys. later: those of a later line, of which those count that `stood`; what is put here comes beside."""

    def __init__(self, later: Shelves | None = None, stood: Callable[[str], bool] | None = None) -> None:
        self._own: dict[Key, list[str]] = {}
        self._later, self._stood = later, stood

    def put(self, key: Key, claim: str) -> None:
        self._own.setdefault(key, []).append(claim)

    def at(self, key: Key) -> list[str]:
        """The claims under a key."""
        own = self._own.get(key, [])
        if self._later is None:
            return own
        return [*filter(self._stood, self._later.at(key)), *own]

    def keys(self) -> Iterator[Key]:
        """All keys under which something lies; some may come twice."""
        return chain(self._own, self._later.keys() if self._later is not None else ())

"""What people have found of happenings: that claims are of the same, or of different ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


class Pairs:
    """Lists of claims found to be of one happening (`same`), and of different ones (`different`); the latter win."""

    def __init__(self, same: Iterable[Iterable[str]] = (), different: Iterable[Iterable[str]] = ()) -> None:
        self._same, self._different = _pairs(same), _pairs(different)

    @property
    def any_same(self) -> bool:
        """Whether anything was found to be the same at all."""
        return bool(self._same)

    @property
    def claims(self) -> set[str]:
        """All claims of which anything was found."""
        return {*self._same, *self._different}

    def partners(self, claim: str) -> frozenset[str]:
        """Claims found to be of the same happening."""
        return frozenset(self._same.get(claim, ()))

    def apart(self, a: str, b: str) -> bool:
        """Whether two claims were found to be of different happenings."""
        return bool(self._different) and b in self._different.get(a, ())


def _pairs(lists: Iterable[Iterable[str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for claims in lists:
        together = set(claims)
        for claim in together:
            found[claim] |= together - {claim}
    return dict(found)

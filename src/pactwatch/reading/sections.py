"""A section of a lexicon read key by key; what nobody asked for is refused, so that a misspelt key cannot pass unseen."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, TypeVar

from pactwatch.refusals import Refused

Value = TypeVar("Value")


def one_of(known: Collection[str]) -> Callable[[str], str]:
    """Takes a key that is one of `known`."""

    def read(key: str) -> str:
        if key not in known:
            raise ValueError(f"choose one of: {', '.join(known)}")
        return key

    return read


def whole(least: int, most: int) -> Callable[[str], int]:
    """Takes a whole number from `least` to `most`."""

    def read(key: str) -> int:
        if not key.isdecimal() or not least <= int(key) <= most:
            raise ValueError(f"give a whole number from {least} to {most}")
        return int(key)

    return read


class Section:
    """`data` as TOML reads it; `where` names it in refusals (`ar.toml [dates]`)."""

    def __init__(self, data: dict[str, Any], where: str) -> None:
        self._data, self._where, self._known = data, where, set[str]()

    def _take(self, key: str, kind: type, default: Any) -> Any:
        self._known.add(key)
        value = self._data.get(key, default)
        if not isinstance(value, kind):
            raise Refused(f"{key!r} must be a {kind.__name__}, not {value!r}", mend="write it so", file=self._where)
        return value

    def text(self, key: str, default: str = "") -> str:
        """A single text."""
        return str(self._take(key, str, default))

    def number(self, key: str, default: int) -> int:
        """A whole number."""
        return int(self._take(key, int, default))

    def flag(self, key: str) -> bool:
        """True or false; false where it is not said."""
        return bool(self._take(key, bool, False))

    def words(self, key: str) -> list[str]:
        """A list of texts."""
        return [self._word(key, word) for word in self._take(key, list, [])]

    def table(self, key: str) -> dict[str, list[str]]:
        """A table of lists of texts."""
        table = self._take(key, dict, {})
        if not all(isinstance(forms, list) for forms in table.values()):
            raise Refused(f"every entry of {key!r} must be a list of words", mend="put it in brackets", file=self._where)
        return {str(name): [self._word(key, form) for form in forms] for name, forms in table.items()}

    def forms(self, key: str, read: Callable[[str], Value]) -> list[tuple[str, Value]]:
        """The words of a table with the values of the keys they stand under; `read` raises ValueError with the mend."""
        found = []
        for name, forms in self.table(key).items():
            try:
                value = read(name)
            except ValueError as error:
                raise Refused(f"{name!r} cannot be a key of {key!r}", mend=str(error), file=self._where) from None
            found += [(form, value) for form in forms]
        return found

    def close(self) -> None:
        """Refused where the section holds a key that was not read."""
        unknown = sorted(set(self._data) - self._known)
        if unknown:
            raise Refused(
                f"unknown key {unknown[0]!r}", mend=f"choose one of: {', '.join(sorted(self._known))}", file=self._where
            )

    def _word(self, key: str, word: object) -> str:
        if not isinstance(word, str) or not word.strip():
            raise Refused(f"{key!r} holds {word!r}, which is no word", mend="give a text", file=self._where)
        return word

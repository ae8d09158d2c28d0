"""One table of a TOML file read key by key; every mistake is refused with its file, its line and a mend."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

from pactwatch.pacts.lines import Lines
from pactwatch.pacts.lines import Path as Key
from pactwatch.refusals import Refused
from pactwatch.times import Span
from pactwatch.types import Names

_KINDS = {str: "a text", list: "a list", dict: "a table", bool: "true or false", int: "a number", float: "a number"}
_OPEN = Span.parse("../..")
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")


class Fields:
    """A table at `key` in `file`. What is asked for counts as known; `close` refuses what nobody asked for."""

    def __init__(self, data: dict[str, Any], file: Path, lines: Lines, key: Key = ()) -> None:
        self.data, self.file, self._lines, self._key = data, file, lines, key
        self._known: list[str] = []

    def refuse(self, problem: str, mend: str, *at: str | int) -> NoReturn:
        """Refused, with the line of the value at `at` in this table."""
        raise Refused(problem, mend=mend, file=self.file, line=self._lines.of((*self._key, *at)))

    def missing(self, key: str, example: str = "…") -> NoReturn:
        """Refused since a key must be there; a misspelling of it is named."""
        near = get_close_matches(key, [k for k in self.data if k not in self._known], n=1, cutoff=0.8)
        if near:
            self.refuse(f"{key!r} is missing{self._where()}, but here stands {near[0]!r}", f"did you mean {key!r}?", near[0])
        self.refuse(f"{key!r} is missing{self._where()}", f"add {key} = {example}")

    def has(self, key: str) -> bool:
        self._known.append(key)
        return key in self.data

    def text(self, key: str) -> str:
        """A text that must be there and not be empty."""
        if not self.has(key):
            self.missing(key)
        value = self._typed(key, str)
        if not value.strip():
            self.refuse(f"{key!r} is empty", "write it, or take the line out where it need not be", key)
        return str(value)

    def optional(self, key: str) -> str | None:
        return self.text(key) if self.has(key) else None

    def number(self, key: str) -> float:
        if not self.has(key):
            self.missing(key)
        if isinstance(self.data[key], bool) or not isinstance(self.data[key], (int, float)):
            self.refuse(f"{key!r} must be a number, not {_shown(self.data[key])}", "write digits alone", key)
        if not 0 <= self.data[key] < math.inf:
            self.refuse(f"{key!r} must be a number from zero up, not {self.data[key]}", "write digits alone", key)
        return float(self.data[key])

    def flag(self, key: str) -> bool:
        return self.has(key) and bool(self._typed(key, bool))

    def one_of(self, key: str, choices: Iterable[str], default: str | None = None) -> str:
        if default is not None and not self.has(key):
            return default
        return self.among(self.text(key), choices, key)

    def among(self, value: str, choices: Iterable[str], *at: str | int, noun: str | None = None) -> str:
        """The value, which must be one of the choices; `noun` says what it is, where the key does not."""
        known = list(choices)
        if value not in known:
            self.refuse(f"unknown {noun or at[0]} {value!r}", _mend(value, known), *at)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, or a single text standing for a list of one; empty where the key is missing."""
        if not self.has(key):
            return ()
        value = self.data[key]
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list) or not all(isinstance(item, str) and item.strip() for item in items):
            self.refuse(f"{key!r} must be a list of texts, not {_shown(value)}", f'write {key} = ["…", "…"]', key)
        return tuple(items)

    def names(self, key: str, *, needed: bool = False) -> Names:
        """A text by language: `{ en = "…", ar = "…" }`."""
        if not self.has(key):
            if needed:
                self.missing(key, '{ en = "…" }')
            return {}
        for language, text in self._typed(key, dict).items():
            if not _TAG.fullmatch(language):
                self.refuse(f"{language!r} in {key!r} is no language tag", "use en, ar, ru or another tag", key, language)
            if not isinstance(text, str) or not text.strip():
                self.refuse(f"the {language!r} text of {key!r} is no text: {_shown(text)}", "write a sentence", key, language)
        return dict(self.data[key])

    def span(self, key: str) -> Span | None:
        """A date, a datetime (with or without offset) or an ISO 8601 text; None where the key is missing."""
        if not self.has(key):
            return None
        value = self.data[key]
        if isinstance(value, time) or not isinstance(value, (date, datetime, str)):
            self.refuse(f"{key!r} must be a date or time, not {_shown(value)}", "write it as 2020-10-30", key)
        try:
            return Span.of(value)
        except ValueError as error:
            self.refuse(str(error), "write a date that exists, as 2020-10-30 or 2020-10-30T12:00:00", key)

    def period(self, key: str) -> Span | None:
        """A table `{ from = …, until = … }` as a span, open where one is missing; None where the key is."""
        inner = self.table(key)
        return inner.as_period() if inner is not None else None

    def as_period(self) -> Span:
        """This table, `{ from = …, until = … }`, as a span, open where one is missing."""
        start, stop = self.span("from"), self.span("until")
        self.close()
        try:
            return Span((start or _OPEN).earliest, (stop or _OPEN).latest)
        except ValueError:
            self.refuse(f"{self._key[-1]!r} ends before it begins", "change `from` or `until`")

    def table(self, key: str) -> Fields | None:
        if not self.has(key):
            return None
        return Fields(self._typed(key, dict), self.file, self._lines, (*self._key, key))

    def tables(self, key: str) -> list[Fields]:
        """The tables of a list (`[[key]]`); none where the key is missing."""
        if not self.has(key):
            return []
        rows = self._typed(key, list)
        for n, row in enumerate(rows):
            if not isinstance(row, dict):
                self.refuse(f"{key!r} must hold tables, not {_shown(row)}", f"write each under [[{key}]]", key, n)
        return [Fields(row, self.file, self._lines, (*self._key, key, n)) for n, row in enumerate(rows)]

    def close(self) -> None:
        """Refused where the table holds a key that was not asked for: a misspelt key could turn a verdict around."""
        for key in self.data:
            if key not in self._known:
                self.refuse(f"unknown key {key!r}{self._where()}", _mend(key, dict.fromkeys(self._known)), key)

    def _typed(self, key: str, kind: type) -> Any:
        value = self.data[key]
        if not isinstance(value, kind):
            self.refuse(f"{key!r} must be {_KINDS[kind]}, not {_shown(value)}", "change its form", key)
        return value

    def _where(self) -> str:
        names = [str(k) for k in self._key if isinstance(k, str)]
        return f" in {names[-1]}" if names else ""


def read_fields(path: Path) -> Fields:
    """The whole of a TOML file. Refused where it is missing, not UTF-8 or not TOML (an impossible date is not)."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise Refused("there is no such file", mend="check its name", file=path) from None
    except UnicodeDecodeError as error:
        raise Refused(f"not UTF-8 (byte {error.start})", mend="save it as UTF-8", file=path) from None
    except OSError as error:
        raise Refused(f"cannot be read ({error.strerror})", mend="name a file that can be", file=path) from None
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r" \(at line (\d+).*|\(at end of document\)", str(error))
        problem = str(error)[: found.start()].strip() if found else str(error)
        line = int(found[1]) if found and found[1] else None
        raise Refused(f"not TOML: {problem}", mend="mend that line", file=path, line=line) from None
    return Fields(data, path, Lines(text))


def _shown(value: object) -> str:
    """A value as a refusal shows it."""
    if isinstance(value, bool):
        return str(value).lower()
    return _KINDS[type(value)] if isinstance(value, (list, dict)) else repr(value) if isinstance(value, str) else str(value)


def _mend(value: str, known: Iterable[str]) -> str:
    choices: Sequence[str] = list(known)
    near = get_close_matches(value, choices, n=1, cutoff=0.6) or get_close_matches(value.lower(), choices, n=1, cutoff=0.6)
    if near:
        return f"did you mean {near[0]!r}?"
    return f"use one of: {', '.join(choices)}" if len(choices) <= 25 else "use one that is listed in the lexicons"

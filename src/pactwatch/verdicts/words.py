"""The words of `words.toml`, and values put into words: parties by name, dates as the language writes them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from pactwatch.places import resolve
from pactwatch.times import Span
from pactwatch.types import Names
from pactwatch.verdicts.language import Language, duration_of, language, span_of, whole_day
from pactwatch.verdicts.names import in_language, name_of

NO_TIME = (1, 9999)
"""Years that stand for the open end of a span."""

Sections = dict[str, dict[str, Any]]


@cache
def sections() -> Sections:
    """`words.toml` as read: section → key → text by language."""
    return tomllib.loads(files("pactwatch").joinpath("verdicts/words.toml").read_text(encoding="utf-8"))


class Words:
    """Words of one language. `known` names what is not a party: sources and pacts, by id."""

    def __init__(self, tag: str, known: Mapping[str, Names] | None = None) -> None:
        self.language: Language = language(tag)
        self._known = known or {}
        kinds: dict[str, Callable[[str], str]] = {
            "name": self.name,
            "place": self.place,
            "act": lambda key: self.word("acts", key),
            "stance": lambda key: self.word("stances", key),
            "status": lambda key: self.word("statuses", key),
            "proof": lambda key: self.word("proofs", key),
            "duty": lambda key: self.word("duties", key),
        }
        self._kinds = {field: kinds[kind] for kind, names in sections()["fields"].items() if kind in kinds for field in names}
        self._many = frozenset(sections()["fields"]["many"])

    def word(self, section: str, key: str) -> str:
        """The word of a key, in English where the language has none; the key itself where there is no word at all."""
        return in_language(sections()[section].get(key, {}), self.language.base) or key.replace("_", " ")

    def name(self, code: str) -> str:
        """The name of a party, source or pact, isolated where its script runs the other way."""
        return self.language.isolate(name_of(code, self.language.locale, sections(), self._known))

    def place(self, name: str) -> str:
        """The place in this language, by the names that take no side; as it is written where no such place is known."""
        found = resolve(name)
        return self.language.isolate(in_language(found.names if found else {}, self.language.base) or name)

    def names(self, codes: tuple[str, ...] | list[str]) -> str:
        """Names, joined as the language joins them."""
        return self.language.join([self.name(code) for code in codes])

    def text(self, names: Names) -> str:
        """The text in this language, else as `names.in_language` chooses."""
        return self.language.isolate(in_language(names, self.language.base))

    def quote(self, text: str) -> str:
        """The text between the language's quotation marks."""
        return self.phrase("quote", text=self.language.isolate(text))

    def phrase(self, key: str, **data: str) -> str:
        return self.word("phrases", key).format(**data)

    def moment(self, moment: datetime) -> str:
        """A day, with its time where the moment is not the last second of it."""
        written = self.language.date(moment)
        return written if whole_day(moment) else self.phrase("moment", date=written, time=self.language.clock(moment))

    def span(self, span: Span) -> str:
        """A span no more exact than it is: a day, a month, a year, or from one moment to another."""
        start, end = span.earliest, span.latest
        if start.year == NO_TIME[0] or end.year == NO_TIME[1]:
            if start.year == NO_TIME[0]:
                return self.phrase("up_to", end=self.moment(end))
            return self.phrase("since", start=self._start(start))
        text = str(span)
        if len(text) == 4:
            return self.language.digits(text)
        if len(text) == 7:
            return self.language.month(start)
        if start.date() == end.date() and (len(text) == 10 or start == end):
            return self.moment(end)
        return self.phrase("span", start=self._start(start), end=self.moment(end))

    def value(self, field: str, value: Any) -> str:
        """A datum in words, by the kind of its field or, where it has none, by its value; empty where there is nothing."""
        if value is None or value in ("", 0) or (field in self._many and value == 1):
            return ""
        if isinstance(value, list | tuple | set | frozenset):
            texts = list(dict.fromkeys(self.value(field, v) for v in value))
            return self.language.join(texts, "or" if field == "act" else "standard")
        if field in self._kinds:
            return self._kinds[field](str(value))
        return self._by_value(value)

    def _by_value(self, value: Any) -> str:
        if isinstance(value, Mapping):
            # The template ends the sentence.
            return self.text({str(k): str(v).rstrip(" .") for k, v in value.items()})
        if isinstance(value, Span):
            return self.span(value)
        if isinstance(value, date):
            return self.span(Span.of(value))
        if isinstance(value, timedelta):
            return self.language.duration(value)
        if isinstance(value, int | float):
            return self.language.number(value)
        text = str(value)
        length, span = duration_of(text), span_of(text)
        if length is not None:
            return self.language.duration(length)
        return self.span(span) if span is not None else self.language.isolate(text)

    def _start(self, start: datetime) -> str:
        midnight = start.hour == start.minute == start.second == 0 and start.tzinfo is None
        return self.language.date(start) if midnight else self.moment(start)

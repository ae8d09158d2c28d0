"""Refusals in the language of the page: their patterns are messages of the catalogue, their values stand isolated."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from string import Formatter
from typing import Any

from markupsafe import Markup, escape

from pactwatch.refusals import Refused, Word
from pactwatch.verdicts.language import direction
from pactwatch.web.words import catalogue

_LINE = "line {line}: "
_BETWEEN = {"ar": "؛ "}


def in_words(refusal: Refused, base: str) -> Markup:
    """The sentence of a refusal in a language (two letters), without the path of a file on the server, which is nobody's
    business. What has no translation is told in English, marked as such."""
    said: Callable[[str], str] = catalogue(base).gettext
    lost = base != "en" and not all(known(base, pattern) for pattern in refusal.patterns)
    base, said = ("en", str) if lost else (base, said)
    filled = _Isolating(said, everywhere=direction(base) == "rtl").filled
    line = filled(said(_LINE), {"line": refusal.line}) if refusal.line and refusal.file is None else Markup()
    parts = (filled(said(pattern), refusal.values) for pattern in refusal.patterns)
    told = line + Markup(_BETWEEN.get(base, "; ")).join(parts)
    return Markup('<span lang="en" dir="ltr">{}</span>').format(told) if lost else told


def known(base: str, pattern: str) -> bool:
    """Whether a language (two letters) has a text of a refusal."""
    return catalogue(base).gettext(pattern) != pattern


def plain(refusal: Refused) -> str:
    """The same sentence in English, as programs get it."""
    line = f"line {refusal.line}: " if refusal.line and refusal.file is None else ""
    return f"{line}{refusal.problem}; {refusal.mend}"


class _Isolating(Formatter):
    """Fills slots: words of ours in the language; whatever else stands in one is escaped, and its direction isolated.

    everywhere: whether the text runs from right to left, where even plain letters and digits would take others along.
    """

    def __init__(self, said: Callable[[str], str], *, everywhere: bool) -> None:
        self._said, self._everywhere = said, everywhere

    def filled(self, pattern: str, values: Mapping[str, Any]) -> Markup:
        """A pattern with its values; one without values is a text, braces and all."""
        return Markup(self.vformat(str(escape(pattern)), (), values) if values else escape(pattern))

    def format_field(self, value: Any, format_spec: str) -> str:
        text = self._said(value) if isinstance(value, Word) else format(value, format_spec)
        isolated = not isinstance(value, Word) and (self._everywhere or not text.isascii())
        return str(Markup("<bdi>{}</bdi>" if isolated else "{}").format(text))

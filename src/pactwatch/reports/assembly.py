"""One way for every kind of source to make a `Report` of what it found."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypedDict

from pactwatch.refusals import Refused
from pactwatch.reports.datelines import dateline
from pactwatch.reports.languages import language_of
from pactwatch.times import Span
from pactwatch.types import Report

UNKNOWN_SOURCE = "unknown"
"""`Report.source` where nobody says who published."""


class Given(TypedDict, total=False):
    """What the caller says of a report; it stands above what the file says of itself. A None says nothing.

    published: a span, a date, a moment or ISO 8601 text. captured: a moment with an offset, or its ISO 8601 text.
    """

    id: str | None
    source: str | None
    url: str | None
    published: Span | date | str | None
    captured: datetime | str | None
    language: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a report besides its text."""

    id: str | None = None
    source: str | None = None
    url: str | None = None
    published: Span | None = None
    captured: datetime | None = None
    language: str | None = None
    title: str | None = None

    def under(self, above: Facts) -> Facts:
        """These facts, with whatever `above` knows in their place."""
        known = {f.name: value for f in fields(above) if (value := getattr(above, f.name)) is not None}
        return replace(self, **known)


KEYS = tuple(f.name for f in fields(Facts))


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in a file a report stands, for refusals. keys: lines of its single values, where they have lines of their own."""

    file: Path
    line: int | None = None
    keys: dict[str, int] = field(default_factory=dict)

    def refused(self, problem: str, mend: str, key: str | None = None) -> Refused:
        """The refusal that names this spot, or that of one value."""
        return Refused(problem, mend=mend, file=self.file, line=self.keys.get(key, self.line) if key else self.line)


def facts(values: dict[str, Any], spot: Spot) -> Facts:
    """The values checked and in their own types. Refused where one is not of its kind; None and absent say nothing."""
    kept = {name: value for name, value in values.items() if value is not None}
    published, captured = kept.pop("published", None), kept.pop("captured", None)
    for name, value in kept.items():
        if not isinstance(value, str) or not value.strip():
            raise spot.refused(f"{name} should be text, not {value!r}", f"write {name} as text, or leave it out", name)
    return Facts(**kept, published=_span(published, spot), captured=_captured(captured, spot))


def _span(value: Any, spot: Spot) -> Span | None:
    if value is None or isinstance(value, Span):
        return value
    try:
        if isinstance(value, str | date):
            return Span.of(value)
    except (ValueError, OverflowError):
        pass
    raise spot.refused(f"published is no date that can be: {value}", "write it as 2020-10-31 or 2020-10-31T11:46", "published")


def _captured(value: Any, spot: Spot) -> datetime | None:
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        moment = None
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        raise spot.refused(f"captured is no moment with an offset: {value}", "write it as 2020-10-31T12:00:00Z", "captured")
    return moment


def assemble(text: str, known: Facts, *, default_id: str, sha256: str, spot: Spot, first_line: int | None = None) -> Report:
    """The report of a text; what is not known is told from the text: language, title (its first line), date (its dateline).

    first_line: the number in the file of the first line of `text`, None where it has no lines of its own there.
    Refused where the text has no letters, its language cannot be told, or its dateline is a date that cannot be.
    """
    _check_text(text, spot)
    language = known.language or language_of(text)
    if language is None:
        raise spot.refused("the language of the text cannot be told from its letters", "give its language")
    title = known.title or next(line for line in text.lstrip("\ufeff").splitlines() if line.strip()).strip()
    published = known.published or _dateline(text, language, spot, first_line)
    return Report(
        id=known.id or default_id,
        source=known.source or UNKNOWN_SOURCE,
        language=language,
        title=title,
        text=text,
        published=published,
        captured=known.captured,
        sha256=sha256,
        url=known.url,
    )


def _dateline(text: str, language: str, spot: Spot, first_line: int | None) -> Span | None:
    try:
        return dateline(text, language)
    except Refused as refusal:
        line = spot.line if first_line is None else first_line - 1 + (refusal.line or 1)
        raise refusal.of(spot.file, line) from None


def _check_text(text: str, spot: Spot) -> None:
    if not any(c.isalpha() for c in text):
        raise spot.refused("there is no text to read", "give a file with text in it")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise spot.refused("the text holds a broken character", "remove the lone surrogate") from None

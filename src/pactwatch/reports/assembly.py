"""One way for every kind of source to make a `Report` of what it found."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
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
    """Where in a file a report begins, for refusals."""

    file: Path
    line: int | None = None

    def refused(self, problem: str, mend: str) -> Refused:
        """The refusal that names this spot."""
        return Refused(problem, mend=mend, file=self.file, line=self.line)


def facts(values: dict[str, Any], spot: Spot) -> Facts:
    """The values checked and in their own types. Refused where one is not of its kind; None and absent say nothing."""
    kept = {name: value for name, value in values.items() if value is not None}
    published, captured = kept.pop("published", None), kept.pop("captured", None)
    for name, value in kept.items():
        if not isinstance(value, str) or not value.strip():
            raise spot.refused(f"{name} should be text, not {value!r}", f"write {name} as text, or leave it out")
    return Facts(**kept, published=_span(published, spot), captured=_captured(captured, spot))


def _span(value: Any, spot: Spot) -> Span | None:
    if value is None or isinstance(value, Span):
        return value
    try:
        if isinstance(value, str | date):
            return Span.of(value)
    except (ValueError, OverflowError):
        pass
    raise spot.refused(f"published is no date that can be: {value}", "write it as 2020-10-31 or 2020-10-31T11:46")


def _captured(value: Any, spot: Spot) -> datetime | None:
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        moment = None
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        raise spot.refused(f"captured is no moment with an offset: {value}", "write it as 2020-10-31T12:00:00Z")
    return moment


def assemble(text: str, known: Facts, *, default_id: str, sha256: str, spot: Spot, first_line: int = 1) -> Report:
    """The report of a text; what is not known is told from the text: language, title (its first line), date (its dateline).

    first_line: the number in the file of the first line of `text`. Refused where the text has no letters, its language
    cannot be told, or its dateline is a date that cannot be.
    """
    _check_text(text, spot)
    language = known.language or language_of(text)
    if language is None:
        raise spot.refused("the language of the text cannot be told from its letters", "give its language")
    title = known.title or next(line for line in text.lstrip("\ufeff").splitlines() if line.strip()).strip()
    published = known.published or dateline(text, language, file=spot.file, first_line=first_line)
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


def _check_text(text: str, spot: Spot) -> None:
    if not any(c.isalpha() for c in text):
        raise spot.refused("there is no text to read", "give a file with text in it")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise spot.refused("the text holds a broken character", "remove the lone surrogate") from None

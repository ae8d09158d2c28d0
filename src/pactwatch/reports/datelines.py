"""The date that an article gives of itself, in a line near its top: `السبت 31 أكتوبر 2020 11:46 ص`, `Baku, 31 October 2020`.

Month and weekday names are those of Unicode CLDR (through Babel): for Arabic in the forms of Egypt and the Gulf, of the
Levant and Iraq, and of the Maghreb. A date merely told in a sentence is not taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from babel import Locale

from pactwatch.letters import fold
from pactwatch.refusals import Refused
from pactwatch.times import Span

_LINES = 10
_LOCALES = ("ar", "ar_SY", "ar_DZ", "ar_MA", "ar_MR", "en", "ru")
_FURTHER_MONTHS = {"sept": 9, "افريل": 4, "اغسطس": 8, "غشت": 8}
_LABELS = r"(?:published|posted|issued|date|نشر|نشرت|تاريخ|بتاريخ|تم|опубликовано|дата)"
_TOLD_BY = ("of on since by from until till after before", "في يوم منذ حتى بعد قبل", "с от до на после")
_BEFORE_A_TOLD_DATE = frozenset(fold(word) for words in _TOLD_BY for word in words.split())
_TIME = r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::\d\d)?\s*(?P<half>صباحا|مساء|ص|م|[ap]\.?m\.?)?(?!\w)"
_ZONE = re.compile(r"\b(?:gmt|utc|غرينتش|جرينتش|мск|msk|[ce]es?t)\b|[+]\d\d:?\d\d")
_GOES_ON = re.compile(r"\s*(?:года|год|г\.)?\s*[.,،]?\s*(?:/|\(|—|–|--?\s)")


@dataclass(frozen=True, slots=True)
class _Found:
    """A date in a line: its figures as written and where they stand."""

    year: int
    month: int
    day: int
    start: int
    end: int


def dateline(text: str, language: str) -> Span | None:
    """The day, or the minute where the line has a time without a zone, that a line among the first ten names as its own.

    None where there is none. A figure such as 03/04/2020 is read day first, and not at all in English, where it may be
    either. Refused, with the number of the line in the text, where it names a date that cannot be (31 November, or a weekday
    that was another).
    """
    lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip("\ufeff \t\r")][:_LINES]
    for number, line in [*lines[1:], *lines[:1]]:
        folded = fold(line)
        for found in _dates(folded, language):
            if _is_dateline(folded, found, is_title=number == lines[0][0]):
                return _span(folded, found, line.strip("\ufeff \t\r"), number)
    return None


@cache
def _months() -> dict[str, int]:
    names = dict(_FURTHER_MONTHS)
    for locale in map(Locale.parse, _LOCALES):
        forms = [locale.months[context][width] for context in ("format", "stand-alone") for width in ("wide", "abbreviated")]
        names |= {fold(name).rstrip("."): number for form in forms for number, name in form.items()}
    return names


@cache
def _weekdays() -> dict[str, int]:
    names: dict[str, int] = {}
    for locale in map(Locale.parse, ("ar", "en", "ru")):
        widths = ("wide", "abbreviated") if locale.language == "en" else ("wide",)
        names |= {fold(name): number for width in widths for number, name in locale.days["format"][width].items()}
    return names


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    month = "(?:" + "|".join(map(re.escape, sorted(_months(), key=len, reverse=True))) + r")\.?(?!\w)"
    year = r"(?P<year>(?:19|20)\d\d)(?!\d)"
    day = r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    named = rf"(?P<name>{month})(?:\s*[/(]\s*{month}\s*\)?)?"
    return (
        re.compile(rf"{day}[\s-]+(?:من\s+|of\s+)?{named}[\s,،-]*{year}"),
        re.compile(rf"(?<!\w){named}\s+{day}\s*,?\s+{year}"),
        re.compile(r"(?<![\d/.-])(?P<year>(?:19|20)\d\d)(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?![\d/-])"),
        re.compile(rf"(?<![\d/.-])(?P<day>\d{{1,2}})(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark){year}(?![/.-]?\d)"),
    )


def _dates(line: str, language: str) -> Iterator[_Found]:
    for pattern in _patterns():
        for match in pattern.finditer(line):
            parts = match.groupdict()
            day, year = int(parts["day"]), int(parts["year"])
            month = _months()[parts["name"].rstrip(".")] if "name" in parts else int(parts["month"])
            if parts.get("mark") == "/" and match.start("day") < match.start("year"):
                if language == "en" and day <= 12 and month <= 12 and day != month:
                    continue
                day, month = (month, day) if month > 12 >= day else (day, month)
            yield _Found(year, month, day, match.start(), match.end())


def _is_dateline(line: str, found: _Found, *, is_title: bool) -> bool:
    """Whether the line stands for its date, or opens with place and date, rather than tells of it in a sentence."""
    before, after = _words(line[: found.start]), _words(line[found.end :])
    told = bool(before) and before[-1] in _BEFORE_A_TOLD_DATE
    if told and not re.match(rf"\W*{_LABELS}\b", line):
        return False
    if len(before) <= 3 and _GOES_ON.match(line, found.end):
        return True
    sentence = line.rstrip().endswith((".", "!", "؟")) and len(before) >= 2
    most = 1 if is_title else 4
    return len(before) <= most and len(after) <= most and not sentence


def _words(part: str) -> list[str]:
    """The words beside a date, without weekday and time."""
    return [word for word in re.findall(r"[^\W\d_]+", re.sub(_TIME, " ", part)) if word not in _weekdays()]


def _span(line: str, found: _Found, shown: str, number: int) -> Span:
    mend = "mend the line, or say when it was published"
    try:
        day = date(found.year, found.month, found.day)
    except ValueError:
        raise Refused(f"a date that cannot be: {shown!r}", mend=mend, line=number) from None
    named = {_weekdays()[word] for word in re.findall(r"[^\W\d_]+", line) if word in _weekdays()}
    if named and day.weekday() not in named:
        raise Refused(f"{day} was another day of the week: {shown!r}", mend=mend, line=number)
    clock = _clock(line, found)
    return Span.of(day) if clock is None else Span.parse(f"{day}T{clock}")


def _clock(line: str, found: _Found) -> str | None:
    """The time beside the date as `HH:MM`; None where there is none, it cannot be, or a zone is named with it."""
    match = re.search(_TIME, line[found.end :]) or re.search(_TIME, line[: found.start])
    if match is None or _ZONE.search(line):
        return None
    hour, half = int(match["hour"]), (match["half"] or "")[:1]
    if half in ("م", "p") and hour < 12:
        hour += 12
    elif half in ("ص", "a") and hour == 12:
        hour = 0
    return f"{hour:02}:{match['minute']}" if hour < 24 and int(match["minute"]) < 60 else None

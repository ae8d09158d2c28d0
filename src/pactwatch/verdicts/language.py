"""How a language writes what is not a word: dates, durations, numbers, lists, and names of the other direction.

A language is named by its BCP 47 tag. Its region chooses the names of months (`ar-SY`: تشرين الثاني, `ar-MA`: نونبر) and its
`nu` keyword the digits (`ar-u-nu-arab`: ٦ نوفمبر ٢٠٢٠); without them Arabic takes Western digits and نوفمبر. `choices` lists
what a menu can offer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from typing import Literal

import isodate
from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_timedelta
from babel.lists import format_list
from babel.numbers import format_decimal

from pactwatch.refusals import Refused
from pactwatch.times import Span

Direction = Literal["ltr", "rtl"]
FIRST, POP = "\u2068", "\u2069"
"""First strong isolate and its end (Unicode Bidirectional Algorithm, UAX 9)."""

_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_LTR = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u058f\u10a0-\u10ff]")
_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_LAST = time(23, 59, 59)

WRITTEN = ("en", "ar", "ru")
"""The languages that verdicts and briefs are written in; every entry of `words.toml` and `labels.toml` has them all."""
Digits = Literal["latn", "arab"]
_REGIONS = {
    "ar": (
        "AE", "BH", "DJ", "DZ", "EG", "IQ", "JO", "KM", "KW", "LB", "LY",
        "MA", "MR", "OM", "PS", "QA", "SA", "SD", "SO", "SY", "TN", "YE",
    )
}  # fmt: skip
"""The regions that a menu offers: for Arabic, the members of the League of Arab States."""
_TAG = re.compile(r"(?P<base>[a-z]{2})(?:-(?P<region>[a-z]{2}|\d{3}))?(?:-u-nu-(?P<digits>latn|arab))?", re.IGNORECASE)
# Russian documents write out the word for year; an abbreviation's point would double that of the sentence.
_DAY = {"ru": "d MMMM y 'года'"}
_MONTH = {"ru": "LLLL y 'года'"}  # the nominative; Babel mistakes the regions of Arabic where it is asked for this form


def clean(text: str) -> str:
    """The text without control characters that could turn the direction of what stands around it."""
    return _CONTROLS.sub("", text)


def direction(tag: str) -> Direction:
    """The direction of a language's script."""
    return "rtl" if tag.partition("-")[0] in {"ar", "fa", "he", "ur", "ps"} else "ltr"


@dataclass(frozen=True, slots=True)
class Language:
    """A language to write in. `base` is its two letters, `tag` the whole BCP 47 tag it was asked for with."""

    tag: str
    base: str
    locale: Locale
    eastern: bool

    @property
    def direction(self) -> Direction:
        return direction(self.base)

    def isolate(self, text: str) -> str:
        """The text on one line, between isolating marks where it holds letters of the other direction."""
        text = " ".join(clean(text).split())
        foreign = _LTR if self.direction == "rtl" else _RTL
        return f"{FIRST}{text}{POP}" if foreign.search(text) else text

    def number(self, value: float) -> str:
        """A number with the separators of the language and its digits."""
        return self.digits(format_decimal(value, locale=self.locale, numbering_system="arab" if self.eastern else "latn"))

    def join(self, texts: Sequence[str], style: Literal["standard", "or"] = "standard") -> str:
        """A list as the language joins it: “A, B and C”."""
        return format_list(list(texts), style, locale=self.locale) if texts else ""

    def date(self, moment: datetime) -> str:
        """The day of a moment."""
        return self.digits(format_date(moment, _DAY.get(self.base, "d MMMM y"), locale=self.locale))

    def month(self, moment: datetime) -> str:
        """The month of a moment, with its year."""
        return self.digits(format_date(moment, _MONTH.get(self.base, "MMMM y"), locale=self.locale))

    def clock(self, moment: datetime) -> str:
        """The time of day on 24 hours, with its offset where it has one: `00:00 UTC+4`."""
        hours = moment.utcoffset()
        return self.digits(moment.strftime("%H:%M")) + ("" if hours is None else f" {self.isolate(_offset(hours))}")

    def duration(self, length: timedelta) -> str:
        """A duration in whole days, or in hours below two days: “28 days”."""
        unit: Literal["day", "hour"] = "day" if abs(length) >= timedelta(days=2) else "hour"
        # A threshold that no figure reaches keeps 28 days from being rounded to a month.
        return self.digits(format_timedelta(abs(length), granularity=unit, threshold=10**6, locale=self.locale))

    def digits(self, text: str) -> str:
        """The text with the digits that were asked for."""
        return text.translate(_EASTERN) if self.eastern else text


@dataclass(frozen=True, slots=True)
class Choice:
    """A language that a menu can offer: its tag, its name in itself, and the digits that `-u-nu-` can ask for in it."""

    tag: str
    name: str
    digits: tuple[Digits, ...]


@cache
def choices() -> tuple[Choice, ...]:
    """The languages to write in, each first by itself, then as its regions write dates."""
    tags = [tag for base in WRITTEN for tag in (base, *(f"{base}-{region}" for region in _REGIONS.get(base, ())))]
    return tuple(Choice(tag, _own_name(tag), ("latn", "arab") if tag.startswith("ar") else ("latn",)) for tag in tags)


@cache
def language(tag: str) -> Language:
    """The language of a BCP 47 tag. Refused, with the list of choices, where it is none of them."""
    asked = _TAG.fullmatch(tag.replace("_", "-"))
    base, region, digits = (part.lower() if part else "" for part in asked.groups()) if asked else ("", "", "")
    if base not in WRITTEN or (digits == "arab" and base != "ar"):
        raise _unknown(tag)
    try:
        locale = Locale(base, (region or ("gb" if base == "en" else "")).upper() or None)
    except UnknownLocaleError:
        raise _unknown(tag) from None
    return Language(tag, base, locale, digits == "arab")


def _own_name(tag: str) -> str:
    locale = Locale.parse(tag, sep="-")
    # Palestine by the name under which it is a member, as in words.toml.
    region = "فلسطين" if locale.territory == "PS" else locale.get_territory_name()
    name = (locale.get_language_name() or tag).capitalize()
    return f"{name} ({region})" if region else name


def _unknown(tag: str) -> Refused:
    tags = ", ".join(choice.tag for choice in choices())
    mend = f"choose one of: {tags}; after Arabic, -u-nu-arab or -u-nu-latn chooses the digits"
    return Refused(f"there is no language {tag!r} to write in", mend=mend)


def span_of(text: str) -> Span | None:
    """The span of an ISO text, or None where it is none."""
    try:
        return Span.parse(text)
    except ValueError:
        return None


def duration_of(text: str) -> timedelta | None:
    """The length of an ISO 8601 duration without months or years, or None where it is none."""
    try:
        length = isodate.parse_duration(text)
    except isodate.ISO8601Error:
        return None
    return length if isinstance(length, timedelta) else None


def whole_day(moment: datetime) -> bool:
    """Whether a moment stands for its day: the last second of it, as deadlines do."""
    return moment.time().replace(microsecond=0) == _LAST


def _offset(hours: timedelta) -> str:
    minutes = int(hours.total_seconds()) // 60
    sign, rest = "-" if minutes < 0 else "+", abs(minutes)
    return "UTC" if not minutes else f"UTC{sign}{rest // 60}" + (f":{rest % 60:02}" if rest % 60 else "")

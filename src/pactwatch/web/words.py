"""The words of the interface: catalogues of messages, one a language, read once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

from pactwatch.refusals import Refused
from pactwatch.verdicts.language import language

LANGUAGES = {"en": "English", "ar": "العربية", "ru": "Русский"}
"""Languages of the interface, by their own names."""

DOMAIN = "board"


@cache
def catalogue(base: str) -> NullTranslations:
    """The messages of a language (two letters); English is what the messages are written in."""
    path = files("pactwatch").joinpath(f"web/locales/{base}/LC_MESSAGES/{DOMAIN}.po")
    if base == "en" or not path.is_file():
        return NullTranslations()
    packed = BytesIO()
    write_mo(packed, read_po(BytesIO(path.read_bytes()), locale=base))
    packed.seek(0)
    return Translations(packed, domain=DOMAIN)


@cache
def understood(tag: str) -> bool:
    """Whether pages are written in a language (BCP 47 tag, so that a region may choose its months: `ar-SY`)."""
    try:
        return language(tag).base in LANGUAGES
    except Refused:
        return False


def preferred(accepted: str) -> str:
    """The language of the interface that an Accept-Language header (RFC 9110, 12.5.4) likes best; English where none."""
    weighed = []
    for number, part in enumerate(accepted.split(",")[:20]):
        tag, _, weight = part.partition(";")
        base = tag.strip().partition("-")[0].lower()
        if base in LANGUAGES:
            weighed.append((-_weight(weight), number, base))
    return min(weighed, default=(0, 0, "en"))[2]


def _weight(text: str) -> float:
    try:
        return float(text.strip().removeprefix("q=") or 1)
    except ValueError:
        return 0.0

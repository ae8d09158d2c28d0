"""The language of a text, told from its letters: enough for Arabic, English and Russian, which share none."""

from __future__ import annotations

from collections import Counter

_SCRIPTS = (("ar", 0x0600, 0x06FF), ("ru", 0x0400, 0x04FF), ("en", 0x0041, 0x024F))
_SAMPLE = 20_000
_SAME_SCRIPT = {
    "ar": {"ar", "fa", "ur", "ps", "ckb", "ug", "sd"},
    "ru": {"ru", "uk", "be", "bg", "mk", "sr", "kk", "ky", "tg", "mn", "ab", "os"},
}


def language_of(text: str, declared: str | None = None) -> str | None:
    """`ar`, `ru` or `en` by the script of most letters (of the first 20,000 characters); None where most are of another.

    declared: what a page says of itself; it is taken where its script agrees, since templates are often wrong.
    """
    letters = Counter(_script(c) for c in text[:_SAMPLE] if c.isalpha())
    most = letters.most_common(1)[0][0] if letters else None
    tag = (declared or "").replace("_", "-").split("-")[0].lower()
    if most is None or not tag.isascii() or not 2 <= len(tag) <= 3:
        return most
    others = set().union(*_SAME_SCRIPT.values())
    agrees = tag in _SAME_SCRIPT[most] if most in _SAME_SCRIPT else tag not in others
    return tag if agrees else most


def _script(letter: str) -> str | None:
    point = ord(letter)
    return next((tag for tag, first, last in _SCRIPTS if first <= point <= last), None)

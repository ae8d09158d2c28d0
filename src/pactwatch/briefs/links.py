"""Addresses: anchors inside a brief, and links that open a source at the sentence."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import quote, urlsplit

_ENDS = 5
"""Words at either end of a sentence that a text fragment names."""

_URL_SAFE = "!#$%&'*+,/:;=?@[]~"


def slug(text: str) -> str:
    """An anchor made of a text: lower-case ASCII letters, digits and hyphens, and a digest where these do not tell it all."""
    plain = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    if text.isascii() and plain:
        return plain
    return f"{plain}-{hashlib.sha256(text.encode(errors='replace')).hexdigest()[:8]}".strip("-")


def web_url(url: str | None) -> str | None:
    """The address, safe to stand in a link, or None where it is not one of http or https."""
    if url is None:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return quote(url.strip(), safe=_URL_SAFE) if parts.scheme in ("http", "https") and parts.netloc else None


def sentence_url(url: str | None, sentence: str) -> str | None:
    """The address with a text fragment (`#:~:text=`) at which a browser shows and marks the sentence; None where `web_url` is.

    A long sentence is named by its first and last words, so that markup inside it does no harm.
    Syntax: https://wicg.github.io/scroll-to-text-fragment/
    """
    address, words = web_url(url), sentence.split()
    if address is None or not words:
        return address
    ends = [words] if len(words) <= 2 * _ENDS else [words[:_ENDS], words[-_ENDS:]]
    text = ",".join(quote(" ".join(part), safe="").replace("-", "%2D") for part in ends)
    return f"{address}{'' if '#' in address else '#'}:~:text={text}"

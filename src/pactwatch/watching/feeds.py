"""The articles that a feed lists (RSS, Atom), with what it says of each."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

_MOST = 500
_TAG = re.compile(r"<[^>]*>")
_TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid")


@dataclass(frozen=True, slots=True)
class Listed:
    """An article of a feed. url: without what only tracks its reader. published: UTC, where the feed says."""

    url: str
    title: str
    published: datetime | None


def listed(body: bytes, at: str) -> Iterator[Listed]:
    """The articles of a feed that stands at an address, at most 500. A body that is no feed lists none."""
    import feedparser

    found = feedparser.parse(io.BytesIO(body), sanitize_html=True, resolve_relative_uris=False)
    for entry in found.entries[:_MOST]:
        link = entry.get("link")
        if not link:
            continue
        with suppress(ValueError):  # what is no address at all
            yield Listed(plain_address(urljoin(at, link)), _title(entry), _moment(entry))


def _title(entry: dict[str, Any]) -> str:
    """The title in plain text; one in HTML without its tags."""
    text = str(entry.get("title", ""))
    if "html" in str(entry.get("title_detail", {}).get("type", "")):
        text = unescape(_TAG.sub("", text))
    return " ".join(text.split())


def plain_address(url: str) -> str:
    """An address without its fragment and without the parts of its query that only track."""
    url = urldefrag(url)[0]
    parts = urlsplit(url)
    kept = [p for p in parts.query.split("&") if p and not p.startswith(_TRACKING)]
    return parts._replace(query="&".join(kept)).geturl()


def _moment(entry: dict[str, Any]) -> datetime | None:
    told = dict.get(entry, "published_parsed") or dict.get(
        entry, "updated_parsed"
    )  # as written: feedparser's own `get` guesses
    try:
        return datetime(*told[:6], tzinfo=UTC) if isinstance(told, time.struct_time) else None
    except ValueError:
        return None

"""Whose report a page is that does not say so: the source of a case at whose address the page says it stands."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from pactwatch.types import Source


def publisher_of(url: str, sources: Iterable[Source]) -> str | None:
    """The id of the source whose `url` has the host of an address (`www.` or not) and begins its path; of several, the one that
    says most of the path. None where there is none, or two say the same."""
    page = _parts(url)
    if page is None:
        return None
    found = sorted(((len(at[1]), s.id) for s in sources if s.url and (at := _parts(s.url)) and _holds(at, page)), reverse=True)
    if not found or (len(found) > 1 and found[0][0] == found[1][0]):
        return None
    return found[0][1]


def _holds(site: tuple[str, tuple[str, ...]], page: tuple[str, tuple[str, ...]]) -> bool:
    return site[0] == page[0] and page[1][: len(site[1])] == site[1]


def _parts(url: str) -> tuple[str, tuple[str, ...]] | None:
    """The host and the parts of the path; None where it is no address of the web."""
    try:
        found = urlsplit(url)
        host = (found.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    if found.scheme not in ("http", "https") or not host:
        return None
    return host, tuple(part for part in found.path.split("/") if part)

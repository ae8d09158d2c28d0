"""Whether what is kept of a report still holds, asked again only where its file has changed."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pactwatch.custody import Authority, Stamp, sound, stamp_of
from pactwatch.custody.timestamps import token_of
from pactwatch.refusals import Refused


def sound_now(original: Path) -> bool:
    """Whether the bytes of an original are still what its name says."""
    return _sound(original, *_state(original))


def stamp_now(original: Path, authority: Authority) -> Stamp | None:
    """What the token beside an original says of its bytes (RFC 3161); None where there is none, or it cannot be read here."""
    token = token_of(original)
    return _stamp(original, authority, *_state(original), *_state(token)) if token.is_file() else None


@lru_cache(maxsize=4096)
def _sound(original: Path, changed: int, size: int) -> bool:
    return sound(original)


@lru_cache(maxsize=4096)
def _stamp(original: Path, authority: Authority, *changed: int) -> Stamp | None:
    try:
        return stamp_of(original, authority)
    except Refused:  # the library that reads tokens is not installed
        return None


def _state(path: Path) -> tuple[int, int]:
    stat = path.stat()
    return stat.st_mtime_ns, stat.st_size

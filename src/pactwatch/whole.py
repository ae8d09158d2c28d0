"""Files written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from pactwatch.refusals import Refused


def write_whole(path: Path, content: str | bytes, *, folders: bool = False, mode: int | None = None) -> Path:
    """Writes a file beside its place and moves it there; an older one is replaced.

    folders: whether to make the folders it lies in. mode: its permissions. Text is written as UTF-8. Refused, the file
    staying as it was, where it cannot be written.
    """
    partial = _beside(path)
    try:
        with writable(path):
            if folders:
                path.parent.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(content.encode() if isinstance(content, str) else content)
            if mode is not None:
                partial.chmod(mode)
            partial.replace(path)
    finally:
        _take_away(partial)
    return path


@contextmanager
def written_whole(path: Path) -> Iterator[IO[str]]:
    """A text file (UTF-8, its line ends as given) to write into, put in place when all is written; an empty one takes the older
    one away instead. What is written into it is to stand within `writable`.

    Refused, the older one staying as it was, where it cannot be written.
    """
    partial = _beside(path)
    with writable(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        file = partial.open("w", encoding="utf-8", newline="")
    try:
        yield file
        with writable(path):
            file.close()
            if partial.stat().st_size:
                partial.replace(path)
            else:
                path.unlink(missing_ok=True)
    finally:
        with suppress(OSError):
            file.close()
        _take_away(partial)


@contextmanager
def writable(path: Path) -> Iterator[None]:
    """Refused where what is done within fails since the disk is full or a file or folder may not be written."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise Refused(f"it cannot be written ({reason})", mend="make room, or name a folder that can be", file=path) from None


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}.partial")


def _take_away(partial: Path) -> None:
    with suppress(OSError):  # it is not there, or never could be
        partial.unlink()

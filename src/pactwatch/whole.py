"""Files written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from pactwatch.refusals import Refused


def write_whole(path: Path, content: str | bytes, *, folders: bool = False, mode: int | None = None) -> Path:
    """Writes a file beside its place and moves it there; an older one is replaced.

    folders: whether to make the folders it lies in. mode: its permissions. Text is written as UTF-8. Refused, the file
    staying as it was, where it cannot be written.
    """
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        if folders:
            path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(content.encode() if isinstance(content, str) else content)
        if mode is not None:
            partial.chmod(mode)
        partial.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Refused(f"it cannot be written ({reason})", mend="make room, or name a folder that can be", file=path) from None
    finally:
        partial.unlink(missing_ok=True)
    return path

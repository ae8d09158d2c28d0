"""Bytes and text of a file, or one clear sentence why not."""

from __future__ import annotations

import codecs
from pathlib import Path

from pactwatch.refusals import Refused

_HEAD = 4096


def check(path: Path) -> bytes:
    """The first 4,096 bytes of a file that can be read. Refused where it is missing, a folder, empty or not readable."""
    if path.is_dir():
        raise Refused("this is a folder", mend="name a file in it", file=path)
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except FileNotFoundError:
        raise Refused("there is no such file", mend="check the path", file=path) from None
    except OSError as error:
        raise Refused(f"the file cannot be read ({error.strerror})", mend="check its permissions", file=path) from None
    if not head.strip():
        raise Refused("the file is empty", mend="give a file with text in it", file=path)
    return head


def decoded(raw: bytes, path: Path, *, line: int = 1, charset: str | None = None) -> str:
    """The text of UTF-8 bytes, or of the declared charset where they are not UTF-8; line ends and all else stay as they are.

    line: the number of the first line of `raw`. Refused where the bytes are no text, naming the line.
    """
    if b"\0" in raw:
        raise Refused(
            "this is not text",
            mend="give a text, HTML or JSON-lines file",
            file=path,
            line=_line_at(raw, raw.index(b"\0"), line),
        )
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        at = _line_at(raw, error.start, line)
    if charset is None:
        raise Refused("this is not UTF-8", mend="save the file as UTF-8", file=path, line=at)
    try:
        return raw.decode(codecs.lookup(charset).name)
    except (LookupError, UnicodeDecodeError):
        raise Refused(
            f"this is neither UTF-8 nor {charset} as declared", mend="save the file as UTF-8", file=path, line=at
        ) from None


def _line_at(raw: bytes, offset: int, first: int) -> int:
    return first + raw.count(b"\n", 0, offset)

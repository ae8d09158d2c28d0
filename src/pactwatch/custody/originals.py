"""Originals: the bytes from which a report was read, in `originals/` of the case, named by their SHA-256, never rewritten."""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from pactwatch.refusals import Refused
from pactwatch.types import Report
from pactwatch.whole import write_whole

FOLDER = "originals"
TOKEN = ".tsr"
"""The ending of an original's timestamp, which is kept beside it."""
_NAME = re.compile(r"[0-9a-f]{64}(\.|$)")
_PAGE = re.compile(r"-([0-9a-f]{16})$")
_READ_ONLY = 0o444
_LINES = (".jsonl", ".ndjson")


def keep(case: Path, report: Report, file: Path) -> Path | None:
    """Keeps the bytes of a report that was read from `file`, and gives where; what is kept already stays as it is.

    None where the file does not hold these bytes as such (a page inside a web archive: the archive is the original). Refused
    where what is kept is no longer what its name says, or nothing can be written.
    """
    there = _kept(case, report)
    if there is not None:
        return there
    raw = _bytes_of(report, file)
    if raw is None:
        return None
    return _write(case, report, raw, ".json" if file.suffix.lower() in _LINES else file.suffix)


def keep_text(case: Path, report: Report) -> Path:
    """Keeps the text of a report that somebody entered, whose bytes are that text, as `keep` does."""
    return _kept(case, report) or _write(case, report, report.text.encode(), ".txt")


def _kept(case: Path, report: Report) -> Path | None:
    there = original_of(case, report)
    if there is not None and not sound(there):
        mend = "restore it from a copy, or take it away to have it kept anew from the working copy"
        raise Refused("this original has been changed since it was kept", mend=mend, file=there)
    return there


def _write(case: Path, report: Report, raw: bytes, ending: str) -> Path:
    return write_whole(case / FOLDER / f"{report.sha256}{ending}", raw, folders=True, mode=_READ_ONLY)


def original_of(case: Path, report: Report) -> Path | None:
    """Where the original of a report is kept, None where it is not."""
    return next((p for p in sorted((case / FOLDER).glob(f"{report.sha256}*")) if p.suffix != TOKEN), None)


def originals(case: Path) -> tuple[Path, ...]:
    """Every original of a case, by hash."""
    return tuple(sorted(p for p in (case / FOLDER).glob("*") if _NAME.match(p.name) and p.suffix != TOKEN))


def page_of(case: Path, report: Report) -> Path | None:
    """The page that was fetched, where a report was read from one by `watch` (its id ends with the page's hash)."""
    found = _PAGE.search(report.id)
    return next(iter(sorted((case / FOLDER).glob(f"{found[1]}*.html"))), None) if found else None


def sound(original: Path) -> bool:
    """Whether a kept original still has the bytes that its name says."""
    digest = sha256()
    with original.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    return digest.hexdigest() == original.name.partition(".")[0]


def _bytes_of(report: Report, file: Path) -> bytes | None:
    stat = file.stat()
    found = _spans(file, stat.st_mtime_ns, stat.st_size).get(report.sha256)
    if found is None:
        return None
    with file.open("rb") as stream:
        stream.seek(found[0])
        return stream.read(found[1])


@lru_cache(maxsize=64)  # the reports of a file do not come one after the other, but by when they were captured
def _spans(file: Path, changed: int, size: int) -> dict[str, tuple[int, int]]:
    """Where the bytes of each hash stand in a file: offset and length of the whole of it, and of each line of JSON lines."""
    whole, lines, offset = sha256(), {}, 0
    with file.open("rb") as stream:
        for line in stream:
            whole.update(line)
            if file.suffix.lower() in _LINES:
                bare = line.rstrip(b"\r\n")
                lines[sha256(bare).hexdigest()] = offset, len(bare)
            offset += len(line)
    return {whole.hexdigest(): (0, size), **lines}

"""A web archive (WARC, or WACZ, which is a zip of WARCs): the pages in it, each checked against its recorded digest.

ISO 28500:2017 (WARC 1.1); WACZ 1.1.1 (specs.webrecorder.net). Of a WACZ the hashes that its `datapackage.json` gives are
checked as well. Images, scripts, redirects and pages that came with an error are passed over.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from pactwatch.refusals import Refused
from pactwatch.reports import page
from pactwatch.reports.assembly import Facts, Spot, facts
from pactwatch.types import Report

LARGEST_PAGE = 10 * 1024 * 1024
LARGEST_ARCHIVE = 8 * 1024 * 1024 * 1024
_ENDINGS = (".warc", ".warc.gz", ".wacz")
_PAGES = ("text/html", "application/xhtml+xml")
_BLOCK = 1 << 20


def recognises(path: Path, head: bytes) -> bool:
    """Whether this is a web archive, by its ending or its first words."""
    return path.name.lower().endswith(_ENDINGS) or head.startswith(b"WARC/1.")


def read(path: Path, given: Facts = Facts()) -> Iterator[Report]:  # noqa: B008 - frozen
    """The pages in the archive, in order, each captured when its record says and named by the hash of its bytes.

    Refused where the archive is damaged, or a page is not what was recorded.
    """
    if given.id is not None:
        raise Refused("one id cannot stand for many pages", mend="leave the id out", file=path)
    pages = 0
    for report in _wacz(path, given) if path.suffix.lower() == ".wacz" else _file(path, given):
        pages += 1
        yield report
    if not pages:
        raise Refused("the archive holds no page, or is damaged", mend="fetch it again", file=path)


def _file(path: Path, given: Facts) -> Iterator[Report]:
    with path.open("rb") as stream:
        yield from _warc(stream, path, given)


def _wacz(path: Path, given: Facts) -> Iterator[Report]:
    try:
        with zipfile.ZipFile(path) as packed:
            listed = _listed(packed, path)
            for name in sorted(n for n in packed.namelist() if n.startswith("archive/") and ".warc" in n):
                with _unpacked(packed, name, path, listed.get(name)) as stream:
                    yield from _warc(stream, path, given)
    except (zipfile.BadZipFile, EOFError, OSError) as error:
        raise Refused(f"the archive is damaged ({error})", mend="fetch it again", file=path) from None


def _listed(packed: zipfile.ZipFile, path: Path) -> dict[str, str]:
    """The hash of each file as `datapackage.json` lists it."""
    try:
        package: Any = json.loads(packed.read("datapackage.json"))
        return {r["path"]: r["hash"] for r in package["resources"]}
    except (KeyError, ValueError, TypeError):
        raise Refused("its datapackage.json is missing or cannot be read", mend="fetch the archive again", file=path) from None


@contextmanager
def _unpacked(packed: zipfile.ZipFile, name: str, path: Path, listed: str | None) -> Iterator[IO[bytes]]:
    """A file of the zip, on disk, once its hash is what was listed."""
    if packed.getinfo(name).file_size > LARGEST_ARCHIVE:
        raise Refused(f"{name} in it is too large", mend="take it apart", file=path)
    digest, size = hashlib.sha256(), 0
    with TemporaryFile() as kept, packed.open(name) as stream:
        while block := stream.read(_BLOCK):
            size += len(block)
            if size > LARGEST_ARCHIVE:
                raise Refused(f"{name} in it unpacks to too much", mend="take it apart", file=path)
            digest.update(block)
            kept.write(block)
        if listed != f"sha256:{digest.hexdigest()}":
            raise Refused(f"{name} in it is not what its datapackage.json lists", mend="fetch the archive again", file=path)
        kept.seek(0)
        yield kept


def _warc(stream: IO[bytes], path: Path, given: Facts) -> Iterator[Report]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        for record in ArchiveIterator(stream, check_digests=True):
            if _is_page(record):
                yield _report(record, path, given)
    except (ArchiveLoadFailed, EOFError, gzip.BadGzipFile, ValueError) as error:
        raise Refused(f"the archive is damaged ({error})", mend="fetch it again", file=path) from None


def _is_page(record: Any) -> bool:
    kind = (record.http_headers.get_header("Content-Type") or "") if record.http_headers else ""
    found = record.rec_type == "response" and record.http_headers is not None
    return found and record.http_headers.get_statuscode() == "200" and kind.partition(";")[0].strip().lower() in _PAGES


def _report(record: Any, path: Path, given: Facts) -> Report:
    raw: bytes = record.content_stream().read(LARGEST_PAGE + 1)
    url = record.rec_headers.get_header("WARC-Target-URI")
    if len(raw) > LARGEST_PAGE:
        raise Refused(f"the page {url} in it is too large", mend="take it out of the archive", file=path)
    record.content_stream().read()  # to its end, so that the digest is known
    if record.digest_checker.passed is False:
        raise Refused(f"the page {url} in it is not what was recorded", mend="fetch the archive again", file=path)
    captured = record.rec_headers.get_header("WARC-Date")
    spot = Spot(path)
    told = facts({"url": url, "captured": captured}, spot).under(given)
    return page.report_of(raw, told, default_id=f"{path.name.partition('.')[0]}-{sha256(raw).hexdigest()[:12]}", spot=spot)

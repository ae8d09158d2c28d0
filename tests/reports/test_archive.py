"""Web archives: the pages in them, and what has been tampered with."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pactwatch.refusals import Refused
from pactwatch.reports import open_reports

PAGE = b"""<!doctype html><html lang="en"><head><title>Hadrut</title><meta property="article:published_time"
content="2020-10-30T10:00:00Z"></head><body><article><h1>Hadrut</h1><p>The ministry said on Friday that the other side had
shelled the town. Two ministers agreed in Geneva to exchange the bodies of the dead, and spoke of it at length.</p></article>
</body></html>"""
PICTURE = b"\x89PNG not a page"


def warc(*, packed: bool = False, page: bytes = PAGE) -> bytes:
    """An archive of a page, a picture and a redirect."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed, warc_version="1.1")
    for url, status, kind, body in (
        ("https://example.org/a", "200 OK", "text/html; charset=utf-8", page),
        ("https://example.org/b.png", "200 OK", "image/png", PICTURE),
        ("https://example.org/c", "302 Found", "text/html", b"<html>moved</html>"),
    ):
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            url,
            "response",
            payload=io.BytesIO(body),
            http_headers=headers,
            warc_headers_dict={"WARC-Date": "2020-11-01T09:00:00Z"},
        )
        writer.write_record(record)
    return out.getvalue()


def wacz(path: Path, inside: bytes, listed: bytes | None = None) -> Path:
    digest = hashlib.sha256(inside if listed is None else listed).hexdigest()
    package = {"resources": [{"path": "archive/data.warc.gz", "hash": f"sha256:{digest}"}]}
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("archive/data.warc.gz", inside)
        packed.writestr("datapackage.json", json.dumps(package))
    return path


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a.wacz"])
def test_pages_are_read_with_their_address_and_when_they_were_captured(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    if name.endswith(".wacz"):
        wacz(path, warc(packed=True))
    else:
        written(path, warc(packed=name.endswith(".gz")))
    (report,) = open_reports(path, source="agency")
    assert (report.url, report.title, report.source, report.language) == ("https://example.org/a", "Hadrut", "agency", "en")
    assert report.captured is not None
    assert report.captured.isoformat() == "2020-11-01T09:00:00+00:00"
    assert report.sha256 == hashlib.sha256(PAGE).hexdigest()
    assert "agreed in Geneva" in report.text


def test_a_changed_page_is_not_what_was_recorded(tmp_path: Path) -> None:
    changed = warc().replace(b"the other side had", b"the other SIDE had")
    with pytest.raises(Refused, match=r"not what was recorded"):
        list(open_reports(written(tmp_path / "a.warc", changed)))


def test_a_changed_file_is_not_what_the_package_lists(tmp_path: Path) -> None:
    path = wacz(tmp_path / "a.wacz", warc(packed=True), listed=b"something else")
    with pytest.raises(Refused, match=r"datapackage\.json lists"):
        list(open_reports(path))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.warc", b"WARC/1.1\r\nnothing\r\n"),
        ("a.warc.gz", gzip.compress(warc())[:200]),
        ("a.warc.gz", b"not packed at all"),
        ("a.wacz", b"PK\x03\x04 no zip"),
    ],
)
def test_a_damaged_archive_is_refused_by_name(name: str, content: bytes, tmp_path: Path) -> None:
    path = written(tmp_path / name, content)
    with pytest.raises(Refused, match="damaged") as refused:
        list(open_reports(path))
    assert str(path) in str(refused.value)


def test_a_zip_without_a_package_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.wacz", "w") as packed:
        packed.writestr("archive/data.warc", warc())
    with pytest.raises(Refused, match=r"datapackage\.json is missing"):
        list(open_reports(tmp_path / "a.wacz"))


def test_a_page_larger_than_any_article_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pactwatch.reports.archive.LARGEST_PAGE", 100)
    with pytest.raises(Refused, match="too large"):
        list(open_reports(written(tmp_path / "a.warc", warc())))

"""One address fetched, with nothing taken on trust: not its size, its compression, where it sends us, or how long it takes.

Only http and https to public addresses are fetched. A host's name is looked up once and the connection is made to the address
that was checked, so that it cannot point elsewhere in between. Every redirect is checked like the first address.
"""

from __future__ import annotations

import ipaddress
import socket
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any
from urllib.parse import urljoin, urlsplit, urlunsplit

from pactwatch.watching.deadline import Deadline

AGENT = f"pactwatch/{version('pactwatch')}"
_KEPT_HEADERS = ("etag", "last-modified", "content-type", "retry-after")
_MOVED = (301, 302, 303, 307, 308)
_WORTH_RETRYING = (429, 500, 502, 503, 504)


class FetchError(Exception):
    """Why an address could not be fetched, in a sentence. again: whether another try may do better, after so many seconds."""

    def __init__(self, problem: str, *, again: float | None = None) -> None:
        super().__init__(problem)
        self.again = again


@dataclass(frozen=True, slots=True)
class Limits:
    """What a fetch may cost: bytes (as sent, and unpacked), seconds in all and to connect, redirects, tries, seconds to wait
    between tries at most. private: whether addresses of a local network may be fetched, which only tests want."""

    most: int = 10 * 1024 * 1024
    seconds: float = 60.0
    connect: float = 10.0
    redirects: int = 5
    tries: int = 3
    wait: float = 30.0
    private: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back. body: None where nothing has changed since. headers: those worth keeping, by lower-case name."""

    url: str
    body: bytes | None
    headers: Mapping[str, str]


def fetch(
    url: str,
    *,
    since: Mapping[str, str] | None = None,
    limits: Limits | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> Fetched:
    """What stands at an address. since: the headers of the last time, so that what has not changed is not sent again.

    Raises FetchError where it cannot be fetched within the limits; what may pass is tried again first, after a growing pause or
    the one that the server asks for.
    """
    bounds = limits or Limits()
    for number in range(bounds.tries):
        try:
            return _follow(url, since or {}, bounds, time.monotonic() + bounds.seconds)
        except FetchError as error:
            if error.again is None or number + 1 == bounds.tries:
                raise
            sleep(min(bounds.wait, max(error.again, 2.0**number)))
    raise AssertionError("unreachable")


def _follow(url: str, since: Mapping[str, str], limits: Limits, until: float) -> Fetched:
    seen: set[str] = set()
    for _ in range(limits.redirects + 1):
        if url in seen:
            raise FetchError(f"{url} is redirected in a circle")
        seen.add(url)
        found = _once(url, since, limits, until)
        if isinstance(found, Fetched):
            return found
        url = _joined(url, found)
    raise FetchError(f"{url} is redirected more than {limits.redirects} times")


def _joined(url: str, moved: str) -> str:
    try:
        return urljoin(url, moved)
    except ValueError:
        raise FetchError(f"{url} is redirected to {moved[:200]!r}, which is no address") from None


def _once(url: str, since: Mapping[str, str], limits: Limits, until: float) -> Fetched | str:
    """What stands at an address, or where it sends us."""
    import httpx

    address, host = pinned(url, limits)
    headers = {"Host": host, "User-Agent": AGENT, "Accept-Encoding": "gzip, deflate", **_conditions(since)}
    left = max(0.1, min(limits.seconds, until - time.monotonic()))
    timeout, deadline = httpx.Timeout(left, connect=min(left, limits.connect)), Deadline(left)
    name = urlsplit(url).hostname or ""
    beyond = {"sni_hostname": name, **deadline.extensions}
    try:
        with (
            deadline,
            httpx.Client(timeout=timeout, follow_redirects=False, trust_env=False) as client,
            client.stream("GET", address, headers=headers, extensions=beyond) as response,
        ):
            kept = {k: response.headers[k] for k in _KEPT_HEADERS if k in response.headers}
            if response.status_code in _MOVED and "location" in response.headers:
                return str(response.headers["location"])
            if response.status_code == 304:
                return Fetched(url, None, {**since, **kept})
            if response.status_code != 200:
                raise _refused(url, response.status_code, kept)
            encoding = response.headers.get("content-encoding", "identity").strip().lower()
            body = b"".join(_unpacked(_in_time(response.iter_raw(), url, limits, until), encoding, url, limits))
            if deadline.over:  # what was cut off may look whole
                raise FetchError(f"{url} takes too long", again=1.0)
            return Fetched(url, body, kept)
    except httpx.TimeoutException:
        raise FetchError(f"{url} takes too long", again=1.0) from None
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        if deadline.over:
            raise FetchError(f"{url} takes too long", again=1.0) from None
        raise FetchError(f"{url} cannot be fetched ({type(error).__name__})", again=1.0) from None


def _conditions(since: Mapping[str, str]) -> dict[str, str]:
    pairs = (("If-None-Match", "etag"), ("If-Modified-Since", "last-modified"))
    return {header: since[key] for header, key in pairs if since.get(key)}


def _refused(url: str, status: int, headers: Mapping[str, str]) -> FetchError:
    again = None
    if status in _WORTH_RETRYING:
        asked = headers.get("retry-after", "")
        again = float(asked) if asked.isdecimal() else 1.0
    return FetchError(f"{url} answers {status}", again=again)


def pinned(url: str, limits: Limits) -> tuple[str, str]:
    """The address with its host as a number that was checked, and the host's name with its port. FetchError where it must
    not be asked."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise FetchError(f"{url[:200]!r} is no address") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchError(f"{url[:200]!r} is no address of the web")
    if parts.username or parts.password:
        raise FetchError(f"the address at {parts.hostname} carries a password: take it out")
    number = _resolved(parts.hostname, port or (443 if parts.scheme == "https" else 80), limits)
    host = f"[{number}]" if ":" in number else number
    shown = parts.hostname if port is None else f"{parts.hostname}:{port}"
    netloc = host if port is None else f"{host}:{port}"
    return urlunsplit((parts.scheme, netloc, parts.path or "/", parts.query, "")), shown


def _resolved(host: str, port: int, limits: Limits) -> str:
    try:
        found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError):
        raise FetchError(f"{host} is not found", again=1.0) from None
    for number in found:
        if not limits.private and not ipaddress.ip_address(number.partition("%")[0]).is_global:
            raise FetchError(f"{host} is an address of a private network")
    return found[0]


def _in_time(chunks: Iterator[bytes], url: str, limits: Limits, until: float) -> Iterator[bytes]:
    """The bytes as they come; a server that sends one now and then for ever is cut off."""
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > limits.most:
            raise FetchError(f"{url} is larger than {limits.most:,} bytes")
        if time.monotonic() > until:
            raise FetchError(f"{url} takes too long", again=1.0)
        yield chunk


def _unpacked(chunks: Iterator[bytes], encoding: str, url: str, limits: Limits) -> Iterator[bytes]:
    """The bytes unpacked, a little at a time, so that a small packet that unpacks to a huge one is never held."""
    if encoding in ("", "identity"):
        yield from chunks
        return
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise FetchError(f"{url} is packed in a way that was not asked for ({encoding[:20]})")
    unpacker: Any = zlib.decompressobj(zlib.MAX_WBITS | 32)
    size = 0
    try:
        for chunk in chunks:
            rest = chunk
            while rest:
                part = unpacker.decompress(rest, 1 << 16)
                rest = unpacker.unconsumed_tail
                size += len(part)
                if size > limits.most:
                    raise FetchError(f"{url} unpacks to more than {limits.most:,} bytes")
                yield part
                if not part and not rest:
                    break
    except zlib.error:
        raise FetchError(f"{url} is damaged", again=1.0) from None

"""Trusted timestamps of originals (RFC 3161): a token by a third party that these bytes were there at a moment.

A token is asked for over the SHA-256 of an original, checked (its request, its signature, what it is over) and kept beside it
as `<sha256>.tsr`, the whole response in DER, which `openssl ts -verify` reads too. The original itself is never sent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from cryptography import x509

from pactwatch.custody.authorities import Authority
from pactwatch.custody.originals import TOKEN, originals
from pactwatch.refusals import Refused
from pactwatch.watching.deadline import Deadline
from pactwatch.whole import write_whole

if TYPE_CHECKING:
    from rfc3161_client import TimeStampResponse, VerifierBuilder

MOST = 1 << 20
"""Bytes of an answer at most; tokens have a few thousand."""
SECONDS = 20.0
"""For an answer to come whole."""
_READ_ONLY = 0o444
_WHY = re.compile(r"Verify error: ([^\"]+)")


class StampError(Exception):
    """Why an original could not be stamped, or a token does not hold, in words that follow "since"."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A token that is kept. at: when it was given, by the authority's clock (UTC). by: the authority's name in its
    certificate. problem: why it proves nothing; None where it fits the bytes and its signature holds."""

    at: datetime | None
    by: str
    problem: str | None


@dataclass(frozen=True, slots=True)
class Stamped:
    """What came of stamping: how many originals were, which still are not, and since what."""

    done: int
    left: tuple[Path, ...]
    problem: str | None = None


def stamp_all(
    case: Path, authority: Authority, *, seconds: float = SECONDS, told: Callable[[int], None] = lambda _: None
) -> Stamped:
    """Stamps every original of a case that has no token yet; stops at the first that cannot be, since the next would fail too.

    told: called with how many are done. Refused where the case names no server, or the library is not installed.
    """
    if authority.server is None:
        raise Refused("the case names no timestamp server", mend='add timestamp_server = "https://…"', file=case / "case.toml")
    waiting = unstamped(case)
    for number, original in enumerate(waiting):
        try:
            stamp(original, authority, seconds=seconds)
        except StampError as error:
            return Stamped(number, waiting[number:], str(error))
        told(number + 1)
    return Stamped(len(waiting), ())


def unstamped(case: Path) -> tuple[Path, ...]:
    """The originals of a case beside which no token is kept."""
    return tuple(path for path in originals(case) if not token_of(path).exists())


def token_of(original: Path) -> Path:
    """Where the token of an original is kept, or would be."""
    return original.with_name(original.name.partition(".")[0] + TOKEN)


def stamp(original: Path, authority: Authority, *, seconds: float = SECONDS) -> Path:
    """Asks an authority for a token over an original, checks it and keeps it. StampError where one of these fails."""
    client, trusted = _library(), authority.certificates()
    data = original.read_bytes()
    if sha256(data).hexdigest() != original.name.partition(".")[0]:
        raise StampError(f"{original.name} has been changed since it was kept")
    request = client.TimestampRequestBuilder().data(data).hash_algorithm(client.HashAlgorithm.SHA256).build()
    answer = _answer(authority.server or "", request.as_bytes(), seconds)
    response = _decoded(answer)
    _check(response, sha256(data).digest(), client.VerifierBuilder(nonce=request.nonce, roots=trusted))
    return write_whole(token_of(original), answer, mode=_READ_ONLY)


def stamp_of(original: Path, authority: Authority) -> Stamp | None:
    """What the token beside an original says, checked against its bytes as they are now; None where there is none."""
    path = token_of(original)
    if not path.is_file():
        return None
    client, trusted = _library(), authority.certificates()
    at, by = None, "unknown"
    try:
        response = _decoded(path.read_bytes())
        at, by = response.tst_info.gen_time, _signer(response)
        _check(response, sha256(original.read_bytes()).digest(), client.VerifierBuilder(roots=trusted))
    except StampError as error:
        return Stamp(at, by, str(error))
    return Stamp(at, by, None)


def _answer(server: str, request: bytes, seconds: float) -> bytes:
    """What a timestamp server answers to a request (RFC 3161, section 3.4), within bounds of time and size."""
    import httpx

    headers = {
        "Content-Type": "application/timestamp-query",
        "Accept": "application/timestamp-reply",
        "Accept-Encoding": "identity",
    }
    body, deadline = b"", Deadline(seconds)
    try:
        with (
            deadline,
            httpx.Client(timeout=seconds, follow_redirects=False) as client,
            client.stream("POST", server, content=request, headers=headers, extensions=deadline.extensions) as response,
        ):
            if response.status_code != 200:
                raise StampError(f"{server} answers {response.status_code}")
            for chunk in response.iter_raw():
                body += chunk
                if len(body) > MOST:
                    raise StampError(f"{server} answers with more than {MOST:,} bytes")
    except httpx.TimeoutException:
        raise StampError(f"{server} takes too long") from None
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        if deadline.over:
            raise StampError(f"{server} takes too long") from None
        raise StampError(f"{server} cannot be asked ({type(error).__name__})") from None
    if deadline.over:  # what was cut off may look whole
        raise StampError(f"{server} takes too long")
    return body


@contextmanager
def _readable() -> Iterator[None]:
    """A token is a stranger's bytes: whatever the libraries that read it raise means that it cannot be read."""
    try:
        yield
    except StampError:
        raise
    except Exception:
        raise StampError("the token cannot be read") from None


@_readable()
def _decoded(answer: bytes) -> TimeStampResponse:
    """StampError where an answer is none, or says no."""
    client = _library()
    response: TimeStampResponse = client.decode_timestamp_response(answer)
    if response.status != client.PKIStatus.GRANTED:
        said = "; ".join(response.status_string or ()) or f"status {response.status}"
        raise StampError(f"the timestamp server refuses ({said})")
    _ = response.tst_info, response.signed_data  # read when they are asked for
    return response


@_readable()
def _check(response: TimeStampResponse, digest: bytes, verifier: VerifierBuilder) -> None:
    """StampError where a token is over other bytes, answers another request, or its signature does not hold."""
    client = _library()
    imprint = response.tst_info.message_imprint
    if imprint.message != digest:
        raise StampError("the token is over other bytes")
    try:
        verifier.build().verify(response, digest)
    except client.VerificationError as error:
        if "Nonce" in str(error):
            raise StampError("the token answers another request") from None
        why = _WHY.search(str(error))
        raise StampError(
            f"the token's signature does not hold ({why[1] if why else 'it is not by a trusted authority'})"
        ) from None


@_readable()
def _signer(response: TimeStampResponse) -> str:
    """The name in the certificate of whoever signed, or in the token where the certificate is not in it."""
    (signed,) = response.signed_data.signer_infos
    for raw in response.signed_data.certificates:
        found = x509.load_der_x509_certificate(raw)
        if (found.issuer, found.serial_number) == (signed.issuer, signed.serial_number):
            return found.subject.rfc4514_string()
    return f"a certificate of {signed.issuer.rfc4514_string()}"


def _library() -> ModuleType:
    try:
        import httpx  # noqa: F401
        import rfc3161_client
    except ModuleNotFoundError as error:
        mend = "pip install 'pactwatch[timestamps]'"
        raise Refused(f"timestamps need {error.name}, which is not installed", mend=mend) from None
    return rfc3161_client

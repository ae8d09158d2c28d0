"""Who stamps originals with the time: a case's timestamp server (RFC 3161), and the certificates that vouch for it."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from warnings import catch_warnings

from cryptography import x509

from pactwatch.pacts.fields import Fields
from pactwatch.refusals import Refused


@dataclass(frozen=True, slots=True)
class Authority:
    """A timestamp server. roots: a PEM file of the certificates trusted to vouch for it; None for those of this machine."""

    server: str | None
    roots: Path | None = None

    def certificates(self) -> list[x509.Certificate]:
        """The certificates trusted. Refused where the file of them cannot be read."""
        if self.roots is None:
            return list(_of_this_machine())
        try:
            return x509.load_pem_x509_certificates(self.roots.read_bytes())
        except (OSError, ValueError):
            mend = "give the authority's certificates as PEM"
            raise Refused("the certificates of the timestamp authority cannot be read", mend=mend, file=self.roots) from None


def read_authority(fields: Fields, folder: Path) -> Authority:
    """`timestamp_server` and `timestamp_roots` (a path from the case's folder) of case.toml. Refused where they cannot be."""
    server, roots = fields.optional("timestamp_server"), fields.optional("timestamp_roots")
    if server is not None:
        if not server.startswith(("https://", "http://")) or not _host(server):
            fields.refuse(f"{server!r} is no address of the web", "begin it with https://", "timestamp_server")
        if urlsplit(server).username is not None:
            fields.refuse("a password stands in the address", "take it out: the file is shared", "timestamp_server")
    return Authority(server, None if roots is None else folder / roots)


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def _of_this_machine() -> Iterator[x509.Certificate]:
    for raw in ssl.create_default_context().get_ca_certs(binary_form=True):
        with suppress(ValueError), catch_warnings(action="ignore"):  # old ones that break later rules
            yield x509.load_der_x509_certificate(raw)

"""A timestamp authority on this machine: `openssl ts` behind a small web server, which can be told to misbehave."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

Answer = Callable[[Path, bytes], bytes | int | Iterator[bytes]]
"""The answer to a request, by an authority's folder: a body, a status, or a body that comes in pieces."""

CONFIG = """
[ tsa ]
default_tsa = one
[ one ]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = {digests}
accuracy = secs:1
ordering = no
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
[ signer ]
basicConstraints = CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
"""
_KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")


def openssl(*words: str | Path) -> bytes:
    return subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True).stdout


def authority_in(folder: Path) -> Path:
    """Makes an authority's keys, certificates and settings in a folder."""
    folder.mkdir()
    (folder / "serial").write_text("01")
    for name, digests in (("tsa", "sha256"), ("refusing", "sha512")):
        (folder / f"{name}.cnf").write_text(CONFIG.format(folder=folder, digests=digests))
    root, key, asked = folder / "root.pem", folder / "root.key", folder / "asked.pem"
    openssl("req", "-x509", *_KEY, "-keyout", key, "-out", root, "-subj", "/CN=A root of this test", "-days", "2")
    openssl("req", *_KEY, "-keyout", folder / "tsa.key", "-out", asked, "-subj", "/O=A test/CN=Stamps of this test")
    signed = ("-CA", root, "-CAkey", key, "-CAcreateserial", "-extfile", folder / "tsa.cnf", "-extensions", "signer")
    openssl("x509", "-req", "-in", asked, *signed, "-days", "2", "-out", folder / "tsa.pem")
    return folder


def granted(folder: Path, request: bytes, config: str = "tsa") -> bytes:
    asked, said = folder / "asked.tsq", folder / "said.tsr"
    asked.write_bytes(request)
    signer = ("-signer", folder / "tsa.pem", "-inkey", folder / "tsa.key")
    openssl("ts", "-reply", "-config", folder / f"{config}.cnf", "-queryfile", asked, *signer, "-out", said)
    return said.read_bytes()


def refused(folder: Path, request: bytes) -> bytes:
    return granted(folder, request, "refusing")


def asking(data: bytes) -> bytes:
    """A request of one's own over other data."""
    return openssl("ts", "-query", "-digest", sha256(data).hexdigest(), "-sha256", "-cert")


def over_other_bytes(folder: Path, request: bytes) -> bytes:
    return granted(folder, asking(b"something else"))


def to_another(data: bytes) -> Answer:
    """Grants a request for the same bytes that somebody else has made: the nonce is another."""
    return lambda folder, _: granted(folder, asking(data))


def endless(folder: Path, request: bytes) -> Iterator[bytes]:
    while True:
        yield b"\0" * 65536


def dripping(folder: Path, request: bytes) -> Iterator[bytes]:
    for _ in range(600):
        yield b"\0"
        time.sleep(0.05)


def silent(folder: Path, request: bytes) -> int:
    time.sleep(3)
    return 503


@contextmanager
def serving(folder: Path, answer: Answer = granted) -> Iterator[str]:
    """The address of an authority that answers so."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert self.headers["Content-Type"] == "application/timestamp-query"
            said = answer(folder, self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(said if isinstance(said, int) else 200)
            self.end_headers()
            with suppress(BrokenPipeError, ConnectionResetError):
                for piece in [said] if isinstance(said, bytes) else [] if isinstance(said, int) else said:
                    self.wfile.write(piece)
                    self.wfile.flush()

        def log_message(self, *_: object) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/tsa"
    finally:
        server.shutdown()
        server.server_close()

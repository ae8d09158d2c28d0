"""A case that is followed, and real servers that take what is sent."""

from __future__ import annotations

import base64
import shutil
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from pactwatch.case import Case, open_case
from tests.web.conftest import EXAMPLE, LEFT_OUT

KEY = bytes(range(32))
SECRET = "whsec_" + base64.b64encode(KEY).decode()


@pytest.fixture(scope="session")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the worked case with its ledger; to be read, not written."""
    folder = tmp_path_factory.mktemp("followed") / "karabakh-2020"
    shutil.copytree(EXAMPLE, folder, ignore=LEFT_OUT)
    open_case(folder).build()
    return folder


@pytest.fixture
def followed(worked: Path, tmp_path: Path) -> Callable[[str], Case]:
    """The worked case with a follow.toml of this text."""
    shutil.copytree(worked, tmp_path / "case")

    def case(text: str) -> Case:
        (tmp_path / "case" / "follow.toml").write_text(text, encoding="utf-8")
        return open_case(tmp_path / "case")

    return case


@dataclass
class Taker:
    """A web server that keeps what is posted to it, and answers with these statuses, then 204. port: where it listens."""

    port: int = 0
    statuses: list[int] = field(default_factory=list)
    posted: list[tuple[dict[str, str], bytes]] = field(default_factory=list)


@pytest.fixture
def taker() -> Iterator[Taker]:
    """A web server on this machine."""
    found = Taker()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            found.posted.append(({k.lower(): v for k, v in self.headers.items()}, body))
            status = found.statuses.pop(0) if found.statuses else 204
            self.send_response(status)
            if status in (301, 302):
                self.send_header("Location", "/elsewhere")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.port = server.server_port
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield found
    server.shutdown()
    thread.join()
    server.server_close()


@dataclass
class PostOffice:
    """A mail server that keeps what it takes; `replies` are its next answers to a recipient, then it takes all."""

    port: int = 0
    replies: list[str] = field(default_factory=list)
    taken: list[tuple[list[str], bytes]] = field(default_factory=list)


@pytest.fixture
def post_office() -> Iterator[PostOffice]:
    """A mail server on this machine."""
    found = PostOffice()

    class Handler:
        async def handle_RCPT(self, _s: SMTP, _session: Session, envelope: Envelope, to: str, _o: list[str]) -> str:  # noqa: N802
            if found.replies:
                return found.replies.pop(0)
            envelope.rcpt_tos.append(to)
            return "250 OK"

        async def handle_DATA(self, _s: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
            assert isinstance(envelope.content, bytes)
            found.taken.append((list(envelope.rcpt_tos), envelope.content))
            return "250 OK"

    with socket.create_server(("127.0.0.1", 0)) as free:
        found.port = free.getsockname()[1]
    controller = Controller(Handler(), hostname="127.0.0.1", port=found.port)
    controller.start()
    yield found
    controller.stop()

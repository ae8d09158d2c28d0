"""A web server on this machine that behaves as badly as it is told to."""

from __future__ import annotations

import gzip
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers by `routes`; counts what is asked for."""

    routes: dict[str, Answer]
    asked: Counter[str]
    heard: list[dict[str, str]]

    def do_GET(self) -> None:
        self.asked[self.path] += 1
        self.heard.append({k.lower(): v for k, v in self.headers.items()})
        answer = self.routes.get(self.path)
        if answer is None:
            self.send_error(404)
            return
        with suppress(BrokenPipeError, ConnectionResetError):
            answer(self)

    def log_message(self, *_: object) -> None:
        """Nothing is printed."""


def page(body: bytes, **headers: str) -> Answer:
    """A whole page; where the client knows its `etag`, only that it has not changed."""

    def answer(to: Handler) -> None:
        if headers.get("etag") and to.headers.get("If-None-Match") == headers["etag"]:
            to.send_response(304)
            to.end_headers()
            return
        to.send_response(200)
        for name, value in headers.items():
            to.send_header(name.replace("_", "-"), value)
        to.send_header("Content-Length", str(len(body)))
        to.end_headers()
        to.wfile.write(body)

    return answer


def moved(where: str, status: int = 302) -> Answer:
    def answer(to: Handler) -> None:
        to.send_response(status)
        to.send_header("Location", where)
        to.send_header("Content-Length", "0")
        to.end_headers()

    return answer


def failing(times: int, then: Answer, status: int = 503) -> Answer:
    left = [times]

    def answer(to: Handler) -> None:
        if left[0]:
            left[0] -= 1
            to.send_response(status)
            to.send_header("Retry-After", "7")
            to.send_header("Content-Length", "0")
            to.end_headers()
        else:
            then(to)

    return answer


def dripping(to: Handler) -> None:
    """A byte now and then, for ever."""
    to.send_response(200)
    to.end_headers()
    for _ in range(600):
        to.wfile.write(b"x")
        to.wfile.flush()
        time.sleep(0.05)


def dripping_headers(to: Handler) -> None:
    """A header now and then, for ever."""
    to.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for n in range(600):
        to.wfile.write(f"X-{n}: x\r\n".encode())
        to.wfile.flush()
        time.sleep(0.05)


def many_headers(to: Handler) -> None:
    """Headers without end, as fast as they go."""
    to.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        to.wfile.write(b"X-More: " + b"x" * 8000 + b"\r\n")


def no_http(to: Handler) -> None:
    """Something that is not HTTP at all."""
    to.wfile.write(b"220 mail.example.org ESMTP\r\n" * 50)
    to.close_connection = True


def cut_short(to: Handler) -> None:
    """Less than was promised."""
    to.send_response(200)
    to.send_header("Content-Length", "1000")
    to.end_headers()
    to.wfile.write(b"only this")
    to.close_connection = True


def silent(to: Handler) -> None:
    """Nothing, for a while."""
    time.sleep(3)


def endless(to: Handler) -> None:
    """Bytes without end."""
    to.send_response(200)
    to.end_headers()
    while True:
        to.wfile.write(b"x" * 65536)


BOMB = gzip.compress(b"\0" * (64 << 20), 9)
"""64 MiB of nothing in 64 kB."""


@contextmanager
def serving(routes: dict[str, Answer]) -> Iterator[tuple[str, type[Handler]]]:
    """The address of a server with these routes, and its handler with what it was asked for."""
    handler = type("Serving", (Handler,), {"routes": routes, "asked": Counter(), "heard": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", handler
    finally:
        server.shutdown()
        server.server_close()

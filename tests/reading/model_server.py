"""A chat-completions server on this machine, which answers what a test tells it to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[["Handler"], None]


@dataclass
class Question:
    """A request as it came in."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def format(self) -> str:
        return str(self.body["response_format"]["type"])

    @property
    def text(self) -> str:
        """The user's message."""
        return str(self.body["messages"][-1]["content"])


class Handler(BaseHTTPRequestHandler):
    server: ModelServer
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.questions.append(Question(self.path, dict(self.headers.items()), body))
        answers = self.server.answers
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        answer(self)

    def send(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is that of the base class
        """Keep quiet."""


class ModelServer(ThreadingHTTPServer):
    """Answers one request after the other with `answers`, the last of them for good. `closing` is set when it ends."""

    daemon_threads = True

    def __init__(self, *answers: Answer) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers = list(answers)
        self.questions: list[Question] = []
        self.closing = threading.Event()
        self._thread = threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def __enter__(self) -> ModelServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self.shutdown()
        self.server_close()

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is part of the test."""


def says(content: object, finish: str = "stop") -> Answer:
    """A model's answer: `content` as it is where it is a text or nothing, else as JSON."""
    words = content if isinstance(content, str) or content is None else json.dumps(content, ensure_ascii=False)
    choice = {"index": 0, "message": {"role": "assistant", "content": words}, "finish_reason": finish}
    return sends(json.dumps({"object": "chat.completion", "choices": [choice]}).encode())


def claims(*told: dict[str, Any]) -> Answer:
    return says({"claims": [*told]})


def sends(body: bytes, status: int = 200, **headers: str) -> Answer:
    return lambda handler: handler.send(status, body, **headers)


def fails(status: int, message: object = "no", **headers: str) -> Answer:
    return sends(json.dumps({"error": {"message": message}}).encode(), status, **headers)


def redirects(to: str, status: int = 307) -> Answer:
    return sends(b"", status, Location=to)


def hangs(handler: Handler) -> None:
    """Never answers."""
    handler.server.closing.wait()
    handler.close_connection = True


def hangs_up(handler: Handler) -> None:
    """Promises more than it sends."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"choices": [')
    handler.close_connection = True


def drips(handler: Handler) -> None:
    """Sends a little at a time, for longer than anybody should wait."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    for _ in range(200):
        if handler.server.closing.wait(0.02):
            break
        handler.wfile.write(b" ")
        handler.wfile.flush()
    handler.close_connection = True


def not_http(handler: Handler) -> None:
    handler.wfile.write(b"220 mail.example ESMTP\r\n")
    handler.close_connection = True

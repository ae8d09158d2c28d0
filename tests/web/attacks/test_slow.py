"""Who sends a byte now and then, or nothing at all, keeps nobody else waiting, and is let go."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from select import select
from time import sleep
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from tools.screenshots import served

SLOW = 50
HEAD = b"POST /en/sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
BODY = HEAD + b"Content-Length: 1000\r\n\r\n"


@pytest.fixture(scope="module")
def patient(built: Path) -> Iterator[str]:
    """A board that waits as long as it ever does."""
    with served(built, rate=None) as address:
        yield address


@pytest.fixture(scope="module")
def impatient(built: Path) -> Iterator[str]:
    """A board that waits for a fifth of a second."""
    with served(built, rate=None, patience=0.2) as address:
        yield address


def opened(address: str, said: bytes) -> socket.socket:
    """A connection on which something has been said."""
    parts = urlsplit(address)
    line = socket.create_connection((parts.hostname or "", parts.port or 0), timeout=30)
    line.sendall(said)
    return line


def told(line: socket.socket) -> bytes:
    """All that is said until the connection is closed."""
    found = b""
    try:
        while part := line.recv(4096):
            found += part
    except ConnectionResetError:
        pass
    return found


@pytest.mark.parametrize(
    "said", [b"", b"GET /en/today HTT", HEAD, BODY + b"n", HEAD + b"Transfer-Encoding: chunked\r\n\r\n1\r\nn\r\n"]
)
def test_others_are_answered_while_many_hang(patient: str, said: bytes) -> None:
    with ExitStack() as open_ones:
        lines = [open_ones.enter_context(opened(patient, said)) for _ in range(SLOW)]
        for _ in range(3):
            with urlopen(f"{patient}/en/languages", timeout=30) as answer:
                assert answer.status == 200
        assert len(lines) == SLOW


def test_no_address_sends_more_at_once_than_it_may(patient: str) -> None:
    with ExitStack() as open_ones:
        lines = [open_ones.enter_context(opened(patient, BODY + b"n")) for _ in range(SLOW)]
        refused: list[bytes] = []
        waiting = list(lines)
        while len(refused) < SLOW - 16:
            ready, _, _ = select(waiting, [], [], 30)
            assert ready, f"{len(refused)} were refused"
            refused += [line.recv(4096) for line in ready]
            waiting = [line for line in waiting if line not in ready]
        assert {answer[:13] for answer in refused} == {b"HTTP/1.1 503 "}
        assert all(b"retry-after: " in answer for answer in refused)
        assert select(waiting, [], [], 0)[0] == []
        with urlopen(f"{patient}/en/languages", timeout=30) as answer:
            assert answer.status == 200


def test_a_slow_body_is_ended_with_408(impatient: str) -> None:
    with opened(impatient, BODY + b"name=x") as line:
        answer = told(line)
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b"came in too slowly; send it again over a better line" in answer
    assert b"content-security-policy" in answer


@pytest.mark.parametrize("said", [b"", b"G", b"GET /en/languages HTTP/1.1\r\nHost: x\r\nX-", HEAD])
def test_who_never_ends_a_request_is_let_go(impatient: str, said: bytes) -> None:
    with opened(impatient, said) as line:
        assert told(line) == b""


def test_who_asks_and_falls_silent_is_let_go(impatient: str) -> None:
    with opened(impatient, b"GET /en/languages HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nGET /en") as line:
        answer = told(line)
    assert answer.startswith(b"HTTP/1.1 200 ")


def test_nobody_stays_counted(impatient: str) -> None:
    for _ in range(2):
        lines = [opened(impatient, BODY + b"n") for _ in range(16)]
        for line in lines:
            line.close()
        assert once_there_is_room(impatient).startswith(b"HTTP/1.1 408 ")


def once_there_is_room(root: str) -> bytes:
    """What one more is told: those who hung up are let go when the server comes to it, which may be a little later."""
    answer = b"HTTP/1.1 503 "
    for _ in range(100):
        with opened(root, BODY + b"n") as last:
            answer = told(last)
        if not answer.startswith(b"HTTP/1.1 503 "):
            break
        sleep(0.1)
    return answer

"""A request that ends in time whatever the server does: not even one that sends a byte of its headers now and then holds it up.

The time-outs of an HTTP client count anew with every byte. This one cuts the connection off when all of its time is up.
"""

from __future__ import annotations

import socket
from contextlib import suppress
from threading import Lock, Timer
from types import TracebackType
from typing import Any


class Deadline:
    """So many seconds for one request of httpx, whose `extensions` must be given to it. over: whether they were up."""

    def __init__(self, seconds: float) -> None:
        self.over = False
        self.extensions = {"trace": self._seen}
        self._lock = Lock()
        self._socket: socket.socket | None = None
        self._timer = Timer(max(0.0, seconds), self._cut)
        self._timer.daemon = True

    def __enter__(self) -> Deadline:
        self._timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._timer.cancel()
        with self._lock:
            if self._socket is not None:
                self._socket.close()
                self._socket = None

    def _seen(self, event: str, told: dict[str, Any]) -> None:
        """Notes the connection once it is made: a second handle of it, which stays good when TLS takes the first."""
        if event != "connection.connect_tcp.complete":
            return
        with self._lock:
            self._socket = told["return_value"].get_extra_info("socket").dup()
        if self.over:
            self._cut()

    def _cut(self) -> None:
        self.over = True
        with self._lock:
            if self._socket is not None:
                with suppress(OSError):
                    self._socket.shutdown(socket.SHUT_RDWR)

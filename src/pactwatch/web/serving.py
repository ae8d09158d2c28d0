"""The server before the board: who opens a connection and says nothing, or says it for ever, is let go."""

from __future__ import annotations

import asyncio
from typing import Any

from fastapi import FastAPI
from uvicorn import Config, Server
from uvicorn.protocols.http.h11_impl import H11Protocol

from pactwatch.web.settings import Settings


def server(app: FastAPI, **chosen: Any) -> Server:
    """A server of the board. chosen: what `uvicorn.Config` takes besides."""
    settings: Settings = app.state.settings
    told: dict[str, Any] = {"server_header": False, "proxy_headers": settings.secure, "ws": "none", "lifespan": "on"}
    patient = type("Patient", (Patient,), {"patience": settings.patience})
    return Server(Config(app, http=patient, **(told | chosen)))


class Patient(H11Protocol):
    """Closes a connection on which no whole head of a request has come in so many seconds (`patience`), from its beginning or
    from the last answer."""

    patience = 30.0
    _waits: asyncio.TimerHandle | None = None
    _since = 0.0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Somebody has come, and is to say something."""
        super().connection_made(transport)
        self._await()

    def on_response_complete(self) -> None:
        """A request was answered; the next one is to come."""
        super().on_response_complete()
        self._since = self.loop.time()

    def connection_lost(self, exc: Exception | None) -> None:
        """They have gone."""
        if self._waits is not None:
            self._waits.cancel()
        super().connection_lost(exc)

    def _await(self) -> None:
        self._since = self._since or self.loop.time()
        self._waits = self.loop.call_later(self.patience, self._look)

    def _look(self) -> None:
        served = self.cycle is not None and not self.cycle.response_complete
        if not served and self.loop.time() - self._since >= self.patience:
            self.transport.close()
        else:
            self._await()

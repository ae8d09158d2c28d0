"""How a board is served."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """hosts: names under which it may be asked for (else a page elsewhere could reach a board on this machine).

    secure: whether it is reached over HTTPS alone, so that cookies go nowhere else.
    """

    hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]")
    secure: bool = False

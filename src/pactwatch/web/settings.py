"""How a board is served."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """hosts: names under which it may be asked for (else a page elsewhere could reach a board on this machine).

    secure: whether it is reached over HTTPS alone, so that cookies go nowhere else. public: whether anybody who reaches it may
    read. local_keeper: the name under which whoever asks from this very machine is keeper, without a password; nobody if empty.
    largest: bytes that a request may send. rate: requests of the API that one address, or one token, may make in a minute,
    None for as many as it likes; burst: how many of them at once. patience: seconds within which a request must be there, with
    more for its body at the rate of `limiting.SLOWEST`. bodies: how many bodies one address may be sending at once.
    """

    hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]")
    secure: bool = False
    public: bool = True
    local_keeper: str = ""
    largest: int = 32 << 20
    rate: float | None = 1_200
    burst: int = 600
    patience: float = 30
    bodies: int = 16

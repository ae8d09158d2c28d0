"""Readers first: what is worked out for later waits while somebody is being answered."""

from __future__ import annotations

from threading import Condition

_PATIENCE = 0.5
"""Seconds after which even what can wait goes on a little."""


class Turns:
    """How many answers are being made now (`with turns:`). Safe to be used by several threads."""

    def __init__(self) -> None:
        self._making = 0
        self._changed = Condition()

    def __enter__(self) -> None:
        with self._changed:
            self._making += 1

    def __exit__(self, *_: object) -> None:
        with self._changed:
            self._making -= 1
            self._changed.notify_all()

    def wait(self) -> None:
        """Waits until no answer is being made, or for a while."""
        with self._changed:
            self._changed.wait_for(lambda: not self._making, _PATIENCE)

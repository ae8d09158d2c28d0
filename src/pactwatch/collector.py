"""The collector of garbage, kept off while very many objects that stay are made at once.

It looks through all that was made since it last did, again and again: of millions of objects, none of them garbage, that takes
as long as making them. Counting references frees all else meanwhile.
"""

from __future__ import annotations

import gc
from contextlib import AbstractContextManager
from threading import Lock


class KeptOff(AbstractContextManager[None]):
    """No collection before the last of those who are within has left; then as it was before the first came."""

    def __init__(self) -> None:
        self._lock, self._within, self._was_on = Lock(), 0, False

    def __enter__(self) -> None:
        with self._lock:
            if not self._within:
                self._was_on = gc.isenabled()
                gc.disable()
            self._within += 1

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._within -= 1
            if not self._within and self._was_on:
                gc.enable()


collector_off = KeptOff()
"""Entered by whoever makes very much at once; several may, on several threads."""

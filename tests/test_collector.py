"""The collector of garbage is kept off within, and on again afterwards."""

from __future__ import annotations

import gc
from threading import Barrier, Thread

import pytest

from pactwatch.collector import collector_off


def test_it_is_off_until_the_last_has_left() -> None:
    assert gc.isenabled()
    with collector_off:
        with collector_off:
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_is_on_again_after_a_fault() -> None:
    with pytest.raises(ZeroDivisionError), collector_off:
        raise ZeroDivisionError
    assert gc.isenabled()


def test_several_threads_keep_it_off_together() -> None:
    together, seen = Barrier(3), []

    def within() -> None:
        with collector_off:
            together.wait(10)
            seen.append(gc.isenabled())

    threads = [Thread(target=within) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert seen == [False] * 3
    assert gc.isenabled()


def test_who_keeps_it_off_altogether_finds_it_so() -> None:
    gc.disable()
    try:
        with collector_off:
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()

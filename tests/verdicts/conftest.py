"""Stretches of time are short here, so that answers are put together of many."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="package", autouse=True)
def short_stretches() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pactwatch.verdicts.terms.STRETCH", 2)
        yield

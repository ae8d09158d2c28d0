"""The public surface is exactly what the package says it is."""

from __future__ import annotations

import types

import pactwatch


def test_the_surface_is_what_all_says() -> None:
    public = {n for n, v in vars(pactwatch).items() if not n.startswith("_") and not isinstance(v, types.ModuleType)}
    assert public == set(pactwatch.__all__)
    assert sorted(pactwatch.__all__) == pactwatch.__all__


def test_every_public_function_says_what_it_gives() -> None:
    for name in pactwatch.__all__:
        assert (getattr(pactwatch, name).__doc__ or "").strip(), name

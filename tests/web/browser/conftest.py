"""A real Chromium before a served board."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tools.screenshots import browser, chromium, named, served


@pytest.fixture(scope="session")
def opened() -> Iterator[Browser]:
    """The browser. Tests that need it are skipped where there is no Chromium."""
    path = chromium()
    if path is None:
        pytest.skip("Chromium is not installed")
    with browser(path) as found:
        yield found


@pytest.fixture(scope="session")
def root(built: Path) -> Iterator[str]:
    """The address of the worked case's board; to be read, not written."""
    with served(built) as address:
        yield address


@pytest.fixture(scope="session")
def event(built: Path) -> str:
    """An event of the worked case."""
    return named(built)["event"]


@pytest.fixture
def page(opened: Browser, root: str) -> Iterator[Page]:
    """A page of its own that fails the test where a script fails, the policy is broken or another server is asked."""
    wrong: list[str] = []
    context = opened.new_context(viewport={"width": 1200, "height": 900}, base_url=root)
    context.set_default_timeout(15_000)
    made = context.new_page()
    made.on("pageerror", lambda error: wrong.append(f"script: {error}"))
    made.on("console", lambda told: wrong.append(f"console: {told.text}") if told.type == "error" else None)
    made.on("request", lambda asked: None if asked.url.startswith((root, "data:")) else wrong.append(f"asked: {asked.url}"))
    yield made
    context.close()
    assert wrong == []

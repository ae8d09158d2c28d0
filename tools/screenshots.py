"""Pictures of every page of the board in every language, wide and narrow: `python -m tools.screenshots [FOLDER]`.

Needs Chromium (CHROMIUM names it where it is not on the path) and builds the worked case anew. Look at them.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from time import sleep

from playwright.sync_api import Browser, Page, sync_playwright

from pactwatch.case import open_case
from pactwatch.web import Settings, make_app
from pactwatch.web.serving import server

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "karabakh-2020"
LANGUAGES = ("en", "ar", "ru")
WIDTHS = (1200, 360)
"""Pixels: a desk, and the narrowest telephone."""

PAGES = {
    "today": "/today?at=2020-11-08",
    "pacts": "/pacts?at=2020-11-08",
    "pact": "/pacts/geneva-2020-10-30?at=2020-12-06",
    "clause": "/pacts/geneva-2020-10-30/lists?at=2020-12-06",
    "contested": "/pacts/collective-security-treaty/consult?at=2020-11-08",
    "events": "/events",
    "filtered": "/events?act=attack&party=AZE",
    "claims": "/claims",
    "control": "/control",
    "truces": "/truces",
    "sources": "/sources",
    "source": "/sources/mod-armenia",
    "reports": "/reports",
    "report": "/reports/052-all-for-all",
    "custody": "/reports/052-all-for-all/custody?at=2020-12-06",
    "complaints": "/complaints",
    "languages": "/languages",
    "api": "/api",
}
"""Every kind of page, by name: its address without the language."""


def chromium() -> str | None:
    """The path of Chromium, None where there is none."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@contextmanager
def browser(path: str) -> Iterator[Browser]:
    """A Chromium without a window, which asks nothing of the network by itself."""
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=[*quiet, "--no-first-run"])
        yield opened
        opened.close()


@contextmanager
def served(folder: Path, **settings: object) -> Iterator[str]:
    """The board of a case at an address of this machine."""
    app = make_app(open_case(folder), Settings(**settings))  # type: ignore[arg-type]
    serving = server(app, port=0, log_level="error")
    thread = Thread(target=serving.run, daemon=True)
    thread.start()
    while not serving.started:
        sleep(0.02)
    port = serving.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    serving.should_exit = True
    thread.join(10)


def taken(page: Page, address: str, path: Path) -> None:
    """A picture of the whole page."""
    page.goto(address, wait_until="networkidle")
    page.screenshot(path=path, full_page=True)


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "build/screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    path = chromium()
    if path is None:
        raise SystemExit("screenshots: Chromium is not installed; install it, or name it in CHROMIUM")
    with TemporaryDirectory() as scratch:
        case = Path(scratch) / "case"
        shutil.copytree(EXAMPLE, case, ignore=shutil.ignore_patterns("ledger.db*", "drafts", "briefs", "originals"))
        open_case(case).build()
        with served(case) as root, browser(path) as opened:
            for width in WIDTHS:
                page = opened.new_page(viewport={"width": width, "height": 900})
                for name, address in PAGES.items():
                    for language in LANGUAGES:
                        taken(page, f"{root}/{language}{address}", folder / f"{name}.{language}.{width}.png")
    print(folder)


if __name__ == "__main__":
    main()

"""Pictures of every page of the board in every language, wide, narrow and printed: `python -m tools.screenshots [FOLDER]`.

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
from pactwatch.inquiries import Docket, Filing, complain, take_step
from pactwatch.ledger.deciding import Decider
from pactwatch.people import accounts, open_people
from pactwatch.web import Settings, make_app
from pactwatch.web.serving import server

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "karabakh-2020"
LANGUAGES = ("en", "ar", "ru")
PASSWORD = "four words are enough"
WIDTHS = (1200, 360)
"""Pixels: a desk, and the narrowest telephone."""
SHEET = 794
"""Pixels of a sheet of A4 at 96 to the inch: what is printed is shown so."""

PAGES = {
    "today": "/today?at=2020-11-08",
    "pacts": "/pacts?at=2020-11-08",
    "pact": "/pacts/geneva-2020-10-30?at=2020-12-06",
    "clause": "/pacts/geneva-2020-10-30/lists?at=2020-12-06",
    "contested": "/pacts/collective-security-treaty/consult?at=2020-11-08",
    "events": "/events",
    "filtered": "/events?act=attack&party=AZE",
    "event": "/events/{event}",
    "claims": "/claims",
    "control": "/control?at=2020-11-08",
    "place": "/control/jabrayil?at=2020-11-08",
    "truces": "/truces",
    "truce": "/truces/moscow-2020-10-10",
    "sources": "/sources",
    "source": "/sources/mod-armenia",
    "reports": "/reports",
    "report": "/reports/052-all-for-all",
    "custody": "/reports/052-all-for-all/custody?at=2020-12-06",
    "complaints": "/complaints",
    "languages": "/languages",
    "api": "/api",
}
"""Every kind of page, by name: its address without the language; {event} stands for an event of the case."""

WORK = {
    "work": "/work",
    "enter": "/work/enter",
    "table": "/work/table",
    "drafts": "/work/drafts",
    "draft": "/work/drafts/036-ten-november-statement",
    "together": "/work/together",
    "grade": "/work/grade",
    "retract": "/work/retract",
    "correct": "/work/claims/{claim}",
    "complain": "/complain",
    "complaint": "/complaints/{complaint}",
    "account": "/account",
    "second-factor": "/account/second-factor",
    "people": "/people",
    "sign-in": "/sign-in",
    "missing": "/reports/nothing",
}
"""Pages of who works, in the same way; {claim} and {complaint} stand for ones of the case."""


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


def named(folder: Path) -> dict[str, str]:
    """What stands for an event and for a claim in the addresses: a claim that tells of it."""
    told = open_case(folder).view().claims.items()
    claim = next(i for i, c in told if c.statement.report == "029-stepanakert-strike-claim" and c.act == "attack")
    return {"event": claim, "claim": claim}


def complained(folder: Path) -> str:
    """Files a complaint; the id of its entry."""
    case = open_case(folder)
    with case.ledger() as ledger:
        docket = Docket(folder, ledger, case.pacts(), case.time_zone)
        words = "Shells fell on Stepanakert on 6 November. (an example, in nobody's words)"
        filing = Filing("ARM", "AZE", ("geneva-2020-10-30/civilians",), words, when="2020-11-06")
        then = case.view().known_at
        filed = complain(docket, filing, Decider("desk", "an example", then))
        take_step(docket, filed.id, "taken_up", Decider("desk", "the clause speaks of it", then))
    return filed.id


def account(folder: Path) -> None:
    """An account of a keeper."""
    people = open_people(folder, create=True)
    if people is not None:
        with people:
            accounts.add(people, "desk", "keeper", PASSWORD)


def signed_in(page: Page, root: str) -> Page:
    """The browser of the keeper."""
    page.goto(f"{root}/en/sign-in")
    page.get_by_role("textbox", name="Account", exact=True).fill("desk")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    return page


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
        known = named(case) | {"complaint": complained(case)}
        account(case)
        with served(case) as root, browser(path) as opened:
            for width in WIDTHS:
                page = opened.new_page(viewport={"width": width, "height": 900})
                every(page, root, PAGES, known, folder, str(width))
                every(signed_in(page, root), root, WORK, known, folder, str(width))
            sheet = opened.new_page(viewport={"width": SHEET, "height": 1123})
            sheet.emulate_media(media="print")
            every(sheet, root, PAGES, known, folder, "print")
    print(folder)


def every(page: Page, root: str, pages: dict[str, str], known: dict[str, str], folder: Path, form: str) -> None:
    """Pictures of these pages in every language."""
    for name, address in pages.items():
        for language in LANGUAGES:
            taken(page, f"{root}/{language}{address.format(**known)}", folder / f"{name}.{language}.{form}.png")


if __name__ == "__main__":
    main()

"""A hostile case in a real Chromium: no text runs, none opens anything, none even tries and is stopped."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Dialog

from pactwatch.case import Case
from tests.web.attacks.conftest import hostile
from tests.web.attacks.hostile import SIGN
from tests.web.people import PASSWORD
from tools.screenshots import served

__all__ = ["hostile"]
PAGES = (
    "/today",
    "/pacts",
    "/pacts/truce",
    "/pacts/truce/civilians",
    "/pacts/truce/lists",
    "/events",
    "/events/{event}",
    "/claims",
    "/control",
    "/truces",
    "/sources/hotline",
    "/sources/mod-armenia",
    "/reports",
    "/reports/shelled",
    "/reports/denied-2",
    "/complaints",
    "{complaint}",
    "/account",
    "/work/drafts/draft",
    "/work/grade?source=mod-armenia",
    "/work/enter",
    "/complain",
)
AT = "at=2020-12-06"
_SCHEMES = "all => all.map(link => new URL(link.href.baseVal ?? link.href, location).protocol)"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_that_was_stored_runs(opened: Browser, hostile: tuple[Case, str], language: str) -> None:
    case, complaint = hostile[0], hostile[1].removeprefix("/en")
    event = next(i for i, claim in case.view().claims.items() if claim.statement.report == "shelled")
    context = opened.new_context()
    wrong: list[str] = []

    def told(dialog: Dialog) -> None:
        wrong.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    context.expose_function(SIGN, lambda *given: wrong.append(f"a script ran: {given}"))
    with served(case.folder) as root:
        page = context.new_page()
        page.on("dialog", told)
        page.on("pageerror", lambda error: wrong.append(f"script: {error}"))
        page.on("console", lambda told: wrong.append(f"{page.url}: {told.text}") if told.type == "error" else None)
        page.on("request", lambda asked: None if asked.url.startswith((root, "data:")) else wrong.append(f"asked: {asked.url}"))
        page.goto(f"{root}/en/sign-in")
        page.fill("input[name=name]", "kim")
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
        page.wait_for_url("**/today*")
        for path in PAGES:
            address = f"/{language}{path.format(event=event, complaint=complaint)}"
            answer = page.goto(f"{root}{address}{'&' if '?' in address else '?'}{AT}")
            assert answer is not None
            assert answer.ok, address
            assert page.locator(f"[{SIGN}], {SIGN}-x, iframe, object, embed, [onerror], [onload]").count() == 0, address
            assert set(page.eval_on_selector_all("a[href]", _SCHEMES)) <= {"http:", "https:"}, address
    context.close()
    assert wrong == []

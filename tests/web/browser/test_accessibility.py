"""Every page can be read by everyone: WCAG 2.2 A and AA by axe-core, by keyboard alone, and on a narrow screen."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tools.screenshots import PAGES

ADDRESSES = [f"/{language}{address}" for language in ("en", "ar") for address in PAGES.values()]

FOCUSABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"
"""What a keyboard must reach; the marks of a map come and go, and have a test of their own."""


@pytest.mark.parametrize("address", ADDRESSES)
def test_axe_finds_nothing_serious(opened: Browser, root: str, event: str, address: str) -> None:
    # axe's own scripts are put into the page, which our policy would not let in.
    context = opened.new_context(bypass_csp=True, base_url=root)
    page = context.new_page()
    page.goto(address.format(event=event), wait_until="networkidle")
    found: dict[str, Any] = Axe().run(page).response
    context.close()
    serious = [(v["id"], v["nodes"][0]["html"][:200]) for v in found["violations"] if v["impact"] in ("serious", "critical")]
    assert serious == []
    assert found["passes"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_runs_over_the_side_of_a_narrow_screen(page: Page, event: str, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(address.format(event=event))
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("address", [a for a in ADDRESSES if a.startswith("/en")])
def test_the_keyboard_alone_reaches_everything(page: Page, event: str, address: str) -> None:
    page.goto(address.format(event=event))
    wanted: int = page.evaluate(
        """selector => {
          const shown = [...document.querySelectorAll(selector)].filter(e =>
            e.checkVisibility({visibilityProperty: true}) && !e.disabled && e.tabIndex >= 0 && !e.closest("#map"));
          shown.forEach((e, n) => e.dataset.number = n);
          return shown.length;
        }""",
        FOCUSABLE,
    )
    reached: set[str] = set()
    for _ in range(wanted + 80):
        page.keyboard.press("Tab")
        number = page.evaluate("document.activeElement?.dataset?.number ?? ''")
        if number:
            reached.add(number)
    assert wanted > 5
    left = page.evaluate(
        "reached => [...document.querySelectorAll('[data-number]')].filter(e => !reached.includes(e.dataset.number))"
        ".map(e => e.outerHTML.slice(0, 200))",
        sorted(reached),
    )
    assert left == []

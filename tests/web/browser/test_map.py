"""The map of events, and what stands beside it, in step."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

expect.set_options(timeout=15_000)

EVENTS = "/en/events?at=2020-12-31"


def test_the_map_shows_places_as_links_and_buttons(page: Page) -> None:
    page.goto(EVENTS)
    expect(page.locator("#map .mark").first).to_be_visible()
    told = page.evaluate("[...document.querySelectorAll('#map .mark')].map(m => m.ariaLabel ?? m.textContent)")
    assert told
    assert all(told)
    assert page.evaluate("[...document.querySelectorAll('#map .mark')].every(m => m.tabIndex >= 0)")


def test_a_bar_narrows_the_list_and_the_map_stays(page: Page) -> None:
    page.goto(EVENTS)
    expect(page.locator("#map .mark").first).to_be_visible()
    page.evaluate("document.querySelector('#map').dataset.same = 'yes'")
    before = page.locator(".figure b").inner_text()
    page.locator(".bars a").first.dispatch_event("click")
    expect(page.locator(".figure b")).not_to_have_text(before)
    expect(page).to_have_url(re.compile("from=2020-"))
    assert page.locator("#map").get_attribute("data-same") == "yes"
    assert page.locator("form.filters input[name=from]").input_value().startswith("2020-")
    page.go_back()
    expect(page.locator(".figure b")).to_have_text(before)


def test_moving_the_map_narrows_to_what_it_shows(page: Page) -> None:
    page.goto(EVENTS)
    expect(page.locator("#map .mark").first).to_be_visible()
    before = int(page.locator(".figure b").inner_text())
    for _ in range(2):
        page.locator(".maplibregl-ctrl-zoom-in").click()
        page.wait_for_timeout(600)
    page.get_by_role("button", name="Only what the map shows").click()
    expect(page).to_have_url(re.compile("box="))
    expect(page.locator(".figure b")).not_to_have_text(str(before))
    assert int(page.locator(".figure b").inner_text()) < before


def test_the_events_are_there_without_the_map(page: Page) -> None:
    page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null;")
    page.goto(EVENTS)
    expect(page.locator("section.map")).to_be_hidden()
    expect(page.locator(".items li").first).to_be_visible()

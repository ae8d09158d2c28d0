"""What a mediator, a monitor and a reader do, in a real Chromium."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

DUTY = "hands the list of the prisoners"


def test_from_what_is_overdue_to_the_sentence_and_back_in_time(page: Page) -> None:
    page.goto("/en/today?at=2020-12-01&known=2020-12-01")
    overdue = page.get_by_role("region", name="Overdue")
    expect(overdue).to_contain_text(DUTY)
    overdue.get_by_role("link", name=DUTY).first.click()
    expect(page).to_have_url(re.compile(r"/en/pacts/geneva-2020-10-30/lists\?at=2020-12-01&known=2020-12-01"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(DUTY)
    expect(page.locator(".chip.s-overdue").first).to_have_text("Overdue")

    # A later day, and what was known by then: it has been done, late.
    page.get_by_label("As of").first.fill("2020-12-06")
    page.get_by_label("By what was known on").first.fill("")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page).to_have_url(re.compile(r"at=2020-12-06"))
    expect(page.locator(".chip.s-kept_late").first).to_be_visible()

    # The sentence it rests on stands marked in its report.
    page.get_by_role("link", name=re.compile("in its report")).first.click()
    expect(page).to_have_url(re.compile(r"/en/reports/[^#]+#"))
    sentence = page.locator("mark:has(:target)")
    expect(sentence).to_be_in_viewport()
    expect(sentence).to_contain_text(re.compile("الأسرى|военнопленн"))


def test_the_slider_moves_the_date(page: Page) -> None:
    page.goto("/en/pacts/geneva-2020-10-30/lists?at=2020-11-06")
    expect(page.locator(".chip.s-pending").first).to_be_visible()
    slider = page.get_by_role("slider").first
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile("at=2020-11-07"))
    expect(page.locator(".chip.s-overdue").first).to_be_visible()


def test_to_arabic_and_back(page: Page) -> None:
    page.goto("/en/pacts/geneva-2020-10-30/lists?at=2020-11-08")
    page.get_by_role("link", name="العربية").click()
    expect(page).to_have_url(re.compile(r"/ar/pacts/geneva-2020-10-30/lists\?at=2020-11-08"))
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.get_by_role("heading", level=1)).to_contain_text("قائمة أسرى الحرب")
    brand, languages = page.locator(".case").bounding_box(), page.locator(".languages").bounding_box()
    assert brand
    assert languages
    assert brand["x"] + brand["width"] / 2 > languages["x"] + languages["width"] / 2
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("dir", "ltr")
    expect(page.get_by_role("heading", level=1)).to_contain_text(DUTY)


def test_print_shows_the_answer_without_the_controls(page: Page) -> None:
    page.goto("/en/pacts/geneva-2020-10-30/lists?at=2020-12-06")
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Views")).to_be_hidden()
    expect(page.get_by_role("button", name="Show", exact=True)).to_be_hidden()
    expect(page.locator(".chip.s-kept_late").first).to_be_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")


@pytest.mark.parametrize("address", ["/en/today", "/en/pacts/geneva-2020-10-30/lists", "/ar/events"])
def test_all_but_the_map_works_without_scripts(opened: Browser, root: str, address: str) -> None:
    context = opened.new_context(java_script_enabled=False, base_url=root)
    page = context.new_page()
    page.goto(f"{address}?at=2020-11-08")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.locator("form.when input[name=at]").fill("2020-12-06")
    page.locator("form.when button").click()
    expect(page).to_have_url(re.compile("at=2020-12-06"))
    context.close()


def test_the_first_page_is_light(opened: Browser, root: str) -> None:
    context = opened.new_context(base_url=root)
    page = context.new_page()
    sizes: list[int] = []
    page.on("response", lambda answer: sizes.append(len(answer.body())))
    page.goto("/en/today?at=2020-11-08", wait_until="networkidle")
    context.close()
    assert len(sizes) >= 3
    assert sum(sizes) < 300_000

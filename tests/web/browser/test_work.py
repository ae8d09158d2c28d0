"""The work in a real browser, scripts off: a complaint filed, ruled on and replied to, a draft adopted; and for everyone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from pactwatch.case import open_case
from tests.inquiries.conftest import CASE, PACT, REPORT
from tools.screenshots import WORK, account, complained, named, served, signed_in

DRAFT = "027-russia-answers-on-condition"


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The board of a case whose pact names a monitor; whoever asks is its keeper."""
    folder = tmp_path_factory.mktemp("line")
    for name, text in {"case.toml": CASE, "pacts/truce.toml": PACT, "reports/barda.txt": REPORT}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    open_case(folder).build()
    with served(folder, local_keeper="desk") as address:
        yield address


@pytest.fixture(scope="module")
def desk(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The worked case's board to write to; whoever asks is its keeper."""
    folder = tmp_path_factory.mktemp("desk") / "case"
    shutil.copytree(built, folder)
    with served(folder, local_keeper="desk") as address:
        yield address


def without_scripts(opened: Browser, root: str) -> Page:
    page = opened.new_context(java_script_enabled=False, base_url=root).new_page()
    page.set_default_timeout(15_000)
    return page


def test_a_complaint_is_filed_ruled_on_and_replied_to(opened: Browser, line: str) -> None:
    page = without_scripts(opened, line)
    page.goto("/en/pacts/truce/civilians")
    expect(page.locator("main")).to_contain_text("Alleged")
    page.get_by_role("link", name="File a complaint").click()
    page.get_by_label("Who complains").fill("ARM")
    page.get_by_label("Of whom").select_option("AZE")
    page.get_by_label("The complaint in its own words").fill("قصفت القوات مدرسة القرية.")
    page.get_by_label("On, or from").fill("2020-10-29")
    page.get_by_role("button", name="File it").click()
    step = page.get_by_role("region", name="Inquiry")
    step.get_by_label("Why", exact=True).fill("in our area")
    step.get_by_role("button", name="Record").click()
    rule = page.get_by_role("region", name="Rule on it")
    rule.get_by_label("Grounds").fill("Craters were seen.")
    rule.get_by_role("button", name="Rule").click()
    reply = page.get_by_role("region", name="Reply for Azerbaijan")
    reply.get_by_label("Answer").select_option("rejects")
    reply.get_by_label("The reply in its own words").fill("We did not fire there.")
    reply.get_by_role("button", name="Reply").click()
    timeline = page.get_by_role("region", name="What came of it")
    expect(timeline.get_by_role("heading", level=3)).to_have_text(
        ["Armenia complains", "The inquiry is taken up", "OSCE rules: it happened", "Azerbaijan replies: rejects it"]
    )
    page.get_by_role("navigation", name="Language").get_by_role("link", name="العربية").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("main")).to_contain_text("شكوى من أرمينيا")
    page.goto("/en/pacts/truce/civilians")
    expect(page.locator("#b-AZE + h2, #v-1, #v-2").filter(has_text="Azerbaijan")).to_contain_text("Breached")
    page.context.close()


def test_a_claim_is_corrected_at_its_place(opened: Browser, desk: str) -> None:
    page = without_scripts(opened, desk)
    page.goto("/en/reports/052-all-for-all")
    wrong = page.locator("article.claim").first
    wrong.get_by_role("link", name="Correct this claim").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    page.get_by_label("How surely").select_option("hedged")
    page.get_by_label("Why", exact=True).fill("The text says \u201creportedly\u201d.")
    page.get_by_role("button", name="Correct it").click()
    right = page.locator("article.claim:target")
    expect(right).to_contain_text("with reserve")
    expect(right).to_contain_text("The text says \u201creportedly\u201d.")
    expect(right.locator(".corrected")).to_contain_text("desk")
    right.get_by_role("link", name="as it was before").click()
    expect(page.locator("article.claim:target")).not_to_contain_text("with reserve")
    expect(page.get_by_role("link", name="Correct this claim")).to_have_count(0)
    page.context.close()


def test_a_draft_is_adopted_beside_its_sentence(opened: Browser, desk: str) -> None:
    page = without_scripts(opened, desk)
    page.goto("/en/work")
    page.get_by_role("link", name="Drafts of pacts").click()
    page.get_by_role("link", name="036-ten-november-statement").click()
    expect(page.locator("section.beside blockquote").first).to_be_visible()
    page.get_by_label("Why", exact=True).fill("It promises nothing that is not in the pact.")
    page.get_by_role("button", name="Refuse the draft").click()
    expect(page.get_by_role("link", name="036-ten-november-statement")).to_have_count(0)
    page.get_by_role("link", name=DRAFT).click()
    page.get_by_label("Why", exact=True).fill("Held against the note.")
    page.get_by_role("button", name="Adopt the clauses that are ticked").click()
    expect(page).to_have_url(f"{desk}/en/pacts/{DRAFT}")
    page.context.close()


@pytest.fixture(scope="module")
def account_page(
    opened: Browser, built: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Page, dict[str, str]]]:
    """A browser that is signed in as keeper, and what stands for a claim and a complaint in addresses."""
    folder = tmp_path_factory.mktemp("everyone") / "case"
    shutil.copytree(built, folder)
    known = named(folder) | {"complaint": complained(folder)}
    account(folder)
    with served(folder) as root:
        # axe's own scripts are put into the page, which our policy would not let in.
        context = opened.new_context(bypass_csp=True, base_url=root)
        yield signed_in(context.new_page(), root), known
        context.close()


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", WORK)
def test_forms_are_for_everyone(account_page: tuple[Page, dict[str, str]], name: str, language: str) -> None:
    page, known = account_page
    page.set_viewport_size({"width": 360, "height": 740})
    answer = page.goto(f"/{language}{WORK[name].format(**known)}")
    assert answer is not None
    assert answer.status == (404 if name == "missing" else 200)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    found: dict[str, Any] = Axe().run(page).response
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found["violations"] if v["impact"] in ("serious", "critical")] == []
    assert found["passes"]

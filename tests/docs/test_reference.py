"""The reference is what the code says, and every link in the documentation leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tools.reference import FOLDER, PAGES

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", PAGES)
def test_the_reference_has_not_drifted(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == PAGES[name](), "run: make docs"


@pytest.mark.parametrize(
    "page", sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/*/*.md")]), ids=str
)
def test_links_within_the_project_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", text):
        assert (page.parent / target).exists(), target


def test_every_command_is_in_the_readme_and_none_that_is_not() -> None:
    shown = set(re.findall(r"^pactwatch (\w+)", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE))
    real = set(re.findall(r"^## pactwatch (\w+)", PAGES["commands.md"](), re.MULTILINE))
    assert shown <= real
    assert {"read", "build", "judge", "explain", "brief", "verify", "test", "adopt"} <= shown

"""Colours can be told apart from their ground: WCAG 2.2, success criterion 1.4.3 (AA), 4.5 to 1."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from pactwatch import briefs
from pactwatch.types import Status

CSS = (Path(briefs.__file__).parent / "templates" / "status.css").read_text(encoding="utf-8")
CHIPS = ("good", "part", "wait", "late", "claim", "broken", "split", "blind", "rest")
PAIRS = [
    *((name, f"{name}-bg") for name in CHIPS),
    *((ink, ground) for ink in ("ink", "muted", "link") for ground in ("paper", "panel")),
    *(("ink", mark) for mark in ("mark", "mark-on")),
]


def _scheme(name: str) -> dict[str, str]:
    light, dark = re.findall(r":root \{(.*?)\}", CSS, flags=re.DOTALL)[:2]
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light))
    return found if name == "light" else {**found, **dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", dark))}


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_contrast(scheme: str, ink: str, ground: str) -> None:
    colours = _scheme(scheme)
    a, b = sorted((_luminance(colours[ink]), _luminance(colours[ground])))
    assert (b + 0.05) / (a + 0.05) >= 4.5


def test_every_status_has_its_colour() -> None:
    assert {s for s in get_args(Status) if re.search(rf"\.s-{s}\b[^{{]*{{[^}}]*--c:", CSS)} == set(get_args(Status))

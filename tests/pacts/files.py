"""Small pact files to spoil."""

from __future__ import annotations

from pathlib import Path

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "karabakh-2020" / "pacts"

PACT = """\
id = "truce"
kind = "ceasefire"
title = { en = "A truce" }
parties = ["ARM", "AZE"]
made = 2020-10-10
time_zone = "Asia/Baku"
source = "https://example.org/"

[zones.valley]
includes = ["lachin"]

[[clauses]]
id = "halt"
text = { en = "Nobody shoots." }
duty = "must_not"
bearers = "each"
act = ["attack"]
window = { from = 2020-10-10T12:00:00 }

[[clauses]]
id = "leave"
text = { en = "One leaves." }
duty = "must"
bearers = ["ARM"]
act = "withdraw"
zone = "valley"
due = { within = "P7D", of = "made" }
"""


def pact_file(folder: Path, *changes: tuple[str, str], name: str = "truce.toml") -> Path:
    """The pact above in a folder, each (old, new) replaced once."""
    text = PACT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path

"""The order of the house: a module imports only from its own package and from those before it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ORDER = (
    ("types", "times", "refusals", "letters", "whole", "cells", "collector"),
    ("lexicons",),
    ("places",),
    ("reports",),
    ("reading",),
    ("ledger",),
    ("pacts",),
    ("registries", "datasets", "counting", "watching", "missions"),
    ("sensors",),
    ("drafts",),
    ("verdicts",),
    ("briefs",),
    ("exports", "custody"),
    ("inquiries",),
    ("case",),
    ("people", "following", "client"),
    ("web",),
    ("screens",),
    ("commands",),
    ("cli",),
)
RANK = {name: rank for rank, names in enumerate(ORDER) for name in names}
ROOT = Path(__file__).resolve().parents[1] / "src" / "pactwatch"


def imported(tree: ast.AST, package: str) -> Iterator[tuple[int, str]]:
    """Line and full name of everything that a module imports, inside functions too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)


def against_the_order(path: Path, text: str) -> list[str]:
    """The imports of a module under `ROOT` that point the wrong way, one sentence each."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    if parts == ("__init__",):
        return []  # the public surface gathers from everywhere
    own = parts[0]
    if own not in RANK:
        return [f"{own} has no place in the order"]
    package = ".".join(["pactwatch", *parts[:-1]])
    wrong = []
    for line, name in imported(ast.parse(text), package):
        target = name.split(".")[1] if name.startswith("pactwatch.") else None
        if target and target != own and RANK.get(target, len(ORDER)) > RANK[own]:
            wrong.append(f"{path.relative_to(ROOT)}:{line} imports {name}")
    return wrong


def test_imports_point_one_way() -> None:
    wrong = [sentence for path in sorted(ROOT.rglob("*.py")) for sentence in against_the_order(path, path.read_text("utf-8"))]
    assert wrong == []


@pytest.mark.parametrize(
    "text",
    [
        "from pactwatch.verdicts import judge",
        "import pactwatch.briefs.html",
        "from pactwatch import cli",
        "from ..verdicts import judge",
        "def late():\n    from pactwatch.pacts import load_pact",
        "from pactwatch.no_such_package import x",
    ],
)
def test_an_import_against_the_order_is_seen(text: str) -> None:
    assert len(against_the_order(ROOT / "ledger" / "views.py", text)) == 1


@pytest.mark.parametrize("text", ["from pactwatch.types import Entry", "from .canon import link", "import json"])
def test_an_import_with_the_order_is_let_be(text: str) -> None:
    assert against_the_order(ROOT / "ledger" / "views.py", text) == []

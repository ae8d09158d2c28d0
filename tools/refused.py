"""The refusals that somebody can meet on the board, read from the source: what its catalogues must have."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pactwatch.people.roles import RIGHTS

SOURCE = Path(__file__).resolve().parents[1] / "src" / "pactwatch"
MET = (
    "custody/chain.py",
    "datasets/__init__.py",
    "datasets/importing.py",
    "datasets/known.py",
    "datasets/packages.py",
    "datasets/rows.py",
    "drafts/agreements.py",
    "inquiries",
    "ledger/appending.py",
    "ledger/complaints.py",
    "ledger/deciding.py",
    "ledger/judgements.py",
    "ledger/store.py",
    "pacts/adopting.py",
    "pacts/claim_fields.py",
    "people",
    "web",
)
"""Files, and folders with all in them, from which the board passes a refusal on. Those of files that a keeper of the machine
writes (pact files, lexicons, keys) are told in English, as their keys are."""
_REFUSALS = {"Refused", "Missing", "Forbidden", "Denied", "Unserved", "__init__"}
_LINE = "line {line}: "


@dataclass(frozen=True, slots=True)
class Said:
    """One text of a refusal. pattern: None where the source does not say it as a text with slots."""

    where: str
    pattern: str | None


def patterns() -> list[str]:
    """Every pattern, and the words that may stand in one, each once, in the order of the alphabet."""
    words = {word for path in _files() for word in _words(ast.parse(path.read_text(encoding="utf-8")))}
    rights = {text for right in RIGHTS.values() for text in (right.says, right.least, right.or_role)}
    return sorted({said.pattern for said in every() if said.pattern} | words | rights | {_LINE})


def every() -> Iterator[Said]:
    """Every text of every refusal of these files."""
    for path in _files():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        texts = _texts(tree)
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and _name(call.func) in _REFUSALS and any(k.arg == "mend" for k in call.keywords):
                where = f"{path.relative_to(SOURCE)}:{call.lineno}"
                problem = call.args[1 if isinstance(call.args[0], ast.Name | ast.Constant) and len(call.args) > 1 else 0]
                for given in (problem, *(k.value for k in call.keywords if k.arg == "mend")):
                    yield from (Said(where, text) for text in _constants(given, texts))


def _files() -> Iterator[Path]:
    for name in MET:
        path = SOURCE / name
        yield from sorted(path.rglob("*.py")) if path.is_dir() else [path]


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def _texts(tree: ast.Module) -> dict[str, list[ast.expr]]:
    """What each name of a file is set to."""
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                pairs = (
                    zip(target.elts, node.value.elts, strict=True)
                    if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple)
                    else [(target, node.value)]
                )
                for name, value in pairs:
                    found.setdefault(_name(name), []).append(value)
    return found


def _constants(given: ast.expr, texts: dict[str, list[ast.expr]]) -> Iterator[str | None]:
    """The texts that an expression can be; None for one that only the running program knows."""
    if isinstance(given, ast.Constant):
        yield str(given.value)
    elif isinstance(given, ast.IfExp):
        yield from _constants(given.body, texts)
        yield from _constants(given.orelse, texts)
    elif isinstance(given, ast.Name) and given.id in texts:
        for value in texts[given.id]:
            yield from _constants(value, texts)
    else:
        yield None


def _words(tree: ast.Module) -> Iterator[str]:
    """The words of ours that stand in slots."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and _name(call.func) == "Word":
            yield from (text for text in _constants(call.args[0], {}) if text)

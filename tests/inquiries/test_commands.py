"""The commands on complaints, as a person gives them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pactwatch.cli import main
from pactwatch.commands.shared import out

Run = Callable[..., tuple[int, str, str]]
ON = ("--on", "2020-10-30", "--by", "Ana", "--why", "letter received")
FILE = (
    *("--complainant", "ARM", "--accused", "AZE", "--clause", "truce/civilians"),
    *("--text", "Shells fell on the school.", "--when", "2020-10-29"),
)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command: its exit code, what it printed, and what it said on standard error."""

    def _run(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["pactwatch", *map(str, words)])
        monkeypatch.setattr(out, "_width", 200)
        code: int | str = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code or 0
        told = capsys.readouterr()
        return int(code), told.out, told.err

    return _run


def listed(run: Run, folder: Path, *options: str) -> list[dict[str, object]]:
    code, told, _ = run("inquiries", folder, "--json", "--at", "2020-12-01", *options)
    assert code == 0
    found: list[dict[str, object]] = json.loads(told)
    return found


def test_a_complaint_is_filed_inquired_into_ruled_on_and_answered(run: Run, folder: Path) -> None:
    assert run("complain", folder, *FILE, "--place", "Martuni", *ON)[0] == 0
    (one,) = listed(run, folder)
    name = str(one["id"])[:8]
    assert run("inquire", folder, name, "taken_up", *ON)[0] == 0
    assert run("inquire", folder, name, "pending", "--reason", "other: the road is mined", *ON)[0] == 0
    assert listed(run, folder, "--state", "pending")[0]["reason"] == "other: the road is mined"
    ruled = ("--finding", "happened", "--monitor", "OSCE", "--complaint", name, "--severity", "grave")
    assert run("rule", folder, *ruled, "--dissent", "AZE: nobody asked us", *ON)[0] == 0
    assert run("reply", folder, name, "--party", "AZE", "--answer", "rejects", "--text", "We deny it.", *ON)[0] == 0
    (one,) = listed(run, folder)
    assert (one["state"], one["severity"], one["assigned"], one["late"]) == ("replied", "grave", "Ana", [])
    code, told, _ = run("inquiries", folder, name)
    assert code == 0
    for words in ("ARM complains, 2020-10-29, Martuni", "OSCE rules: happened, grave", "AZE does not share this: nobody asked"):
        assert words in told
    assert told.index("“Shells fell on the school.”") < told.index("“We deny it.”")
    assert "replied" in run("inquiries", folder)[1]


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        (("rule", "CASE", "--finding", "happened", "--monitor", "UN", "--complaint", "ID", *ON), "these may: OSCE"),
        (("rule", "CASE", "--finding", "happened", "--monitor", "OSCE", *ON), "name 1 or more different claims"),
        (
            ("rule", "CASE", "--finding", "happened", "--monitor", "OSCE", "--complaint", "ID", "--dissent", "AZE", *ON),
            "write 'WHO: why'",
        ),
        (("inquire", "CASE", "ID", "resumed", *ON), "it can be taken_up, closed"),
        (("inquiries", "CASE", "--state", "lost"), "choose one of: open"),
        (("inquiries", "CASE", "1"), "no complaint"),
        (("reply", "CASE", "ID", "--party", "ARM", "--answer", "rejects", "--text", "No.", *ON), "AZE's"),
    ],
)
def test_bad_input_ends_with_one_sentence(run: Run, folder: Path, words: tuple[str, ...], sign: str) -> None:
    run("complain", folder, *FILE, *ON)
    name = str(listed(run, folder)[0]["id"])
    code, _, said = run(*({"CASE": str(folder), "ID": name}.get(w, w) for w in words))
    assert (code, sign in said, said.count("\n")) == (2, True, 1), said

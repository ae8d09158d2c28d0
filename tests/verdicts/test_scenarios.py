"""Scenarios run from files: what holds, what does not, and where it stands."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pactwatch.refusals import Refused
from pactwatch.verdicts.scenarios import run_scenarios

PACTS = Path(__file__).parents[2] / "examples" / "karabakh-2020" / "pacts"


def test_every_scenario_of_the_worked_case_holds() -> None:
    results = run_scenarios(PACTS.parent)
    assert [r for r in results if r.fault] == []
    assert len(results) >= 100
    assert len(run_scenarios(PACTS / "geneva-2020-10-30.toml")) < len(results)


def test_a_wrong_expectation_is_told_with_its_place(tmp_path: Path) -> None:
    shutil.copytree(PACTS, tmp_path / "pacts")
    cases = tmp_path / "pacts" / "geneva-2020-10-30.cases.toml"
    text = cases.read_text(encoding="utf-8")
    cases.write_text(text.replace('expect = "not_in_force"', 'expect = "kept"', 1), encoding="utf-8")
    wrong = [r for r in run_scenarios(tmp_path) if r.fault]
    assert [r.where for r in wrong] == ["geneva-2020-10-30.cases.toml: before the statement binds"]
    assert wrong[0].fault == "expected kept for ARM, got not_in_force (not_in_force)"


def test_without_a_name_all_below_the_current_folder_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Refused, match="no scenarios below"):
        run_scenarios()
    shutil.copytree(PACTS, tmp_path / "case" / "pacts")
    shutil.copytree(PACTS, tmp_path / "build" / "pacts")
    assert len(run_scenarios()) == len(run_scenarios(PACTS))


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no such file"):
        run_scenarios(tmp_path / "none")

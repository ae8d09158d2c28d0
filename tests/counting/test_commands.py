"""Counting by the command line, on a case into which a dataset was taken."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pactwatch.cli import main

REPOSITORY = Path(__file__).resolve().parents[2]
SAMPLE = REPOSITORY / "tests" / "datasets" / "samples" / "ucdp.csv"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    folder.mkdir()
    example = REPOSITORY / "examples" / "karabakh-2020"
    shutil.copy(example / "case.toml", folder)
    shutil.copytree(example / "pacts", folder / "pacts")
    return folder


def run(*words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    monkeypatch.setattr("sys.argv", ["pactwatch", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    told = capsys.readouterr()
    return int(ended.value.code or 0), " ".join((told.out + told.err).split())


def test_a_dataset_is_taken_in_counted_and_held_against_a_pact(
    case: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def told(*words: str) -> tuple[int, str]:
        return run(*words, monkeypatch=monkeypatch, capsys=capsys)

    assert told("import-events", str(case), str(SAMPLE)) == (
        0,
        "2 added, 0 changed, 0 withdrawn, 0 as before; 0 rows set aside",
    )
    code, text = told("count", str(case), "--from", "2020-09-27", "--to", "2020-11-10", "--rule", "deaths_best")
    assert code == 0
    assert "deaths_best │ 13" in text
    code, text = told("count", str(case), "--from", "2020-10-01", "--to", "2020-10-10")
    assert "per_event │ 1" in text
    assert "1 more began or ended outside" in text
    code, text = told("did-it-hold", str(case), "moscow-2020-10-10")
    assert code == 0
    assert "before: 2020-09-25 to 2020-10-09, 2 by per_event" in text
    assert "answer: not measurably better" in text
    assert told("verify", str(case))[0] == 0


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["count", "--from", "2020-10-01", "--to", "2020-10-10", "--rule", "by_feel"], "no counting rule"),
        (["did-it-hold", "no-such-pact"], "no pact"),
    ],
)
def test_what_is_not_known_is_refused(
    case: Path, words: list[str], problem: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, text = run(words[0], str(case), *words[1:], monkeypatch=monkeypatch, capsys=capsys)
    assert code == 2
    assert problem in text

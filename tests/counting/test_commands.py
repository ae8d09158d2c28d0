"""Counting by the command line, on a case into which a dataset was taken."""

from __future__ import annotations

import json
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
    assert "exposure: known days, each alike, 9 before and 3 after" in text, "the dataset tells of 1 to 12 October"
    assert "unknown: 18 days" in text
    assert "unattributable, their dates on both sides of 2020-10-10: 1;" in text
    assert "answer: not measurably better" in text
    assert told("verify", str(case))[0] == 0


def test_it_is_told_part_by_part_and_as_json_and_drawn(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def told(*words: str) -> tuple[int, str]:
        return run(*words, monkeypatch=monkeypatch, capsys=capsys)

    told("import-events", str(case), str(SAMPLE))
    code, text = told("did-it-hold", str(case), "moscow-2020-10-10", "--by", "place", "--effort", "none", "--json")
    assert code == 0
    found = {part["sector"]: part for part in json.loads(text)}
    assert set(found) == {"hadrut", "mets-masrik"}
    assert found["hadrut"]["before"]["exposure"] == 15
    assert found["hadrut"]["unattributable"], "9 to 12 October"
    code, text = told("did-it-hold", str(case), "moscow-2020-10-10", "--plots", str(tmp_path / "plots"), "--lang", "ar")
    assert code == 0
    assert (tmp_path / "plots" / "moscow-2020-10-10.svg").read_bytes().startswith(b"<svg")
    assert "الأعداد اليومية" in (tmp_path / "plots" / "moscow-2020-10-10.txt").read_text(encoding="utf-8")


def test_truces_are_followed_and_drawn(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def told(*words: str) -> tuple[int, str]:
        return run(*words, monkeypatch=monkeypatch, capsys=capsys)

    told("import-events", str(case), str(SAMPLE))
    code, text = told("truces", str(case), "--at", "2020-12-05", "--plots", str(tmp_path / "plots"))
    assert code == 0
    assert "Of 4 truces 0 had a proven breach" in text
    assert {p.name for p in (tmp_path / "plots").iterdir()} == {
        f"{name}.{kind}" for name in ("survival", "truces") for kind in ("svg", "png", "txt")
    }
    assert told("truces", str(case), "--at", "2020-09-01")[0] == 2


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["count", "--from", "2020-10-01", "--to", "2020-10-10", "--rule", "by_feel"], "no counting rule"),
        (["did-it-hold", "no-such-pact"], "no pact"),
        (["did-it-hold", "moscow-2020-10-10", "--by", "colour"], "--by is none that is known"),
        (["did-it-hold", "moscow-2020-10-10", "--effort", "zeal"], "--effort is none that is known"),
    ],
)
def test_what_is_not_known_is_refused(
    case: Path, words: list[str], problem: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, text = run(words[0], str(case), *words[1:], monkeypatch=monkeypatch, capsys=capsys)
    assert code == 2
    assert problem in text

"""Registries of agreements: read, kept, looked up, started from."""

from __future__ import annotations

import os
import shutil
import tomllib
from pathlib import Path

import pytest
from openpyxl import Workbook

from pactwatch.cli import main
from pactwatch.refusals import Refused
from pactwatch.registries import import_dataset, look_up, read_dataset, registered, starting_point

HERE = Path(__file__).parent
SAMPLE = HERE / "sample-pa-x.csv"
REPOSITORY = HERE.parents[1]
DATA = Path(os.environ.get("PACTWATCH_SHARED", REPOSITORY.parent / "shared")) / "data" / "agreements"

UCDP = {
    "paid": 9,
    "pa_name": "Envoys' Statement",
    "pa_date": "2020-10-30",
    "pa_type": 2,
    "actor_name": "Government of Armenia, Government of Azerbaijan",
    "pa_sign": "two ministers",
    "pa_3rd": "OSCE",
    "conflict_name": "Karabakh",
    "pa_comment": "A statement.",
    "ended": 1,
    "duration": "2020-11-09",
    "linktofulltextagreement": "https://example.org/9",
}


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(UCDP))
    sheet.append(list(UCDP.values()))
    path = tmp_path / "agreements.xlsx"
    book.save(path)
    return path


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    folder.mkdir()
    shutil.copy(REPOSITORY / "examples" / "karabakh-2020" / "case.toml", folder)
    return folder


def test_an_agreement_is_a_pact_without_clauses() -> None:
    envoys, villages = (a.pact() for a in read_dataset(SAMPLE))
    assert (envoys.id, envoys.parties, envoys.witnesses) == ("pa-x-1", ("ARM", "AZE"), ("MINSK",))
    assert (str(envoys.made), envoys.clauses, envoys.source) == ("2020-10-30", (), "https://example.org/1")
    assert villages.parties == ()


def test_a_workbook_tells_when_an_agreement_ended(workbook: Path) -> None:
    (agreement,) = read_dataset(workbook)
    assert (agreement.id, agreement.made, agreement.ended) == ("ucdp-9", "2020-10-30", "2020-11-09")
    assert agreement.pact().in_force.latest.date().isoformat() == "2020-11-09"


def test_all_words_must_be_there_and_titles_come_first() -> None:
    every = read_dataset(SAMPLE)
    assert [a.id for a in look_up(every, ["ENVOYS"])] == ["pa-x-1"]
    assert [a.id for a in look_up(every, ["of"])] == ["pa-x-1", "pa-x-2"]
    assert look_up(every, ["envoys", "villages"]) == ()


def test_a_starting_point_says_what_is_known_and_what_is_not(workbook: Path) -> None:
    (envoys, villages), ended = read_dataset(SAMPLE), read_dataset(workbook)
    begun = starting_point(envoys, ended)
    fields = tomllib.loads(begun)
    assert fields["in_force"]["until"].isoformat() == "2020-11-09"
    assert "# The same agreement: ucdp-9" in begun
    assert "what are its clauses?" in fields["to_fill_in"]
    assert "who are the parties?" in tomllib.loads(starting_point(villages))["to_fill_in"]


def test_a_case_keeps_looks_up_and_starts(
    case: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for words in (["register", str(case), str(SAMPLE)], ["look-up", str(case), "envoys"], ["start", str(case), "pa-x-1"]):
        monkeypatch.setattr("sys.argv", ["pactwatch", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code == 0
    assert "2 agreements, 2003-02-01 to 2020-10-30" in capsys.readouterr().out
    assert tomllib.loads((case / "drafts" / "pa-x-1.toml").read_text(encoding="utf-8"))["id"] == "pa-x-1"


def test_importing_again_replaces_what_the_dataset_gave_before(case: Path, workbook: Path) -> None:
    import_dataset(SAMPLE, case)
    import_dataset(SAMPLE, case)
    import_dataset(workbook, case)
    assert [a.id for a in registered(case)] == ["pa-x-2", "pa-x-1", "ucdp-9"]


@pytest.mark.parametrize(
    ("content", "line", "problem"),
    [
        ("a,b\n1,2\n", 1, "no registry"),
        (SAMPLE.read_text(encoding="utf-8").replace("01/02/2003", "31/02/2003"), 4, "cannot be read"),
        ("", 1, "names no columns"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(tmp_path: Path, content: str, line: int, problem: str) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(Refused, match=problem) as refused:
        read_dataset(path)
    assert refused.value.line == line


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.xlsx"
    path.write_bytes(b"PK not really")
    with pytest.raises(Refused, match="no workbook"):
        read_dataset(path)


@pytest.mark.skipif(not DATA.is_dir(), reason=f"no public data at {DATA}")
def test_the_public_registries_are_read_whole() -> None:
    pa_x, ucdp = read_dataset(DATA / "pa-x.csv"), read_dataset(DATA / "ucdp-peace-agreements-22.1.xlsx")
    assert (len(pa_x), len(ucdp)) == (2257, 341)
    assert sum(a.ended is not None for a in ucdp) == 116
    assert {"pa-x-1364", "ucdp-1537"} <= {a.id for a in look_up((*pa_x, *ucdp), ["minsk", "2015"])}
    known = [a for a in pa_x if len(a.pact().parties) > 1]
    assert len(known) > 500

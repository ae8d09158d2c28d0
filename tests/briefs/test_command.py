"""`pactwatch brief` and `issued`, as they are called."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pactwatch import cli
from pactwatch.case import open_case

EXAMPLE = Path(__file__).parents[2] / "examples" / "karabakh-2020"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("command") / "case"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("ledger.db*", "drafts", "briefs"))
    open_case(folder).build()
    return folder


@pytest.fixture
def case(built: Path, tmp_path: Path) -> Path:
    return shutil.copytree(built, tmp_path / "case")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["pactwatch", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            cli.main()
        told = capfd.readouterr()
        return int(left.value.code or 0), told.out, told.err

    return call


@pytest.mark.parametrize(
    ("options", "name"),
    [
        (("--daily", "2020-11-08"), "daily-2020-11-08.en.md"),
        (("--weekly", "2020-11-08"), "weekly-2020-11-08.en.md"),
        (("--from", "2020-11-01", "--to", "2020-11-08"), "brief-2020-11-01-2020-11-08.en.md"),
        (("--pact", "geneva-2020-10-30", "--to", "2020-12-06"), "brief-2020-10-30-2020-12-06.geneva-2020-10-30.en.md"),
    ],
)
def test_each_kind_has_its_file(run: Run, case: Path, options: tuple[str, ...], name: str) -> None:
    code, told, _ = run("brief", case, *options, "--form", "markdown")
    assert (code, told.strip()) == (0, str(case / "briefs" / name))
    text = (case / "briefs" / name).read_text(encoding="utf-8")
    assert ("## Pact by pact" in text, "Moscow statement" in text) == (True, "--pact" not in options)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ((), "the period of the brief is not given"),
        (("--daily", "2020-11-08", "--to", "2020-11-09"), "a brief is of one period"),
        (("--daily", "2020-11-08", "--weekly", "2020-11-08"), "a brief is of one period"),
        (("--pact", "vienna"), "the case has no pact 'vienna'"),
        (("--daily", "yesterday"), "--daily"),
        (("--from", "2020-11-08", "--to", "2020-11-01"), "ends before it begins"),
    ],
)
def test_a_period_that_is_none_is_refused(run: Run, case: Path, options: tuple[str, ...], sentence: str) -> None:
    code, _, told = run("brief", case, *options)
    assert code == 2
    assert sentence in told
    assert not (case / "briefs").exists()


def test_what_takes_a_side_is_listed_and_not_issued_without_a_reason(run: Run, case: Path) -> None:
    pact = case / "pacts" / "geneva-2020-10-30.toml"
    pact.write_text(
        pact.read_text(encoding="utf-8").replace('en = "Geneva statement"', 'en = "Liberation of Stepanakert"'), "utf-8"
    )
    asked = ("brief", case, "--daily", "2020-11-06", "--form", "markdown")
    code, _, told = run(*asked, "--issue")
    assert code == 2
    assert "“Stepanakert” in the title of geneva-2020-10-30, a name that only ARM uses; write: Khankendi / Stepanakert" in told
    assert "“liberation” in the title" in told
    assert "not issued: 2 one-sided" in told
    assert not (case / "briefs").exists()
    assert run(*asked)[0] == 0, "it may be written without being issued"
    assert run("brief", case, "--daily", "2020-11-06", "--form", "markdown", "--issue-anyway", "the title of a book")[0] == 0
    view = open_case(case).view()
    assert [e.body["notwithstanding"] for e in view.others if e.kind == "brief"] == ["the title of a book"]


def test_an_issue_is_listed_and_made_again(run: Run, case: Path) -> None:
    code, told, _ = run("brief", case, "--daily", "2020-11-06", "--lang", "ar", "--lang", "en", "--form", "html", "--issue")
    assert code == 0
    line = told.rpartition("line ")[2].split()[0]
    assert line in run("issued", case)[1]
    code, told, _ = run("issued", case, "--again", line, "--out", case / "again")
    assert (code, told.count("the same as issued")) == (0, 2)
    assert (case / "again" / "daily-2020-11-06.ar.html").read_bytes() == (
        case / "briefs" / "daily-2020-11-06.ar.html"
    ).read_bytes()
    code, _, told = run("issued", case, "--again", "1")
    assert code == 2
    assert "is no issued brief" in told

"""Sources and claims graded by people, on two axes; shown beside what they are about, and nothing more."""

from __future__ import annotations

from pathlib import Path

import pytest

from pactwatch.briefs import write_brief
from pactwatch.case import Case
from pactwatch.cli import main
from pactwatch.ledger import deciding
from pactwatch.ledger.deciding import Decider
from pactwatch.refusals import Refused
from pactwatch.times import moment
from tests.exports.sample_case import sample_case

ANA, BO = Decider("ana", "years of its reports"), Decider("bo", "I was there")


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return sample_case(tmp_path)


def shelling(case: Case) -> str:
    return next(i for i, c in case.view().claims.items() if c.quote.startswith("Three died"))


def test_both_axes_stand_together_with_whose_interest_they_serve(case: Case) -> None:
    claim = shelling(case)
    assert case.view().grades == {}
    with case.ledger() as ledger:
        deciding.grade(ledger, ANA, source="agency", reliability="B")
        deciding.grade(ledger, ANA, claim=claim, credibility="2", interest="ARM")
        view = ledger.view()
    assert view.grades[claim] == "B2 (ARM)"
    others = [i for i, c in view.claims.items() if view.reports[c.statement.report].source == "agency" and i != claim]
    assert {view.grades[i] for i in others} == {"B–"}
    assert len(view.grades) == len(others) + 1


def test_a_person_may_grade_anew_and_two_may_differ(case: Case) -> None:
    claim = shelling(case)
    with case.ledger() as ledger:
        for grade in ("B", "D", "B", "B"):
            deciding.grade(ledger, ANA, source="agency", reliability=grade)
        assert ledger.view().grades[claim] == "B–"
        deciding.grade(ledger, BO, source="agency", reliability="C")
        assert ledger.view().grades[claim] == "B/C–"
        assert ledger.verify() == ()


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"source": "agency", "reliability": "G"}, "graded by its reliability"),
        ({"source": "agency", "reliability": ""}, "graded by its reliability"),
        ({"source": "agency", "reliability": "A", "credibility": "1"}, "graded by its reliability"),
        ({"source": "nobody", "reliability": "A"}, "no source 'nobody'"),
        ({"reliability": "A"}, "one source or one claim"),
        ({"claim": "0" * 64, "credibility": "1"}, "no claim 0000"),
    ],
)
def test_what_is_no_grading_is_refused(case: Case, values: dict[str, str], problem: str) -> None:
    with case.ledger() as ledger, pytest.raises(Refused, match=problem):
        deciding.grade(ledger, ANA, **values)


def test_a_grade_is_shown_in_explanations_and_briefs_and_changes_no_verdict(
    case: Case, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    at = moment("2020-10-20", case.time_zone)
    before = [v.status for v in case.judge(at)]

    def run(*words: str) -> str:
        monkeypatch.setattr("sys.argv", ["pactwatch", words[0], str(case.folder), *words[1:]])
        with pytest.raises(SystemExit) as ended:
            main()
        assert not ended.value.code
        return " ".join(capsys.readouterr().out.split())

    run("grade", "--source", "agency", "--reliability", "B", "--why", "years of its reports")
    run("grade", "--claim", shelling(case)[:12], "--credibility", "1", "--why", "confirmed")
    assert [v.status for v in case.judge(at)] == before
    assert "An agency [B1], 2020-10-09" in run("explain", "sample-2020/civilians", "--at", "2020-10-20", "--bearer", "AZE")
    brief = case.brief(moment("2020-10-06", case.time_zone), at)
    written = write_brief(brief, case.folder / "briefs", "en")
    texts = [path for path in written if path.suffix in (".html", ".md")]
    assert len(texts) == 2
    for path in texts:
        assert "graded B1" in path.read_text(encoding="utf-8")

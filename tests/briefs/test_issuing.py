"""Issued briefs: recorded with their files, made again byte for byte, and set beside the issue before them."""

from __future__ import annotations

import io
import shutil
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pactwatch.briefs import Form, render
from pactwatch.briefs.comparing import likeness, otherwise
from pactwatch.briefs.composed import Composed
from pactwatch.briefs.composing import days_up_to
from pactwatch.briefs.differences import differences
from pactwatch.briefs.issuing import KIND, Issue, Issuer, after_earlier, again, issue, issued
from pactwatch.briefs.wording import Wording
from pactwatch.case import Case, open_case
from pactwatch.ledger import Ledger, NewEntry
from pactwatch.refusals import Refused
from tests.briefs.sample import sample

EXAMPLE = Path(__file__).parents[2] / "examples" / "karabakh-2020"
BY = Issuer("the monitor on duty")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("issuing") / "case"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("ledger.db*", "drafts", "briefs"))
    open_case(folder).build()
    return folder


@pytest.fixture
def case(built: Path, tmp_path: Path) -> Case:
    folder = tmp_path / "case"
    shutil.copytree(built, folder)
    return open_case(folder)


def daily(case: Case, day: int, ledger: Ledger) -> Composed:
    start, end = days_up_to(date(2020, 11, day), "daily", case.time_zone)
    brief = case.brief(start, end, kind="daily", pacts=["geneva-2020-10-30"])
    return after_earlier(brief, ledger, ledger.head()[0])


def written(brief: Composed, forms: tuple[Form, ...] = ("html", "markdown", "xlsx")) -> dict[str, str | bytes]:
    return {f"{tag}.{form}": render(brief, tag, form) for tag in ("ar", "en") for form in forms}


def issue_daily(case: Case, day: int, ledger: Ledger) -> tuple[Composed, Issue]:
    brief = daily(case, day, ledger)
    entry = issue(ledger, brief, case.pact_texts(), written(brief), BY)
    return brief, next(i for i in issued(ledger.view()) if i.id == entry.id)


def test_an_issue_says_what_was_issued_by_whom(case: Case) -> None:
    with case.ledger() as ledger:
        brief, told = issue_daily(case, 6, ledger)
    assert (told.by, told.kind, told.known_at, told.only) == (BY.by, "daily", brief.known_at, ("geneva-2020-10-30",))
    assert (told.start, told.end) == (brief.start, brief.end)
    assert told.languages == ("ar", "en")
    assert set(told.pacts) == set(case.pacts())
    assert told.files["ar.html"] == sha256(str(written(brief)["ar.html"]).encode()).hexdigest()
    assert told.replaces is told.follows is None


def test_it_is_made_again_byte_for_byte_from_the_ledger_alone(case: Case) -> None:
    with case.ledger() as ledger:
        issue_daily(case, 6, ledger)
        brief, told = issue_daily(case, 7, ledger)
        before = written(brief, ("html", "markdown", "xlsx", "pdf"))
        shutil.rmtree(case.folder / "pacts")  # the ledger has their texts
        (case.folder / "case.toml").unlink()
        ledger.append("note", {"text": "written later"}, by="a person")
        assert written(again(told, ledger), ("html", "markdown", "xlsx", "pdf")) == before


def test_the_next_day_tells_what_changed_since_the_last_issue(case: Case) -> None:
    with case.ledger() as ledger:
        _, first = issue_daily(case, 6, ledger)
        brief, told = issue_daily(case, 7, ledger)
    assert (told.follows, told.replaces) == (first.id, None)
    text = render(brief, "en", "markdown")
    assert f"That issue is line {first.seq} of the ledger" in text
    since = text.split("## What changed since the issue of")[1].split("\n## ")[0]
    assert "| Armenia and Azerbaijan | Pending | **Overdue** |" in since


def test_a_reissue_shows_what_it_says_otherwise(case: Case) -> None:
    with case.ledger() as ledger:
        first_brief, first = issue_daily(case, 7, ledger)
        gone = next(v for v in first_brief.verdicts if v.against).against[0]
        sentence = first_brief.claims[gone].statement.text
        ledger.append("retraction", {"why": "misread"}, by="a person", retracts=gone)
        brief, told = issue_daily(case, 7, ledger)
        assert told.replaces == first.id
        html = render(brief, "en", "html")
        assert "Differences from the issue of" in html
        dropped = html.split("Sentences that answers rested on then, and do not now")[1].split("</section>")[0]
        assert " ".join(sentence.split())[:40] in dropped
        _, third = issue_daily(case, 7, ledger)
        assert third.replaces == told.id
        assert "Every answer, and every sentence that answers rest on, is the same." in render(
            again(third, ledger), "en", "html"
        )


def test_a_brief_of_other_pacts_or_kind_is_not_the_issue_before(case: Case) -> None:
    with case.ledger() as ledger:
        issue_daily(case, 6, ledger)
        start, end = days_up_to(date(2020, 11, 7), "weekly", case.time_zone)
        weekly = case.brief(start, end, kind="weekly", pacts=["geneva-2020-10-30"])
        whole = case.brief(*days_up_to(date(2020, 11, 7), "daily", case.time_zone), kind="daily")
        assert all(after_earlier(b, ledger, ledger.head()[0]).earlier is None for b in (weekly, whole))


def test_a_brief_made_as_of_an_older_line_knows_no_later_issue(case: Case) -> None:
    with case.ledger() as ledger:
        brief = daily(case, 7, ledger)
        issue_daily(case, 6, ledger)
        assert after_earlier(brief, ledger).earlier is None


def test_one_that_was_taken_back_is_not_listed(case: Case) -> None:
    with case.ledger() as ledger:
        _, told = issue_daily(case, 6, ledger)
        ledger.append("retraction", {"why": "issued by mistake"}, by="a person", retracts=told.id)
        assert issued(ledger.view()) == ()


def test_a_line_that_is_not_whole_is_no_issue(case: Case) -> None:
    with case.ledger() as ledger:
        ledger.append_all([NewEntry(KIND, {"kind": "daily"}, "a person"), NewEntry(KIND, {"end": 7, "start": "x"}, "a person")])
        assert issued(ledger.view()) == ()


def test_a_text_that_the_ledger_lacks_is_named(case: Case) -> None:
    with case.ledger() as ledger:
        _, told = issue_daily(case, 6, ledger)
        with pytest.raises(Refused, match="lacks the text of 'geneva-2020-10-30'"):
            again(replace(told, pacts={"geneva-2020-10-30": "0" * 64}), ledger)


def test_a_brief_of_verdicts_alone_has_no_earlier_issue() -> None:
    assert 'id="differences"' not in render(sample(), "en", "html")


def test_another_version_of_what_draws_is_told_apart_from_another_brief(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    forms: tuple[Form, ...] = ("html", "xlsx", "pdf")
    with case.ledger() as ledger:
        brief = daily(case, 6, ledger)
        entry = issue(ledger, brief, case.pact_texts(), written(brief, forms), BY)
        told = next(i for i in issued(ledger.view()) if i.id == entry.id)
        made, other = again(told, ledger), daily(case, 7, ledger)
    assert set(told.contents) == {"ar.xlsx", "ar.pdf", "en.xlsx", "en.pdf"}
    for name in told.files:
        tag, _, kind = name.rpartition(".")
        content = render(made, tag, next(f for f in forms if f == kind))
        same = content.encode() if isinstance(content, str) else content
        assert likeness(same, made, name, told.files, told.contents) == "same"
        redrawn = "other" if kind == "html" else "content"
        assert likeness(same + b" ", made, name, told.files, told.contents) == redrawn
        assert likeness(same + b" ", other, name, told.files, told.contents) == "other"
    assert otherwise(told.made_with) == ""
    monkeypatch.setattr("pactwatch.briefs.comparing.version", lambda name: f"{name}-next")
    now = otherwise(told.made_with)
    assert f"weasyprint {told.made_with['weasyprint']} then, weasyprint-next now" in now
    assert otherwise({}) == "", "an issue of before says nothing of what it was made with"


def test_the_workbook_has_the_differences(case: Case) -> None:
    with case.ledger() as ledger:
        first, _ = issue_daily(case, 7, ledger)
        assert "Differences" not in load_workbook(io.BytesIO(render(first, "en", "xlsx"))).sheetnames
        gone = next(v for v in first.verdicts if v.against).against[0]
        ledger.append("retraction", {"why": "misread"}, by="a person", retracts=gone)
        brief, _ = issue_daily(case, 7, ledger)
    shown = differences(brief, Wording(brief, "en"))
    assert shown is not None
    rows = list(load_workbook(io.BytesIO(render(brief, "en", "xlsx")))["Differences"].iter_rows(values_only=True, min_row=2))
    kinds = [row[0] for row in rows]
    assert kinds.count("Answer") == len(shown.answers)
    assert [row[6] for row in rows if row[0] == "Sentences that answers rested on then, and do not now"] == [
        s.text.text for s in shown.dropped
    ]
    assert str(kinds[-1]).startswith("Differences from the issue of")

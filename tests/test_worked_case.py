"""The worked case from beginning to end, through the command line: reports, ledger, verdicts, brief."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pactwatch.cli import main

EXAMPLE = Path(__file__).parents[1] / "examples" / "karabakh-2020"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line as a user would: exit code, what it printed, what it said on the side."""

    def _run(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["pactwatch", *map(str, words)])
        code: Any = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code or 0
        told = capsys.readouterr()
        return int(code), told.out, told.err

    return _run


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the worked case, built, with Russia's pledge adopted from its draft."""
    from pactwatch.case import open_case
    from pactwatch.ledger.deciding import Decider

    folder = tmp_path_factory.mktemp("case") / "karabakh-2020"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("ledger.db*", "drafts", "briefs"))
    case = open_case(folder)
    case.build()
    case.adopt("027-russia-answers-on-condition", Decider("the tests", "it is a pledge"))
    return folder


@pytest.fixture
def case(built: Path, tmp_path: Path) -> Path:
    """A copy of the built case that a test may spoil."""
    return Path(shutil.copytree(built, tmp_path / "case"))


def verdicts(run: Run, folder: Path, *words: object) -> dict[tuple[str, str], dict[str, Any]]:
    code, told, _ = run("judge", folder, "--json", *words)
    assert code == 0
    return {(v["clause"], v["bearer"]): v for v in json.loads(told)}


def lists(run: Run, folder: Path, *words: object) -> dict[str, str]:
    found = verdicts(run, folder, "--clause", "geneva-2020-10-30/lists", *words)
    return {bearer: v["status"] for (_, bearer), v in found.items()}


def test_the_lists_fall_due_and_come_late(run: Run, built: Path) -> None:
    pending = verdicts(run, built, "--at", "2020-11-01", "--clause", "geneva-2020-10-30/lists")
    assert {v["status"] for v in pending.values()} == {"pending"}
    assert {v["due"][:10] for v in pending.values()} == {"2020-11-06"}
    assert lists(run, built, "--at", "2020-11-08") == {"ARM": "overdue", "AZE": "overdue"}
    assert lists(run, built, "--at", "2020-12-06") == {"ARM": "partly_kept", "AZE": "kept_late"}


def test_what_was_not_yet_known_does_not_count(run: Run, built: Path) -> None:
    known = lists(run, built, "--at", "2020-12-06", "--known-at", "2020-11-30")
    assert known == {"ARM": "overdue", "AZE": "overdue"}
    assert lists(run, built, "--at", "2020-12-06", "--known-at", "2020-12-06") == {"ARM": "kept_late", "AZE": "kept_late"}


def test_the_pledge_depends_on_where_the_fighting_is_and_on_what_was_known(run: Run, built: Path) -> None:
    words = ("--clause", "027-russia-answers-on-condition", "--at", "2020-11-05")
    before = [*verdicts(run, built, *words, "--known-at", "2020-11-05").values()]
    assert [v["status"] for v in before] == ["disputed"]
    assert set(before[0]["readings"].values()) == {"not_triggered", "pending"}
    after = [*verdicts(run, built, *words, "--known-at", "2020-11-21").values()]
    assert [v["status"] for v in after] == ["pending"]


def test_three_opposed_claims_prove_nothing_until_an_independent_voice_comes_in(run: Run, built: Path) -> None:
    words = ("--clause", "geneva-2020-10-30/civilians", "--at", "2020-11-09")
    before = verdicts(run, built, *words, "--known-at", "2020-11-09")["geneva-2020-10-30/civilians", "AZE"]
    after = verdicts(run, built, *words, "--known-at", "2020-12-13")["geneva-2020-10-30/civilians", "AZE"]
    assert before["status"] in ("alleged", "disputed")
    assert before["proof"] == "claimed"
    assert after["status"] == "breached"
    assert after["proof"] == "corroborated"


def test_every_clause_of_every_pact_is_judged_for_every_bearer(run: Run, built: Path) -> None:
    found = verdicts(run, built, "--at", "2020-12-06")
    assert len({clause.partition("/")[0] for clause, _ in found}) >= 8


def test_a_case_rebuilt_from_its_folder_has_the_same_chain(built: Path, tmp_path: Path) -> None:
    from pactwatch.case import open_case

    heads = []
    for name in ("one", "two"):
        folder = tmp_path / name
        shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("ledger.db*", "drafts", "briefs"))
        open_case(folder).build()
        with open_case(folder).ledger() as ledger:
            heads.append(ledger.head())
    assert heads[0] == heads[1]


def test_building_again_adds_nothing(run: Run, case: Path) -> None:
    with sqlite3.connect(case / "ledger.db") as store:
        before = store.execute("select count(*) from entries").fetchone()
    code, told, _ = run("build", case)
    assert code == 0
    assert told.startswith("0 new reports, 0 claims, 0 drafts")
    with sqlite3.connect(case / "ledger.db") as store:
        assert store.execute("select count(*) from entries").fetchone() == before


def test_explain_goes_down_to_the_sentence(run: Run, built: Path) -> None:
    code, told, _ = run("explain", built, "geneva-2020-10-30/lists", "--at", "2020-12-06", "--bearer", "ARM")
    assert code == 0
    told = " ".join(re.sub("[│├└─]", " ", told).split())  # lines break where the screen ends
    assert "обменялись 4 декабря списками" in told
    assert "https://www.eng.kavkaz-uzel.eu/articles/53033/" in told


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_brief_is_written_in_every_form(run: Run, case: Path, language: str) -> None:
    code, told, _ = run("brief", case, "--from", "2020-10-30", "--to", "2020-12-06", "--lang", language)
    assert code == 0
    written = [Path(line) for line in told.split()]
    assert {p.suffix for p in written} == {".md", ".html", ".xlsx", ".pdf"}
    html = next(p for p in written if p.suffix == ".html").read_text(encoding="utf-8")
    assert f'lang="{language}"' in html
    assert ('dir="rtl"' in html.partition("<head")[0]) == (language == "ar")


def refused(told: tuple[int, str, str], *parts: str) -> None:
    code, out, err = told
    assert code == 2
    assert not out
    assert err.count("pactwatch: ") == 1
    assert "Traceback" not in err
    for part in parts:
        assert part in err


def test_a_changed_byte_in_the_ledger_is_named(run: Run, case: Path) -> None:
    path = case / "ledger.db"
    with sqlite3.connect(path) as store:
        (line,) = store.execute("select seq from entries where kind = 'report' and body like '%articles/53033%'").fetchone()
    store.close()
    path.write_bytes(path.read_bytes().replace(b"articles/53033", b"articles/53034", 1))
    refused(run("verify", case), "ledger.db", f"line {line}")


def test_verify_answers_for_a_whole_ledger(run: Run, built: Path) -> None:
    code, told, _ = run("verify", built)
    assert code == 0
    assert "each in its place" in told


def test_a_misspelt_key_in_a_pact_is_refused_with_its_line(run: Run, case: Path) -> None:
    path = case / "pacts" / "geneva-2020-10-30.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\nduty =", "\ndutty =", 1), encoding="utf-8")
    line = next(n for n, t in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if t.startswith("dutty"))
    refused(run("judge", case, "--at", "2020-11-01"), f"geneva-2020-10-30.toml:{line}", "dutty", "duty")


def test_an_unreadable_page_leaves_the_ledger_as_it_was(run: Run, case: Path) -> None:
    (case / "reports" / "900-page.html").write_bytes(b"\x00\x01\x02\xff" * 200)
    before = (case / "ledger.db").read_bytes()
    refused(run("build", case), "900-page.html")
    assert (case / "ledger.db").read_bytes() == before


def test_a_date_that_cannot_be_is_refused(run: Run, case: Path) -> None:
    refused(run("judge", case, "--at", "2020-11-31"), "2020-11-31")
    report = (case / "reports" / "024-armenia-asks-russia.ar.txt").read_text(encoding="utf-8")
    (case / "reports" / "901-late.ar.txt").write_text(
        report.replace("024-", "901-").replace("published = 2020-10-31", "published = 2020-11-31"), encoding="utf-8"
    )
    refused(run("build", case), "901-late.ar.txt")


def test_what_is_missing_is_said_plainly(run: Run, tmp_path: Path) -> None:
    refused(run("judge", tmp_path), "case.toml")
    refused(run("read", tmp_path / "none.txt"), "none.txt")
    shutil.copytree(EXAMPLE, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("ledger.db*", "drafts", "briefs"))
    refused(run("judge", tmp_path), "pactwatch build")


def test_scenarios_of_the_case_hold(run: Run) -> None:
    code, told, _ = run("test", "--library")
    assert (code, told.splitlines()[-1].endswith("scenarios hold")) == (0, True)
    code, told, _ = run("test", EXAMPLE)
    assert code == 0, told


FRONT = """+++
id = "article"
source = "alkhaleej-jadid"
url = "https://thenewkhalij.news/"
published = 2020-10-31
captured = 2020-10-31T12:00:00+04:00
language = "ar"
title = "أرمينيا تطالب روسيا بتفعيل الدفاع المشترك"
+++
"""


def test_the_article_it_began_with_gives_its_own_draft_of_the_pledge(run: Run, shared: Path, tmp_path: Path) -> None:
    folder = tmp_path / "karabakh-2020"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("ledger.db*", "drafts", "briefs"))
    article = (shared / "data" / "seed" / "article.txt").read_text(encoding="utf-8")
    (folder / "reports" / "article.txt").write_text(FRONT + article, encoding="utf-8")
    assert run("build", folder)[0] == 0
    assert run("adopt", folder, "article", "--clause", "support", "--why", "it is a pledge")[0] == 0
    words = ("--clause", "article-support/support", "--at", "2020-11-05")
    before = [*verdicts(run, folder, *words, "--known-at", "2020-11-05").values()]
    after = [*verdicts(run, folder, *words, "--known-at", "2020-11-21").values()]
    assert before[0]["readings"] == {"recognised-border": "not_triggered", "wider-conflict": "pending"}
    assert [v["status"] for v in after] == ["pending"]
    assert before[0]["bearer"] == "RUS"

"""The commands on a ledger, as a person gives them: on a small case, in either store."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pactwatch.case import open_case
from pactwatch.cli import main
from pactwatch.ledger.judgements import Correction, Ruling
from tests.ledger.places import Places
from tests.ledger.test_in_a_case import folder

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command: its exit code, what it printed, and what it said on standard error."""

    def _run(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["pactwatch", *map(str, words)])
        monkeypatch.setenv("COLUMNS", "200")
        code: int | str = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code or 0
        told = capsys.readouterr()
        return int(code), told.out, told.err

    return _run


@pytest.fixture
def case(places: Places, tmp_path: Path) -> Path:
    """A case with one report, built."""
    at = folder(tmp_path / "case", f'ledger = "{places.new()}"')
    open_case(at).build()
    return at


def line_of_claim(case: Path) -> int:
    with open_case(case).ledger() as ledger:
        return next(e.seq for e in ledger.entries() if e.kind == "claim")


def test_entries_are_listed_by_kind_and_by_what_they_say(run: Run, case: Path) -> None:
    code, told, _ = run("entries", case, "--kind", "claim", "--says", "shelled")
    assert code == 0
    assert f"│ {line_of_claim(case)} " in re.sub(" +", " ", told)
    assert "shelled" in told
    assert "report" not in run("entries", case, "--kind", "claim")[1]
    assert "shelled" not in run("entries", case, "--says", "no such words")[1]


def test_a_claim_is_corrected_ruled_on_and_retracted(run: Run, case: Path) -> None:
    line, why = line_of_claim(case), ("--why", "the ministry itself said so", "--by", "Ana", "--on", "2020-11-05")
    assert run("correct", case, line, "--set", "target=AZE,CIV", "--set", "amounts=at_least 3 killed", *why)[0] == 0
    with open_case(case).ledger() as ledger:
        view = ledger.view()
        (claim,) = (c for c in view.claims.values() if c.target == ("AZE", "CIV"))
        assert (claim.amounts[0].value, claim.amounts[0].qualifier, claim.reader) == (3.0, "at_least", "person")
        assert isinstance(view.judgements[0].decision, Correction)
        assert (view.judgements[0].by, view.judgements[0].at.date().isoformat()) == ("Ana", "2020-11-05")
        new = view.judgements[0].decision.claim
    assert run("rule", case, new[:10], "--finding", "happened", "--monitor", "OSCE", *why)[0] == 0
    assert isinstance(open_case(case).view().judgements[-1].decision, Ruling)
    assert run("retract", case, new, *why)[0] == 0
    assert open_case(case).view().rulings == ()
    code, told, _ = run("verify", case)
    assert (code, "each in its place" in told) == (0, True)


def test_claims_are_joined_and_parted(run: Run, case: Path) -> None:
    (case / "reports" / "two.en.txt").write_text(
        (case / "reports" / "one.en.txt").read_text().replace("31T", "30T").replace("Barda", "Tartar"), "utf-8"
    )
    run("build", case)
    with open_case(case).ledger() as ledger:
        lines = [e.seq for e in ledger.entries() if e.kind == "claim"][:2]
    assert run("same", case, *lines, "--why", "one shell")[0] == 0
    assert len(open_case(case).view().same_events) == 1
    code, _, told = run("different", case, *lines, "--why", "two towns")
    assert (code, "same and of different" in told) == (2, True)
    code, _, told = run("same", case, lines[0], "--why", "one shell")
    assert (code, "2 or more" in told) == (2, True)


def test_a_draft_is_refused_with_a_reason(run: Run, case: Path) -> None:
    (case / "drafts").mkdir()
    (case / "drafts" / "pledge.toml").write_text('id = "pledge"\n', "utf-8")
    code, _, told = run("refuse", case, "pledge", "--why", " ")
    assert (code, "'why'" in told, (case / "drafts" / "pledge.toml").exists()) == (2, True, True)
    assert run("refuse", case, "pledge", "--why", "it promises nothing")[0] == 0
    assert not (case / "drafts" / "pledge.toml").exists()
    assert run("refuse", case, "pledge", "--why", "again")[0] == 2


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        (("correct", "CASE", "LINE", "--set", "actr=ARM", "--why", "x"), "did you mean actor=…?"),
        (("correct", "CASE", "LINE", "--set", "colour=red", "--why", "x"), "write FIELD=VALUE"),
        (("correct", "CASE", "LINE", "--set", "act=shell", "--why", "x"), "'shell' is no act"),
        (("correct", "CASE", "LINE", "--set", "actor=XXX", "--why", "x"), "'XXX' in actor is no party"),
        (("correct", "CASE", "LINE", "--set", "when=yesterday", "--why", "x"), "give a date"),
        (("correct", "CASE", "LINE", "--set", "amounts=many killed", "--why", "x"), "is no amount"),
        (("correct", "CASE", "LINE", "--set", "negated=perhaps", "--why", "x"), "choose one of: true, false"),
        (("correct", "CASE", "1", "--set", "act=attack", "--why", "x"), "is no claim"),
        (("retract", "CASE", "1", "--why", "x"), "cannot be taken back"),
        (("retract", "CASE", "abc", "--why", "x"), "names no entry"),
        (("rule", "CASE", "LINE", "--finding", "happened", "--monitor", "Nobody", "--why", "x"), "'Nobody' is no party"),
        (("rule", "CASE", "LINE", "--finding", "happened", "--monitor", "OSCE", "--why", "x", "--on", "2999-01-01"), "to come"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(run: Run, case: Path, words: tuple[str, ...], sign: str) -> None:
    before = open_case(case).view().seq
    given = [{"CASE": str(case), "LINE": str(line_of_claim(case))}.get(word, word) for word in words]
    code, out, told = run(*given)
    assert (code, out, told.count("pactwatch: ")) == (2, "", 1)
    assert sign in told
    assert open_case(case).view().seq == before


def test_an_outsider_proves_with_an_export_and_a_public_key(run: Run, case: Path, tmp_path: Path) -> None:
    key, public, file, noted = (tmp_path / name for name in ("key", "key.pub", "ledger.jsonl", "noted.json"))
    assert run("keys", key)[0] == 0
    assert run("checkpoint", case, "--key", key, "--by", "Ana")[0] == 0
    assert run("checkpoint", case, "--key", key, "--out", noted)[0] == 0
    code, told, _ = run("export", case, file)
    lines = len(file.read_text("utf-8").splitlines())
    assert (code, f"{lines} lines" in told) == (0, True)
    for where in (file, case):
        code, told, _ = run("verify", where, "--public-key", public)
        assert code == 0
        assert f"lines 1 to {lines - 1} are what the holder of this key signed; lines {lines} to {lines} came after it" in told
        assert run("verify", where, "--public-key", public, "--checkpoint", noted)[0] == 0
    run("keys", tmp_path / "other")
    code, _, told = run("verify", file, "--public-key", tmp_path / "other.pub")
    assert (code, "nothing is proved" in told, "1 by other keys" in told) == (2, True, True)
    file.write_text(file.read_text("utf-8").replace("Barda", "Bardo"), "utf-8")
    code, _, told = run("verify", file, "--public-key", public)
    assert (code, f"{file}:" in told) == (2, True)


def test_a_case_s_ledger_moves_to_another_store(run: Run, case: Path, places: Places, tmp_path: Path) -> None:
    file, there = tmp_path / "ledger.jsonl", places.new()
    assert run("export", case, file)[0] == 0
    code, told, _ = run("import", file, there)
    assert (code, " lines added" in told) == (0, True)
    assert run("verify", there)[0] == 0
    assert run("export", there, tmp_path / "again.jsonl")[0] == 0
    assert (tmp_path / "again.jsonl").read_bytes() == file.read_bytes()
    other = folder(tmp_path / "other", "")
    assert run("import", file, other)[0] == 0
    assert run("build", other)[1].startswith("0 new reports")
    code, _, told = run("import", tmp_path / "none.jsonl", there)
    assert (code, "no such file" in told) == (2, True)
    assert run("verify", tmp_path / "none.db")[0] == 2

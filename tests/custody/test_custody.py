"""Originals kept when a report is recorded, never rewritten; a chain that says what became of them."""

from __future__ import annotations

import json
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from pactwatch.case import Case, open_case
from pactwatch.cli import main
from pactwatch.custody import chain_of
from pactwatch.ledger import deciding
from pactwatch.refusals import Refused

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "karabakh-2020"
NAME = "002-outbreak-armenian-version.en"
TEXT = "Armenia says that Azerbaijan shelled Hadrut on 27 September 2020."


@pytest.fixture
def case(tmp_path: Path) -> Case:
    shutil.copy(EXAMPLE / "case.toml", tmp_path)
    shutil.copytree(EXAMPLE / "pacts", tmp_path / "pacts")
    (tmp_path / "reports").mkdir()
    shutil.copy(EXAMPLE / "reports" / f"{NAME}.txt", tmp_path / "reports")
    source = open_case(tmp_path).sources[0].id
    line = {"id": "by-line", "source": source, "published": "2020-09-28", "text": TEXT}
    (tmp_path / "reports" / "wire.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    opened = open_case(tmp_path)
    opened.build()
    return opened


def report_id(case: Case) -> str:
    return next(r.id for r in case.view().reports.values() if r.id != "by-line")


def run(*words: str) -> int:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["pactwatch", *words])
        with pytest.raises(SystemExit) as ended:
            main()
    return int(ended.value.code or 0)


def test_a_build_keeps_the_bytes_of_each_report_by_their_hash(case: Case) -> None:
    kept = sorted((case.folder / "originals").iterdir())
    assert {p.name.partition(".")[0] for p in kept} == {r.sha256 for r in case.view().reports.values()}
    assert all(sha256(p.read_bytes()).hexdigest() == p.name.partition(".")[0] for p in kept)
    assert {p.suffix for p in kept} == {".txt", ".json"}
    assert not any(p.stat().st_mode & 0o222 for p in kept)


def test_what_is_kept_is_not_rewritten_when_the_working_copy_changes(case: Case) -> None:
    before = {p.name: p.read_bytes() for p in (case.folder / "originals").iterdir()}
    working = case.folder / "reports" / f"{NAME}.txt"
    working.write_text(working.read_text(encoding="utf-8") + "\nOne line more.\n", encoding="utf-8")
    assert case.build().reports == 1
    after = {p.name: p.read_bytes() for p in (case.folder / "originals").iterdir()}
    assert before.items() < after.items()


def test_the_chain_says_when_by_whom_where_and_what_was_decided(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    name = report_id(case)
    with case.ledger() as ledger:
        claim = next(e for e in ledger.entries() if e.kind == "claim" and e.body["statement"]["report"] == name)
        deciding.retract(ledger, claim.id, deciding.Decider("a lawyer", "misread"))
        chain = chain_of(case.folder, name, ledger.entries())
    assert chain.sound is True
    assert [e.kind for e in chain.entries][:2] == ["report", "claim"]
    assert (chain.entries[-1].kind, chain.entries[-1].by) == ("retraction", "a lawyer")
    assert all(e.kind != "claim" or e.body["statement"]["report"] == name for e in chain.entries)
    assert run("custody", str(case.folder), name) == 0
    told = capsys.readouterr().out
    assert f"original: originals/{chain.report.sha256}.txt" in told
    assert "verified now: yes" in told
    assert "retraction by a lawyer" in told


def test_a_changed_original_is_noticed_and_named(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    name = report_id(case)
    original = case.folder / "originals" / f"{case.view().reports[name].sha256}.txt"
    original.chmod(0o644)
    original.write_bytes(original.read_bytes() + b" ")
    assert run("custody", str(case.folder), name) == 1
    assert "verified now: NO" in capsys.readouterr().out
    (case.folder / "ledger.db").unlink()
    with pytest.raises(Refused, match="has been changed since it was kept") as refused:
        case.build()
    assert original.name in str(refused.value)


def test_an_original_that_is_gone_is_said_to_be(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(case.folder / "originals")
    assert run("custody", str(case.folder), report_id(case)) == 0
    assert "no original is kept" in capsys.readouterr().out


def test_a_page_that_was_watched_is_part_of_the_chain(case: Case) -> None:
    page = b"<html><body><p>" + TEXT.encode() + b"</p></body></html>"
    digest = sha256(page).hexdigest()
    (case.folder / "originals" / f"{digest}.html").write_bytes(page)
    line = {"id": f"agency-{digest[:16]}", "source": case.sources[0].id, "published": "2020-09-28", "text": TEXT + " Again."}
    (case.folder / "reports" / "watched.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    case.build()
    with case.ledger() as ledger:
        chain = chain_of(case.folder, line["id"], ledger.entries())
    assert chain.page == case.folder / "originals" / f"{digest}.html"
    assert chain.original is not None
    assert chain.sound is True


def test_a_report_that_is_not_there_is_refused(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("custody", str(case.folder), "nothing") == 2
    assert "no report 'nothing'" in capsys.readouterr().err

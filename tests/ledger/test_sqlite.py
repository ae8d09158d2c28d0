"""What is SQLite's own: the file, its log, its refusals."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from pactwatch.ledger import open_ledger, to_body
from pactwatch.refusals import Refused
from tests.ledger.records import source


def test_commits_wait_for_the_disk_and_a_log_is_kept(tmp_path: Path) -> None:
    with open_ledger(f"sqlite:///{tmp_path / 'ledger.db'}") as ledger, ledger._kept.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"


def test_where_no_ledger_can_be(tmp_path: Path) -> None:
    text, other, empty = tmp_path / "a.txt", tmp_path / "other.db", tmp_path / "empty.db"
    text.write_text("not a database at all, only text " * 9)
    with sqlite3.connect(other) as raw:
        raw.execute("CREATE TABLE birds (name)")
    empty.touch()
    cases: list[tuple[Path | str, bool, str]] = [
        (text, True, "not a ledger"),
        (other, True, "not a ledger"),
        (empty, False, "empty"),
        (tmp_path, True, "folder"),
        (tmp_path / "none.db", False, "no ledger"),
        (tmp_path / "no" / "ledger.db", True, "no such folder"),
        ("mysql://user:secret@host/db", True, "no ledger can be kept"),
        ("postgresql://user:secret@host:port/db", True, "cannot be read"),
        ("sqlite://", True, "no ledger can be kept"),
    ]
    for where, create, sign in cases:
        with pytest.raises(Refused, match=sign) as refusal:
            open_ledger(where, create=create)
        assert "secret" not in str(refusal.value)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.txt", "empty.db", "other.db"]
    assert text.read_text().startswith("not a database")


def test_while_another_writes_one_waits_and_then_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pactwatch.ledger.sqlite.PATIENCE", 0.05)
    path = tmp_path / "ledger.db"
    with open_ledger(path) as ledger, open_ledger(path) as other:
        with ledger._kept.writing(), pytest.raises(Refused, match="another process is writing"):
            other.append("source", to_body(source()), by="ana")
        assert other.append("source", to_body(source()), by="ana").seq == 2

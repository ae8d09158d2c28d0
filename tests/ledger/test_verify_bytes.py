"""A SQLite ledger edited byte by byte, which PostgreSQL's own encoding would not let happen."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pactwatch.ledger import Fault, open_ledger
from pactwatch.refusals import Refused
from tests.ledger.test_verify import COLUMNS, LAST, write_sound


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound") / "ledger.db"
    write_sound(path)
    return path


@contextmanager
def behind_the_triggers(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that may do anything; the triggers are put back at the end, as a careful forger would."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        triggers = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            raw.execute(f"DROP TRIGGER {name}")
        yield raw
        for _, sql in triggers:
            raw.execute(sql)


def found(sound: Path, edit: Callable[[sqlite3.Connection], object]) -> tuple[Fault, ...]:
    """What is found in a copy of the ledger that has been edited."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        shutil.copy(sound, path)
        with behind_the_triggers(path) as raw:
            edit(raw)
        with open_ledger(path, create=False) as ledger:
            return ledger.verify()


@settings(max_examples=80, deadline=None)
@given(st.integers(1, LAST), st.sampled_from(COLUMNS), st.integers(0), st.integers(1, 255))
def test_any_changed_byte_is_found_in_its_line_and_there_alone(sound: Path, seq: int, column: str, at: int, bits: int) -> None:
    if column == "retracts":
        seq = 6  # the only line that has one

    def edit(raw: sqlite3.Connection) -> None:
        (value,) = raw.execute(f'SELECT CAST("{column}" AS BLOB) FROM entries WHERE seq = ?', (seq,)).fetchone()
        changed = bytearray(value)
        changed[at % len(changed)] ^= bits
        raw.execute(f'UPDATE entries SET "{column}" = CAST(? AS TEXT) WHERE seq = ?', (bytes(changed), seq))

    try:
        assert {fault.seq for fault in found(sound, edit)} == {seq}
    except Refused:
        assert seq == 1  # a first line that no longer opens a ledger is met on opening
        assert column in ("kind", "body")


@settings(max_examples=60, deadline=None)
@given(st.integers(0), st.integers(1, 255))
def test_a_changed_byte_of_the_file_is_found_or_changes_nothing(sound: Path, at: int, bits: int) -> None:
    with open_ledger(sound) as ledger:
        before = list(ledger.entries())
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        raw = bytearray(sound.read_bytes())
        raw[at % len(raw)] ^= bits
        path.write_bytes(raw)
        try:
            with open_ledger(path, create=False) as ledger:
                assert ledger.verify() != () or list(ledger.entries()) == before
        except Refused:
            pass  # the file no longer opens as a ledger, and says so


def test_reading_a_line_that_is_no_text_is_refused(sound: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(sound, tmp_path / "ledger.db"))
    with behind_the_triggers(path) as raw:
        raw.execute("UPDATE entries SET body = CAST(x'FF' AS TEXT) WHERE seq = 3")
    with open_ledger(path) as ledger, pytest.raises(Refused, match="a line of the ledger has been changed") as caught:
        ledger.view()
    assert "verify" in caught.value.mend

"""A ledger edited behind its triggers: what was done is found, in the line where it was done."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pactwatch.ledger import Fault, open_ledger, to_body
from pactwatch.refusals import Refused
from tests.ledger.records import claim, report, source

LAST = 7
COLUMNS = ("recorded_at", "kind", "id", "body", "retracts", "by", "chain")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of seven lines, the sixth of which is a retraction."""
    path = tmp_path_factory.mktemp("sound") / "ledger.db"
    start = datetime(2020, 10, 10, tzinfo=UTC)
    with open_ledger(path, clock="replay") as ledger:
        bodies = [("source", to_body(source())), ("report", to_body(report())), ("claim", to_body(claim(report())))]
        for n, (kind, body) in enumerate(bodies):
            last = ledger.append(kind, body, by="آنا", recorded_at=start + timedelta(hours=n))
        ledger.append("draft", {"note": "مسودة"}, by="bo", recorded_at=start + timedelta(hours=5))
        ledger.append("retraction", {"why": "a slip"}, by="bo", retracts=last.id, recorded_at=start + timedelta(hours=6))
        ledger.append("ruling", {"value": 0.1}, by="cy", recorded_at=start + timedelta(hours=7))
        assert ledger.head()[0] == LAST
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


def test_a_sound_ledger_has_no_faults(sound: Path) -> None:
    assert found(sound, lambda raw: None) == ()


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


@settings(max_examples=30, deadline=None)
@given(st.integers(2, LAST), st.integers(1, 10**9))
def test_a_changed_number_is_found(sound: Path, seq: int, more: int) -> None:
    faults = found(sound, lambda raw: raw.execute("UPDATE entries SET seq = ? WHERE seq = ?", (LAST + more, seq)))
    assert seq in {fault.seq for fault in faults}


@pytest.mark.parametrize("seq", range(2, LAST + 1))
def test_a_missing_line_is_named(sound: Path, seq: int) -> None:
    end = " from the end" if seq == LAST else ""
    faults = found(sound, lambda raw: raw.execute("DELETE FROM entries WHERE seq = ?", (seq,)))
    assert faults == (Fault(seq, f"line {seq} is missing{end}"),)


def test_a_cut_off_end_is_named(sound: Path) -> None:
    faults = found(sound, lambda raw: raw.execute("DELETE FROM entries WHERE seq > 4"))
    assert faults == (Fault(5, "lines 5 to 7 are missing from the end"),)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.integers(2, LAST), min_size=2, max_size=2, unique=True))
def test_lines_that_changed_places_are_named_with_their_places(sound: Path, pair: list[int]) -> None:
    a, b = pair

    def swap(raw: sqlite3.Connection) -> None:
        raw.execute("UPDATE entries SET seq = -1 WHERE seq = ?", (a,))
        raw.execute("UPDATE entries SET seq = ? WHERE seq = ?", (a, b))
        raw.execute("UPDATE entries SET seq = ? WHERE seq = -1", (b,))

    wrong = "it stands in the wrong place: it was recorded as line"
    assert set(found(sound, swap)) == {Fault(a, f"{wrong} {b}"), Fault(b, f"{wrong} {a}")}


def test_a_line_slipped_in_is_found(sound: Path) -> None:
    columns = 'recorded_at, kind, id, body, retracts, "by", chain'
    faults = found(sound, lambda raw: raw.execute(f"INSERT INTO entries SELECT 8, {columns} FROM entries WHERE seq = 2"))
    assert 8 in {fault.seq for fault in faults}


@pytest.mark.parametrize(
    ("column", "problem"),
    [
        ("body", "its body is not what was recorded"),
        ("id", "its id is not what was recorded"),
        ("kind", "its kind, id or body is not what was recorded"),
        ("by", "its time, author, retraction or chain is not what was recorded, or it does not belong here"),
    ],
)
def test_what_was_changed_is_said(sound: Path, column: str, problem: str) -> None:
    faults = found(sound, lambda raw: raw.execute(f'UPDATE entries SET "{column}" = "{column}" || \' \' WHERE seq = 3'))
    assert faults == (Fault(3, problem),)


def test_a_forged_head_is_found(sound: Path) -> None:
    assert found(sound, lambda raw: raw.execute("UPDATE head SET chain = 'x'"))[0].seq == LAST
    assert found(sound, lambda raw: raw.execute("DELETE FROM head")) != ()


def test_a_ledger_written_anew_is_found_by_a_head_noted_elsewhere(sound: Path, tmp_path: Path) -> None:
    with open_ledger(sound) as ledger:
        noted = ledger.head()
        assert ledger.verify(noted) == ()
    with open_ledger(tmp_path / "anew.db", clock="replay") as forged:
        forged.append("source", to_body(source("another")), by="آنا", recorded_at=datetime(2020, 10, 10, tzinfo=UTC))
        for n in range(LAST):
            forged.append("ruling", {"n": n}, by="cy", recorded_at=datetime(2020, 10, 11, tzinfo=UTC))
        assert forged.verify() == ()
        assert forged.verify(noted) == (Fault(LAST, "its chain is not the one noted elsewhere"),)


def test_triggers_that_are_gone_are_found(sound: Path, tmp_path: Path) -> None:
    path = shutil.copy(sound, tmp_path / "ledger.db")
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("DROP TRIGGER entries_are_not_changed")
    with open_ledger(path) as ledger:
        assert ledger.verify() == (Fault(0, "the trigger entries_are_not_changed has been removed"),)


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


@pytest.mark.parametrize(
    ("edit", "sign"),
    [
        ("UPDATE entries SET body = 'x' WHERE seq = 3", "line 3 of the ledger has been changed"),
        ("UPDATE entries SET recorded_at = 'x' WHERE seq = 3", "line 3 of the ledger has been changed"),
        ("UPDATE entries SET body = CAST(x'FF' AS TEXT) WHERE seq = 3", "a line of the ledger has been changed"),
        ("DELETE FROM entries WHERE seq = 4", "takes back what does not stand"),
        ("DELETE FROM head", "does not say where it ends"),
    ],
)
def test_reading_a_damaged_ledger_is_refused(sound: Path, tmp_path: Path, edit: str, sign: str) -> None:
    path = Path(shutil.copy(sound, tmp_path / "ledger.db"))
    with behind_the_triggers(path) as raw:
        raw.execute(edit)
    with open_ledger(path) as ledger, pytest.raises(Refused, match=sign) as caught:
        ledger.view()
    assert "verify" in caught.value.mend

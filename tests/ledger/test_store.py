"""Opening, appending, taking back, and the two clocks."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pactwatch.ledger import Ledger, NewEntry, open_ledger, to_body
from pactwatch.refusals import Refused
from tests.ledger.records import claim, report, source

T0 = datetime(2020, 10, 30, 18, tzinfo=UTC)
BODY = to_body(source())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


@pytest.fixture
def ledger(path: Path) -> Ledger:
    return open_ledger(path)


@pytest.fixture
def replay(path: Path) -> Ledger:
    return open_ledger(path, clock="replay")


def kinds(ledger: Ledger) -> list[str]:
    return [entry.kind for entry in ledger.entries()]


def test_the_first_line_declares_the_clock(ledger: Ledger) -> None:
    (first,) = ledger.entries()
    assert (first.seq, first.kind, first.body) == (1, "opened", {"clock": "wall", "format": 1})


def test_a_line_is_there_when_the_ledger_is_opened_again(ledger: Ledger, path: Path) -> None:
    written = ledger.append("source", BODY, by="ana")
    ledger.close()
    with open_ledger(f"sqlite:///{path}", create=False) as again:
        assert list(again.entries(since=1)) == [written]
        assert again.head() == (written.seq, written.chain)


def test_commits_wait_for_the_disk_and_a_log_is_kept(ledger: Ledger, path: Path) -> None:
    with ledger._engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"


def test_the_same_line_is_not_written_twice(ledger: Ledger) -> None:
    first = ledger.append("source", BODY, by="ana")
    assert ledger.append("source", dict(reversed(BODY.items())), by="bo") == first
    assert ledger.append_all([NewEntry("source", BODY, "c"), NewEntry("ruling", BODY, "c")])[0] == first
    assert kinds(ledger) == ["opened", "source", "ruling"]


def test_the_same_line_twice_in_one_transaction_is_written_once(ledger: Ledger) -> None:
    one, two = ledger.append_all([NewEntry("source", BODY, "a"), NewEntry("source", BODY, "b")])
    assert one == two


def test_a_transaction_is_written_whole_or_not_at_all(ledger: Ledger) -> None:
    missing = NewEntry("retraction", {}, "ana", retracts="0" * 64)
    with pytest.raises(Refused, match="no other entry"):
        ledger.append_all([NewEntry("source", BODY, "ana"), missing])
    assert kinds(ledger) == ["opened"]


def test_what_was_taken_back_can_be_written_anew(ledger: Ledger) -> None:
    first = ledger.append("source", BODY, by="ana")
    back = ledger.append("retraction", {"why": "wrong side"}, by="ana", retracts=first.id)
    assert ledger.append("retraction", {"why": "wrong side"}, by="ana", retracts=first.id) == back
    assert ledger.view().sources == {}
    again = ledger.append("source", BODY, by="ana")
    assert (again.id, again.seq) == (first.id, 4)
    assert set(ledger.view().sources) == {"ministry"}
    assert ledger.append("retraction", {"why": "wrong side"}, by="ana", retracts=first.id).seq == 5


def test_one_line_can_take_the_place_of_another(ledger: Ledger) -> None:
    old = ledger.append("report", to_body(report(text="Old text.")), by="ana")
    new = ledger.append("report", to_body(report(text="New text.")), by="ana", retracts=old.id)
    assert ledger.view().reports["report"].text == "New text."
    assert ledger.append("report", to_body(report(text="New text.")), by="ana", retracts=old.id) == new
    assert ledger.view(old.seq).reports["report"].text == "Old text."


def test_what_does_not_stand_cannot_be_taken_back(ledger: Ledger) -> None:
    entry = ledger.append("source", BODY, by="ana")
    back = ledger.append("retraction", {"why": "a"}, by="ana", retracts=entry.id)
    for retracts, sign in [(entry.id, "already taken back"), (back.id, "cannot be taken back"), ("x", "no other entry")]:
        with pytest.raises(Refused, match=sign):
            ledger.append("retraction", {"why": "b"}, by="ana", retracts=retracts)
    opened = next(ledger.entries())
    with pytest.raises(Refused, match="cannot be taken back"):
        ledger.append("retraction", {}, by="ana", retracts=opened.id)


@pytest.mark.parametrize("kind", ["", "Source", "opened", "a b", "x1", "retraction"])
def test_what_is_no_kind_is_refused(ledger: Ledger, kind: str) -> None:
    with pytest.raises(Refused):
        ledger.append(kind, {}, by="ana")


@pytest.mark.parametrize("by", ["", "  ", "a\nb"])
def test_somebody_must_be_named(ledger: Ledger, by: str) -> None:
    with pytest.raises(Refused, match="who records"):
        ledger.append("ruling", {}, by=by)


def test_a_body_that_would_not_read_back_is_refused(ledger: Ledger) -> None:
    with pytest.raises(Refused, match="unknown field 'nmaes'"):
        ledger.append("source", {"id": "x", "nmaes": {}}, by="ana")
    assert kinds(ledger) == ["opened"]


def test_a_wall_clock_ledger_takes_no_times(ledger: Ledger) -> None:
    with pytest.raises(Refused, match="wall clock"):
        ledger.append("source", BODY, by="ana", recorded_at=T0)
    before = datetime.now(UTC)
    assert before <= ledger.append("source", BODY, by="ana").recorded_at <= datetime.now(UTC)


def test_a_replay_keeps_the_times_given_and_never_goes_back(replay: Ledger) -> None:
    later, earlier = T0 + timedelta(days=2), T0
    first = replay.append("source", BODY, by="ana", recorded_at=later)
    second = replay.append("source", to_body(source("b")), by="ana", recorded_at=earlier)
    assert (first.recorded_at, second.recorded_at) == (later, later)
    assert replay.append("source", to_body(source("c")), by="ana").recorded_at > later


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 1000), min_size=1, max_size=8))
def test_times_never_decrease_along_a_replay(hours: list[int]) -> None:
    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "ledger.db", clock="replay") as ledger:
        times = [T0 + timedelta(hours=n) for n in hours]
        ledger.append_all(NewEntry("ruling", {"n": n}, "ana", at) for n, at in enumerate(times))
        assert [entry.recorded_at for entry in ledger.entries(since=1)] == list(accumulate(times, max))


def test_a_replay_gives_the_same_chain_every_time(tmp_path: Path) -> None:
    heads = set()
    for name in ("a.db", "b.db"):
        with open_ledger(tmp_path / name, clock="replay") as ledger:
            ledger.append("source", BODY, by="ana", recorded_at=T0)
            heads.add(ledger.head())
    assert len(heads) == 1


@pytest.mark.parametrize(
    ("at", "sign"), [(datetime(2020, 10, 30), "many moments"), (datetime.now(UTC) + timedelta(days=1), "still to come")]
)
def test_a_time_that_cannot_be_is_refused(replay: Ledger, at: datetime, sign: str) -> None:
    with pytest.raises(Refused, match=sign):
        replay.append("source", BODY, by="ana", recorded_at=at)


def test_the_clock_once_declared_stays(path: Path, replay: Ledger) -> None:
    assert open_ledger(path).clock == "replay"
    with pytest.raises(Refused, match="keeps the replay clock"):
        open_ledger(path, clock="wall")


def test_when_the_wall_clock_is_put_back_the_ledger_does_not_follow(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    first = ledger.append("source", BODY, by="ana")
    monkeypatch.setattr("pactwatch.ledger.appending.wall_clock", lambda: T0)
    assert ledger.append("ruling", {}, by="ana").recorded_at == first.recorded_at


def test_a_moment_stands_for_the_last_line_recorded_by_then(replay: Ledger) -> None:
    for n, hours in enumerate((0, 5, 5, 9)):
        replay.append("source", to_body(source(f"s{n}")), by="ana", recorded_at=T0 + timedelta(hours=hours))
    seqs = [replay.view(T0 + timedelta(hours=h)).seq for h in (-1, 0, 4, 5, 8, 9, 99)]
    assert seqs == [1, 2, 2, 4, 4, 5, 5]
    assert replay.view(T0 + timedelta(hours=4)).known_at == T0 + timedelta(hours=4)
    assert replay.view(3).known_at == T0 + timedelta(hours=5)
    assert replay.view(0).sources == {}


def test_a_view_of_what_is_not_there_yet_is_refused(ledger: Ledger) -> None:
    for known_at in (2, -1, datetime(2020, 10, 30)):
        with pytest.raises(Refused):
            ledger.view(known_at)


def test_claims_go_with_their_report(ledger: Ledger) -> None:
    text = ledger.append("report", to_body(report()), by="ana")
    read = ledger.append("claim", to_body(claim(report())), by="reader/1")
    assert ledger.view().claims == {read.id: claim(report())}
    ledger.append("retraction", {"why": "a forgery"}, by="ana", retracts=text.id)
    assert ledger.view().claims == {}
    assert read.id not in ledger.view().recorded
    assert set(ledger.view(read.seq).claims) == {read.id}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entries SET body = '{}' WHERE seq = 2",
        "DELETE FROM entries",
        "DELETE FROM head",
        "UPDATE head SET seq = 1",
        'INSERT INTO entries SELECT 9, recorded_at, kind, id, body, retracts, "by", chain FROM entries WHERE seq = 2',
    ],
)
def test_lines_cannot_be_changed_removed_or_slipped_in(ledger: Ledger, path: Path, statement: str) -> None:
    ledger.append("source", BODY, by="ana")
    with pytest.raises(sqlite3.IntegrityError, match="ledger"):
        sqlite3.connect(path).execute(statement)
    assert ledger.verify() == ()


def test_nothing_is_built_on_a_damaged_end(ledger: Ledger, path: Path) -> None:
    ledger.append("source", BODY, by="ana")
    with sqlite3.connect(path) as raw:
        raw.execute("DROP TRIGGER entries_are_not_removed")
        raw.execute("DELETE FROM entries WHERE seq = 2")
    with pytest.raises(Refused, match="the end of the ledger"):
        ledger.append("ruling", {}, by="ana")


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
        ("postgresql://user:secret@host/db", True, "no ledger can be kept"),
        ("sqlite://", True, "no ledger can be kept"),
    ]
    for where, create, sign in cases:
        with pytest.raises(Refused, match=sign) as refusal:
            open_ledger(where, create=create)
        assert "secret" not in str(refusal.value)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.txt", "empty.db", "other.db"]
    assert text.read_text().startswith("not a database")


def test_a_ledger_of_a_later_format_is_not_touched(path: Path) -> None:
    open_ledger(path).close()
    with sqlite3.connect(path) as raw:
        raw.execute("DROP TRIGGER entries_are_not_changed")
        raw.execute("""UPDATE entries SET body = '{"clock":"wall","format":2}'""")
    with pytest.raises(Refused, match="first line"):
        open_ledger(path)

"""The contract of every store: opening, appending, taking back, and the two clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from threading import Event, Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from pactwatch.ledger import Ledger, NewEntry, open_ledger, to_body
from pactwatch.ledger.appending import end_of, note, prepared, written
from pactwatch.refusals import Refused
from tests.ledger.places import Places
from tests.ledger.records import claim, report, source

T0 = datetime(2020, 10, 30, 18, tzinfo=UTC)
BODY = to_body(source())


def kinds(ledger: Ledger) -> list[str]:
    return [entry.kind for entry in ledger.entries()]


def test_the_first_line_declares_the_clock(ledger: Ledger) -> None:
    (first,) = ledger.entries()
    assert (first.seq, first.kind, first.body) == (1, "opened", {"clock": "wall", "format": 1})


def test_the_same_line_is_not_written_twice(ledger: Ledger) -> None:
    first = ledger.append("source", BODY, by="ana")
    assert ledger.append("source", dict(reversed(BODY.items())), by="bo") == first
    assert ledger.append_all([NewEntry("source", BODY, "c"), NewEntry("note", BODY, "c")])[0] == first
    assert kinds(ledger) == ["opened", "source", "note"]


def test_the_same_line_twice_in_one_transaction_is_written_once(ledger: Ledger) -> None:
    one, two = ledger.append_all([NewEntry("source", BODY, "a"), NewEntry("source", BODY, "b")])
    assert one == two


def test_a_transaction_is_written_whole_or_not_at_all(ledger: Ledger) -> None:
    missing = NewEntry("retraction", {"why": "a slip"}, "ana", retracts="0" * 64)
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
        ledger.append("retraction", {"why": "a"}, by="ana", retracts=opened.id)


@pytest.mark.parametrize("kind", ["", "Source", "opened", "a b", "x1", "retraction"])
def test_what_is_no_kind_is_refused(ledger: Ledger, kind: str) -> None:
    with pytest.raises(Refused):
        ledger.append(kind, {}, by="ana")


@pytest.mark.parametrize("by", ["", "  ", "a\nb"])
def test_somebody_must_be_named(ledger: Ledger, by: str) -> None:
    with pytest.raises(Refused, match="who records"):
        ledger.append("note", {}, by=by)


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


@pytest.mark.parametrize(
    ("at", "sign"), [(datetime(2020, 10, 30), "many moments"), (datetime.now(UTC) + timedelta(days=1), "still to come")]
)
def test_a_time_that_cannot_be_is_refused(replay: Ledger, at: datetime, sign: str) -> None:
    with pytest.raises(Refused, match=sign):
        replay.append("source", BODY, by="ana", recorded_at=at)


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
    told = ledger.append("report", to_body(report()), by="ana")
    read = ledger.append("claim", to_body(claim(report())), by="reader/1")
    assert ledger.view().claims == {read.id: claim(report())}
    ledger.append("retraction", {"why": "a forgery"}, by="ana", retracts=told.id)
    assert ledger.view().claims == {}
    assert read.id not in ledger.view().recorded
    assert set(ledger.view(read.seq).claims) == {read.id}


def test_a_line_is_there_when_the_ledger_is_opened_again(ledger: Ledger, address: str) -> None:
    written = ledger.append("source", BODY, by="ana")
    ledger.close()
    with open_ledger(address, create=False) as again:
        assert list(again.entries(since=1)) == [written]
        assert again.head() == (written.seq, written.chain)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 1000), min_size=1, max_size=8))
def test_times_never_decrease_along_a_replay(places: Places, hours: list[int]) -> None:
    with open_ledger(places.new(), clock="replay") as ledger:
        times = [T0 + timedelta(hours=n) for n in hours]
        ledger.append_all(NewEntry("note", {"n": n}, "ana", at) for n, at in enumerate(times))
        assert [entry.recorded_at for entry in ledger.entries(since=1)] == list(accumulate(times, max))


def test_a_replay_gives_the_same_chain_every_time_and_in_every_store(places: Places, tmp_path: Path) -> None:
    heads = set()
    for address in (places.new(), places.new(), tmp_path / "ledger.db"):
        with open_ledger(address, clock="replay") as ledger:
            ledger.append("source", BODY, by="ana", recorded_at=T0)
            heads.add(ledger.head())
    assert len(heads) == 1


def test_the_clock_once_declared_stays(address: str, replay: Ledger) -> None:
    with open_ledger(address) as again:
        assert again.clock == "replay"
    with pytest.raises(Refused, match="keeps the replay clock"):
        open_ledger(address, clock="wall")


def test_when_the_clock_is_put_back_the_ledger_does_not_follow(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    first = ledger.append("source", BODY, by="ana")
    monkeypatch.setattr(type(ledger._kept), "now", lambda *_: T0)
    assert ledger.append("note", {}, by="ana").recorded_at == first.recorded_at


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
def test_lines_cannot_be_changed_removed_or_slipped_in(ledger: Ledger, places: Places, address: str, statement: str) -> None:
    ledger.append("source", BODY, by="ana")
    with places.behind(address) as raw, pytest.raises(DBAPIError, match="the ledger"):
        raw.execute(text(statement))
    assert ledger.verify() == ()


def test_nothing_is_built_on_a_damaged_end(ledger: Ledger, places: Places, address: str) -> None:
    ledger.append("source", BODY, by="ana")
    places.edit(address, "DELETE FROM entries WHERE seq = 2")
    with pytest.raises(Refused, match="the end of the ledger"):
        ledger.append("note", {}, by="ana")


def test_a_ledger_of_a_later_format_is_not_touched(ledger: Ledger, places: Places, address: str) -> None:
    places.edit(address, """UPDATE entries SET body = '{"clock":"wall","format":2}'""")
    with pytest.raises(Refused, match="first line"):
        open_ledger(address)


def test_where_something_else_is_kept_no_ledger_is_begun(places: Places, address: str) -> None:
    with pytest.raises(Refused, match="there is no ledger"):
        open_ledger(address, create=False)
    with places.behind(address) as raw:
        raw.execute(text("CREATE TABLE birds (name text)"))
    with pytest.raises(Refused, match="not a ledger"):
        open_ledger(address)


def test_a_moment_that_has_passed_waits_for_who_is_still_writing(ledger: Ledger) -> None:
    """The line of a writer who took its time before the moment and is not done when the view is asked for."""
    stamped, asked, seen = Event(), Event(), []

    def write() -> None:
        with ledger._kept.writing() as connection:
            end, now = end_of(connection, ledger.where), ledger._kept.now(connection)
            stamped.set()
            asked.wait(10)
            _, end = written(connection, prepared(NewEntry("note", {}, "slow"), "wall"), end, now)
            note(connection, end)

    def read() -> None:
        seen.append(ledger.view(moment).seq)

    writer = Thread(target=write)
    writer.start()
    stamped.wait(10)
    moment = datetime.now(UTC)
    reader = Thread(target=read)
    reader.start()
    asked.set()
    writer.join()
    reader.join()
    assert seen == [ledger.view(moment).seq] == [2]


def test_lines_that_hang_on_one_another_may_come_in_one_transaction(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """Written in batches or one by one, what comes of them is the same."""
    monkeypatch.setattr("pactwatch.ledger.batches._MOST", 2)
    old = ledger.append("note", {"n": 0}, by="ana")
    items = [NewEntry("note", {"n": n}, "ana") for n in (1, 2, 0, 3, 1, 4)]
    back = NewEntry("retraction", {"why": "a slip"}, "ana", retracts=old.id)
    done = ledger.append_all([*items, back, NewEntry("note", {"n": 0}, "ana"), NewEntry("note", {"n": 5}, "ana")])
    assert [entry.seq for entry in done] == [3, 4, 2, 5, 3, 6, 7, 8, 9]
    assert [entry.body.get("n") for entry in ledger.entries(since=1)] == [0, 1, 2, 3, 4, None, 0, 5]
    assert ledger.verify() == ()

"""A ledger edited behind its triggers, in every store: what was done is found, in the line where it was done."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pactwatch.ledger import Fault, open_ledger, to_body
from pactwatch.refusals import Refused
from tests.ledger.places import Places
from tests.ledger.records import claim, report, source

LAST = 7
COLUMNS = ("recorded_at", "kind", "id", "body", "retracts", "by", "chain")


def write_sound(address: Path | str) -> None:
    """A ledger of seven lines, the sixth of which is a retraction."""
    start = datetime(2020, 10, 10, tzinfo=UTC)
    with open_ledger(address, clock="replay") as ledger:
        bodies = [("source", to_body(source())), ("report", to_body(report())), ("claim", to_body(claim(report())))]
        for n, (kind, body) in enumerate(bodies):
            last = ledger.append(kind, body, by="آنا", recorded_at=start + timedelta(hours=n))
        ledger.append("draft", {"note": "مسودة"}, by="bo", recorded_at=start + timedelta(hours=5))
        ledger.append("retraction", {"why": "a slip"}, by="bo", retracts=last.id, recorded_at=start + timedelta(hours=6))
        ledger.append("note", {"value": 0.1}, by="cy", recorded_at=start + timedelta(hours=7))
        assert ledger.head()[0] == LAST


@pytest.fixture(scope="module")
def sound(places: Places) -> str:
    """The address of a sound ledger."""
    address = places.new()
    write_sound(address)
    return address


def found(places: Places, sound: str, *edits: str) -> tuple[Fault, ...]:
    """What is found in a copy of the ledger that has been edited."""
    address = places.copy(sound)
    places.edit(address, *edits)
    with open_ledger(address, create=False) as ledger:
        return ledger.verify()


@settings(max_examples=25, deadline=None)
@given(st.integers(2, LAST), st.sampled_from(COLUMNS), st.integers(0), st.sampled_from("0 xå'"))
def test_any_changed_character_is_found_in_its_line_and_there_alone(
    places: Places, sound: str, seq: int, column: str, at: int, sign: str
) -> None:
    if column == "retracts":
        seq = 6  # the only line that has one
    with open_ledger(sound) as ledger:
        length = len(str(getattr([*ledger.entries()][seq - 1], column))) if column != "body" else 20
    at, quoted = at % length + 1, sign.replace("'", "''")
    new = f'substr("{column}", 1, {at - 1}) || \'{quoted}\' || substr("{column}", {at + 1})'
    differs = f"substr(\"{column}\", {at}, 1) <> '{quoted}'"
    faults = found(places, sound, f'UPDATE entries SET "{column}" = {new} WHERE seq = {seq} AND {differs}')
    assert {fault.seq for fault in faults} <= {seq}
    assert faults or _unchanged(places, sound, seq, f'"{column}"', at, sign)


def _unchanged(places: Places, sound: str, seq: int, column: str, at: int, sign: str) -> bool:
    """Whether the sign stood there already."""
    with places.behind(sound) as raw:
        return bool(raw.exec_driver_sql(f"SELECT substr({column}, {at}, 1) FROM entries WHERE seq = {seq}").scalar() == sign)


def test_a_sound_ledger_has_no_faults(places: Places, sound: str) -> None:
    assert found(places, sound) == ()


@settings(max_examples=30, deadline=None)
@given(st.integers(2, LAST), st.integers(1, 10**9))
def test_a_changed_number_is_found(places: Places, sound: str, seq: int, more: int) -> None:
    faults = found(places, sound, f"UPDATE entries SET seq = {LAST + more} WHERE seq = {seq}")
    assert seq in {fault.seq for fault in faults}


@pytest.mark.parametrize("seq", range(2, LAST + 1))
def test_a_missing_line_is_named(places: Places, sound: str, seq: int) -> None:
    end = " from the end" if seq == LAST else ""
    faults = found(places, sound, f"DELETE FROM entries WHERE seq = {seq}")
    assert faults == (Fault(seq, f"line {seq} is missing{end}"),)


def test_a_cut_off_end_is_named(places: Places, sound: str) -> None:
    faults = found(places, sound, "DELETE FROM entries WHERE seq > 4")
    assert faults == (Fault(5, "lines 5 to 7 are missing from the end"),)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.integers(2, LAST), min_size=2, max_size=2, unique=True))
def test_lines_that_changed_places_are_named_with_their_places(places: Places, sound: str, pair: list[int]) -> None:
    a, b = pair
    edits = [f"UPDATE entries SET seq = {new} WHERE seq = {old}" for old, new in ((a, -1), (b, a), (-1, b))]
    wrong = "it stands in the wrong place: it was recorded as line"
    assert set(found(places, sound, *edits)) == {Fault(a, f"{wrong} {b}"), Fault(b, f"{wrong} {a}")}


def test_a_line_slipped_in_is_found(places: Places, sound: str) -> None:
    columns = 'recorded_at, kind, id, body, retracts, "by", chain'
    faults = found(places, sound, f"INSERT INTO entries SELECT 8, {columns} FROM entries WHERE seq = 2")
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
def test_what_was_changed_is_said(places: Places, sound: str, column: str, problem: str) -> None:
    faults = found(places, sound, f"""UPDATE entries SET "{column}" = "{column}" || ' ' WHERE seq = 3""")
    assert faults == (Fault(3, problem),)


def test_a_forged_head_is_found(places: Places, sound: str) -> None:
    assert found(places, sound, "UPDATE head SET chain = 'x'")[0].seq == LAST
    assert found(places, sound, "DELETE FROM head") != ()


def test_a_ledger_written_anew_is_found_by_a_head_noted_elsewhere(places: Places, sound: str) -> None:
    with open_ledger(sound) as ledger:
        noted = ledger.head()
        assert ledger.verify(noted) == ()
    with open_ledger(places.new(), clock="replay") as forged:
        forged.append("source", to_body(source("another")), by="آنا", recorded_at=datetime(2020, 10, 10, tzinfo=UTC))
        for n in range(LAST):
            forged.append("note", {"n": n}, by="cy", recorded_at=datetime(2020, 10, 11, tzinfo=UTC))
        assert forged.verify() == ()
        assert forged.verify(noted) == (Fault(LAST, "its chain is not the one noted elsewhere"),)


def test_triggers_that_are_gone_are_found(places: Places, sound: str) -> None:
    address = places.copy(sound)
    with places.behind(address) as raw:
        places.without_triggers(raw, {"entries_are_not_changed"})
    with open_ledger(address) as ledger:
        assert ledger.verify() == (Fault(0, "the trigger entries_are_not_changed has been removed"),)


@pytest.mark.parametrize(
    ("edit", "sign"),
    [
        ("UPDATE entries SET body = 'x' WHERE seq = 3", "line 3 of the ledger has been changed"),
        ("UPDATE entries SET recorded_at = 'x' WHERE seq = 3", "line 3 of the ledger has been changed"),
        ("DELETE FROM entries WHERE seq = 4", "takes back what does not stand"),
        ("DELETE FROM head", "does not say where it ends"),
    ],
)
def test_reading_a_damaged_ledger_is_refused(places: Places, sound: str, edit: str, sign: str) -> None:
    address = places.copy(sound)
    places.edit(address, edit)
    with open_ledger(address) as ledger, pytest.raises(Refused, match=sign) as caught:
        ledger.view()
    assert "verify" in caught.value.mend

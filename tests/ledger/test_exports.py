"""Moving a ledger: the chain is the same in every store; what is broken or foreign is refused, and nothing is half-written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pactwatch.ledger import NewEntry, open_ledger
from pactwatch.ledger.exports import export, import_, is_export, read_export
from pactwatch.refusals import Refused
from tests.ledger.places import Places, PostgresqlPlaces
from tests.ledger.test_verify import LAST, write_sound


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The export of a sound SQLite ledger."""
    folder = tmp_path_factory.mktemp("exported")
    write_sound(folder / "ledger.db")
    with open_ledger(folder / "ledger.db") as ledger:
        export(ledger, folder / "ledger.jsonl")
    return folder / "ledger.jsonl"


def exported_from(address: str, file: Path) -> bytes:
    with open_ledger(address, create=False) as ledger:
        assert ledger.verify() == ()
        export(ledger, file)
    return file.read_bytes()


def test_a_ledger_moves_through_every_store_and_comes_back_byte_for_byte(
    exported: Path, server: PostgresqlPlaces, tmp_path: Path
) -> None:
    there, back = server.new(), str(tmp_path / "back.db")
    assert import_(exported, there)[0] == LAST
    in_postgresql = exported_from(there, tmp_path / "there.jsonl")
    assert import_(tmp_path / "there.jsonl", back)[0] == LAST
    assert exported_from(back, tmp_path / "back.jsonl") == in_postgresql == exported.read_bytes()
    with open_ledger(there) as one, open_ledger(back) as other:
        assert one.head() == other.head()
        assert list(one.entries()) == list(other.entries())
        assert one.view() == other.view()
        assert one.clock == other.clock == "replay"


def test_a_line_holds_the_canonical_text_of_its_entry(exported: Path) -> None:
    lines = exported.read_text(encoding="utf-8").splitlines()
    for line in lines:
        assert json.dumps(json.loads(line), sort_keys=True, separators=(",", ":"), ensure_ascii=False) == line
    assert "مسودة" in lines[4]
    assert is_export(exported)


def test_an_import_goes_on_where_the_ledger_ends(exported: Path, places: Places, tmp_path: Path) -> None:
    begun, address = tmp_path / "begun.jsonl", places.new()
    begun.write_text("".join(exported.read_text("utf-8").splitlines(keepends=True)[:3]), "utf-8")
    assert import_(begun, address)[:2] == (3, 3)
    assert import_(exported, address)[:2] == (LAST - 3, LAST)
    assert import_(exported, address)[:2] == (0, LAST)
    assert exported_from(address, tmp_path / "again.jsonl") == exported.read_bytes()
    with pytest.raises(Refused, match="has 7 lines, the export only 3"):
        import_(begun, address)


def test_a_ledger_goes_on_where_its_import_ends(exported: Path, address: str) -> None:
    import_(exported, address)
    with open_ledger(address) as ledger:
        assert ledger.append("note", {}, by="ana").seq == LAST + 1
        assert ledger.verify() == ()


def test_another_ledger_is_left_as_it_is(exported: Path, address: str) -> None:
    with open_ledger(address) as ledger:
        ledger.append("note", {}, by="ana")
        head = ledger.head()
        with pytest.raises(Refused, match="differ from line 1 on"):
            import_(exported, address)
        assert ledger.head() == head
        assert ledger.verify() == ()


def changed(line: str, **values: Any) -> str:
    """The line with other values."""
    return json.dumps(json.loads(line) | values, sort_keys=True, separators=(",", ":"), ensure_ascii=False) + "\n"


EDITS: dict[str, tuple[Callable[[list[str]], list[str]], int, str]] = {
    "a body": (lambda x: [*x[:2], x[2].replace("ministry", "monistry", 1), *x[3:]], 3, "its kind, id or body"),
    "an author": (lambda x: [*x[:2], changed(x[2], by="nobody"), *x[3:]], 3, "its time, author"),
    "a line left out": (lambda x: [*x[:2], *x[3:]], 3, "here stands entry 4, where entry 3 should be"),
    "two lines swapped": (lambda x: [*x[:2], x[3], x[2], *x[4:]], 3, "where entry 3 should be"),
    "the beginning left out": (lambda x: x[1:], 1, "where entry 1 should be"),
    "a line cut off": (lambda x: [*x[:-1], x[-1][:-9]], 7, "cut off"),
    "a line without its end": (lambda x: [*x[:-1], x[-1][:-1]], 7, "cut off"),
    "a blank line": (lambda x: [*x[:2], "\n", *x[2:]], 3, "no entry of a ledger"),
    "other text": (lambda x: ["seq,kind\n", *x], 1, "no entry of a ledger"),
    "a field more": (lambda x: [changed(x[0], colour="red"), *x[1:]], 1, "no entry of a ledger"),
    "a number as text": (lambda x: [changed(x[0], seq="1"), *x[1:]], 1, "no entry of a ledger"),
    "no number at all": (lambda x: [x[0].replace('"seq":1', '"seq":NaN'), *x[1:]], 1, "no entry of a ledger"),
    "nothing": (lambda x: [], 0, "empty"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_broken_export_is_refused_with_its_line_and_nothing_is_written(
    exported: Path, places: Places, tmp_path: Path, edit: str
) -> None:
    make, line, sign = EDITS[edit]
    broken, address = tmp_path / "broken.jsonl", places.new()
    broken.write_text("".join(make(exported.read_text("utf-8").splitlines(keepends=True))), "utf-8")
    with pytest.raises(Refused, match=sign) as refusal:
        import_(broken, address)
    assert str(refusal.value).startswith(f"{broken}:{line}: " if line else f"{broken}: ")
    with pytest.raises(Refused, match="there is no ledger"):
        open_ledger(address, create=False)


def test_a_chain_that_is_right_but_of_no_ledger_is_refused(tmp_path: Path) -> None:
    """Lines that a forger has chained well, and that no ledger would have taken."""
    from pactwatch.ledger.canon import GENESIS, canonical, content_id, link

    opened = canonical({"clock": "wall", "format": 1})
    times = ("2020-01-01T00:00:00.000000Z", "2019-01-01T00:00:00.000000Z", "yesterday")
    cases = [("opened", opened, times[0]), ("source", "{}", times[0]), ("note", "{}", times[1]), ("note", "{}", times[2])]
    cases += [("Note", "{}", times[0])]
    for kind, body, at in cases:
        lines, previous = [], GENESIS
        for seq, row in enumerate([("opened", opened, times[0]), (kind, body, at)], 1):
            entry = content_id(row[0], row[1])
            previous = link(previous, seq, row[2], row[0], entry, None, "x")
            values = {"by": "x", "chain": previous, "id": entry, "kind": row[0], "recorded_at": row[2], "retracts": None}
            lines.append(canonical({"body": json.loads(row[1]), **values, "seq": seq}) + "\n")
        forged = tmp_path / "forged.jsonl"
        forged.write_text("".join(lines), "utf-8")
        with pytest.raises(Refused, match=r"forged\.jsonl:2: this"):
            import_(forged, tmp_path / "ledger.db")
    assert not (tmp_path / "ledger.db").exists()


def test_an_export_is_whole_or_not_there(places: Places, tmp_path: Path) -> None:
    address, file = places.new(), tmp_path / "ledger.jsonl"
    write_sound(address)
    places.edit(address, "UPDATE entries SET body = '{}' WHERE seq = 4")
    with open_ledger(address) as ledger, pytest.raises(Refused, match="line 4 of the ledger"):
        export(ledger, file)
    with open_ledger(places.new()) as ledger:
        with pytest.raises(Refused, match="no such folder"):
            export(ledger, tmp_path / "no" / "ledger.jsonl")

        def stop(done: int, total: int) -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            export(ledger, file, stop)
        assert list(tmp_path.iterdir()) == []
        export(ledger, file)
        with pytest.raises(Refused, match="such a file already"):
            export(ledger, file)
    assert list(tmp_path.iterdir()) == [file]


def test_an_import_that_is_stopped_leaves_nothing(exported: Path, places: Places) -> None:
    address, size = places.new(), exported.stat().st_size

    def stop(done: int, total: int) -> None:
        if done > size:  # the file has been checked, and is being written
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_(exported, address, stop)
    with pytest.raises(Refused, match="there is no ledger"):
        open_ledger(address, create=False)
    assert import_(exported, address)[0] == LAST


def test_more_lines_than_a_batch_are_all_moved(places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pactwatch.ledger.exports._BATCH", 10)
    with open_ledger(tmp_path / "many.db") as ledger:
        ledger.append_all(NewEntry("note", {"n": n, "text": "هدنة \u2028 \x01"}, "ana") for n in range(35))
        export(ledger, tmp_path / "many.jsonl")
        head = ledger.head()
    address, told = places.new(), []
    assert import_(tmp_path / "many.jsonl", address, lambda done, total: told.append((done, total))) == (36, *head)
    assert told[-1][0] == told[-1][1]
    assert [row.seq for row in read_export(tmp_path / "many.jsonl")] == list(range(1, 37))

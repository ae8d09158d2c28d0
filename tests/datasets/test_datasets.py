"""Tables of events: each sample beside what it should give; what cannot be taken set aside with line and reason."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pactwatch.datasets import Reject, open_events
from pactwatch.datasets.importing import import_events
from pactwatch.ledger import Ledger, open_ledger, to_body
from pactwatch.refusals import Refused
from pactwatch.types import Claim

SAMPLES = Path(__file__).parent / "samples"
KINDS = ("ucdp", "ucdp-candidate", "acled", "incidents", "incident-form", "table")


def taken(name: str) -> tuple[list[Claim], list[Reject]]:
    column_map = SAMPLES / f"{name}.toml"
    (path,) = (p for p in SAMPLES.glob(f"{name}.*") if p.suffix in (".csv", ".xlsx"))
    _, rows = open_events(path, column_map=column_map if column_map.is_file() else None)
    claims: list[Claim] = []
    rejects: list[Reject] = []
    for row in rows:
        if isinstance(row, Reject):
            rejects.append(row)
        else:
            claims += row[1]
    return claims, rejects


@pytest.mark.parametrize("name", KINDS)
def test_a_sample_gives_what_stands_beside_it(name: str) -> None:
    claims, rejects = taken(name)
    found = [to_body(c) for c in claims] + [{"line": r.line, "reason": r.reason} for r in rejects]
    expected = SAMPLES / f"{name}.expected.json"
    if os.environ.get("PACTWATCH_REFRESH"):
        expected.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    assert found == json.loads(expected.read_text(encoding="utf-8"))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "ledger.db") as opened:
        yield opened


def rewritten(path: Path, change: dict[str, str | None]) -> Path:
    """The UCDP sample with cells of its rows changed: id → new headline, or None for a row taken out."""
    with (SAMPLES / "ucdp.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        for row in rows:
            headline = change.get(row["id"], row["source_headline"])
            if headline is not None:
                writer.writerow({**row, "source_headline": headline})
    return path


def test_the_next_edition_is_taken_as_a_difference(ledger: Ledger, tmp_path: Path) -> None:
    first = import_events(rewritten(tmp_path / "a.csv", {}), ledger, by="a person", dataset="ged")
    assert (first.added, first.same) == (2, 0)
    again = import_events(tmp_path / "a.csv", ledger, by="a person", dataset="ged")
    assert (again.added, again.changed, again.withdrawn, again.same) == (0, 0, 0, 2)
    later = rewritten(tmp_path / "b.csv", {"1": "Fighting in a town", "2": None})
    changed = import_events(later, ledger, by="a person", dataset="ged")
    assert (changed.added, changed.changed, changed.withdrawn, changed.same) == (0, 1, 1, 0)
    assert [c.quote for c in ledger.view().claims.values()] == ["Fighting in a town"]
    assert ledger.verify() == ()
    back = import_events(tmp_path / "a.csv", ledger, by="a person", dataset="ged")
    assert (back.added, back.changed) == (1, 1)
    assert len(ledger.view().claims) == 2


def test_a_part_of_a_dataset_withdraws_nothing(ledger: Ledger, tmp_path: Path) -> None:
    import_events(rewritten(tmp_path / "a.csv", {}), ledger, by="a person", dataset="ged")
    part = import_events(rewritten(tmp_path / "b.csv", {"2": None}), ledger, by="a person", dataset="ged", whole=False)
    assert (part.withdrawn, len(ledger.view().claims)) == (0, 2)


def test_what_was_stopped_goes_on_and_writes_nothing_twice(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pactwatch.datasets.importing._BATCH", 1)

    class StoppedError(Exception):
        pass

    def stop(rows: int) -> None:
        raise StoppedError

    path = rewritten(tmp_path / "a.csv", {})
    with pytest.raises(StoppedError):
        import_events(path, ledger, by="a person", dataset="ged", told=stop)
    assert len(ledger.view().claims) == 1
    rest = import_events(path, ledger, by="a person", dataset="ged")
    assert (rest.added, rest.same, len(ledger.view().claims)) == (1, 1, 2)


GOOD = "1,1,Government of Azerbaijan,X,h,Hadrut,1,39.52,47.03,2,2020-10-09,2020-10-12,0,12,20,8"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (GOOD.replace("2020-10-09", "2020-02-30"), "date_start is no date"),
        (GOOD.replace("2020-10-12", "2020-10-01"), "date_end is before date_start"),
        (GOOD.replace("39.52", "139.52"), "latitude is not between"),
        (GOOD.replace("47.03", ""), "longitude is missing"),
        (GOOD.replace(",12,20,8", ",twelve,20,8"), "best is no number"),
        (GOOD.replace(",12,20,8", ",nan,20,8"), "best is not between"),
        (GOOD.replace(",12,20,8", ",-1,20,8"), "best is not between"),
        (GOOD.replace("1,1,Gov", "1,9,Gov"), "type_of_violence is none of"),
        (GOOD.replace("1,1,Gov", ",1,Gov"), "id is empty"),
        (GOOD.rpartition(",")[0], "15 cells, not 16"),
        (GOOD + ",more", "17 cells, not 16"),
        (GOOD.replace("Hadrut", "Had\0rut"), "no UTF-8 text"),
        (GOOD.replace("Hadrut", "Had\udcffrut"), "no UTF-8 text"),
        (GOOD + "\n" + GOOD, "given before"),
    ],
)
def test_a_malformed_row_is_set_aside_with_its_line_and_the_rest_goes_in(
    row: str, reason: str, ledger: Ledger, tmp_path: Path
) -> None:
    head, _, other = (SAMPLES / "ucdp.csv").read_text(encoding="utf-8").splitlines()
    path, rejects = tmp_path / "a.csv", tmp_path / "rejects" / "a.csv"
    path.write_bytes("\n".join([head, row, other, ""]).encode("utf-8", "surrogateescape"))
    found = import_events(path, ledger, by="a person", rejects=rejects)
    assert found.rejected == 1
    assert "2" in {c.statement.fields["id"] for c in ledger.view().claims.values()}
    with rejects.open(encoding="utf-8", newline="") as file:
        (aside,) = csv.DictReader(file)
    assert int(aside["line"]) == (3 if "\n" in row else 2)
    assert reason in aside["reason"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [("", "names no columns"), ("a,b\n1,2\n", "no kind of dataset"), ("a,a\n1,2\n", "two columns are called")],
)
def test_a_table_that_is_none_is_refused(content: str, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(Refused, match=problem):
        open_events(path)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('when = "Day"', 'whem = "Day"', "'when'"),
        ('when = "Day"', 'when = "Date"', "Date"),
        ('shelling = "attack"', 'shelling = "atack"', "atack"),
        ('Dead = "killed"', 'Deaths = "killed"', "Deaths"),
        ('"the army" = "AZE.MIL"', '"the army" = "AZX.MIL"', "AZX"),
    ],
)
def test_a_column_map_is_refused_with_its_line(old: str, new: str, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    path.write_text((SAMPLES / "table.toml").read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(Refused, match=problem) as refused:
        open_events(SAMPLES / "table.csv", column_map=path)
    assert refused.value.line


def test_ucdp_rows_of_ukraine_are_taken_whole(shared: Path) -> None:
    _, rows = open_events(shared / "data" / "events" / "ucdp-ged-ukraine.csv")
    found = [row for row in rows if not isinstance(row, Reject)]
    assert len(found) == 3883

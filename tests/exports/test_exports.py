"""Every format beside what it should give, and read back where the format allows.

`PACTWATCH_REFRESH=1` writes the golden files anew: look at the difference before it is committed.
"""

from __future__ import annotations

import csv
import io
import json
import os
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from pactwatch.case import Case
from pactwatch.cells import harmless
from pactwatch.cli import main
from pactwatch.datasets import Reject, open_events
from pactwatch.exports.events import EventRow, rows
from pactwatch.exports.tables import COLUMNS
from pactwatch.refusals import Refused
from pactwatch.times import Span
from pactwatch.types import Claim
from pactwatch.whole import write_whole
from tests.exports.sample_case import SAMPLE, sample_case

EVENTS = ("geojson", "csv", "xlsx", "parquet", "plover", "acled", "ucdp")
CLAUSES = ("odrl", "ical", "atom")


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return sample_case(tmp_path_factory.mktemp("exports"))


def run(case: Case, *words: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["pactwatch", words[0], str(case.folder), *words[1:]])
        with pytest.raises(SystemExit) as ended:
            main()
    assert not ended.value.code


def events(case: Case, form: str, *more: str) -> Path:
    ending = form if form in ("geojson", "xlsx", "parquet") else "csv"
    to = case.folder / f"{form}.{ending}"
    run(case, "export-events", "--format", form, "--out", str(to), *more)
    return to


def clauses(case: Case, form: str, *more: str) -> Path:
    to = case.folder / f"clauses.{form}"
    run(case, "export-clauses", "--format", form, "--at", "2020-10-20", "--out", str(to), *more)
    return to


def as_text(path: Path) -> str:
    """A file as a golden one is kept: workbooks and Parquet as their cells."""
    if path.suffix == ".xlsx":
        cells = load_workbook(path, read_only=True).worksheets[0].iter_rows(values_only=True)
        return json.dumps([list(row) for row in cells], ensure_ascii=False, indent=1) + "\n"
    if path.suffix == ".parquet":
        from pyarrow import parquet

        return json.dumps(parquet.read_table(path).to_pylist(), ensure_ascii=False, indent=1) + "\n"
    return path.read_text(encoding="utf-8").replace("\r\n", "\n")


@pytest.mark.parametrize("form", [*EVENTS, *CLAUSES])
def test_a_format_gives_what_stands_beside_its_input(case: Case, form: str) -> None:
    found = as_text(events(case, form) if form in EVENTS else clauses(case, form))
    golden = SAMPLE / f"expected.{form}"
    if os.environ.get("PACTWATCH_REFRESH"):
        golden.write_text(found, encoding="utf-8", newline="\n")
    assert found == golden.read_text(encoding="utf-8")


def dated(case: Case) -> list[EventRow]:
    return [r for r in rows(case.view(), case.time_zone) if r.first is not None]


def back(path: Path, column_map: Path | None = None) -> tuple[list[Claim], int]:
    taken = list(open_events(path, column_map=column_map)[1])
    return [c for row in taken if not isinstance(row, Reject) for c in row[1]], sum(isinstance(r, Reject) for r in taken)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_plain_table_is_read_back(case: Case, form: str) -> None:
    claims, rejects = back(events(case, form), SAMPLE / "csv.map.toml")
    assert rejects == 1  # what bears no date
    assert [(c.statement.fields["id"], c.act, c.actor, c.target, c.when) for c in claims] == [
        (r.id, r.acts[0], r.actors, r.targets, r.span) for r in dated(case)
    ]
    assert [c.places for c in claims][::2] == [("shusha-shushi",), ("Yerevan",)]
    assert claims[2].statement.fields["longitude"] == "-0.51"
    assert [a.value for a in claims[0].amounts] == [2.5]


def test_the_columns_of_ucdp_are_read_back(case: Case) -> None:
    claims, rejects = back(events(case, "ucdp"))
    assert rejects == 0
    wanted = [r for r in dated(case) if r.acts == ("attack",)]
    assert [(c.act, c.when, c.target) for c in claims] == [("attack", r.span, r.targets) for r in wanted]
    assert [(a.value, a.qualifier) for a in claims[0].amounts] == [(2, "at_least"), (2.5, "about"), (3, "at_most")]
    assert claims[1].actor == ("ARM.MIL", "AZE.MIL")


def test_the_columns_of_acled_are_read_back(case: Case) -> None:
    claims, rejects = back(events(case, "acled"))
    assert rejects == 0
    wanted = [r for r in dated(case) if r.acts == ("attack",)]
    assert [(c.act, c.actor, c.target) for c in claims] == [("attack", r.actors, r.targets) for r in wanted]
    assert [c.when for c in claims] == [r.span for r in wanted]  # a week stays a week


def test_plover_rows_are_read_back(case: Case) -> None:
    """But for several actors of one event, which POLECAT's columns hold in one cell."""
    claims, rejects = back(events(case, "plover"), SAMPLE / "plover.map.toml")
    assert rejects == 1  # what bears no date
    wanted = [(r, act) for r in dated(case) for act in r.acts]
    assert [(c.statement.fields["id"], c.act, c.when, c.target) for c in claims] == [
        (r.id, act, r.span, r.targets) for r, act in wanted
    ]
    alone = [(c.actor, r.actors) for c, (r, _) in zip(claims, wanted, strict=True) if len(r.actors) == 1]
    assert len(alone) == 2
    assert all(read == told for read, told in alone)


def test_parquet_holds_what_csv_does(case: Case) -> None:
    from pyarrow import parquet

    read = parquet.read_table(events(case, "parquet")).to_pylist()
    with events(case, "csv").open(encoding="utf-8", newline="") as file:
        told = list(csv.DictReader(file))
    assert [{k: "" if v is None else f"{v:g}" if isinstance(v, float) else str(v) for k, v in row.items()} for row in read] == [
        {k: v.removeprefix("'") for k, v in row.items()} for row in told
    ]


def test_geojson_says_again_when_what_by_whom_and_where(case: Case) -> None:
    found = json.loads(events(case, "geojson").read_text(encoding="utf-8"))["features"]
    told = list(rows(case.view(), case.time_zone))
    assert [f["id"] for f in found] == [r.id for r in told]
    for feature, row in zip(found, told, strict=True):
        said = feature["properties"]
        assert Span.parse(said["when"]) == row.span
        assert (tuple(said["acts"]), tuple(said["actors"]), tuple(said["targets"])) == (row.acts, row.actors, row.targets)
        assert feature["geometry"] is None or feature["geometry"] == {
            "type": "Point",
            "coordinates": [row.longitude, row.latitude],
        }


def test_geojson_has_a_point_or_says_that_it_has_none(case: Case) -> None:
    found = json.loads(events(case, "geojson").read_text(encoding="utf-8"))
    assert found["type"] == "FeatureCollection"
    assert found["figures"] == [{"rule": "per_event", "value": len(found["features"])}]
    points = [f["geometry"] and f["geometry"]["coordinates"] for f in found["features"]]
    assert [46.7499, 39.7601] in points
    assert [-0.51, 40.18] in points
    assert None in points
    town = next(f for f in found["features"] if f["properties"]["denied_by"])
    assert {d["rule"] for d in town["properties"]["deaths"]} == {"deaths_low", "deaths_best", "deaths_high"}
    assert {"Şuşa", "Շուշի", "Shusha", "Shushi"} <= set(town["properties"]["places"][0]["names"].values())


@pytest.mark.parametrize("form", [f for f in EVENTS if f != "geojson"])
def test_a_contested_place_has_every_name_in_every_table(case: Case, form: str) -> None:
    text = as_text(events(case, form))
    assert all(name in text for name in ("Şuşa", "Շուշի", "Shusha", "Shushi", "شوشا", "شوشي"))


def test_nothing_is_exported_that_was_not_known_yet(case: Case) -> None:
    early = json.loads(events(case, "geojson", "--known-at", "2020-10-08").read_text(encoding="utf-8"))
    assert len(early["features"]) == 1
    assert early["features"][0]["properties"]["denied_by"] == []
    late = ElementTree.parse(clauses(case, "atom")).getroot()
    soon = ElementTree.parse(clauses(case, "atom", "--known-at", "2020-10-08")).getroot()
    assert len(soon) < len(late)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert str(harmless(text)).startswith("'")


def test_numbers_and_plain_text_stay_as_they_are() -> None:
    assert [harmless(c) for c in (-1.5, 3, None, "a = b", "a\x00b")] == [-1.5, 3, None, "a = b", "ab"]


def test_a_hostile_quote_is_text_in_csv_and_workbook(case: Case) -> None:
    with events(case, "csv").open(encoding="utf-8", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file)]
    assert [t[:2] for t in texts if t[0] == "'"] == ["'=", "'-"]
    sheet = load_workbook(events(case, "xlsx")).worksheets[0]
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}


def test_odrl_has_what_the_model_asks_for(case: Case) -> None:
    found = json.loads(clauses(case, "odrl").read_text(encoding="utf-8"))
    assert found["@context"][0] == "http://www.w3.org/ns/odrl.jsonld"
    (policy,) = found["@graph"]
    assert (policy["@type"], policy["uid"]) == ("Agreement", "pw:pact/sample-2020")
    assert [len(policy[kind]) for kind in ("prohibition", "permission", "obligation")] == [2, 2, 1]
    for rule in (r for kind in ("prohibition", "permission", "obligation") for r in policy[kind]):
        assert {"uid", "assigner", "assignee", "target", "action"} <= set(rule)
    (duty,) = policy["obligation"]
    assert duty["assignee"] == ["pw:party/AZE"]
    assert duty["assigner"] == ["pw:party/ICRC"]
    moment = duty["constraint"][0]
    assert (moment["leftOperand"], moment["operator"]) == ("dateTime", "lteq")
    assert datetime.fromisoformat(moment["rightOperand"]["@value"]).date() == date(2020, 10, 12)
    assert [r["pw:heldBy"] for r in policy["prohibition"][0]["pw:readings"]] == [["pw:party/ARM"], ["pw:party/AZE"]]


def test_odrl_says_every_clause_again(case: Case) -> None:
    (policy,) = json.loads(clauses(case, "odrl").read_text(encoding="utf-8"))["@graph"]
    duties = {"prohibition": "must_not", "permission": "may", "obligation": "must"}
    found = {
        (rule["uid"].split("/")[2], duties[kind], rule["assignee"][0].rpartition("/")[2], acts_of(rule["action"]))
        for kind in duties
        for rule in policy[kind]
    }
    (pact,) = case.pacts().values()
    assert found == {(c.id, c.duty, bearer, frozenset(c.acts)) for c in pact.clauses for bearer in c.bearers}


def acts_of(action: Any) -> frozenset[str]:
    if isinstance(action, dict):
        action = [one["rightOperand"]["@id"] for one in action["refinement"]["or"]]
    return frozenset(name.rpartition("/")[2] for name in ([action] if isinstance(action, str) else action))


def test_atom_is_read_by_a_feed_reader_with_every_change(case: Case) -> None:
    path = clauses(case, "atom")
    read = feedparser.parse(path.read_bytes())
    assert not read.bozo
    feed = ElementTree.parse(path).getroot()
    atom = "{http://www.w3.org/2005/Atom}"
    told = [
        (e.findtext(f"{atom}id"), e.findtext(f"{atom}title"), e.findtext(f"{atom}content")) for e in feed.iter(f"{atom}entry")
    ]
    assert [(e.id, e.title, e.content[0].value) for e in read.entries] == told


def test_atom_has_what_rfc_4287_asks_for(case: Case) -> None:
    """Sections 4.1.1 and 4.1.2: one id, title and updated each, an author; entries' ids are all different."""
    feed = ElementTree.parse(clauses(case, "atom")).getroot()
    atom = "{http://www.w3.org/2005/Atom}"
    assert feed.tag == f"{atom}feed"
    entries = feed.findall(f"{atom}entry")
    assert entries
    for part in (feed, *entries):
        assert [len(part.findall(f"{atom}{name}")) for name in ("id", "title", "updated")] == [1, 1, 1]
        assert datetime.fromisoformat(part.findtext(f"{atom}updated", "")).tzinfo is not None
        assert part.findtext(f"{atom}id", "").startswith("urn:uuid:")
    assert feed.findtext(f"{atom}author/{atom}name")
    assert len({e.findtext(f"{atom}id") for e in entries}) == len(entries)
    assert all(e.find(f"{atom}content") is not None for e in entries)
    told = [e.findtext(f"{atom}title", "") for e in entries]
    assert any("→ Overdue" in t for t in told)


def test_the_calendar_has_the_deadline(case: Case) -> None:
    raw = clauses(case, "ical").read_bytes()
    calendar = Calendar.from_ical(raw)
    assert calendar.to_ical() == raw
    assert [e.decoded("dtstart") for e in calendar.walk("vevent")] == [date(2020, 10, 12)]


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    assert write_whole(tmp_path / "a", b"1").read_bytes() == b"1"
    assert write_whole(tmp_path / "a", b"2").read_bytes() == b"2"
    with pytest.raises(Refused, match="cannot be written"):
        write_whole(tmp_path / "none" / "a", b"1")
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_every_row_has_a_cell_for_every_column(case: Case) -> None:
    lines = list(csv.reader(io.StringIO(events(case, "csv").read_text(encoding="utf-8"))))
    assert {len(line) for line in lines} == {len(COLUMNS)}

"""The index of the world's places, and what it says of where a place lies."""

import subprocess
import sys
from importlib.resources import files

import pytest

from pactwatch.places import place, places, resolve
from pactwatch.places.choosing import kilometres
from pactwatch.places.index import _keys, _rows, by_id, goes_on, indexed_place, row, rows_of
from pactwatch.places.spelling import index_key

FOLDER = files("pactwatch.places").joinpath("geonames")
NUMBERS = range(len(_rows()))


def test_it_is_small_and_says_whose_data_it_is() -> None:
    assert sum(len(FOLDER.joinpath(name).read_bytes()) for name in ("names.tsv.z", "places.tsv.z")) < 3_000_000
    assert "Creative Commons Attribution 4.0" in FOLDER.joinpath("README.md").read_text(encoding="utf-8")


def test_it_is_read_only_when_asked() -> None:
    code = "import pactwatch; from pactwatch.places.index import _keys, _rows; print(_keys.cache_info().currsize)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "0"


def test_keys_are_sorted_and_lead_to_rows_that_have_them() -> None:
    lines = _keys()
    assert lines == sorted(lines)
    for line in lines[1::97]:
        key, _, rows = line.decode().partition("\t")
        assert all(key in map(index_key, row(int(n)).spellings) for n in rows.split())


def test_every_row_is_a_place_on_earth_with_a_precision() -> None:
    for number in NUMBERS[::23]:
        found = indexed_place(row(number))
        assert found.latitude is not None
        assert found.longitude is not None
        assert abs(found.latitude) <= 90
        assert abs(found.longitude) <= 180
        assert 2 <= (found.precision or 0) <= 15
        assert len(found.within[-1:]) == 1
        assert by_id(found.id) == place(found.id) == found


@pytest.mark.parametrize(("key", "found"), [("", False), ("vilnius", True), ("vilni", False), ("xyzzy", False)])
def test_a_key_is_known_whole_or_not_at_all(key: str, found: bool) -> None:
    assert bool(rows_of(key)) is found


def test_the_beginning_of_a_name_is_known() -> None:
    assert goes_on("san")
    assert not goes_on("vilniu")


@pytest.mark.parametrize(
    ("name", "within"),
    [
        ("Alupka", ("crimea", "UKR")),
        ("Inkerman", ("crimea", "UKR")),
        ("Beit Jala", ("west-bank", "PSE")),
        ("town of Ariel", ("west-bank", "PSE")),
        ("Сватово", ("luhansk-region", "donbas", "UKR")),
        ("Ніжин", ("chernihiv-region", "UKR")),
        ("Vilnius", ("LTU",)),
    ],
)
def test_what_a_place_lies_in_goes_by_recognised_borders(name: str, within: tuple[str, ...]) -> None:
    found = resolve(name, ["west-bank"] if "Ariel" in name else [])
    assert found is not None
    assert found.within == within


def test_no_place_of_the_index_stands_where_the_line_of_karabakh_crosses_a_district() -> None:
    crossed = {("AZ", "57"), ("AZ", "26"), ("AZ", "03")}
    golan = [r for r in map(row, NUMBERS) if r.state == "IL" and 32.69 < r.latitude < 33.34 and r.longitude > 35.63]
    assert not golan
    assert not [r for r in map(row, NUMBERS) if (r.state, r.division) in crossed]


def test_curated_places_stand_where_the_index_has_their_namesake_of_the_same_region() -> None:
    far = []
    for curated in places().values():
        point = (curated.latitude or 0, curated.longitude or 0)
        keys = {index_key(part) for name in curated.names.values() for part in name.split(" / ")}
        same = [p for k in keys for n in rows_of(k) if (p := indexed_place(row(n))).within == curated.within != ()]
        away = [kilometres(point, (p.latitude or 0, p.longitude or 0)) for p in same]
        if away and min(away) > max(15, curated.precision or 0) and min(away) < 100:
            far.append((curated.id, round(min(away))))
    # Petrivske of the 2016 disengagement area has a namesake among the suburbs of Donetsk.
    assert [id_ for id_, _ in far] in ([], ["petrivske-donetsk"])

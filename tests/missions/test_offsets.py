"""Places told by distance and direction."""

from __future__ import annotations

import pytest

from pactwatch.missions.claiming import claim, located
from pactwatch.missions.offsets import degrees, offsets
from pactwatch.types import Report


@pytest.mark.parametrize(
    ("text", "place", "origin", "kilometres", "bearing"),
    [
        ("near government-controlled Marinka (23km south-west of Donetsk)", "Marinka", "Donetsk", (23, 23), 225),
        ("a trench 5km south-east of Shyrokyne was seen", "", "Shyrokyne", (5, 5), 135),
        ("shots 300-400m south-south-west of Zolote", "", "Zolote", (0.3, 0.4), 202.5),
        ("a school about 2.5 km north of the Donetsk Filtration Station", "", "Donetsk Filtration Station", (2.5, 2.5), 0),
    ],
)
def test_an_offset_from_a_named_place(
    text: str, place: str, origin: str, kilometres: tuple[float, float], bearing: float
) -> None:
    (found,) = offsets(text)
    assert (found.place, found.origin, found.kilometres, found.degrees) == (place, origin, kilometres, bearing)


@pytest.mark.parametrize("text", ["30-40m from a house near Popasna", "100-200m north of its position", "17 km of pipeline"])
def test_what_is_measured_from_no_named_place_is_none(text: str) -> None:
    assert list(offsets(text)) == []


@pytest.mark.parametrize(("direction", "bearing"), [("north-north-west", 337.5), ("east-north-east", 67.5), ("west", 270)])
def test_sixteen_directions(direction: str, bearing: float) -> None:
    assert degrees(direction) == bearing


def test_a_claim_keeps_the_offset_and_happened_where_it_points() -> None:
    text = "A patrol came under fire near Marinka (23km south-west of Donetsk)."
    made = claim(Report("r", "s", "en", "", text, None, None, ""), 0, len(text), "attack", "OSCE", "x", places=("Donetsk",))
    found = located(made)
    assert found.places == ("Marinka",)
    assert found.statement.fields == {"from": "Donetsk", "km": "23", "direction": "south-west"}

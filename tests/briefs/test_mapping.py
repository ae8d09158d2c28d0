"""The map of a brief: labels clear of one another, lines between countries all alike, the same drawing every time."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations
from math import cos, pi
from xml.etree import ElementTree

import pytest

from pactwatch.briefs.labelling import Labels
from pactwatch.briefs.mapping import place_map
from pactwatch.briefs.svg import Area, Picture
from pactwatch.briefs.wording import Wording
from pactwatch.places import outlines
from pactwatch.places.gazetteer import places
from pactwatch.places.outlines import Box
from tests.briefs.sample import whole

SVG = "{http://www.w3.org/2000/svg}"


def drawn(*names: str, language: str = "en") -> Picture:
    event = replace(whole().events[0], places=names)
    brief = replace(whole(), events=(event,))
    picture = place_map(brief, Wording(brief, language))
    assert picture is not None
    return picture


@pytest.mark.parametrize("dots", [1, 12, 60])
def test_labels_are_clear_of_one_another_and_of_every_dot(dots: int) -> None:
    labels = Labels(Area(0, 0, 600, 400))
    middle = [(300 + 90 * cos(n * 2.4) * n / dots, 200 + 60 * cos(n * 2.4 - pi / 2) * n / dots) for n in range(dots)]
    for x, y in middle:
        labels.keep(x, y, 5)
    for n, (x, y) in enumerate(middle):
        labels.place(f"Place number {n}", x, y, 5)
    assert labels.placed
    areas = [label.area for label in labels.placed]
    assert not any(a.meets(b) for a, b in combinations(areas, 2))
    assert not any(a.left < x < a.right and a.top < y < a.bottom for a in areas for x, y in middle)
    assert all(a.inside(labels.frame) for a in areas)


@pytest.mark.parametrize("language", ["en", "ar", "ru"])
def test_every_place_is_named_on_the_map_or_numbered_in_its_key(language: str) -> None:
    towns = [p for p in places().values() if p.latitude is not None and p.within and p.within[-1] in ("AZE", "UKR", "SDN")][:40]
    picture = drawn(*(p.names["en"] for p in towns if "en" in p.names), language=language)
    texts = [t.text or "" for t in ElementTree.fromstring(str(picture.svg)).iter(f"{SVG}text")]
    numbered = [mark for mark, _, _ in picture.key]
    assert sum(" · " in t for t in texts) + len(numbered) > 20
    assert set(numbered) >= {t for t in texts if re.fullmatch(r"\(\d+\)", t)}


def test_lines_between_countries_are_all_drawn_alike() -> None:
    """In the Caucasus, Kashmir, Western Sahara, Crimea: contested or not, a line is a line."""
    for name in ("Tartar", "Moscow", "Khartoum"):
        root = ElementTree.fromstring(str(drawn(name, "Tripoli").svg))
        lines = [p for p in root.iter(f"{SVG}path") if p.get("stroke") and p.get("stroke-dasharray") == "5 3"]
        assert lines
        assert len({(p.get("stroke"), p.get("stroke-width")) for p in lines}) == 1


def test_land_and_borders_are_those_of_the_frame() -> None:
    caucasus = Box(44, 38, 50, 42)
    assert all(caucasus.holds((round(x, 6), round(y, 6))) for ring in outlines.land(caucasus) for x, y in ring)
    assert list(outlines.borders(caucasus))
    open_sea = Box(-40, 20, -38, 22)
    assert not [*outlines.land(open_sea), *outlines.borders(open_sea), *outlines.coasts(open_sea)]


@pytest.mark.parametrize("edge", [Box(179, 60, 190, 70), Box(-180, -90, -170, -80), Box(0, 89, 10, 95)])
def test_a_map_at_the_edge_of_the_world_can_be_drawn(edge: Box) -> None:
    assert all(len(line) > 1 for lines in (outlines.borders(edge), outlines.coasts(edge)) for line in lines)


def test_the_same_places_give_the_same_map() -> None:
    assert drawn("Tartar", "Shusha").svg == drawn("Tartar", "Shusha").svg

"""Places of real headlines, against where a research project put them: VIINA's Russian and Ukrainian headlines of 2022.

Whether a row names a place at all is not marked, so rates are of all rows; `docs/reading-places.md` tells what the rest are.
"""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from pactwatch.places import find_places, resolve
from pactwatch.places.choosing import kilometres
from pactwatch.types import Place

REGION = 50.0
"""Kilometres of precision from which a place is a region rather than a town."""
RIGHT = 25.0
Row = dict[str, str]


def rows(shared: Path, language: str) -> Iterator[Row]:
    with (shared / "data" / "events" / "places-ukraine-2022.csv").open(encoding="utf-8", newline="") as file:
        yield from (row for row in csv.DictReader(file) if row["language"] == language)


def placed(text: str, language: str) -> list[Place]:
    """The places below a state that a headline names, each told apart by the others."""
    names = list(dict.fromkeys(name for _, _, name in find_places(text, language)))
    first = {name: resolve(name, ["UKR"]) for name in names}
    found = [resolve(n, ["UKR", *(p.id for m, p in first.items() if p and m != n)]) for n in names]
    return [p for p in found if p is not None and p.within and p.latitude is not None]


def away(place: Place, row: Row) -> float:
    return kilometres((place.latitude or 0, place.longitude or 0), (float(row["latitude"]), float(row["longitude"])))


def rates(shared: Path, language: str) -> tuple[float, float]:
    """Of all rows: one of the places is right; the one a reader would choose, the first town or else region, is."""
    every = best = chosen = 0
    for row in rows(shared, language):
        found = placed(row["text"], language)
        every += 1
        best += any(away(p, row) <= RIGHT for p in found)
        first = sorted(found, key=lambda p: (p.precision or 0) >= REGION)[:1]
        chosen += any(away(p, row) <= RIGHT for p in first)
    return best / every, chosen / every


@pytest.mark.parametrize(("language", "best", "chosen"), [("ru", 0.82, 0.75), ("uk", 0.70, 0.64)])
def test_the_place_is_within_25_km(shared: Path, language: str, best: float, chosen: float) -> None:
    found = rates(shared, language)
    assert found[0] >= best
    assert found[1] >= chosen


@pytest.mark.parametrize(("language", "recall", "precision"), [("ar", 0.87, 0.56), ("en", 0.77, 0.72), ("ru", 0.86, 0.60)])
def test_places_of_marked_claims_are_found_in_their_quotes(
    shared: Path, language: str, recall: float, precision: float
) -> None:
    marked = answered = found = right = 0
    for text in json.loads((shared / "reading" / "gold" / f"{language}.json").read_text(encoding="utf-8")):
        quotes: dict[str, set[str]] = {}
        for claim in text["claims"]:
            quotes.setdefault(claim["quote"], set()).update(claim["places"])
        for quote, places in quotes.items():
            names = [name for _, _, name in find_places(quote, language)]
            told = [place for place in places if place in quote]
            marked, found = marked + len(told), found + len(names)
            answered += sum(any(same(name, place) for name in names) for place in told)
            right += sum(any(same(name, place) for place in places) for name in names)
    assert answered / marked >= recall
    # Most of the others are states that act, which the reader takes for parties.
    assert right / found >= precision


def same(name: str, place: str) -> bool:
    stem = max(4, len(name) - 3)
    return name in place or place in name or name[:stem] == place[:stem]

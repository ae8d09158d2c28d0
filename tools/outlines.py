"""Builds the outlines of countries that a brief's maps are drawn with: `python -m tools.outlines`.

Out of the same file as the board's map (Natural Earth 1:50m, public domain, as npm's world-atlas has it), which `python -m
tools.frontend` fetches. The result, places/outlines.json.gz, is in the repository, so that a brief needs no Node.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.frontend import MODULES

SOURCE = MODULES / "world-atlas" / "countries-50m.json"
RESULT = Path(__file__).resolve().parents[1] / "src" / "pactwatch" / "places" / "outlines.json.gz"


def outlines(atlas: dict[str, Any]) -> dict[str, Any]:
    """The arcs as the atlas has them (steps of its grid), the numbers of those between two countries, the rings of the land."""
    shared = Counter(_plain(arc) for country in atlas["objects"]["countries"]["geometries"] for arc in _arcs(country))
    borders = sorted(number for number, times in shared.items() if times > 1)
    rings = [ring for land in atlas["objects"]["land"]["geometries"] for ring in _rings(land)]
    transform = atlas["transform"]
    return {
        "scale": transform["scale"],
        "origin": transform["translate"],
        "arcs": atlas["arcs"],
        "borders": borders,
        "land": rings,
    }


def _rings(shape: dict[str, Any]) -> Iterator[list[int]]:
    """Every ring of a shape, as numbers of arcs; `~n` is arc n the other way round."""
    if shape["type"] == "GeometryCollection":
        for part in shape["geometries"]:
            yield from _rings(part)
    elif shape["type"] == "Polygon":
        yield from shape["arcs"]
    elif shape["type"] == "MultiPolygon":
        yield from (ring for polygon in shape["arcs"] for ring in polygon)


def _arcs(shape: dict[str, Any]) -> Iterator[int]:
    return (arc for ring in _rings(shape) for arc in ring)


def _plain(arc: int) -> int:
    return ~arc if arc < 0 else arc


def main() -> None:
    made = json.dumps(outlines(json.loads(SOURCE.read_text(encoding="utf-8"))), separators=(",", ":"))
    RESULT.write_bytes(gzip.compress(made.encode(), 9, mtime=0))


if __name__ == "__main__":
    main()

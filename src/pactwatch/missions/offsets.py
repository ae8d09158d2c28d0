"""Places told by distance and direction: "near Marinka (23km south-west of Donetsk)", "5km south-east of Shyrokyne"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_POINTS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
_BETWEEN = r"(?:(?:north|south|east|west)-)?(?:north|south)(?:-?(?:east|west))?|(?:(?:north|south|east|west)-)?(?:east|west)"
_NAME = r"[A-Z][\w’'-]+(?:[ -][A-Z][\w’'-]+)*"
_OFFSET = re.compile(
    rf"""(?: (?P<place>{_NAME}) [^.;()]{{0,20}}? \( )?
    (?:about\s+|approximately\s+|some\s+)?
    (?P<least>\d+(?:\.\d+)?) (?:\s?[-–]\s?(?P<most>\d+(?:\.\d+)?))? \s?(?P<unit>km|m|kilomet(?:re|er)s|met(?:re|er)s)\s+
    (?:to\ the\s+)? (?P<way>{_BETWEEN}) \s+(?:of|from)\s+ (?:the\s+)?(?P<origin>{_NAME})""",
    re.VERBOSE,
)
_STEP = 22.5


@dataclass(frozen=True, slots=True)
class Offset:
    """Where something is from a named place, at [start, end) of the text.

    place: the name of what lies there, "" where it has none. kilometres: least and most. degrees: from north, clockwise.
    """

    start: int
    end: int
    place: str
    origin: str
    kilometres: tuple[float, float]
    direction: str
    degrees: float

    @property
    def fields(self) -> dict[str, str]:
        """The offset as fields of a statement: `from`, `km` ("0.3-0.4") and `direction`."""
        least, most = self.kilometres
        distance = f"{least:g}" if least == most else f"{least:g}-{most:g}"
        return {"from": self.origin, "km": distance, "direction": self.direction}

    @property
    def name(self) -> str:
        """The place that is named: what lies there, else the place that it is measured from."""
        return self.place or self.origin


def offsets(text: str) -> Iterator[Offset]:
    """Every place in a text that is told by distance and direction from another. Those from a patrol or a house are none."""
    for found in _OFFSET.finditer(text):
        scale = 1.0 if found["unit"].startswith("k") else 0.001
        least = float(found["least"]) * scale
        most = float(found["most"]) * scale if found["most"] else least
        way = found["way"].lower()
        yield Offset(*found.span(), found["place"] or "", found["origin"], (round(least, 4), round(most, 4)), way, degrees(way))


def degrees(direction: str) -> float:
    """Degrees from north, clockwise, of one of sixteen directions ("south-south-west" is 202.5)."""
    parts = re.findall(r"north|east|south|west", direction)
    if len(parts) < 3:
        return _POINTS.index("-".join(parts)) * 2 * _STEP
    main, between = degrees(parts[0]), degrees("-".join(parts[1:]))
    if parts[0] == "north" and between > 180:
        main = 360.0
    return (main + between) / 2

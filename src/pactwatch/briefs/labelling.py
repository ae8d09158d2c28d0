"""Labels of a map: each beside its dot, clear of every other label and dot, where there is room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pactwatch.briefs.svg import Anchor, Area, length

_FAR = (0.0, 12.0, 24.0, 38.0, 54.0)
"""How far from its dot a label may stand; from the second on a line leads to it."""

_SIDES = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1))
"""To the right first, as a map is read; then to the left, above, below, and at the corners."""


@dataclass(frozen=True, slots=True)
class Label:
    """A text that has found its place. lead: from where to where a line leads to it, None where it stands beside its dot."""

    text: str
    x: float
    y: float
    size: float
    anchor: Anchor
    area: Area
    lead: tuple[tuple[float, float], tuple[float, float]] | None


@dataclass(slots=True)
class Labels:
    """What is taken of a map, and the labels that have found their places."""

    frame: Area
    taken: list[Area] = field(default_factory=list)
    placed: list[Label] = field(default_factory=list)

    def keep(self, x: float, y: float, radius: float) -> None:
        """Keep the room of a dot clear."""
        self.taken.append(Area(x - radius, y - radius, x + radius, y + radius))

    def place(self, text: str, x: float, y: float, radius: float, *, size: float = 11, lead: bool = True) -> bool:
        """Put a text near a dot; whether there was room."""
        for far in _FAR if lead else _FAR[:1]:
            for label in _choices(text, x, y, radius, far, size):
                if label.area.inside(self.frame) and not any(label.area.meets(other) for other in self.taken):
                    self.placed.append(label)
                    self.taken.append(label.area)
                    return True
        return False


def _choices(text: str, x: float, y: float, radius: float, far: float, size: float) -> Iterator[Label]:
    """Where a text may stand at this distance from its dot, the best first."""
    wide, high = length(text, size) + 4, size * 1.25
    for across, down in _SIDES:
        share = 0.71 if across and down else 1
        at_x, at_y = x + across * share * (radius + 2 + far), y + down * share * (radius + 2 + far)
        left = at_x - wide * (1 - across) / 2
        middle = at_y + down * high / 2
        area = Area(left, middle - high / 2, left + wide, middle + high / 2)
        anchor: Anchor = ("middle", "start", "end")[across]
        lead = ((x, y), (at_x, at_y)) if far else None
        yield Label(text, at_x + 2 * across, middle + size * 0.35, size, anchor, area, lead)

"""Drawings of a brief as SVG: a few shapes and texts written by hand, so that the same data give the same bytes for good.

Texts stay texts, in the fonts of the page, whose letters the reader's program joins and puts in order.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from markupsafe import Markup, escape

from pactwatch.briefs.wording import Text

INK, MUTED, RULE, PAPER = "#1d2126", "#585f69", "#d9d4c8", "#fcfbf8"
BLUE, RED, AMBER = "#1c4f82", "#8c1d1d", "#7a3a00"

WIDTH = 640
"""Of every drawing, in its own units; at 150 mm of paper one is about a quarter of a millimetre."""

EDGE = 44
"""What is left free on either side of the axes of a plot."""

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing and its title. alternative: all that it shows, in a sentence. key: mark, names and figure of what it marks.
    note: what stands below it, where the key tells the rest; the alternative where there is none."""

    title: str
    svg: Markup
    alternative: str
    key: tuple[tuple[str, tuple[Text, ...], str], ...] = ()
    note: str = ""


def drawing(height: float, alternative: str, parts: Iterable[str]) -> Markup:
    """A drawing of these parts, with what it shows for who cannot see it. Its axis runs from left to right in every language,
    as the years do on a page of figures."""
    told = escape(alternative.replace("\u2068", "").replace("\u2069", ""))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {_shown(height)}" direction="ltr" role="img"'
    return Markup(f'{head} aria-label="{told}">{"".join(parts)}</svg>')


def line(points: Iterable[tuple[float, float]], colour: str, width: float = 1, *, dash: str = "", closed: bool = False) -> str:
    """A line through these points."""
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path d="{track(points, closed=closed)}" fill="none" stroke="{colour}" stroke-width="{_shown(width)}"{dashed}/>'


def area(rings: Iterable[Iterable[tuple[float, float]]], fill: str) -> str:
    """Closed rings filled by the rule of even and odd."""
    return f'<path d="{"".join(track(ring, closed=True) for ring in rings)}" fill="{fill}" fill-rule="evenodd"/>'


def track(points: Iterable[tuple[float, float]], *, closed: bool = False) -> str:
    """Points as the data of a path, to a tenth; of points that fall together one is left."""
    steps = (step for step, _ in groupby(f"{_shown(x)} {_shown(y)}" for x, y in points))
    return f"M{'L'.join(steps)}{'Z' if closed else ''}"


def box(x: float, y: float, width: float, height: float, fill: str, *, stroke: str = "", opacity: float = 1) -> str:
    """A rectangle."""
    edge = f' stroke="{stroke}"' if stroke else ""
    faint = f' fill-opacity="{_shown(opacity, 2)}"' if opacity < 1 else ""
    where = f'x="{_shown(x)}" y="{_shown(y)}" width="{_shown(width)}" height="{_shown(height)}"'
    return f'<rect {where} fill="{fill}"{faint}{edge}/>'


def disc(x: float, y: float, radius: float, fill: str, *, stroke: str = "", opacity: float = 1, dash: str = "") -> str:
    """A disc."""
    edge = f' stroke="{stroke}"' if stroke else ""
    faint = f' fill-opacity="{_shown(opacity, 2)}"' if opacity < 1 else ""
    dashed = f' stroke-opacity=".5" stroke-dasharray="{dash}"' if dash else ""
    return f'<circle cx="{_shown(x)}" cy="{_shown(y)}" r="{_shown(radius)}" fill="{fill}"{faint}{edge}{dashed}/>'


def text(
    x: float, y: float, told: str, *, size: float = 11, colour: str = MUTED, anchor: Anchor = "start", bold: bool = False
) -> str:
    """A text on a line through y. Controls of direction are left out: where it begins is said by `anchor`."""
    plain = escape("".join(c for c in told if unicodedata.category(c) != "Cf"))
    where = f'x="{_shown(x)}" y="{_shown(y)}"' + ("" if anchor == "start" else f' text-anchor="{anchor}"')
    weight = ' font-weight="600"' if bold else ""
    return f'<text {where} font-size="{_shown(size)}" fill="{colour}"{weight}>{plain}</text>'


def length(told: str, size: float = 11) -> float:
    """About how wide a text is: somewhat more than in the fonts of a brief, so that what is kept clear of it stays clear."""
    return size * sum(_share(c) for c in told)


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of a drawing that something takes up."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Area) -> bool:
        """Whether the two overlap."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def inside(self, other: Area) -> bool:
        """Whether it lies wholly in the other."""
        across = other.left <= self.left and self.right <= other.right
        return across and other.top <= self.top and self.bottom <= other.bottom


def _share(letter: str) -> float:
    """The width of a letter in parts of the size of its font."""
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0
    if letter in " .,:;'’ijltfI|/-()[]":
        return 0.34
    if unicodedata.bidirectional(letter) == "AL":
        return 0.5
    return 0.72 if letter.isupper() or letter in "mwMWшщжюыф" else 0.6


def _shown(value: float, places: int = 1) -> str:
    """A number as short as it can be told; never -0."""
    told = f"{value:.{places}f}".rstrip("0").rstrip(".") if places else f"{value:.0f}"
    return "0" if told in ("-0", "") else told


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark and what it stands for."""

    drawn: str
    told: str


def legend(marks: Iterable[Mark], y: float, *, mirrored: bool) -> tuple[str, float]:
    """Marks with what they stand for, in rows that begin where the language does; and the height at which they end. A mark is
    drawn about the point 0 0."""
    x, parts = 0.0, []
    for mark in marks:
        wide = length(mark.told, 10) + 34
        if x and x + wide > WIDTH - 2 * EDGE:
            x, y = 0.0, y + 16
        at = WIDTH - EDGE - x - 8 if mirrored else EDGE + x + 8
        beside = text(at - 12, y, mark.told, size=10, anchor="end") if mirrored else text(at + 12, y, mark.told, size=10)
        parts.append(f'<g transform="translate({_shown(at)} {_shown(y - 4)})">{mark.drawn}</g>{beside}')
        x += wide
    return "".join(parts), y + 14


def diamond(x: float, y: float, radius: float, fill: str, stroke: str) -> str:
    """A square that stands on its corner."""
    corners = ((x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y))
    return f'<path d="{track(corners, closed=True)}" fill="{fill}" stroke="{stroke}" stroke-width="1.5"/>'


def cross(x: float, y: float, radius: float, colour: str) -> str:
    """A cross on its side."""
    return line(((x - radius, y - radius), (x + radius, y + radius)), colour, 3) + line(
        ((x - radius, y + radius), (x + radius, y - radius)), colour, 3
    )


def arrow(x: float, y: float, radius: float, colour: str) -> str:
    """The head of an arrow to the right."""
    corners = ((x - radius, y - radius), (x + radius, y), (x - radius, y + radius))
    return f'<path d="{track(corners, closed=True)}" fill="{colour}"/>'

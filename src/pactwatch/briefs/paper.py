"""Drawings on paper: their texts are set by the page, over the drawing.

WeasyPrint sets the letters of an SVG one by one, and so neither joins those of Arabic nor puts them in order.
"""

from __future__ import annotations

import re

from markupsafe import Markup

from pactwatch.briefs.svg import WIDTH

_MILLIMETRES = 150 / WIDTH
"""Of one unit of a drawing; as `.picture svg` in pdf.css."""

_POINTS = _MILLIMETRES * 72 / 25.4

_TEXT = re.compile(
    r'<text x="(?P<x>[-\d.]+)" y="(?P<y>[-\d.]+)"(?: text-anchor="(?P<anchor>\w+)")? font-size="(?P<size>[\d.]+)"'
    r' fill="(?P<fill>#\w+)"(?P<bold> font-weight="600")?>(?P<told>[^<]*)</text>'
)
"""A text as `svg.text` writes it."""


def on_paper(drawing: Markup) -> Markup:
    """A drawing of `svg` with its texts set by the page."""
    texts = "".join(_set(found) for found in _TEXT.finditer(drawing))
    return Markup(f'<div class="drawn">{_TEXT.sub("", drawing)}{texts}</div>')


def _set(found: re.Match[str]) -> str:
    x, y, size = (float(found[name]) * _MILLIMETRES for name in ("x", "y", "size"))
    look = f"font-size:{float(found['size']) * _POINTS:.2f}pt;color:{found['fill']}" + (
        ";font-weight:600" if found["bold"] else ""
    )
    # A line as high as one and a half letters has its base line at about three quarters of its height.
    place = f"{_beside(x, found['anchor'])};top:{y - size * 1.12:.2f}mm;line-height:{size * 1.5:.2f}mm"
    return f'<span style="{place};{look}">{found["told"]}</span>'


def _beside(x: float, anchor: str | None) -> str:
    if anchor == "middle":
        return f"left:{x - 40:.2f}mm;width:80mm;text-align:center"
    return f"right:{150 - x:.2f}mm" if anchor == "end" else f"left:{x:.2f}mm"

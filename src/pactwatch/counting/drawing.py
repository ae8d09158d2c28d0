"""Figures drawn without a screen: one page style, written as SVG that may stand inside a page, and as PNG.

Nothing of Matplotlib's global state is touched. Its own font has Latin, Cyrillic and Arabic letters, and since 3.11 it joins
Arabic letters and puts them in order by itself, so that plots look the same on every machine.
"""

from __future__ import annotations

import hashlib
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from pactwatch.counting.wording import Words, mirrored

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK, MUTED, RULE, PAPER = "#1d2126", "#585f69", "#d9d4c8", "#fcfbf8"
BLUE, RED, AMBER, GREEN, PURPLE, TEAL = "#1e4675", "#8c1d1d", "#7a3a00", "#14532d", "#56307e", "#24525c"
LINES: tuple[tuple[str, Any], ...] = ((BLUE, "-"), (AMBER, "--"), (GREEN, "-."), (PURPLE, ":"), (TEAL, (0, (5, 1, 1, 1))))
"""Colour and dash of several curves: none is told by its colour alone."""

_SMALL, _TEXT, _TITLE = 7.5, 8.5, 10.5
_DOTS = 200
"""Dots an inch of the PNG."""
_ID = re.compile(rb'(\bid="|url\(#|href="#)([^")]+)')
_PROLOGUE = re.compile(rb"<\?xml.*?\?>\s*<!DOCTYPE.*?>\s*", re.DOTALL)
_METADATA = re.compile(rb"<metadata>.*?</metadata>\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot as SVG (without a prologue, so that it can stand in a page) and as PNG, and a sentence that says what it shows."""

    svg: bytes
    png: bytes
    alternative: str


def canvas(width: float, height: float) -> Figure:
    """An empty figure; width and height in inches."""
    from matplotlib.figure import Figure

    return Figure(figsize=(width, height), facecolor=PAPER, layout="constrained")


def styled(axes: Axes, words: Words, *, title: str = "", x: str = "", y: str = "") -> None:
    """The style of the brief on a pair of axes; titles stand where their language begins."""
    axes.set_facecolor(PAPER)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(MUTED)
    axes.tick_params(colors=INK, labelsize=_SMALL, length=3)
    axes.set_xlabel(x, fontsize=_TEXT, color=MUTED)
    axes.set_ylabel(y, fontsize=_TEXT, color=MUTED)
    if title:
        axes.set_title(title, fontsize=_TITLE, color=INK, loc="right" if mirrored(words) else "left", pad=10)


def legend(figure: Figure, handles: list[object], words: Words) -> None:
    """The legend below a figure, its entries in a row that begins where the language does."""
    if not handles:
        return
    rows = handles[::-1] if mirrored(words) else handles
    figure.legend(
        handles=rows,
        loc="outside lower right" if mirrored(words) else "outside lower left",
        ncols=min(3, len(rows)),
        fontsize=_SMALL,
        frameon=False,
        labelcolor=INK,
        markerfirst=not mirrored(words),
        handlelength=1.8,
        columnspacing=1.4,
    )


def dated(axes: Axes) -> None:
    """Days along the bottom, written as ISO dates or parts of them."""
    from matplotlib.dates import AutoDateLocator, DateFormatter

    locator = AutoDateLocator(minticks=3, maxticks=7)  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(DateFormatter("%Y-%m-%d"))  # type: ignore[no-untyped-call]


def written(figure: Figure, alternative: str) -> Plot:
    """The figure as a plot. The same figure gives the same bytes."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    picture, drawing = io.BytesIO(), io.BytesIO()
    figure.set_canvas(FigureCanvasAgg(figure))
    figure.savefig(picture, format="png", dpi=_DOTS, metadata={"Software": None, "Description": alternative})
    figure.set_canvas(FigureCanvasSVG(figure))
    figure.savefig(drawing, format="svg", metadata={"Date": None})
    return Plot(_inline(drawing.getvalue(), alternative), picture.getvalue(), alternative)


def _inline(svg: bytes, alternative: str) -> bytes:
    """The drawing without prologue and metadata, its ids its own in any page, and what it shows told to screen readers."""
    bare = _METADATA.sub(b"", _PROLOGUE.sub(b"", svg))
    names = {name: n for n, name in enumerate(dict.fromkeys(name for _, name in _ID.findall(bare)))}
    own = _ID.sub(lambda found: found[1] + b"%s-%d" % (b"PLOT", names[found[2]]), bare)
    prefix = b"p" + hashlib.sha256(own).hexdigest()[:8].encode()
    own = own.replace(b"PLOT-", prefix + b"-")
    told = f'<svg role="img" aria-label="{escape(alternative, {chr(34): "&quot;"})}" '.encode()
    return own.replace(b"<svg ", told, 1)

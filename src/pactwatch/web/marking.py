"""The text of a report with the sentences marked in which something is claimed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pactwatch.briefs.wording import plain
from pactwatch.types import Report


@dataclass(frozen=True, slots=True)
class Marked:
    """A piece of a text. anchors: of the sentences that begin here; claims: anchors of the claims that stand in these;
    marked: whether something is claimed here."""

    text: str
    anchors: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    marked: bool = False


def marked(report: Report, spans: Mapping[tuple[int, int], Sequence[str]]) -> list[list[Marked]]:
    """The lines of a report's text (empty ones left out), in pieces. spans: by the start and end of each sentence to be marked,
    the anchors of the claims that stand in it."""
    inside = [one for (start, end), claims in sorted(spans.items()) if (one := _span(report.text, start, end, claims)).length]
    cuts = sorted({0, len(report.text), *(cut for span in inside for cut in (span.start, span.end))})
    pieces = [
        Marked(
            plain(report.text[a:b], lines=True),
            tuple(span.anchor for span in inside if span.start == a),
            tuple(dict.fromkeys(c for span in inside if span.start == a for c in span.claims)),
            any(span.start <= a and b <= span.end for span in inside),
        )
        for a, b in pairwise(cuts)
    ]
    return [line for line in _lines(pieces) if any(p.text.strip() for p in line)]


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    anchor: str
    claims: tuple[str, ...]

    @property
    def length(self) -> int:
        return max(0, self.end - self.start)


def _span(text: str, start: int, end: int, claims: Sequence[str]) -> _Span:
    """The span as far as it lies in the text, from its first letter on."""
    inside = text[start:end]
    return _Span(start + len(inside) - len(inside.lstrip()), min(end, len(text)), f"s{start}-{end}", tuple(claims))


def _lines(pieces: Iterable[Marked]) -> list[list[Marked]]:
    lines: list[list[Marked]] = [[]]
    for piece in pieces:
        parts = piece.text.split("\n")
        # Its anchors stay where it begins to say something: empty lines are left out.
        first = next((n for n, part in enumerate(parts) if part.strip()), 0)
        for n, text in enumerate(parts):
            if n:
                lines.append([])
            lines[-1].append(replace(piece, text=text) if n == first else Marked(text, marked=piece.marked))
    return lines

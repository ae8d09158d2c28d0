"""Texts made safe for HTML and for Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from pactwatch.briefs.citing import Piece
from pactwatch.briefs.paper import on_paper

_ISOLATED = re.compile("\u2068([^\u2068\u2069]*)\u2069")
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Controls of direction (UAX 9): a text that holds one could show what it does not say (CVE-2021-42574)."""

_OVERRIDES = re.compile("[\u202a-\u202e\u2066\u2067]")
_INLINE = re.compile(r"([\\`*_\[\]|~#$])")
_SPACE = re.compile(r"\s+")
_LEADING = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))")


def html(value: Any) -> Markup:
    """The text escaped for HTML, isolating marks as `<bdi>`."""
    return Markup(_ISOLATED.sub(r"<bdi>\1</bdi>", str(escape(value))))


def steady(value: Any) -> Markup:
    """The text escaped for HTML, what is isolated as `<bdi>`, without any other control of direction."""
    text = html(value)
    if text.isascii() or not TURNS.search(text):
        return text
    while (inner := html(text)) != text:  # what is isolated inside of another
        text = inner
    return Markup(TURNS.sub("", text))


def markdown(value: Any) -> Markup:
    """The text on one line, with everything escaped that CommonMark or GitHub's Markdown would read as markup."""
    if isinstance(value, Markup):
        return value
    text = _SPACE.sub(" ", str(value))
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("://", "&#58;//")
    text = _INLINE.sub(r"\\\1", text)
    return Markup(_LEADING.sub(_unlisted, text))


def _one_line(value: Any) -> Markup:
    """The value as Markdown, of whose directions none but that of an isolated name is turned."""
    return Markup(_OVERRIDES.sub("", markdown(value)))


def _unlisted(found: re.Match[str]) -> str:
    space, mark = found.groups()
    # A number cannot be escaped, the point after it can.
    return f"{space}{mark}&#8203;" if mark.isdecimal() else f"{space}\\{mark}"


def markdown_link(url: str) -> Markup:
    """A web address (see `links.web_url`) as it can stand between the parentheses of a link."""
    return Markup(re.sub(r"[()<>\\\s]", lambda c: f"%{ord(c.group()):02X}", url))


def bare(value: str) -> str:
    """The text without isolating marks, for places that take no markup."""
    return value.replace("\u2068", "").replace("\u2069", "")


def paragraphs(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """The pieces of a text by its lines, empty lines left out; the numbers of a piece stay with its first line."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        for n, text in enumerate(piece.text.split("\n")):
            if n:
                lines.append([])
            lines[-1].append(replace(piece, text=text, numbers=() if n else piece.numbers))
    return [line for line in lines if any(p.text.strip() for p in line)]


@cache
def environment(form: str) -> Environment:
    """The templates of a form (`html`, `markdown`). What is not marked safe is escaped for that form."""
    made = Environment(
        loader=PackageLoader("pactwatch.briefs"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_one_line if form == "markdown" else steady,
    )
    made.filters["bare"], made.filters["paragraphs"], made.filters["on_paper"] = bare, paragraphs, on_paper
    made.filters["link"] = markdown_link if form == "markdown" else html
    return made

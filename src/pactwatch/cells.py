"""Cells of tables that are written for people: no text in them is taken for a formula, none breaks the file."""

from __future__ import annotations

import re

Cell = str | int | float | None

_FORMULA = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]")
"""A sign with which a formula begins, also in full width, and after what is not seen; white space that a spreadsheet drops.

Source: OWASP, CSV Injection (owasp.org/www-community/attacks/CSV_Injection).
"""
_NO_TEXT = re.compile(r"[^\t\n\r\u0020-\u007e\u0080-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def sayable(text: str) -> str:
    """The text without what XML 1.0 cannot hold: control characters, halves of signs."""
    return _NO_TEXT.sub("", text)


def is_formula(text: str) -> bool:
    """Whether a spreadsheet could run the text, once somebody opens it or edits its cell."""
    return _FORMULA.match(text) is not None


def harmless(cell: Cell) -> Cell:
    """The cell; of a text what can be said, with an apostrophe before one that is a formula. A number stays one."""
    if not isinstance(cell, str):
        return cell
    # A writer of CSV quotes a line feed, and not always a carriage return, after which a spreadsheet begins a row.
    text = sayable(cell).replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if is_formula(text) else text

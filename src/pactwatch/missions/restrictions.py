"""Restrictions of the mission's own movement in OSCE SMM status reports: how often, where, and by whom where it is said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pactwatch.missions.counted import AREAS_OUTSIDE, OUTSIDE, Counted
from pactwatch.missions.phrases import COUNT, TIMES, amount, figure, value
from pactwatch.types import Amount

_FORMATIONS = r"(?:members\s+of\s+)?the\s+armed\s+formations"
_FORCES = r"(?:the\s+)?Ukrainian\s+Armed\s+Forces"
_MOVEMENT = re.compile(
    r"\b(?:free-?dom\s+of\s+move-?ment|active\s+restrictions|actively\s+restricted|restrictions\s+to\s+its)\b", re.IGNORECASE
)
_HOW_OFTEN = re.compile(rf"\brestricted\s+(?:on\s+)?{figure('n', TIMES)}", re.IGNORECASE)
_HOW_MANY = re.compile(rf"\b{figure('n', COUNT)}\s+(?:active\s+)?restrictions\b", re.IGNORECASE)
_BOTH_AREAS = re.compile(
    rf"""restricted\b.*?(?P<inside>{TIMES})\s+in\s+(?:government-controlled\s+areas|areas\s+controlled\s+by\s+the\s+government)
    \s+and\s+(?P<outside>{TIMES})\s+in\s+{AREAS_OUTSIDE}""",
    re.IGNORECASE | re.VERBOSE,
)
_IN_OUTSIDE = re.compile(
    rf"\b(?:(?P<all>all)|(?P<but>but\s+)?(?P<n>{TIMES}|{COUNT}(?:\s+times)?)),?(?:\s+of\s+which)?\s+in\s+{AREAS_OUTSIDE}",
    re.IGNORECASE,
)
_BY_SIDE = {
    "ARMED FORMATIONS": re.compile(
        rf"{_FORMATIONS}\s+restricted\b.{{0,60}}?\b{figure('n', TIMES)} | by\s+{_FORMATIONS}\s+\({figure('m', TIMES)}\)",
        re.IGNORECASE | re.VERBOSE,
    ),
    "UKR.MIL": re.compile(
        rf"\band\s+{_FORCES}\s+{figure('n', TIMES)} | by\s+{_FORCES}\s+\({figure('m', TIMES)}\)", re.IGNORECASE | re.VERBOSE
    ),
}


def restrictions(sentence: str) -> Iterator[Counted]:
    """Restrictions of movement: by side where the report names who restricted it, else in all."""
    if not _MOVEMENT.search(sentence):
        return
    sided = [(side, found) for side, pattern in _BY_SIDE.items() if (found := pattern.search(sentence))]
    for side, found in sided:
        if counted := amount(found, "n", "other") or amount(found, "m", "other"):
            yield Counted("block_access", (counted,), actor=(side,), target=("OSCE",))
    whole = None if sided else _in_all(sentence)
    if whole is not None:
        yield Counted("block_access", (whole,), target=("OSCE",), fields=_outside(sentence, whole))


def _in_all(sentence: str) -> Amount | None:
    """How many there were in all; where only the two areas are counted, their sum."""
    if found := _BOTH_AREAS.search(sentence):
        return Amount((value(found["inside"]) or 0) + (value(found["outside"]) or 0), "other")
    often = _HOW_OFTEN.search(sentence) or _HOW_MANY.search(sentence)
    return amount(often, "n", "other") if often else None


def _outside(sentence: str, whole: Amount) -> dict[str, str]:
    """How many of them were outside government control: "all", "all but two", "26 of which"."""
    found = _IN_OUTSIDE.search(sentence)
    if found is None:
        return {}
    number = whole.value if found["all"] else value(found["n"]) or 0
    return {OUTSIDE: f"{whole.value - number if found['but'] else number:g}"}

"""Who accuses whom in the allegation that a report of South Sudan's ceasefire monitors looks into."""

from __future__ import annotations

import re

from pactwatch.missions.south_sudan import parties_in

_ACCUSER = re.compile(
    r"\b(?:from\s+(?:the\s+|what\s+is\s+known\s+as\s+the\s+)? | in\s+(?:a\s+letter\s+from\s+the\s+)? | by\s+)$",
    re.VERBOSE,
)
_LETTER = re.compile(r"\s+(?:letter|Director|authorities|Mobile\s+Unit|that)\b")
_OFFICES = (
    (re.compile(r"Opposition Liaison Officer\s+(?:informed|alleged|reported)"), "SPLM-IO"),
    (re.compile(r"(?:County Commissioner|Executive Officer)[^.]{0,60}?\b(?:informed|alleged|reported)"), "SSD.GOV"),
)
_DONE_BY = re.compile(r"\b(?:by|alleged|belong to|from)\s+(?:the\s+|a\s+soldier\s+from\s+the\s+)?$")


def accuser_and_accused(text: str) -> tuple[str, tuple[str, ...]]:
    """Who alleges, `ANON` where it is no party; and the party accused, none where the allegation names none."""
    mentions = parties_in(text)
    told = [m for m in mentions if _ACCUSER.search(text[: m.start]) and _LETTER.match(text[m.end :][:20])]
    office = next((party for pattern, party in _OFFICES if pattern.search(text)), "ANON")
    accuser = told[0].parties[0] if told else office
    others = [m for m in mentions if m not in told[:1] and m.parties[0].split(".")[0] != accuser.split(".")[0]]
    by = [m for m in others if _DONE_BY.search(text[: m.start])]
    chosen = (by or others or [m for m in mentions if m not in told[:1]])[:1]
    return accuser, chosen[0].parties if chosen else ()

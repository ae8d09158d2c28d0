"""The set parts of a report of South Sudan's ceasefire monitors: subject, summary, allegation, conclusion."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a report at [start, end), under a heading of this kind ("Allegation", "Incident")."""

    start: int
    end: int
    text: str
    kind: str = ""


HEADINGS = {
    "summary": re.compile(r"(?:EXECUTIVE )?SUMMARY|\bSummary\b"),
    "allegation": re.compile(
        r"\b(?:Allegations?(?: and investigations)?|Incidents?(?: and allegations)?)\s*(?::|(?=\s[a-z1i]\.))"
    ),
    "conclusion": re.compile(r"\b(?:CONCLUSIONS?|Conclusions?)\b(?=\s*:?\s*[A-Z0-9|‘])"),
    "subject": re.compile(r"SUBJECT:?|Subject:"),
}
_ENDS = {
    "summary": re.compile(r"\b1\.[0O]_?\s+Introduction|\bIntroduction\b|INTRODUCTION|References:"),
    "allegation": re.compile(r"\bAim:|Methodology"),
    "conclusion": re.compile(r"(?:Recommendations?|RECOMMENDATIONS?|Observations?|OBSERVATIONS?)\b(?=[:\s])"),
    "subject": re.compile(r"Your Excellenc|Dear |Excellenc|Please find|Esteemed"),
}
_LENGTH = {"summary": 2500, "allegation": 1500, "conclusion": 2500, "subject": 250}


def part(text: str, name: str) -> Part | None:
    """A part of a report by its heading: the first such part; of conclusions the last."""
    found = list(HEADINGS[name].finditer(text))
    if not found:
        return None
    heading = found[-1 if name == "conclusion" else 0]
    start = heading.end()
    stop = _ENDS[name].search(text, start + 20)
    end = min(stop.start() if stop else len(text), start + _LENGTH[name])
    return Part(start, end, text[start:end], heading[0].split()[0].rstrip("s:").capitalize())

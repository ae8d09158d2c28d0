"""One thing that a report counts."""

from __future__ import annotations

from dataclasses import dataclass, field

from pactwatch.types import Amount


@dataclass(frozen=True, slots=True)
class Counted:
    """An act of a sentence, how many of it, and by or upon whom. `fields` go into the statement: further counts, in digits."""

    act: str
    amounts: tuple[Amount, ...]
    actor: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    negated: bool = False
    fields: dict[str, str] = field(default_factory=dict)


OUTSIDE = "outside_government_control"
"""The field that says how many of an amount were in areas outside government control."""

AREAS_OUTSIDE = (
    r"(?:non\s?-?\s?government\s?-?controlled\s+are-?as?|are-?as?\s+(?:not\s+controlled\s+by\s+the|outside)\s+govern-?ment)"
)

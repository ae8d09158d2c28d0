"""A claim in the making."""

from __future__ import annotations

from dataclasses import dataclass, field

from pactwatch.reading.lexicon import Trigger
from pactwatch.reading.patterns import Hit
from pactwatch.reading.roles import Clause
from pactwatch.reading.stance import Governor
from pactwatch.types import Stance


@dataclass(frozen=True)
class Draft:
    """A claim in the making, in tokens of its sentence."""

    hit: Hit[Trigger]
    act: str
    stance: Stance
    negated: bool
    clause: Clause
    verb: bool
    governor: Governor | None
    speaker: str
    actor: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    used: frozenset[int] = field(default_factory=frozenset)

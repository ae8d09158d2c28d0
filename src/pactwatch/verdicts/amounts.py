"""How much was done: figures of several happenings added up, each happening once.

A percentage says how far it has come: the highest counts, and nothing is added up. A figure of a span that holds other
happenings (or of no day at all) is a total of what it spans. Two happenings of one day
that may be one (the same figure, or a place left unsaid) are counted once. Of one happening the figure of those without an
interest counts before the bearer's own; where these differ, the highest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pactwatch.ledger.events import LONGEST, places_agree
from pactwatch.types import Amount, Reason
from pactwatch.verdicts.evidence import Heard

KIN = (frozenset({"detainees", "people"}), frozenset({"weapons", "vehicles"}))
"""Units in which the same things are counted: who is let go is a detainee or one of so many people, a tank is a weapon."""


@dataclass(frozen=True)
class Part:
    """What one happening adds: its figure, when it was, and the claims that give a figure of it."""

    value: float
    begins: datetime
    ends: datetime
    told: tuple[Heard, ...]

    @property
    def wide(self) -> bool:
        """Whether it is a total of a longer time rather than a happening."""
        return self.ends - self.begins > LONGEST or not any(h.dated for h in self.told)


@dataclass(frozen=True)
class Count:
    """How much was done in all, the parts that it is made of, in order, and by when the amount wanted was reached (None: not
    yet)."""

    total: float
    parts: tuple[Part, ...]
    reached: datetime | None


def counted(groups: Sequence[Sequence[Heard]], wanted: Amount, trusted: frozenset[str]) -> Count | None:
    """The sum over happenings, each a group of claims; None where nobody gives a figure. trusted: voices whose figure counts
    before others'."""
    found = [p for group in groups if (p := _part(group, wanted, trusted))]
    if not found:
        return None
    if wanted.unit == "percent":  # how far it has come, not what was added
        return Count(
            max(p.value for p in found), tuple(found), min((p.ends for p in found if p.value >= wanted.value), default=None)
        )
    points = _once(sorted((p for p in found if not p.wide), key=lambda p: (p.begins, p.ends, p.told[0].id)))
    wides = sorted((p for p in found if p.wide), key=lambda p: (p.ends, p.told[0].id))
    totals = [(p.ends, sum(q.value for q in points if q.ends <= p.ends)) for p in points]
    for wide in wides:
        outside = [p for p in points if p.ends < wide.begins or p.begins > wide.ends]
        totals += [(end, wide.value + sum(p.value for p in outside if p.ends <= end)) for end in _ends(wide, outside)]
    reached = min((end for end, total in totals if total >= wanted.value), default=None)
    return Count(max(total for _, total in totals), (*points, *wides), reached)


def figures(group: Sequence[Heard], wanted: Amount) -> dict[float, list[Heard]]:
    """The figures told of one happening, with who gives each."""
    found: dict[float, list[Heard]] = {}
    for heard in group:
        for amount in _of_unit(heard, wanted):
            found.setdefault(amount.value, []).append(heard)
    return found


def _of_unit(heard: Heard, wanted: Amount) -> list[Amount]:
    """The figures of a claim in the unit wanted, or else in one that counts the same things."""
    exact = [a for a in heard.claim.amounts if a.unit == wanted.unit]
    kin = next((k for k in KIN if wanted.unit in k), frozenset[str]())
    return exact or [a for a in heard.claim.amounts if a.unit in kin]


def differing(count: Count, wanted: Amount) -> tuple[Reason, ...]:
    """Where voices give different figures of one happening, each figure with its voices."""
    reasons = []
    for part in count.parts:
        told = figures(part.told, wanted)
        if len(told) > 1:
            branches = tuple(
                Reason("figure", {"amount": v, "voices": sorted({h.voice.id for h in hs})}, _statements(hs))
                for v, hs in sorted(told.items())
            )
            reasons.append(Reason("figures_differ", {"amount": part.value}, (), branches))
    return tuple(reasons)


def _part(group: Sequence[Heard], wanted: Amount, trusted: frozenset[str]) -> Part | None:
    with_figure = [h for h in group if _of_unit(h, wanted)]
    if not with_figure:
        return None
    heard = [h for h in with_figure if h.voice.id in trusted] or with_figure
    exact = min((h for h in group if h.dated), key=lambda h: (h.ends - h.begins, h.begins), default=None)
    first = min(group, key=lambda h: h.said)
    begins, ends = (exact.begins, exact.ends) if exact else (first.begins, first.said)
    return Part(max(figures(heard, wanted)), begins, ends, tuple(with_figure))


def _once(points: list[Part]) -> list[Part]:
    """The happenings without those that may be another told again; the higher figure stays."""
    kept: list[Part] = []
    for part in sorted(points, key=lambda p: (-p.value, p.begins, p.told[0].id)):
        if not any(_may_be_one(part, other) for other in kept):
            kept.append(part)
    return sorted(kept, key=lambda p: (p.begins, p.ends, p.told[0].id))


def _may_be_one(a: Part, b: Part) -> bool:
    if a.ends < b.begins or b.ends < a.begins:
        return False
    if {h.report.id for h in a.told} & {h.report.id for h in b.told} and a.value != b.value:
        return False  # one text that gives two figures tells of two
    left, right = (tuple(p for h in part.told for p in h.where) for part in (a, b))
    return a.value == b.value or not left or not right or places_agree(left, right)


def _ends(wide: Part, outside: Sequence[Part]) -> list[datetime]:
    return [wide.ends, *(p.ends for p in outside if p.ends > wide.ends)]


def _statements(told: Sequence[Heard]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(h.statement for h in told))

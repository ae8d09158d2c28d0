"""Trees of reasons and lists of claims cut to what a page can show; whoever wants all of it can ask."""

from __future__ import annotations

from dataclasses import replace

from pactwatch.types import Reason, Verdict

MOST = 25
"""Branches of a reason, sentences under it, and claims of a side, that a page shows where it is not asked for all."""


def shortened(verdict: Verdict, most: int = MOST) -> tuple[Verdict, int]:
    """The verdict with at most so many branches and sentences under each reason, gaps, and claims for and against; and how many
    reasons and claims are left out."""
    reasons, dropped = _cut(verdict.reasons, most)
    gaps = [_cut(g, most) for g in verdict.gaps[:most]]
    kept = replace(
        verdict,
        for_=verdict.for_[:most],
        against=verdict.against[:most],
        reasons=reasons,
        gaps=tuple(gap for gap, _ in gaps),
    )
    beyond = sum(max(0, len(found) - most) for found in (verdict.for_, verdict.against, verdict.gaps))
    return kept, dropped + beyond + sum(n for _, n in gaps)


def _cut(reason: Reason, most: int) -> tuple[Reason, int]:
    below = [_cut(r, most) for r in reason.because[:most]]
    dropped = max(0, len(reason.because) - most) + sum(n for _, n in below)
    return replace(reason, statements=reason.statements[:most], because=tuple(r for r, _ in below)), dropped

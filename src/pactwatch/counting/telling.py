"""What a plot shows, in one sentence: for those who cannot see it, and for a line below it."""

from __future__ import annotations

from collections.abc import Mapping

from pactwatch.counting.holding import Holding
from pactwatch.counting.survival import Survival
from pactwatch.counting.wording import Words, filled, shown
from pactwatch.counting.wording import words as words_of


def answer(held: Holding, words: Words | None = None) -> str:
    """What may be said of a truce, in words: it fell, rose, is not measurably better, or was not observed."""
    return (words or words_of())[held.change.answer.replace(" ", "_")]


def tells_daily(held: Holding, words: Words | None = None) -> str:
    """What `daily_plot` shows."""
    told = words or words_of()
    return filled(
        told,
        "tells_daily",
        first=held.first,
        last=held.last,
        effective=held.effective,
        before=held.change.before.count,
        after=held.change.after.count,
        answer=answer(held, told),
        unknown=len(held.exposure.unknown),
    )


def tells_survival(curves: Mapping[str, Survival], words: Words | None = None) -> str:
    """What `survival_plot` shows, a sentence for each curve."""
    told = words or words_of()
    sentences = []
    for sector, curve in curves.items():
        key = "tells_survival_open" if curve.median is None else "tells_survival"
        median = shown(told, round(curve.median, 1)) if curve.median is not None else ""
        sentence = filled(told, key, truces=curve.truces, broken=curve.broken, median=median)
        sentences.append(f"{sector}: {sentence}" if sector else sentence)
    return " ".join(sentences)

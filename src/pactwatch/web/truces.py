"""How long truces held, and whether violence fell, worked out once for a snapshot and drawn once for a language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache
from threading import Lock

import numpy as np

from pactwatch.counting.drawing import Plot
from pactwatch.counting.gathering import FIGHTING
from pactwatch.counting.holding import Holding, days_of
from pactwatch.counting.holdings import holdings
from pactwatch.counting.plots import daily_plot, survival_plot
from pactwatch.counting.registry import title
from pactwatch.counting.rules import Told
from pactwatch.counting.survival import Survival, survival
from pactwatch.counting.timeline import timeline_plot
from pactwatch.counting.truces import Broken, Truce, truces
from pactwatch.counting.wording import words
from pactwatch.types import Pact
from pactwatch.verdicts.breaking import breaking
from pactwatch.web.events.index import Numbers
from pactwatch.web.snapshot import Snapshot
from pactwatch.web.sourcebook import SourceBook


class Truces:
    """The truces of a snapshot. Safe to be asked by several threads; a figure or plot is made by one of them at a time."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._making = Lock()
        self._kept_found = lru_cache(32)(self._found)
        self._kept_holding = lru_cache(512)(self._holding)
        self._kept_plot = lru_cache(256)(self._plot)

    def found(self, at: datetime) -> tuple[Truce, ...]:
        """The truces that had taken effect by an instant, in that order."""
        with self._making:
            return self._kept_found(at)

    def curve(self, at: datetime) -> Survival | None:
        """The share of them that had no proven breach yet, by days; None where there are none."""
        found = self.found(at)
        return survival([t.held for t in found]) if found else None

    def holding(self, pact: str, rule: str, days: int) -> Holding:
        """A truce's figures so many days before it was made and from its effect on."""
        with self._making:
            return self._kept_holding(pact, rule, days)

    def survival_plot(self, at: datetime, language: str) -> Plot | None:
        """The curve as a picture."""
        curve = self.curve(at)
        with self._making:
            return None if curve is None else self._kept_plot("survival", at, language)

    def timeline_plot(self, at: datetime, language: str) -> Plot | None:
        """The truces one below the other as a picture."""
        found = self.found(at)
        with self._making:
            return self._kept_plot("timeline", at, language) if found else None

    def daily_plot(self, pact: str, rule: str, days: int, language: str) -> Plot:
        """The days around a truce as a picture."""
        held, told = self.holding(pact, rule, days), words(language)
        names = self._snapshot.pacts[pact].title
        name = names.get(told["language"]) or names.get("en") or pact
        with self._making:
            return daily_plot(held, told, title=name, rule=title(rule, language))

    def _found(self, at: datetime) -> tuple[Truce, ...]:
        snapshot = self._snapshot

        def told(pact: Pact) -> Sequence[Broken]:
            return breaking(pact, snapshot.evidence, at, snapshot.pacts, memory=snapshot.memory)

        return truces(snapshot.pacts, at, told)

    def _holding(self, pact: str, rule: str, days: int) -> Holding:
        snapshot = self._snapshot
        chosen = snapshot.pacts[pact]
        told, efforts = self._told(chosen, days), snapshot.once(SourceBook).efforts
        return holdings(snapshot.view, chosen, snapshot.case.time_zone, rule=rule, days=days, told=told, efforts=efforts)[0]

    def _told(self, pact: Pact, days: int) -> Sequence[Told]:
        """The events of fighting of which something may lie in these days."""
        index, _ = self._snapshot.events()
        made, effective = days_of(pact)
        first, last = _second(made - timedelta(days=days + 1)), _second(effective + timedelta(days=days + 1))
        wanted = self._fighting
        near = (index.last[wanted] >= first) & ((index.first[wanted] <= last) | ~index.dated[wanted])
        return index.told(wanted[near].tolist())

    @cached_property
    def _fighting(self) -> Numbers:
        index, _ = self._snapshot.events()
        return np.unique(np.concatenate([index.of(("act", act)) for act in FIGHTING]))

    def _plot(self, kind: str, at: datetime, language: str) -> Plot:
        found, told = self._kept_found(at), words(language)
        if kind == "survival":
            return survival_plot({"": survival([t.held for t in found])}, told)
        return timeline_plot(found, told)


def _second(day: date) -> int:
    return (day.toordinal() - date(1970, 1, 1).toordinal()) * 86_400

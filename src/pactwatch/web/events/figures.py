"""How many events there are by a rule of counting, in all and by group."""

from __future__ import annotations

from copy import copy
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from pactwatch.counting.rules import RULES
from pactwatch.verdicts.evidence import Evidence
from pactwatch.web.events.columns import Columns
from pactwatch.web.events.earlier import EarlierIndex
from pactwatch.web.events.index import EventIndex, Numbers

EACH = frozenset({"as_reported", "per_event", "without_exercises", "deaths_low", "deaths_best", "deaths_high"})
"""Rules whose figure for several events is the sum of their figures for each; the others look at several at once."""


class Counter:
    """Counts the events of an index. What a rule says of each event is worked out when it is first asked for."""

    def __init__(self, index: EventIndex, later: Counter | None = None) -> None:
        """later: that of the index out of which this one is cut."""
        self.index, self._later = index, later
        self._values: dict[str, NDArray[np.float64]] = {}
        self._looked_at: Columns | None = None
        self._lock = Lock()

    def judged_again(self, evidence: Evidence) -> Counter:
        """The same events with other rulings."""
        after = copy(self)
        after.index = self.index.judged_again(evidence)
        return after

    def figure(self, numbers: Numbers, rule: str) -> float:
        """The figure for these events. Raises KeyError for a name that no rule has."""
        return self.by_group(numbers, np.zeros(len(numbers), np.int64), 1, rule)[0]

    def by_group(self, numbers: Numbers, groups: NDArray[np.int64], count: int, rule: str) -> list[float]:
        """The figure of each group. groups: to which, from 0 to count - 1, each of these events belongs."""
        if rule in EACH:
            return [float(v) for v in np.bincount(groups, self._each(rule)[numbers], count)]
        whole = {"per_place_and_hour": Columns.per_place_and_hour, "bursts_of_thirty": Columns.bursts_of_thirty}[rule]
        return [float(v) for v in whole(self._columns(), numbers.astype(np.int64), groups, count)]

    def warm(self) -> None:
        """Works out what every rule says of each event."""
        for rule in EACH:
            self._each(rule)
        self._columns()

    def _columns(self) -> Columns:
        with self._lock:
            if self._looked_at is None:
                self._looked_at = self._look_at(self.index)
            return self._looked_at

    def _look_at(self, index: EventIndex) -> Columns:
        if not isinstance(index, EarlierIndex) or self._later is None:
            return Columns(index.told(range(len(index))))
        whole = self._later._columns()
        return whole.joined(Columns(index.own.told(range(len(index.own))), whole), index.joined)

    def _each(self, rule: str) -> NDArray[np.float64]:
        with self._lock:
            if rule not in self._values:
                self._values[rule] = self._value_of_each(self.index, rule)
            return self._values[rule]

    def _value_of_each(self, index: EventIndex, rule: str) -> NDArray[np.float64]:
        if rule == "per_event":
            return np.ones(len(index))
        if isinstance(index, EarlierIndex) and self._later is not None:
            return index.joined(self._later._each(rule), self._value_of_each(index.own, rule))
        worked_out = RULES[rule]
        told = index.told(range(len(index)))
        return np.fromiter((worked_out([one]).value for one in told), np.float64, len(told))

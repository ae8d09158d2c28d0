"""Answers that hold at every later moment, kept by whoever asks more than once, each with what it read of the evidence.

So it can be told whether they hold at an earlier line of the ledger, too: where all that they read was the same.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar

from pactwatch.verdicts.evidence import Evidence
from pactwatch.verdicts.keys import Reads, Rest, Touch
from pactwatch.verdicts.terms import Closing, Period

T = TypeVar("T")
Holds = Callable[[Reads], bool]
"""Whether what was read of a later line's evidence is the same at an earlier one."""


class Kept:
    """Answers by what was asked. later: those of a later line; holds: which of them hold here, where these are of an earlier
    one. Out of that nothing is cut, so that what its own answers read is not noted."""

    def __init__(self, later: Kept | None = None, holds: Holds | None = None) -> None:
        self._found: dict[Hashable, tuple[Any, Reads | None]] = {}
        self._later, self._holds = later, holds

    def __len__(self) -> int:
        return len(self._found)

    def prepare(self, rest: Callable[[Iterable[Touch]], Rest]) -> None:
        """Works out on what each answer rests."""
        for _, reads in list(self._found.values()):
            if reads is not None:
                reads.rest(rest)

    def ask(
        self,
        key: Hashable,
        evidence: Evidence,
        work: Callable[[Evidence], T],
        *,
        keep: Callable[[T], bool] = lambda _: True,
    ) -> T:
        """The answer to what is asked of an evidence, worked out where it is not known. keep: whether an answer holds at every
        later moment."""
        found = self._found.get(key) or self._of_later(key)
        if found is None:
            found = self._worked_out(evidence, work)
        answer: T = found[0]
        if keep(answer):
            self._found[key] = found
        if found[1] is not None:
            evidence.note(found[1])
        return answer

    def _worked_out(self, evidence: Evidence, work: Callable[[Evidence], T]) -> tuple[T, Reads | None]:
        if self._holds is not None:
            return work(evidence), None
        noted: list[Touch] = []
        return work(replace(evidence, reads=noted)), Reads(noted)

    def _of_later(self, key: Hashable) -> tuple[Any, Reads] | None:
        answer, reads = (self._later._found.get(key) if self._later is not None else None) or (None, None)
        return (answer, reads) if reads is not None and self._holds is not None and self._holds(reads) else None


@dataclass
class Memory:
    """What is the same at every later moment: ended, what clauses had come to, by clause, bearer, side whose word alone counts,
    sides whose word does not, reading, and their last moment; broken, what is told to have broken truces that are over; done,
    what is told to have been done up to a moment; weighed, what is to be said of events that are over and of stretches of time,
    by clause, bearer, sides as before, reading, the clause's periods and the parties of that time; periods, when clauses bind,
    by clause, the bearer's term, and how many of the pacts that extend others (`extending`: from when each does) had taken
    effect; closings, what replaced or ended them.

    Of use only as long as what is known and the pacts stay the same. later: that of a later line; holds: which of its answers
    hold here.
    """

    ended: Kept = field(default_factory=Kept)
    broken: Kept = field(default_factory=Kept)
    done: Kept = field(default_factory=Kept)
    weighed: dict[Hashable, Kept] = field(default_factory=dict)
    periods: dict[tuple[str, Period, int], list[Period]] = field(default_factory=dict)
    closings: dict[str, list[Closing]] = field(default_factory=dict)
    extending: list[datetime] | None = None
    later: Memory | None = None
    holds: Holds | None = None

    def weighing(self, who: Hashable) -> Kept:
        """What is to be said of events in one question."""
        if who not in self.weighed:
            self.weighed[who] = Kept(self.later.weighed.get(who) if self.later else None, self.holds)
        return self.weighed[who]

    def prepare(self, rest: Callable[[Iterable[Touch]], Rest]) -> None:
        """Works out what earlier lines ask of it. rest: on what an answer rests (`Record.rest`)."""
        for kept in (self.ended, self.broken, self.done, *self.weighed.values()):
            kept.prepare(rest)

    def earlier(self, holds: Holds) -> Memory:
        """That of an earlier line, the pacts being the same."""
        return Memory(
            Kept(self.ended, holds),
            Kept(self.broken, holds),
            Kept(self.done, holds),
            periods=self.periods,
            closings=self.closings,
            extending=self.extending,
            later=self,
            holds=holds,
        )

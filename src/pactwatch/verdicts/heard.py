"""A claim in its context: whose voice, about which time, which places."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from pactwatch.ledger.events import LONGEST, happened
from pactwatch.times import Span, instant
from pactwatch.types import Claim, Place, Report
from pactwatch.verdicts.timeline import seconds
from pactwatch.verdicts.voices import Voice

T = TypeVar("T")

DAY = timedelta(days=1)
_LAST = datetime.max.replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class Heard:
    """`begins` and `ends` say when its act happened (or, of a promise or request, when it was said) in instants; `dated`
    whether the text says so; `said` the last instant at which it can have been published. reprint_of: the source that had
    its report first. in_part: its sentence says of one act both that it was done and that it was not: not at once, not
    wholly. beside: of a denial that names no place, those that its sentence names; hinted: those that
    its title, or a capital in its sentence, may mean."""

    id: str
    claim: Claim
    report: Report
    voice: Voice
    begins: datetime
    ends: datetime
    dated: bool
    said: datetime
    reprint_of: str | None
    where: tuple[Place, ...] = ()
    in_part: bool = False
    beside: tuple[Place, ...] = ()
    hinted: tuple[Place, ...] = ()

    @property
    def statement(self) -> str:
        return self.claim.statement.id

    @property
    def negative(self) -> bool:
        """Whether it says that something was not so; that speaks of all time up to it."""
        return self.claim.stance == "denies" or (self.claim.stance == "asserts" and self.claim.negated)

    @property
    def tells(self) -> bool:
        """Whether it says that something happened."""
        return self.claim.stance == "asserts" and not self.claim.negated

    @property
    def foretold(self) -> bool:
        """Whether it was published before what it tells of began: an announcement. A day is left for clocks elsewhere."""
        return self.dated and self.claim.stance == "asserts" and self.begins - self.said > DAY

    def places(self) -> tuple[Place, ...]:
        return self.where

    def time(self) -> tuple[int, int]:
        """The seconds of its happening; of its publication, where it bears no date."""
        if self.dated:
            return seconds(self.begins), seconds(self.ends)
        said = seconds(self.said)
        return said, said


class Told(list[Heard]):
    """Claims that never change, of which the same is asked at many moments and lines: it is worked out once."""

    def __init__(self, heard: Iterable[Heard] = ()) -> None:
        super().__init__(heard)
        self._known: dict[Hashable, Any] = {}

    def once(self, what: Hashable, work: Callable[[], T]) -> T:
        """What is asked of these claims alone. what: all that the answer rests on besides them."""
        if what not in self._known:
            self._known[what] = work()
        found: T = self._known[what]
        return found


def hear(
    entry: str, claim: Claim, report: Report, voice: Voice, first: str | None, zone: str, where: tuple[Place, ...]
) -> Heard:
    """The claim, civil times read in `zone`. first: the source that had its report first, if it is a reprint."""
    said = instant(report.published.latest if report.published else _LAST, zone)
    span = happened(claim, report) if claim.stance in ("asserts", "denies") else _spoken(claim, report, zone)
    begins, ends = span.instants(zone) if span is not None else (said, said)
    return Heard(entry, claim, report, voice, begins, ends, claim.when is not None, said, first, where)


def _spoken(claim: Claim, report: Report, zone: str) -> Span | None:
    """When something was said. A month or more is rather the time of what it is about, and publication tells better."""
    if claim.when is not None:
        first, last = claim.when.instants(zone)
        if last - first <= LONGEST:
            return claim.when
    return report.published

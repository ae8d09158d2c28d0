"""Effort as a view of the ledger tells it: from claims of monitors and sensors, by area and by source.

- Hours, patrols, cameras and sorties are amounts of claims that somebody did `monitor`. Of one speaker, place and day the claim
  of the shortest period counts; of several reports that tell of the same, the highest; submissions of one report are added up.
- `percent` in a sensor's `monitor` claim is the share of the area under cloud; what is left is the clear share of its day.
- `block_access` whose target watches is a denial of access.
- A day is reported when a claim of a few days, or any of a monitor's, tells of it, when a report was published on it, or when
  it lies between the first and the last row of a dataset of events, which looks at every day alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pactwatch.counting.effort import CLEAR, UNITS, Days, Effort, span_days
from pactwatch.ledger.contents import Contents
from pactwatch.ledger.events import LONGEST, resolved, roots
from pactwatch.ledger.views import View
from pactwatch.types import Claim, Place, Report, Source

Area = Callable[[tuple[Place, ...]], bool]
"""Whether what is told of these places is told of an area."""

_WATCHING = ("monitor", "sensor")
_LONG = 366
"""Days: what is told of a longer time is told of none of its days."""
_STANDING = ("cameras", CLEAR)
"""Units that hold for every day of a period, and are not spread over it."""


@dataclass(frozen=True, slots=True)
class _Told:
    """One figure of a claim: who says it of which places, of what days, in which report."""

    speaker: str
    unit: str
    places: tuple[str, ...]
    days: Days
    value: float
    report: str


class Efforts:
    """The claims of a view that tell of watching, and the days that its reports tell of: ready to be asked for effort, of all
    sources or of one after another, in one area or another."""

    def __init__(self, view: View, contents: Contents | None = None, later: Efforts | None = None) -> None:
        """contents: the claims of its reports. later: the efforts of the view out of which this one is cut."""
        self._view, self._sources = view, view.sources
        self._contents = contents or Contents(view)
        self._later = later
        self._of: dict[str, list[str]] = defaultdict(list)
        for name, report in view.reports.items():
            self._of[report.source].append(name)
        self._watching: dict[str, frozenset[str]] = {}
        self._watchers = self._who_watches()
        self._same_watchers = later is not None and later._watchers == self._watchers
        self._telling: dict[str, list[tuple[Claim, Report, Days]]] = {}
        self._reported: dict[str, frozenset[date]] = {}
        self._whole: Effort | None = None

    def effort(self, area: Area | None = None, *, source: str | None = None) -> Effort:
        """The effort that is told, of an area where one is given: what names no place is then told of none. What is reported is
        of the whole view, since whoever reports on a conflict reports on each part of it. source: the id of the source whose
        reports alone count."""
        if area is None and source is None:
            self._whole = self._whole or self._effort(None, tuple(self._of))
            return self._whole
        return self._effort(area, tuple(self._of) if source is None else (source,))

    def _effort(self, area: Area | None, sources: tuple[str, ...]) -> Effort:
        units: list[_Told] = []
        denied: dict[date, float] = defaultdict(float)
        reports = [report for source in sources for report in self._of.get(source, ())]
        for claim, report, days in (told for name in reports for told in self._told_of(name)):
            if not _there(claim, area):
                continue
            if claim.act == "block_access":
                for day, value in _spread(days, _times(claim)):
                    denied[day] += value
            else:
                units += _figures(claim, days, self._sources.get(report.source), report.id)
        return Effort(_by_unit(units), dict(denied), frozenset().union(*map(self._days_reported, reports)))

    def _claims(self, report: str) -> list[Claim]:
        return [self._view.claims[i] for i in self._contents.of_report(report)]

    def _who_watches(self) -> frozenset[str]:
        """Parties of monitors and sensors, and whoever is said to have monitored."""
        known = {p for s in self._sources.values() if s.kind in _WATCHING for p in s.parties}
        return roots(tuple(known.union(*map(self._watchers_in, self._view.reports)))) - {"ANON", "OUTLET"}

    def _watchers_in(self, report: str) -> frozenset[str]:
        if report not in self._watching:
            if self._later is not None and self._contents.as_later(report):
                self._watching[report] = self._later._watchers_in(report)
            else:
                told = [c for c in self._claims(report) if c.act == "monitor" and c.stance == "asserts"]
                self._watching[report] = frozenset(a for c in told for a in (*c.actor, c.speaker))
        return self._watching[report]

    def _as_later(self, report: str) -> Efforts | None:
        """The efforts of the later view, where a report tells there what it tells here."""
        later, source = self._later, self._view.reports[report].source
        if later is None or not self._same_watchers or self._sources.get(source) != later._sources.get(source):
            return None
        return later if self._contents.as_later(report) else None

    def _told_of(self, report: str) -> list[tuple[Claim, Report, Days]]:
        """What a report asserts of watching, and of access that was refused to who watches, with its days."""
        if report not in self._telling:
            later = self._as_later(report)
            self._telling[report] = later._told_of(report) if later is not None else list(self._tell(report))
        return self._telling[report]

    def _tell(self, report: str) -> Iterator[tuple[Claim, Report, Days]]:
        for claim in self._claims(report):
            refused = claim.act == "block_access" and not roots(claim.target).isdisjoint(self._watchers)
            if (refused or claim.act == "monitor") and claim.stance == "asserts" and not claim.negated:
                days = _days(claim)
                if days is not None:
                    yield claim, self._view.reports[report], days

    def _days_reported(self, report: str) -> frozenset[date]:
        if report not in self._reported:
            later = self._as_later(report)
            if later is not None:
                self._reported[report] = later._days_reported(report)
            else:
                told = [(claim, self._view.reports[report]) for claim in self._claims(report)]
                self._reported[report] = frozenset(_reported(told, self._sources, self._watchers))
        return self._reported[report]


def effort_of(view: View, area: Area | None = None, *, source: str | None = None) -> Effort:
    """The effort that a view tells, once (`Efforts.effort`)."""
    return Efforts(view).effort(area, source=source)


def effort_by_source(view: View) -> dict[str, Effort]:
    """The effort of each source that tells of any, by its id: for the page of sources."""
    efforts = Efforts(view)
    found = {name: efforts.effort(source=name) for name in dict.fromkeys(r.source for r in view.reports.values())}
    return {name: effort for name, effort in found.items() if effort.units or effort.denied}


def _there(claim: Claim, area: Area | None) -> bool:
    return area is None or area(resolved(claim.places))


def _days(claim: Claim) -> Days | None:
    """The first and last day that a claim tells of; None where it bears no date, or one too long to say anything of a day."""
    if claim.when is None:
        return None
    days = claim.when.earliest.date(), claim.when.latest.date()
    return days if (days[1] - days[0]).days <= _LONG else None


def _times(claim: Claim) -> float:
    return next((a.value for a in claim.amounts if a.unit == "other"), 1.0)


def _figures(claim: Claim, days: Days, source: Source | None, report: str) -> Iterator[_Told]:
    sensor = source is not None and source.kind == "sensor"
    for amount in claim.amounts:
        if sensor and amount.unit == "percent":
            share = max(0.0, 1 - amount.value / 100)
            yield _Told(claim.speaker, CLEAR, claim.places, days, share, report)
        elif amount.unit in UNITS:
            yield _Told(claim.speaker, amount.unit, claim.places, days, amount.value, report)


def _spread(days: Days, value: float) -> Iterator[tuple[date, float]]:
    """A figure of a period, evenly on its days."""
    length = (days[1] - days[0]).days + 1
    return ((day, value / length) for day in span_days(*days))


def _by_unit(told: Iterable[_Told]) -> dict[str, dict[date, float]]:
    """By unit and day: the sum over speakers; of one speaker the greater of its total and the sum of its places."""
    groups: dict[tuple[str, str, tuple[str, ...]], list[_Told]] = defaultdict(list)
    for one in told:
        groups[one.unit, one.speaker, one.places].append(one)
    totals: dict[tuple[str, str], dict[date, float]] = defaultdict(lambda: defaultdict(float))
    placed: dict[tuple[str, str], dict[date, float]] = defaultdict(lambda: defaultdict(float))
    for (unit, speaker, places), group in groups.items():
        into = (placed if places else totals)[unit, speaker]
        for day, value in _once(group).items():
            into[day] += value
    units: dict[str, dict[date, float]] = defaultdict(lambda: defaultdict(float))
    for key in totals.keys() | placed.keys():
        for day in totals[key].keys() | placed[key].keys():
            value = max(totals[key].get(day, 0.0), placed[key].get(day, 0.0))
            unit = key[0]
            # Two sensors see one sky: the clearer counts. Hours and patrols of two missions are added up.
            units[unit][day] = max(units[unit][day], value) if unit == CLEAR else units[unit][day] + value
    return {unit: dict(by) for unit, by in units.items()}


def _once(group: Iterable[_Told]) -> dict[date, float]:
    """The days of what one speaker tells of one place: by the shortest period, and the report that tells the most of it."""
    found: dict[date, dict[int, dict[str, float]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(float)))
    for one in group:
        length = (one.days[1] - one.days[0]).days
        for day, value in _spread(one.days, one.value * (length + 1 if one.unit in _STANDING else 1)):
            by_report = found[day][length]
            before = by_report[one.report]
            by_report[one.report] = max(before, value) if one.unit in _STANDING else before + value
    return {day: max(lengths[min(lengths)].values()) for day, lengths in found.items()}


def _reported(told: Iterable[tuple[Claim, Report]], sources: Mapping[str, Source], watchers: frozenset[str]) -> Iterator[date]:
    rows: dict[str, list[date]] = defaultdict(list)
    for claim, report in told:
        published = report.published
        if published is not None and published.length <= LONGEST:
            yield published.latest.date()
        days = _days(claim)
        if days is None or claim.act == "block_access" or (claim.act == "monitor" and claim.negated):
            continue
        if _is_dataset(sources, report):
            rows[report.id] += days
        elif claim.stance in ("asserts", "denies") and _is_told(claim, days, watchers):
            yield from span_days(*days)
    for covered in rows.values():
        yield from span_days(min(covered), max(covered))


def _is_dataset(sources: Mapping[str, Source], report: Report) -> bool:
    found = sources.get(report.source)
    return found is not None and found.kind == "dataset"


_PERIOD = 62
"""Days: the longest period of which a monitor's report can still be said to tell day by day."""


def _is_told(claim: Claim, days: Days, watchers: frozenset[str]) -> bool:
    length = days[1] - days[0]
    return length < LONGEST or (length.days <= _PERIOD and not roots((claim.speaker,)).isdisjoint(watchers))

"""Sources with what they published: counted once for a snapshot."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import lru_cache

from pactwatch.counting.effort import Effort
from pactwatch.counting.watched import Efforts
from pactwatch.ledger.judgements import Grading, Judgement
from pactwatch.web.snapshot import Snapshot


class SourceBook:
    """By the id of each source: its reports (ids, newest first), how many claims of each act they hold, whom it reprints and
    who reprints it (counts of reports). efforts: what they tell of watching."""

    def __init__(self, snapshot: Snapshot) -> None:
        view, lineage = snapshot.view, snapshot.evidence.record.lineage
        later: SourceBook | None = snapshot.later.once(SourceBook) if snapshot.later else None
        self.efforts: Efforts = Efforts(view, snapshot.contents, later.efforts if later else None)
        self.reports: dict[str, list[str]] = {name: [] for name in view.sources}
        self.acts: dict[str, Counter[str]] = {}
        self.reprints: dict[str, Counter[str]] = {}
        self.reprinted: dict[str, Counter[str]] = {}
        for name, report in view.reports.items():
            self.reports.setdefault(report.source, []).append(name)
            original = lineage.original(name)
            if original is not None and original in view.reports:
                of = view.reports[original].source
                self.reprints.setdefault(report.source, Counter())[of] += 1
                self.reprinted.setdefault(of, Counter())[report.source] += 1
        for source, names in self.reports.items():
            if later is not None and source in later.reports:
                names[:] = filter(set(names).__contains__, later.reports[source])
            else:
                names.sort(key=lambda n: (str(view.reports[n].published or ""), n), reverse=True)
        self._of_report: dict[str, Counter[str]] = {}
        for name, report in view.reports.items():
            same = later is not None and snapshot.contents.as_later(name)
            told = later._of_report[name] if later and same else _acts(snapshot, name)
            self._of_report[name] = told
            self.acts.setdefault(report.source, Counter()).update(told)
        self.order = sorted(self.reports, key=lambda s: (-len(self.reports[s]), s))
        self.effort = lru_cache(256)(self._effort)

    def _effort(self, source: str) -> Effort:
        """What a source tells of who watched: hours, patrols, cameras, refusals."""
        return self.efforts.effort(source=source)


def _acts(snapshot: Snapshot, report: str) -> Counter[str]:
    return Counter(snapshot.view.claims[i].act for i in snapshot.contents.of_report(report))


def gradings(snapshot: Snapshot) -> dict[str, list[tuple[Judgement, Grading]]]:
    """What people said of each source that they graded, by its id."""
    found: dict[str, list[tuple[Judgement, Grading]]] = {}
    for judgement in snapshot.view.judgements:
        if isinstance(judgement.decision, Grading) and judgement.decision.source:
            found.setdefault(judgement.decision.source, []).append((judgement, judgement.decision))
    return found


def days_of(effort: Effort) -> tuple[date, date] | None:
    """The first and last day of which effort, or a refusal, is told; None where none is."""
    days = [*effort.denied, *(d for by in effort.units.values() for d in by)]
    return (min(days), max(days)) if days else None

"""Status reports of OSCE's Special Monitoring Mission to Ukraine (2014 to 2022), as claims of the mission."""

from __future__ import annotations

from collections.abc import Iterator

from pactwatch.missions.claiming import claim
from pactwatch.missions.observations import observations
from pactwatch.missions.periods import period_told
from pactwatch.missions.totals import total_of
from pactwatch.types import Claim, Report

NAME = "osce-smm/1"
SPEAKER = "OSCE"


def read(report: Report) -> tuple[Claim, ...]:
    """What a status report counts: violations of its period and of the one before, weapons, restrictions, casualties, effort.

    Every claim is the mission's own, and of the report's own period where that can be told.
    """
    return (*_violations(report), *_counted(report))


def _violations(report: Report) -> Iterator[Claim]:
    total = total_of(report)
    if total is None:
        return
    change = {"change_percent": f"{total.change:g}"} if total.change is not None else {}
    found = tuple(a for a in (total.violations, total.explosions) if a)
    where = (report, total.start, total.end, "violate_ceasefire", SPEAKER, NAME)
    yield claim(*where, when=total.period, amounts=found, fields=change)
    before = tuple(a for a in (total.before, total.explosions_before) if a)
    if before:
        yield claim(*where, when=total.period_before, amounts=before)


def _counted(report: Report) -> Iterator[Claim]:
    period = period_told(report)
    for start, end, told in observations(report.text):
        known = {"actor": told.actor, "target": told.target, "negated": told.negated, "fields": told.fields}
        yield claim(report, start, end, told.act, SPEAKER, NAME, amounts=told.amounts, when=period, **known)

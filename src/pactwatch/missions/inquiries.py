"""What a report of South Sudan's ceasefire monitors (CTSAMVM, CTSAMM, before them IGAD's MVM) says of one incident.

Such a report has set parts: a summary, an allegation or incident, findings, and a conclusion that says who violated what.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pactwatch.missions.days import covering, days_in
from pactwatch.missions.findings import act_in
from pactwatch.missions.parts import HEADINGS, Part, part
from pactwatch.missions.rulings import Outcome, ruling_in
from pactwatch.missions.south_sudan import places_in
from pactwatch.times import Span
from pactwatch.types import Report

LONGEST = 28_000
"""Characters: longer documents are periodic reports, or not the monitors' own, and speak of no single incident."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One incident as its report rules on it.

    monitor: whose report it is. ruling: the sentence at [start, end) that rules. parties: who broke the agreement, empty where
    nobody was found to have. act: what was found, as in `lexicons/acts.toml`. allegation: where the report tells it.
    """

    monitor: str
    start: int
    end: int
    outcome: Outcome
    parties: tuple[str, ...]
    places: tuple[str, ...]
    period: Span | None
    act: str
    allegation: Part | None


_CITES = re.compile(r"particularly|specifically|following|“|: -|Articles?\b")
"""Where a ruling goes over to the words of the agreement."""


def inquiry(report: Report) -> Inquiry | None:
    """What the report rules; None where it is no report on an incident, or rules on nothing."""
    text = report.text
    if len(text) > LONGEST:
        return None
    parts = {name: part(text, name) for name in HEADINGS}
    order = [parts["conclusion"], parts["summary"], parts["allegation"], Part(0, len(text), text)]
    told = [p for p in order if p is not None]
    ruled = next((r for p in told if (r := ruling_in(p)) is not None), None)
    if ruled is None:
        return None
    where = [ruled.sentence, *_texts(parts, "conclusion", "summary", "subject", "allegation"), text]
    when = [*_texts(parts, "subject", "summary", "allegation", "conclusion"), text]
    what = [_CITES.split(ruled.sentence)[0], *_texts(parts, "summary", "subject", "allegation", "conclusion"), text]
    return Inquiry(
        monitor=_monitor(text),
        start=ruled.start,
        end=ruled.start + len(ruled.sentence),
        outcome=ruled.outcome,
        parties=ruled.parties,
        places=next((p for t in where if (p := tuple(dict.fromkeys(places_in(t))))), ()),
        period=covering(list(days_in(ruled.sentence))) or next((day for t in when for day in days_in(t)), None),
        act=next((a for t in what if (a := act_in(t))), "attack"),
        allegation=parts["allegation"],
    )


def _texts(parts: dict[str, Part | None], *names: str) -> list[str]:
    return [p.text for name in names if (p := parts[name]) is not None]


def _monitor(text: str) -> str:
    return next((name for name in ("CTSAMVM", "CTSAMM") if name in text), "IGAD")

"""Totals of ceasefire violations in OSCE SMM status reports, and what they are compared with.

A total is a number right before "ceasefire violations" (or said of them after a dash or bracket) for the whole reporting
period; numbers of single days, weeks, areas and per cent are not totals. What is no count is refused: the numbers of links and
reports, and any number of six figures, which no two weeks had.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta

from pactwatch.missions.periods import MONTH, PERIOD, period_of
from pactwatch.missions.phrases import COUNT, amount, figure, sentences, value
from pactwatch.times import Span
from pactwatch.types import Amount, Report

MOST = 99_999
"""No reporting period had more violations: the highest on record are below 40,000."""

_VIOLATIONS = r"(?:cease-?\s?fire\ vio-?la-?tions|vio-?la-?tions\ of\ the\ cease-?fire|of\ them)"


def _explosions(name: str) -> str:
    return rf"(?:,?\s*in-?cluding\s+{figure(name)}\s+explosions)"


_BEFORE_THE_WORD = rf"{figure('before')}\s+{_VIOLATIONS} {_explosions('before_explosions')}?"
_BEHIND_THE_WORD = rf"""{_VIOLATIONS} (?:\s+along\ the\ contact\ line)? \s*[–—(-]\s*
    {figure("behind")} (?!\s*(?:{MONTH}|km|m\b)) {_explosions("behind_explosions")}?"""
_TOTAL = re.compile(rf"{_BEFORE_THE_WORD} | {_BEHIND_THE_WORD}", re.IGNORECASE | re.VERBOSE)
_COMPARED = re.compile(
    rf"""(?:compare[ds]?\s+(?:with|to)|\() \s*(?:the\s+)? {figure("earlier")}
    (?:\s*(?:recorded|ceasefire\ violations))?
    (?:{_explosions("earlier_explosions")} | \s+and\s+{figure("second")},?\s+respec-?tive-?ly)?
    [^.;()]{{0,40}}? \bin\ the\ (?:previous|preceding|prior)\s+(?P<weeks>\w+)[- ]?weeks?""",
    re.IGNORECASE | re.VERBOSE,
)
_PART = re.compile(
    r"""\b(?:inside|within|in\ the\ (?:disengagement\ )?area|at\ the\ site
    |on\ average|every\ day|daily|alone|spike|peak|first\ 24\ hours)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_ONE_DAY = re.compile(rf"\b(?:on|until|by)\s+\d{{1,2}}\s+{MONTH}\b", re.IGNORECASE)
_PERCENT = re.compile(
    rf"""\b(?P<n>\d{{1,3}}|{COUNT}) (?:\s*%|[-\ ]per[-\ ]?cent(?:age)?) [-\ ]
    (?:\w+[-\ ])? (?P<way>increase|rise|decrease|reduction|drop)""",
    re.IGNORECASE | re.VERBOSE,
)
_RISING = ("increase", "rise")
_EARLIER = re.compile(r"\b(?:previous|preceding|prior)\b")
_TOLD = re.compile(r"\b(?:record|register|note|observ)", re.IGNORECASE)
_GOES_ON = re.compile(r"\s*(?:Overall, )?[Tt]his\b")


@dataclass(frozen=True, slots=True)
class Total:
    """The ceasefire violations of a reporting period, in the sentence at [start, end) of the report.

    explosions: how many of them. before: the same of the period before, where the report says. change: per cent against that
    period, below zero where it fell, where the report says so.
    """

    start: int
    end: int
    period: Span | None
    violations: Amount
    explosions: Amount | None = None
    before: Amount | None = None
    explosions_before: Amount | None = None
    weeks_before: int = 2
    change: float | None = None

    @property
    def period_before(self) -> Span | None:
        """The weeks right before the period."""
        if self.period is None:
            return None
        start = self.period.earliest - timedelta(weeks=self.weeks_before)
        return Span(start, self.period.earliest - timedelta(seconds=1))


def total_of(report: Report) -> Total | None:
    """The total of the report's own period; None where it states none."""
    told = list(sentences(report.text))
    period: Span | None = None
    for n, (start, sentence) in enumerate(told):
        period = period_of(sentence, report) or period
        found = next((m for m in _TOTAL.finditer(sentence) if _is_of_the_period(sentence, m)), None)
        if found is None:
            continue
        form = "before" if found["before"] else "behind"
        violations = amount(found, form, "violations", MOST)
        if violations is None:
            continue
        explosions = amount(found, f"{form}_explosions", "attacks", MOST)
        following = told[n + 1][1] if n + 1 < len(told) else ""
        more = following if _GOES_ON.match(following) else ""
        total = Total(start, start + len(sentence), period, violations, explosions)
        return _with_comparison(total, sentence[found.end() - 1 :], sentence, more)
    return None


def _is_of_the_period(sentence: str, found: re.Match[str]) -> bool:
    """Whether a number of violations is that of the period: not of a day, an area or a mean."""
    around = PERIOD.sub("", sentence[max(0, found.start() - 60) : found.end() + 20])
    return not _PART.search(sentence[: found.end()]) and not _ONE_DAY.search(around) and bool(_TOLD.search(sentence))


def _with_comparison(total: Total, after: str, sentence: str, following: str) -> Total:
    for text in (after, following):
        found = _COMPARED.search(text)
        before = amount(found, "earlier", "violations", MOST) if found else None
        if found and before:
            explosions = amount(found, "earlier_explosions", "attacks") or amount(found, "second", "attacks")
            weeks = int(value(found["weeks"]) or 2)
            total = replace(total, before=before, explosions_before=explosions, weeks_before=weeks)
            break
    return replace(total, change=_change(sentence) or _change(following))


def _change(text: str) -> float | None:
    """The per cent by which it rose or fell, against the period before."""
    found = _PERCENT.search(text)
    number = value(found["n"]) if found else None
    if found is None or number is None or not _EARLIER.search(text):
        return None
    return number if found["way"].lower() in _RISING else -number

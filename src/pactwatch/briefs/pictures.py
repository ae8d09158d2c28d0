"""Pictures of a brief: where and on which days the fighting is told to have been, and how truces held. What a picture shows is
told in words beside it, too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from pactwatch.briefs import svg
from pactwatch.briefs.composed import Composed, days_of
from pactwatch.briefs.figures import inside
from pactwatch.briefs.holding import before_and_after
from pactwatch.briefs.mapping import place_map
from pactwatch.briefs.svg import BLUE, EDGE, MUTED, RED, RULE, WIDTH, Picture
from pactwatch.briefs.truces import timeline
from pactwatch.briefs.wording import Wording
from pactwatch.counting.halting import is_truce, term
from pactwatch.counting.wording import words
from pactwatch.times import Span
from pactwatch.types import Pact

_MOST_DAYS, _FLOOR, _HIGH = 400, 170, 120


def pictures(brief: Composed, wording: Wording) -> tuple[Picture, ...]:
    """The pictures of a brief: those for which there is something to show."""
    own = tuple(p for p in (place_map(brief, wording), _days(brief, wording)) if p is not None)
    return (*own, *_of_truces(brief, wording))


def _of_truces(brief: Composed, wording: Wording) -> Iterator[Picture]:
    """How long each truce held, and of those that took effect on the brief's days the counts before and after."""
    told = words(wording.language.base)
    if brief.truces:
        yield timeline(brief.truces, told, wording)
    for truce in brief.truces:
        if truce.holding is not None:
            yield before_and_after(truce.holding, wording.titled(truce.title).text, told, wording)


def _days(brief: Composed, wording: Wording) -> Picture | None:
    """Fighting by day, one for each event dated to one day, and the days on which truces took effect."""
    first, last = days_of(brief)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    dated = [t.event.span for t in inside(brief)]
    counts = Counter(s.earliest.date() for s in dated if s.earliest.date() == s.latest.date())
    if not 2 <= len(days) <= _MOST_DAYS or not counts:
        return None
    marks = [(p, d) for p in brief.pacts if is_truce(p) and first <= (d := _effective(p)) <= last]
    number, shown = wording.language.number, [d for d in days if counts[d]]
    told = wording.label("semicolon").join(f"{_day(d, wording)}: {number(counts[d])}" for d in shown)
    alternative = wording.label("days_show", days=told, first=_day(first, wording), last=_day(last, wording))
    key = tuple((_letter(n), (wording.titled(p.title),), _day(d, wording)) for n, (p, d) in enumerate(marks))
    drawn = _bars(days, counts, [d for _, d in marks], wording)
    return Picture(wording.label("by_day"), svg.drawing(200, alternative, drawn), alternative, key)


def _effective(pact: Pact) -> date:
    """The day, where it holds, from which a truce stops fighting."""
    begins = term(pact)[0]
    # The beginning of time, of a pact that does not say when it began, has no day before it in any zone.
    return begins.date() if begins.year == 1 else begins.astimezone(ZoneInfo(pact.time_zone)).date()


def _bars(days: list[date], counts: Counter[date], marks: list[date], wording: Wording) -> Iterator[str]:
    wide, most = (WIDTH - 2 * EDGE) / len(days), max(counts.values())
    for day, times in sorted(counts.items()):
        x, high = EDGE + ((day - days[0]).days + 0.12) * wide, _HIGH * times / most
        yield svg.box(x, _FLOOR - high, wide * 0.76, high, BLUE)
    yield svg.line(((EDGE, _FLOOR), (WIDTH - EDGE, _FLOOR)), MUTED)
    yield svg.line(((EDGE, _FLOOR - _HIGH), (WIDTH - EDGE, _FLOOR - _HIGH)), RULE, dash="2 4")
    for value, y in ((most, _FLOOR - _HIGH), (0, _FLOOR)):
        yield svg.text(EDGE - 14, y + 4, wording.language.number(value), anchor="middle")
    for x, day in ((EDGE + wide / 2, days[0]), (WIDTH - EDGE - wide / 2, days[-1])):
        yield svg.text(x, _FLOOR + 18, wording.language.digits(day.isoformat()), anchor="middle")
    for n, day in enumerate(marks):
        x = EDGE + (day - days[0]).days * wide
        yield svg.line(((x, 34), (x, _FLOOR)), RED, 1.5, dash="5 3")
        yield svg.text(x, 28, _letter(n), colour=RED, anchor="middle")


def _letter(number: int) -> str:
    return chr(ord("A") + number % 26)


def _day(day: date, wording: Wording) -> str:
    return wording.span(Span.of(day))

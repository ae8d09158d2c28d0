"""Expressions of time in a text, resolved against the day it was published.

The words and their order are data (`[dates]` of a lexicon, see `timewords`); the calendar is in `calendars`. Here patterns
are found first (a date, a weekday, "last week"), then frames around them ("since", "between … and", "by").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from pactwatch.letters import folded
from pactwatch.reading.calendars import View, days, duration, open_from
from pactwatch.reading.numerals import TimeWord
from pactwatch.reading.periods import resolve
from pactwatch.reading.timewords import Match, TimeLexicon, matches, time_lexicon
from pactwatch.times import Span

_SENTENCE_END = re.compile(r"[.!?؟;؛\n]")
_REACH = 60
"""How many letters before an expression a word such as "will" may stand to make it point ahead."""

_FAR = timedelta(days=270)


@dataclass(frozen=True, slots=True)
class TimeMention:
    """An expression of time at [start, end) of a text.

    span: what it names, None where it names none or cannot be resolved (no date of publication). duration: ISO 8601, for
    "within a week". deadline: it says by when something is due; whether the act was promised or is past is for the reader.
    """

    start: int
    end: int
    span: Span | None
    duration: str | None
    deadline: bool


@dataclass(frozen=True, slots=True)
class _Point:
    """A pattern found, with what is needed to resolve it again under another view."""

    match: Match
    view: View

    def span(self, **changes: object) -> Span | None:
        """Its span, under the view with `changes`."""
        return resolve(self.match.kind, self.match.values, replace(self.view, **changes))  # type: ignore[arg-type]

    @property
    def yearless(self) -> bool:
        """Whether it is a date that says neither year nor "last" or "next"."""
        values = self.match.values
        numeric = values.get("numeric")
        said = values.get("year") or values.get("near") or (numeric and numeric.year)
        return self.match.kind in ("date", "days") and not said

    @property
    def year(self) -> int | None:
        """The year it says itself."""
        numeric = self.match.values.get("numeric")
        year = self.match.values.get("year") or (numeric and numeric.year)
        return int(year) if year and self.match.kind in ("date", "days") and "hijri" not in self.match.values else None


def find_times(text: str, language: str, published: date | None) -> tuple[TimeMention, ...]:
    """Every expression of time in `text`, in order, with offsets into it; `published` is what "yesterday" is counted from.

    Raises Refused where the language is not known or its lexicon cannot be read.
    """
    words, plain = _read(text, language)
    if not words:
        return ()
    lexicon, letters = time_lexicon(language), folded(text)
    points = _points(letters.text, words, plain, lexicon, published)
    if any(p.match.kind != "today" for p in points):  # "in the morning" is of the day that is named beside it
        points = [p for p in points if p.match.kind != "today"]
    found = _framed(words, points, lexicon)
    return tuple(replace(m, start=start, end=end) for m in found for start, end in [letters.original(m.start, m.end)])


@lru_cache(maxsize=64)
def _read(text: str, language: str) -> tuple[list[TimeWord], list[Match]]:
    """The words of time in a text and the patterns they make, whenever it was published; asked for more than once."""
    lexicon = time_lexicon(language)
    words = lexicon.words(folded(text), text)
    return words, matches(words, lexicon.patterns) if words else []


def _points(text: str, words: list[TimeWord], plain: list[Match], lexicon: TimeLexicon, published: date | None) -> list[_Point]:
    if isinstance(published, datetime):
        published = published.date()
    future = [w.start for w in words if w.mark == lexicon.marks.get("future")]
    points = []
    for match in plain:
        begin = words[match.first].start
        ahead = any(0 < begin - f < _REACH and not _SENTENCE_END.search(text, f, begin) for f in future)
        points.append(_Point(match, View(published, "next" if ahead else "", None, lexicon.sunday_begins)))
    return points if published else _with_years(points)


def _with_years(points: list[_Point]) -> list[_Point]:
    """Without a day of publication, a date that says no year takes the one said last before it, else the next after it."""
    out: list[_Point] = []
    year: int | None = next((p.year for p in points if p.year), None)
    for point in points:
        year = point.year or year
        out.append(replace(point, view=replace(point.view, year=year)) if point.yearless else point)
    return out


def _framed(words: list[TimeWord], points: list[_Point], lexicon: TimeLexicon) -> list[TimeMention]:
    row: list[TimeWord] = []
    at = 0
    for point in points:
        row += words[at : point.match.first]
        row.append(TimeWord(words[point.match.first].start, words[point.match.last - 1].end, "P", point))
        at = point.match.last
    row += words[at:]
    _share_years(row, lexicon)
    frames = matches(row, lexicon.frames, lambda frame: _frame(frame, row))
    out = [mention for frame in frames if (mention := _frame(frame, row))]
    used = {index for frame in frames for index in range(frame.first, frame.last)}
    out += [_plain(w) for i, w in enumerate(row) if w.mark == "P" and i not in used]
    return sorted(out, key=lambda mention: mention.start)


def _share_years(row: list[TimeWord], lexicon: TimeLexicon) -> None:
    """In "5 February and 20 March 2022" the year is that of both."""
    for i in range(len(row) - 3, -1, -1):
        first, link, second = row[i : i + 3]
        if first.mark == second.mark == "P" and link.mark in (lexicon.marks.get("and"), ","):
            year = second.value.year or second.value.view.year
            if year and first.value.yearless:
                view = replace(first.value.view, year=year)
                row[i] = replace(first, value=replace(first.value, view=view))


def _plain(word: TimeWord) -> TimeMention:
    point: _Point = word.value
    values = point.match.values
    if point.match.kind == "within":
        unit = str(values.get("unit") or values.get("dual"))
        count = values.get("count") or (2 if "dual" in values else 1)
        return TimeMention(word.start, word.end, None, length := duration(unit, count), length is not None)
    return TimeMention(word.start, word.end, point.span(), None, point.match.kind == "closing")


def _frame(frame: Match, row: list[TimeWord]) -> TimeMention | None:
    start, end = row[frame.first].start, row[frame.last - 1].end
    point: _Point = frame.values["point"]
    if point.match.kind == "within":
        return None
    span: Span | None = None
    match frame.kind:
        case "since":
            begin = point.span()
            span = open_from(begin) if begin else None
        case "between":
            span = _interval(point, frame.values["point2"])
            if span is None:
                return None
        case "by" | "before":
            return _by(frame, point, start, end)
        case "in_week":
            span = _in_week(point, frame.values["point2"], frame.values["point3"])
            if span is None:
                return None
        case "clock":
            day = point.span()
            if day is None or day.earliest.date() != day.latest.date():
                return None
            span = Span.of(datetime.combine(day.earliest.date(), frame.values["clock"]))
            span = Span(span.earliest, span.earliest.replace(second=59))
    return TimeMention(start, end, span, None, False)


def _by(frame: Match, point: _Point, start: int, end: int) -> TimeMention | None:
    """A deadline, where the day is still to come; "before 2014" in a later report names no time of its own."""
    span = point.span(lean="next") if frame.kind == "by" or not point.yearless else point.span()
    published = point.view.published
    if span and published and span.latest.date() < published:
        return None if frame.kind == "by" else TimeMention(start, end, None, None, False)
    if span and published and point.yearless and span.earliest.date() - published > _FAR:
        return None  # a day and month that have just passed: fighting "until 15 November", told on the 20th
    return TimeMention(start, end, span, None, True)


def _in_week(week: _Point, first: _Point, last: _Point) -> Span | None:
    """Of "next week from Wednesday to Friday" the days."""
    whole = week.span()
    if whole is None or week.match.values.get("unit") != "week" or {first.match.kind, last.match.kind} != {"weekday"}:
        return None
    monday = whole.latest.date() - timedelta(days=6)
    begin, end = (monday + timedelta(days=int(p.match.values["weekday"]) - 1) for p in (first, last))
    return days(begin, end) if begin <= end else None


def _interval(first: _Point, second: _Point) -> Span | None:
    end = second.span()
    if end is None:
        return None
    begin = first.span()
    if first.yearless:
        begin = first.span(year=end.earliest.year)
        if begin and begin.earliest > end.latest:
            begin = first.span(year=end.earliest.year - 1)
    elif first.match.kind == "weekday" and first.view.published:
        begin = resolve("weekday", first.match.values, replace(first.view, published=end.earliest.date(), lean=""))
    if begin is None or begin.earliest > end.latest:
        return None
    return Span(begin.earliest, end.latest)

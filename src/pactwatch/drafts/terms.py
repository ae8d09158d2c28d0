"""When a duty binds and by when it is due, as far as its sentence says: terms, dates, and what they are counted from.

A term is a number of days (or another unit) counted from an event: "within 14 days", "no later than 30 days after signing",
"on day 5 after the withdrawal". What cannot be put into a pact file is handed back as words, for a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from pactwatch import lexicons
from pactwatch.drafts.acting import Named, named_acts
from pactwatch.drafts.bearing import everyone
from pactwatch.drafts.obligations import Obligation
from pactwatch.drafts.reader import Sentence, tokens
from pactwatch.drafts.words import Words
from pactwatch.letters import Folded, fold, folded
from pactwatch.pacts.writing import array, comment, inline, text
from pactwatch.reading.dates import TimeMention, find_times
from pactwatch.reading.numbers import NumberMention, numbers_in
from pactwatch.times import Span, add_duration

_ISO = {"minute": "PT{}M", "hour": "PT{}H", "day": "P{}D", "week": "P{}D", "month": "P{}M", "year": "P{}Y"}
_LONGEST_EVENT = 70
_BEFORE = 24
_SOON = 3


@dataclass(frozen=True, slots=True)
class Term:
    """A term at offsets [start, end) of a sentence: an ISO 8601 duration, and what it is counted from.

    of: `made`, `in_force`, `trigger` (an act of `acts`), empty where the text does not say, None where it says what no pact
    file can hold. `event` are its words.
    """

    start: int
    end: int
    duration: str
    of: str | None
    event: str = ""
    acts: tuple[str, ...] = ()


@dataclass
class Timing:
    """The lines of a clause that say when, questions for a person, and remarks."""

    lines: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)


def timing(one: Obligation, words: Words, made: Span | None) -> Timing:
    """The due date, window and trigger of an obligation. Dates are resolved against the day on which it was made."""
    told = Timing()
    sentence = one.sentence
    terms = list(find_terms(sentence, words))
    named = find_dates(sentence.text, words, made.latest.date() if made else None)
    dates = [t for t in named if not any(t.start < term.end and term.start < t.end for term in terms)]
    trigger = _condition(one, words, told)
    if one.does.duty == "must":
        _due(one, terms, dates, trigger, told)
    else:
        _window(one, terms, dates, words, made, told)
    return told


def find_terms(sentence: Sentence, words: Words) -> Iterator[Term]:
    """Every term of a sentence."""
    letters = folded(sentence.text)
    units = _units(words.language)
    last = 0
    for number in numbers_in(letters.text, words.language):
        if number.ordinal or number.value < 1 or number.value != int(number.value):
            continue
        if number.start < last:
            continue
        term = _day_of(letters, number, sentence, words) or _length(letters, number, units, sentence, words)
        if term:
            last = letters.text.find(" ", number.end) if term.of is not None else number.end
            last = max(last, len(fold(sentence.text[: term.end])))
            yield term
    for said in find_times(sentence.text, words.language, None):
        start, end = (len(fold(sentence.text[:at])) for at in (said.start, said.end))
        if said.duration and not said.span and start >= last:
            counted = re.match(rf"\s*{words.any_of('counted')}(?!\w)\s*([^,;.:()،؛]*)", letters.text[end:])
            event = counted[1] if counted else ""
            at = end + (counted.start(1) if counted else 0)
            yield _counted(letters, start, end, said.duration, event, at, words, sentence)
            last = end


def find_dates(body: str, words: Words, published: date | None) -> tuple[TimeMention, ...]:
    """The expressions of time in a text, "the 24th day of December" too."""
    silent = rf"(?<=\w)\s{words.any_of('day_after_number')}(?=\s)"
    return find_times(re.sub(silent, lambda found: " " * len(found[0]), body), words.language, published)


def _length(letters: Folded, number: NumberMention, units: dict[str, str], sentence: Sentence, words: Words) -> Term | None:
    """ "14 days after the withdrawal", "within 72 (seventy-two) hours"."""
    after = letters.text[number.end :]
    named = "|".join(map(re.escape, sorted(units, key=len, reverse=True)))
    # A number may be said twice, in words and in figures: the one beside its unit counts.
    found = re.match(rf"[\s)]*(?:\([^)]*\)\s*)?({named})(?!\w)", after)
    if found is None:
        return None
    start, end = number.start, number.end + found.end()
    before = letters.text[max(0, start - _BEFORE) : start]
    bounded = re.search(rf"(?<!\w){words.any_of('within')}(?:\s+\w+){{0,2}}\W*$", before)
    counted = re.match(rf"\s*{words.any_of('counted')}(?!\w)\s*([^,;.:()،؛]*)", letters.text[end:])
    if not bounded and (not counted or (re.match(r"\s*(?:of|from)(?!\w)", letters.text[end:]) and not bounded)):
        return None
    unit = units[found[1]]
    duration = _ISO[unit].format(int(number.value) * (7 if unit == "week" else 1))
    event = counted[1] if counted else ""
    return _counted(letters, start, end, duration, event, end + (counted.start(1) if counted else 0), words, sentence)


def _day_of(letters: Folded, number: NumberMention, sentence: Sentence, words: Words) -> Term | None:
    """ "Day 5 after the withdrawal"."""
    head = re.search(rf"(?<!\w){words.any_of('day_before_number')}\s+$", letters.text[: number.start])
    counted = re.match(rf"\s*{words.any_of('counted')}(?!\w)\s*([^,;.:()،؛]*)", letters.text[number.end :])
    if head is None or counted is None:
        return None
    at = number.end + counted.start(1)
    event = counted[1]
    return _counted(letters, head.start(), number.end, f"P{int(number.value)}D", event, at, words, sentence)


def _counted(
    letters: Folded, start: int, end: int, duration: str, event: str, at: int, words: Words, sentence: Sentence
) -> Term:
    """The term with what its event is: the making of the agreement, its entry into force, or an act."""
    first, last = letters.original(start, end)
    if not event:
        other = re.match(rf"\s*{words.any_of('uncounted')}(?!\w)", letters.text[end:])
        return Term(first, last, duration, None if other else "")
    row = tokens(event[:_LONGEST_EVENT], words.language)
    told = sentence.text[slice(*letters.original(at, min(at + len(event), len(letters.text))))]
    if words.in_force.all(row):
        return Term(first, last, duration, "in_force", told)
    if words.made.all(row):
        return Term(first, last, duration, "made", told)
    place = len(tokens(letters.text[:at], words.language))
    act = next((n for n in named_acts(sentence, words) if place <= n.start <= place + 2), None)
    return Term(first, last, duration, "trigger" if act else None, told, (act.act,) if act else ())


@cache
def _units(language: str) -> dict[str, str]:
    """Words for units of time, folded, with the unit."""
    dates = lexicons.load(language)["dates"]
    rows = [row for table in ("units", "plurals", "duals") for row in dates.get(table, {}).items()]
    return {fold(form): unit for unit, forms in rows if unit in _ISO for form in forms}


def _due(one: Obligation, terms: list[Term], dates: list[TimeMention], trigger: bool, told: Timing) -> None:
    term = next((t for t in terms if t.of in ("made", "in_force")), None) or next(iter(terms), None)
    deadline = next((t for t in dates if t.deadline and t.span), None)
    if deadline and deadline.span and not (term and term.of):
        said = one.sentence.text[deadline.start : deadline.end]
        told.lines.append(f"due = {{ by = {text(_last_day(deadline.span))} }} {comment(f'“{said}”')}")
    elif term:
        _due_of_term(one, term, trigger, told)
        deadline = None
    for other in terms:
        if other is not term or (deadline and not other.of):
            told.lines.append(comment(f"Another term of the sentence: “{_phrase(one, other)}”."))


def _due_of_term(one: Obligation, term: Term, trigger: bool, told: Timing) -> None:
    phrase = _phrase(one, term)
    if term.of == "trigger" and not trigger:
        told.lines.append(_trigger_line(term.acts, one, term.event))
    if term.of == "":
        told.lines.append(comment("The text does not say from when it is counted: here from the making."))
    if term.of is None or (term.of == "trigger" and trigger):
        # A clause has one trigger: what a condition has taken cannot also start the term.
        told.questions.append(f"it is due “{phrase}”: when is that? (due = {{ by = … }})")
        return
    of = term.of or "made"
    told.lines.append(f"due = {{ within = {text(term.duration)}, of = {text(of)} }} {comment(f'“{phrase}”')}")


def _window(
    one: Obligation, terms: list[Term], dates: list[TimeMention], words: Words, made: Span | None, told: Timing
) -> None:
    """From when what is forbidden or allowed is so: a day that the text begins with, or a term from the making."""
    begins = next((t for t in dates if t.span and _is_day(t.span) and _starting(one.sentence.text, t, words)), None)
    if begins and begins.span:
        said = one.sentence.text[begins.start : begins.end]
        first = begins.span.earliest.date().isoformat()
        told.lines.append(f"window = {{ from = {text(first)} }} {comment(f'“{said}”: add the hour where the text has one')}")
        return
    for term in terms:
        if term.of == "made" and made:
            moment = add_duration(made, term.duration, "UTC")
            stamp = moment.isoformat() if "T" in term.duration else moment.date().isoformat()
            told.lines.append(f"window = {{ from = {text(stamp)} }} {comment(f'“{_phrase(one, term)}”, from {made}')}")
            return
        told.lines.append(comment(f"A term that was not read: “{_phrase(one, term)}”."))


def _condition(one: Obligation, words: Words, told: Timing) -> bool:
    """The trigger that "if" or "upon" makes; whether there is one."""
    sentence = one.sentence
    stops = {h.start for h in everyone(sentence, words)} | {one.head.start}
    for phrase, place in [*_ifs(sentence, stops), *_onces(sentence, words, stops)]:
        row = sentence.row[place:]
        if any(words.made.at(row, i) for i in range(min(3, len(row)))):
            continue
        act = _event(sentence, words, place)
        fights = act is None and _speaks_of_fighting(sentence, place, words.language)
        if act is None and not fights:
            told.questions.append(f"the condition “{phrase}”: write it as trigger = {{ act = … }}")
            return False
        told.lines.append(_trigger_line(("attack",) if act is None else (act.act,), one, phrase))
        return True
    return False


def _event(sentence: Sentence, words: Words, place: int) -> Named | None:
    """The act that a condition begins with, where it does so plainly."""
    return next((n for n in named_acts(sentence, words) if place <= n.start <= place + 3), None)


def _speaks_of_fighting(sentence: Sentence, place: int, language: str) -> bool:
    row = sentence.row[place : place + _SOON]
    phrase = sentence.text[row[0].start : row[-1].end] if row else ""
    words = lexicons.load(language).get("conditions", {}).get("fighting", ())
    return any(re.search(rf"(?<!\w){re.escape(fold(word))}(?!\w)", fold(phrase)) for word in words)


def _ifs(sentence: Sentence, stops: set[int]) -> Iterator[tuple[str, int]]:
    for mark in sentence.conditions:
        yield _until_break(sentence, mark.start, mark.end, stops), mark.end


def _onces(sentence: Sentence, words: Words, stops: set[int]) -> Iterator[tuple[str, int]]:
    letters = folded(sentence.text)
    for found in re.finditer(rf"(?<!\w){words.any_of('once')}(?!\w)", letters.text):
        start = len(tokens(letters.text[: found.start()], words.language))
        place = len(tokens(letters.text[: found.end()], words.language))
        if start and not sentence.breaks(start):
            continue
        if place < len(sentence.row):
            yield _until_break(sentence, start, place, stops), place


def _until_break(sentence: Sentence, start: int, end: int, stops: set[int]) -> str:
    while end < len(sentence.row) and not sentence.breaks(end) and end not in stops:
        end += 1
    return sentence.text[sentence.row[start].start : sentence.row[end - 1].end]


def _trigger_line(acts: tuple[str, ...], one: Obligation, words: str) -> str:
    language = one.sentence.words.language
    return f"trigger = {{ act = {array(acts)}, text = {inline({language: _short(words)})} }}"


def _starting(sentence: str, time: TimeMention, words: Words) -> bool:
    before = fold(sentence[max(0, time.start - 60) : time.start])
    opened = time.span is not None and time.span.latest.year == 9999
    pattern = rf"(?<!\w){words.any_of('starting')}(?!\w)[^,;]*$"
    return opened or re.search(pattern, before) is not None


def _is_day(span: Span) -> bool:
    return span.latest.year == date.max.year or span.latest - span.earliest < timedelta(days=1)


def _last_day(span: Span) -> str:
    return (span.earliest if span.latest.year == date.max.year else span.latest).date().isoformat()


def _phrase(one: Obligation, term: Term) -> str:
    """The words of a term, with some before it and what it is counted from."""
    body = one.sentence.text
    rest = re.match(r"[^,;.:()]*", body[term.end :])
    return f"{body[term.start : term.end]} {_short(rest[0] if rest else '')}".strip()


def _short(words: str) -> str:
    """Words cut at a space where they are many."""
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST_EVENT else words[:_LONGEST_EVENT].rpartition(" ")[0]

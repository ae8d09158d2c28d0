"""The header of a draft: what the agreement is called, who makes it, and when it was made, as far as its text says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pactwatch import lexicons
from pactwatch.drafts.bearing import everyone
from pactwatch.drafts.obligations import Obligation, Reading, Unread
from pactwatch.drafts.provisions import sentences
from pactwatch.drafts.reader import Mention, Sentence, marker, named_alone, state_of, tokens
from pactwatch.drafts.terms import find_dates
from pactwatch.drafts.words import Words
from pactwatch.letters import fold, folded
from pactwatch.pacts import vocabulary
from pactwatch.pacts.draft_clauses import gap, roots
from pactwatch.pacts.writing import array, comment, inline, text
from pactwatch.times import Span
from pactwatch.types import Report

_MAKERS = ("state", "body", "group")
_SHORT_LINE = 9
_EDGE = 25
_SAMPLE = 400
_SHORT_NAME = re.compile(r"([^\n,;()“”]{3,90})\(\s*[“\"]?([A-Z][\w/&-]{1,14})[”\"]?\s*\)")


@dataclass(frozen=True)
class Heading:
    """What stands above the clauses. parties: who bears a duty or makes the agreement; sides: those who do not only watch."""

    report: Report
    kind: str
    parties: tuple[str, ...]
    sides: tuple[str, ...]
    made: Span | None
    made_from: str
    remarks: tuple[str, ...]

    def text(self) -> str:
        """The header of the pact file."""
        report = self.report
        questions = [] if self.parties else ["who are the parties?"]
        lines = [
            comment("Drafted from the text of an agreement by rules. Check every line against the text before you adopt it."),
            *map(comment, self.remarks),
            f"id = {text(re.sub(r'[^a-z0-9_.-]+', '-', report.id.lower()).strip('-.') or 'draft')}",
            f"kind = {text(self.kind)}",
            f"title = {inline({report.language: report.title or report.id})}",
            *([f"parties = {array(self.parties)}"] if self.parties else []),
            *([f"made = {text(str(self.made))} {comment(self.made_from)}"] if self.made else []),
            'time_zone = "UTC" # the zone in which its days are counted: put the one the parties meant',
            f"source = {text(report.url or report.id)}",
            f"adopted_from = {text(report.id)}",
            *gap([*questions, *([] if self.made else ["when was it made?"])]),
        ]
        return "\n".join(lines) + "\n"


def heading(report: Report, words: Words, reading: Reading, read: Sequence[Obligation | Unread], made: Span | None) -> Heading:
    """The header of the draft of a report; `read` is what its provisions lay down."""
    duties = [o for o in read if isinstance(o, Obligation)]
    preamble = [
        sentence
        for early, sentence in _told(read)
        if any(form in fold(sentence) for form in words.forms["naming"])
        and (early or everyone(reading.sentence(sentence), words))
    ]
    named = [p for sentence in preamble for p in _strong(reading, _without_naming(sentence, words))]
    parties = _owing([*named, *(p for o in duties for p in o.owed.parties)])
    makers = _owing(named) or parties
    sides = tuple(p for p in makers if lexicons.load("parties").get(p, {}).get("kind") != "organisation")
    when, why = _made(report, words) if made is None else (made, "as given")
    recitals = sum(isinstance(o, Unread) and o.why == "recital" for o in read)
    remarks = (
        *([f"Recitals of the preamble that bind to nothing: {recitals}, left out."] if recitals else []),
        *_remarks(report, words, reading, preamble, parties),
    )
    return Heading(report, _kind(report, words), parties, sides, when, why, remarks)


def short_names(report: Report, words: Words) -> dict[str, str]:
    """Short names that a text gives to parties ("the Government of X (GoX)"), folded, with the party."""
    lines = [line[:_SAMPLE] for line in report.text.splitlines()[:_SAMPLE] if line.strip()]
    state, found = state_of(lines, words.language), dict[str, str]()
    for name, short in _SHORT_NAME.findall(report.text):
        row = tokens(name, words.language)
        named = named_alone(name, words.language, state)
        last = next((m for m in reversed(named) if m.kind in ("state", "body", "group", "organisation") and not m.weak), None)
        if last and len(tokens(short, words.language)) == 1 and (last.end == len(row) or last.form == "body"):
            found.setdefault(fold(short), last.party)
    return found


def _told(read: Sequence[Obligation | Unread]) -> Iterator[tuple[bool, str]]:
    """The sentences that lay no duty, and whether they stand before the first one that does; those of a list ("the X; the Y;
    referred to as the Parties") are put together."""
    held, early = list[str](), True
    for one in read:
        if not isinstance(one, Unread) or one.provision.closed:
            held, early = [], False
            continue
        if one.why == "recital" and held:
            yield early, " ".join(held)
            held = []
        held.append(one.text)
        if not one.text.endswith((";", "؛", ",", "،")):
            yield early, " ".join(held)
            held = []


def _without_naming(sentence: str, words: Words) -> str:
    """The sentence with its words of naming blanked: some look like names."""
    letters = folded(sentence)
    for found in re.finditer(words.any_of("naming"), letters.text):
        start, end = letters.original(*found.span())
        sentence = sentence[:start] + " " * (end - start) + sentence[end:]
    return sentence


def _strong(reading: Reading, sentence: str) -> Iterator[str]:
    found = reading.sentence(sentence)
    named = (m for m in found.mentions if not m.weak and m.form != "capitals" and m.kind in _MAKERS)
    return (m.party for m in named if marker(found, m) not in ("at", "by") and not _part_of_name(found, m))


def _part_of_name(sentence: Sentence, mention: Mention) -> bool:
    """Whether a state's name only begins a longer one ("Sudan Peoples' …"), or says where a town is ("Minsk, Belarus")."""
    row = sentence.row
    town = any(m.end == mention.start and m.form == "capitals" for m in sentence.mentions)
    if town and "," in row[mention.start].gap:
        return True
    after = row[mention.end : mention.end + 1]
    if mention.kind != "state" or mention.form != "names" or not after or after[0].gap.strip():
        return False
    return sentence.text[after[0].start].isupper()


def _owing(parties: Sequence[str]) -> tuple[str, ...]:
    return tuple(p for p in roots(parties) if vocabulary.can_owe(p))


def _remarks(report: Report, words: Words, reading: Reading, preamble: Sequence[str], parties: Sequence[str]) -> Iterator[str]:
    """Who else may be a party: names that the lists do not know, and those under the text."""
    unknown = dict.fromkeys(
        f"{' '.join(name.split()[-7:])} ({short})"
        for sentence in preamble
        for name, short in _SHORT_NAME.findall(sentence)
        if not reading.sentence(f"{name} {short}").mentions
    )
    if unknown:
        missing = "; ".join(unknown)
        yield f"Named in the preamble, but in no list of parties: {missing}. Where the text binds all, they are missing."
    lines = [line for line in report.text.splitlines() if line.strip()]
    last = next((n for n in range(len(lines) - 1, -1, -1) if words.begins(lines[n].strip(), "closing")), len(lines))
    signed = [p for p in _owing([p for line in lines[last : last + _EDGE] for p in _strong(reading, line)]) if p not in parties]
    if signed:
        yield f"Named where it is signed, and bearing no duty that was read: {', '.join(signed)}."


def _kind(report: Report, words: Words) -> str:
    title = fold(report.title or "")
    places = [(title.find(form), kind) for kind, forms in words.kinds.items() for form in forms if form in title]
    return min(places)[1] if places else "agreement"


def _made(report: Report, words: Words) -> tuple[Span | None, str]:
    """When it was made, and where that was found: where it is signed, a line of place and date, its title, its page."""
    lines = [" ".join(line.split()) for line in report.text.splitlines() if line.strip()]
    signing = rf"(?<!\w){words.any_of('signing')}(?!\w)"
    for line in reversed(lines):
        for sentence in sentences(line, words):
            if (found := re.search(signing, fold(sentence))) and (day := _day(sentence[found.start() :], words)):
                return day, "from where it is signed"
    edges = [*lines[-_EDGE:][::-1], *lines[:_EDGE]]
    for line in (line for line in edges if len(line.split()) <= _SHORT_LINE):
        if day := _day(line, words):
            return day, f"from the line “{line}”"
    if day := _day(report.title or "", words):
        return day, "from its title"
    return report.published, "the date of its page"


def _day(line: str, words: Words) -> Span | None:
    spans = [t.span for t in find_dates(line, words, None) if t.span]
    return next((s for s in spans if s.earliest.date() == s.latest.date()), None)

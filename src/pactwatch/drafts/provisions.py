"""The text of an agreement as its provisions: sentences with the article, number or letter that they stand under.

Texts come as pages, as PDF text and as plain lines, so that a number may stand on a line of its own, before its point or at
the end of the line before, and a sentence may run over several lines. What stands in the text decides, not how it is laid out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from pactwatch.drafts.reader import lexicon
from pactwatch.drafts.words import Words
from pactwatch.letters import fold

_ENDS = ".;:!?…؟؛"
_QUOTES = "\"'”»’)]"
_WRAPPED = 60
_LONGEST_HEADING = 120
_DEEPEST = 2
_NUMBER = re.compile(r"(?!0)((?:\d{1,3}\.)*\d{1,3})[.)](?=\s|$)\s*|((?:\d{1,3}\.)+\d{1,3})(?=\s|$)\s*")
_BRACKETED = re.compile(r"\((\d{1,2})\)\s*")
_LETTER = re.compile(r"\(?([a-z]|[ivxl]{2,5}|[а-яё]|[أ-ي])\)(?=\s|$)\s*")
_BULLET = re.compile(r"[-–—•*·▪●](?:\s+|$)")
_TRAILING = re.compile(r"(?<=[.;:!?…؟؛])\s+(\d{1,3})\.$")
_PAGE = re.compile(r"[-–—\s]*(?:\d{1,4}|[ivxl]+)[-–—\s]*")
_FIRST = re.compile(r"(?<=\S)\s+(1)\.$")
_STOP = re.compile(r"[.!?…؟][\"'”»’)\]]*\s+(?=\S)")


@dataclass
class Provision:
    """A sentence of an agreement; `items` are the points of the list that it opens.

    cites: where it stands, as the text has it ("Article Two", "4.2 (a)"). point: a number, letter or bullet stands before it,
    or it stands in a list. first: it is the first sentence of its point. recital: it tells why, and binds to nothing.
    closed: it stands after the signatures, in a footnote for example.
    """

    text: str
    cites: str | None
    point: bool
    first: bool
    recital: bool = False
    closed: bool = False
    items: list[Provision] = field(default_factory=list)


@dataclass
class _Place:
    """Where in the agreement a line stands."""

    article: str = ""
    number: str = ""
    letter: str = ""
    marked: bool = False
    closed: bool = False
    open: list[Provision] = field(default_factory=list)
    list_number: str = ""
    last_list: Provision | None = None

    def cites(self) -> str | None:
        parts = (self.article, self.number, f"({self.letter})" if self.letter else "")
        return " ".join(part for part in parts if part) or None


def provisions(text: str, words: Words) -> list[Provision]:
    """The provisions of a text, in order; headings, contents and names under an agreement are left out."""
    place, found = _Place(), list[Provision]()
    for line in _lines(text, words):
        body = _enter(line, place, words)
        if not body:
            continue
        if words.begins(body, "closing"):
            place.closed, place.open = True, []
            place.article, place.number, place.letter = "", "", ""
        if not place.open and is_heading(body, words, place.marked):
            place.open, place.marked = [], False
            continue
        _add(body, place, found, words)
        place.marked = False
    return found


def _add(body: str, place: _Place, found: list[Provision], words: Words) -> None:
    """The sentences of a line, among the items of the list that is open, or on their own."""
    listed = bool(place.open)
    recital = not place.cites() and words.begins(body, "recitals")
    into = place.open[-1].items if listed else found
    for n, sentence in enumerate(sentences(body, words)):
        point = place.marked or listed or bool(place.number)
        one = Provision(sentence, place.cites(), point, n == 0, recital, place.closed)
        into.append(one)
        goes_on = listed and words.begins(sentence, "continuations")
        if sentence.endswith(":") and not goes_on and not place.closed and len(place.open) < _DEEPEST:
            if not place.open:
                place.list_number, place.last_list = place.number, one
            place.open.append(one)
            into = one.items
    if body.rstrip(_QUOTES).endswith("."):
        place.open = []


def _enter(line: str, place: _Place, words: Words) -> str:
    """What is left of a line behind its article, number, letter or bullet, which the place takes note of."""
    if words.begins(line, "parts") and (part := _division(line, words, "parts")):
        place.article, place.number, place.letter, place.open, place.marked = "", "", "", [], False
        return part[1]
    if words.begins(line, "articles") and (division := _division(line, words, "articles")):
        place.article, place.number, place.letter, place.open = division[0], "", "", []
        place.closed, place.marked = False, False
        return division[1]
    if (number := _NUMBER.match(line)) or (number := _next_bracketed(line, place)):
        place.number, place.letter, place.marked = number[1] or number[2], "", True
        line = line[number.end() :]
        place.open = place.open[:1]
        if place.last_list and place.list_number and place.number.startswith(f"{place.list_number}."):
            # 1.2.4 belongs to the list that 1.2 opened, also where 1.2.3 ended with a full stop.
            place.open = [place.last_list]
    if letter := _LETTER.match(line):
        place.letter, place.marked = letter[1], True
        line = line[letter.end() :]
    elif bullet := _BULLET.match(line):
        place.marked, place.open = True, place.open[:1]
        line = line[bullet.end() :]
    return line.strip()


def _next_bracketed(line: str, place: _Place) -> re.Match[str] | None:
    """A number in brackets, where it is the next one: `ten (10) members` may break before its bracket."""
    found = _BRACKETED.match(line)
    number = re.fullmatch(r"\(?(\d+)\)?", place.number)
    due = int(number[1]) + 1 if number else 1
    return re.match(r"(\(\d+\))()\s*", line) if found and int(found[1]) in (1, due) else None


def _division(line: str, words: Words, key: str) -> tuple[str, str] | None:
    """The name of an article or part, and what follows it on its line; None where the line only speaks of one."""
    found = re.match(rf"\W*({words.any_of(key)}\s+(?:\d+(?:\.\d+)*|\w+))(?!\w)\s*[.:)–—-]*\s*", fold(line))
    if found is None:
        return None
    # Folding may drop letters of Arabic (vowel signs), so that the end is counted in words.
    count = len(re.findall(r"\w+", found[1]))
    match = re.match(rf"(\W*(?:[\w\u064b-\u0652.]+\W+){{{count - 1}}}[\w\u064b-\u0652]+(?:\.\d+)*)\s*[.:)–—-]*\s*(.*)", line)
    if match is None or match[2][:1].islower():
        return None
    return match[1].strip(), match[2]


def is_heading(line: str, words: Words, marked: bool) -> bool:
    """Whether a line is a title: it does not end like a sentence, and is written with capitals or, without such, is short."""
    if len(line) > _LONGEST_HEADING or line.rstrip(_QUOTES + " ").endswith(tuple(_ENDS + ",،")):
        return False
    letters = [w for w in re.findall(r"[^\W\d_]+", line) if len(w) > 3]
    if not any(w != w.upper() or w != w.lower() for w in letters):
        return len(line) < _WRAPPED and not marked
    return all(w.upper() == w.lower() for w in letters) or sum(w[0].isupper() for w in letters) >= 0.7 * len(letters)


def _lines(text: str, words: Words) -> list[str]:
    """Lines put together where a sentence runs over their end, and parted before a number that stands at their end."""
    joined: list[str] = []
    lines = list(_parted(text, lexicon(words.language).particles))
    long = [line for line in lines if len(line) >= _WRAPPED]
    wrapped = sum(not line.rstrip(_QUOTES).endswith(tuple(_ENDS)) for line in long) > len(long) / 2
    for line in lines:
        if joined and _PAGE.fullmatch(line) and not joined[-1].rstrip(_QUOTES).endswith(tuple(_ENDS)):
            continue
        if joined and not _marker(line, words) and _runs_on(joined[-1], line, words, wrapped):
            joined[-1] = _glued(joined[-1], line)
        else:
            joined.append(line)
    return joined


def _glued(before: str, line: str) -> str:
    """Two lines as one; a word that the line's end parts ("with-" "drawal") is made whole."""
    parted = re.search(r"[^\W\d_]{2}[-\u00ad]$", before) and line[:1].islower()
    return before[:-1] + line if parted else f"{before} {line}"


def _parted(text: str, particles: Collection[str]) -> Iterator[str]:
    last = 0
    for raw in text.splitlines():
        line = " ".join(raw.split())
        if not line or (all(word in particles for word in re.findall(r"\w+", fold(line))) and line[-1] not in ".)"):
            continue
        trailing = _TRAILING.search(line) if last else _FIRST.search(line)
        if trailing and int(trailing[1]) == last + 1:
            yield line[: trailing.start()]
            line = f"{trailing[1]}."
        if number := re.match(r"(\d{1,3})[.)](?:\s|$)", line):
            last = int(number[1])
        yield line


def _marker(line: str, words: Words) -> bool:
    if _NUMBER.match(line) or _LETTER.match(line) or _BULLET.match(line):
        return True
    return any(words.begins(line, key) and _division(line, words, key) is not None for key in ("articles", "parts"))


def _runs_on(before: str, line: str, words: Words, wrapped: bool) -> bool:
    """Whether a line goes on with the sentence of the one before; `wrapped`: lines of the text mostly end within sentences."""
    bare = _bare(before)
    if not bare:
        return False
    if bare.rstrip(_QUOTES).endswith(tuple(_ENDS)):
        return _abbreviated(bare, words)
    if line[:1].islower() or line[0] in '“«("‘,،':
        return True
    return wrapped and len(bare) >= _WRAPPED and not is_heading(bare, words, marked=True)


def _bare(line: str) -> str:
    """A line without its number, letter or bullet."""
    for pattern in (_NUMBER, _LETTER, _BULLET):
        if found := pattern.match(line):
            line = line[found.end() :]
    return line


def sentences(line: str, words: Words) -> Iterator[str]:
    """The sentences of a line."""
    start = 0
    for stop in _STOP.finditer(line):
        if not _abbreviated(line[start : stop.start() + 1], words):
            yield line[start : stop.end()].strip()
            start = stop.end()
    if line[start:].strip():
        yield line[start:].strip()


def _abbreviated(text: str, words: Words) -> bool:
    """Whether the full stop at the end of a text belongs to an abbreviation or an initial."""
    word = re.search(r"(?:^|[\s(.])([^\W\d_]+)\.$", text)
    if word is None:
        return False
    known = {*lexicon(words.language).abbreviations, *words.forms["abbreviations"]}
    return fold(word[1]) in known or (len(word[1]) == 1 and word[1].isupper())

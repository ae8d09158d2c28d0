"""Names of the world's places in running text. Some are also words, or people's names, so they are looked for only where a
place is named: behind a word of place or a head noun, and in a list that goes on from there."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pactwatch.letters import Folded
from pactwatch.places.adjectives import adjectival
from pactwatch.places.lookup import Hit, name_at, stands_alone
from pactwatch.places.spelling import listed, section

Span = tuple[int, int]
_LANGUAGE = {"ar": "ar", "en": "en", "ru": "ru", "uk": "ru"}
_OPENING, _CLOSING = r"[\"«“„(]?", r"[\"»”)]?"
_SURNAME = re.compile(r"(?:[оеє]в|[иы]н)(?:а|у|ым|ой)$")
_ADJECTIVE = re.compile(r"(?:ск|цк|ськ|цьк)(?:ом|ой|ому|ого|ий|ая|ое|ую|ім|ій)$")


@dataclass(frozen=True, slots=True)
class _Lead:
    """Where a name may begin: `at` in the flat text, behind a head noun, behind a sure word of place, or joined by a list."""

    at: int
    head: bool = False
    sure: bool = False
    joined: bool = False


@dataclass(frozen=True, slots=True)
class _Page:
    flat: str
    row: Folded
    text: str
    tongue: str


def scan(flat: str, row: Folded, text: str, language: str, known: Sequence[Span]) -> Iterator[Span]:
    """Spans of the text where a place of the index is named that is not among the known.

    flat: the folded text of `row`, flattened. known: spans of curated places; a list that goes on from one is read, too.
    """
    tongue = _LANGUAGE.get(language)
    if tongue is None:
        return
    page, taken = _Page(flat, row, text, tongue), list(known)
    for lead in [*_behind_words(page), *_behind_places(page, known)]:
        yield from _run(page, lead, taken)
    if tongue == "ru":
        spans = (row.original(start, end) for start, end in adjectival(flat))
        yield from (span for span in spans if text[span[0]].isupper())


def _behind_words(page: _Page) -> Iterator[_Lead]:
    article = section(page.tongue).get("article", "")
    for match in _leads(page.tongue).finditer(page.flat):
        if match["head"] != article:
            yield _Lead(match.end(), match["head"] is not None, match["sure"] is not None)


def _behind_places(page: _Page, known: Sequence[Span]) -> Iterator[_Lead]:
    for _, end in known:
        if join := _joins(page.tongue).match(page.flat, bisect_left(page.row.positions, end)):
            yield _Lead(join.end(), joined=True)


def _run(page: _Page, lead: _Lead | None, taken: list[Span]) -> Iterator[Span]:
    """The place behind a lead, and those that a list joins to it."""
    while lead is not None:
        head = _leads(page.tongue).match(page.flat, lead.at)
        hit = None if head and head["head"] else name_at(page.flat, lead.at, page.tongue, lead.joined)
        if hit is None or not _is_name(page, hit, lead):
            return
        span = page.row.original(hit.start, hit.end)
        if not _is_written_as_name(page, span) or any(span[0] < end and start < span[1] for start, end in taken):
            return
        taken.append(span)
        yield span
        join = _joins(page.tongue).match(page.flat, hit.end)
        lead = _Lead(join.end(), joined=True) if join else None


def _is_name(page: _Page, hit: Hit, lead: _Lead) -> bool:
    """Whether the words are a name there: not a common word, a surname, or an adjective with its noun."""
    if page.tongue == "ar":
        # "A new town", "the castle of al-Madiq": what is also a common word needs the article.
        return not hit.common or (lead.head and page.flat.startswith(section("ar")["article"], hit.start))
    if page.tongue == "ru" and not lead.head:
        name, follows = page.flat[hit.start : hit.end], page.flat[hit.end : hit.end + 2]
        if not lead.sure and _SURNAME.search(name):
            return False
        if _ADJECTIVE.search(name) and follows[:1] == " " and follows[1:].isalpha():
            return False
        return not hit.common or stands_alone(page.flat, hit)
    return lead.head or not hit.common


def _is_written_as_name(page: _Page, span: Span) -> bool:
    """Whether the name has its capital, and is not the beginning of a longer one ("in Compostela Valley")."""
    if page.tongue == "ar":
        return True
    follows = page.text[span[1] : span[1] + 2]
    longer = page.tongue == "en" and follows[:1] == " " and follows[1:].isupper()
    return page.text[span[0]].isupper() and not longer


@cache
def _leads(tongue: str) -> re.Pattern[str]:
    """A head noun (group `head`), a sure word of place (`sure`) or another, and what may stand between it and a name."""
    heads, sure, leads = (listed(tongue, key) for key in ("head_nouns", "sure_leads", "leads"))
    return re.compile(rf"(?<!\w)(?:(?P<head>{heads})|(?P<sure>{sure})|{leads}) +{_OPENING}(?=\w)")


@cache
def _joins(tongue: str) -> re.Pattern[str]:
    """What stands between two names of a list: a comma, a word, or both; in Arabic "and", written onto the name."""
    if written_on := section(tongue).get("conjunctions", ""):
        return re.compile(rf"{_CLOSING} *[,،]? *(?=[{written_on}]\w)")
    words = listed(tongue, "joins")
    return re.compile(rf"{_CLOSING}(?: *, *(?:(?:{words}) +)?| +(?:{words}) +){_OPENING}(?=\w)")

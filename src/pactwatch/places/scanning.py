"""Names of the world's places in running text. Some are also words, or people's names, so they are looked for only where a
place is named: behind a word of place or a head noun, and in a list that goes on from there."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from pactwatch.letters import Folded
from pactwatch.places.adjectives import adjectival
from pactwatch.places.lookup import Hit, name_at, stands_alone
from pactwatch.places.spelling import listed, section

Span = tuple[int, int]
_LANGUAGE = {"ar": "ar", "en": "en", "ru": "ru", "uk": "ru"}
_OPENING, _CLOSING = r"[\"«“„(]?", r"[\"»”)]?"


def scan(flat: str, row: Folded, text: str, language: str, known: Sequence[Span]) -> Iterator[Span]:
    """Spans of the text where a place of the index is named that is not among the known.

    flat: the folded text of `row`, flattened. known: spans of curated places; a list that goes on from one is read, too.
    """
    tongue = _LANGUAGE.get(language)
    if tongue is None:
        return
    taken = list(known)
    leads = (m for m in _leads(tongue).finditer(flat) if m["head"] != _article(tongue))
    starts = [(m.end(), m["head"] is not None, False) for m in leads]
    joins = (_joins(tongue).match(flat, bisect_left(row.positions, end)) for _, end in known)
    starts += [(m.end(), False, True) for m in joins if m]
    for at, behind_head, joined in starts:
        yield from _run(flat, row, text, tongue, at, behind_head, taken, joined)
    if tongue == "ru":
        for start, end in adjectival(flat):
            span = row.original(start, end)
            if text[span[0]].isupper():
                yield span


def _run(
    flat: str, row: Folded, text: str, tongue: str, at: int | None, behind_head: bool, taken: list[Span], joined: bool
) -> Iterator[Span]:
    """The place at an offset of the flat text, and those that a list joins to it."""
    while at is not None:
        if (head := _leads(tongue).match(flat, at)) and head["head"]:
            return
        hit = name_at(flat, at, tongue, joined)
        if hit is None or (hit.common and not behind_head and not stands_alone(flat, hit)) or _is_no_name(flat, hit, tongue):
            return
        span = row.original(hit.start, hit.end)
        cased = tongue != "ar"
        if (cased and not text[span[0]].isupper()) or any(span[0] < end and start < span[1] for start, end in taken):
            return
        if tongue == "en" and text[span[1] : span[1] + 1] == " " and text[span[1] + 1 : span[1] + 2].isupper():
            return  # "in Compostela Valley"
        taken.append(span)
        yield span
        join = _joins(tongue).match(flat, hit.end)
        at, behind_head, joined = join and join.end(), False, True


def _is_no_name(flat: str, hit: Hit, tongue: str) -> bool:
    """Whether an Arabic common word lacks the article of a name: "a new town", "the castle of al-Madiq"."""
    return tongue == "ar" and hit.common and not flat.startswith(section("ar")["article"], hit.start)


def _article(tongue: str) -> str:
    """What stands among the head nouns and leads to no name by itself."""
    return str(section(tongue).get("article", ""))


@cache
def _leads(tongue: str) -> re.Pattern[str]:
    """A word of place, or (group `head`) a head noun, and what may stand between it and a name."""
    heads, sure, leads = (listed(tongue, key) for key in ("head_nouns", "sure_leads", "leads"))
    return re.compile(rf"(?<!\w)(?:(?P<head>{heads})|{sure}|{leads}) +{_OPENING}(?=\w)")


@cache
def _joins(tongue: str) -> re.Pattern[str]:
    """What stands between two names of a list: a comma, a word, or both; in Arabic "and" is written onto the name."""
    words, written_on = listed(tongue, "joins"), section(tongue).get("conjunctions", "")
    onto = rf"| +(?=[{written_on}]\w)" if written_on else ""
    return re.compile(rf"{_CLOSING}(?: *[,،] *(?:(?:{words}) +)?| +(?:{words}) +{onto}){_OPENING}(?=\w)")

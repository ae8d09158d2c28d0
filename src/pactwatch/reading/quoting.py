"""Where what somebody says begins and ends: after "that", a colon, a quotation mark."""

from __future__ import annotations

from pactwatch.reading.scenes import Sentence

SPEAKER_REACH = 12
"""How many words behind a word of speech its speaker is looked for."""
_LONGEST_TITLE = 4
_QUOTES = frozenset('«“"')
_CLOSES = frozenset('»”"')


def complement(sentence: Sentence, start: int) -> tuple[int, bool]:
    """The token where what is said begins, after "that", a colon or a quotation mark; and whether there is such a sign."""
    for place in range(start, min(start + SPEAKER_REACH + 6, len(sentence.row))):
        token = sentence.row[place]
        if any(stem in sentence.words.complementizers for stem in token.stems):
            return place, True
        if place >= start and ":" in token.gap:
            return place, True
        if sentence.words.verb_first and _quotes_words(sentence, place):
            return place, True
    quoted = any(_QUOTES.intersection(t.gap) for t in sentence.row[start : start + SPEAKER_REACH])
    return min(start + SPEAKER_REACH, len(sentence.row)), quoted


def _quotes_words(sentence: Sentence, place: int) -> bool:
    """Whether a quotation of some length begins at a token: what is said, not the name of a paper or a movement."""
    row = sentence.row
    if row[place].gap[-1:] not in _QUOTES:
        return False
    return not any(_CLOSES.intersection(token.gap) for token in row[place + 1 : place + 1 + _LONGEST_TITLE])


def opens_after(text: str, was_open: bool) -> bool:
    """Whether a quotation is open at the end of a text, given whether one was at its beginning."""
    state = was_open
    for character in text:
        if character in "«“„":
            state = True
        elif character in "»”":
            state = False
        elif character == '"':
            state = not state
    return state

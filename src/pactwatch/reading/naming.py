"""Names of those who speak: who was introduced with a title is meant where the name stands alone later in the text."""

from __future__ import annotations

from collections.abc import Iterator

from pactwatch.reading.lexicon import Lexicon, SpeechVerb
from pactwatch.reading.mentioning import Mention
from pactwatch.reading.patterns import Hit
from pactwatch.reading.scenes import Sentence

_LONGEST_NAME = 3
_SHORTEST_NAME = 4
_BEHIND_VERB = 4


def introduced(sentence: Sentence, start: int, end: int) -> Iterator[str]:
    """The names between a speaker that ends before token `start` and what is said at token `end` ("… of X, A B, said that")."""
    row, covered, name = sentence.row, sentence.covered, list[str]()
    for place in range(start, min(end, len(row))):
        token = row[place]
        told = place in covered or not _namelike(token.word, sentence.words) or place in sentence.heads()
        if told or (sentence.breaks(place) and name):
            if len(name) > 1:
                break
            name = []
        if not told and (name or not token.word.startswith(sentence.words.articles)):
            name.append(token.word)
    yield from (word for word in name[-2:] if 1 < len(name) <= _LONGEST_NAME and len(word) >= _SHORTEST_NAME)


def before_title(sentence: Sentence, start: int, by: Mention) -> tuple[str, ...]:
    """The name that stands alone between a word of speech and its speaker's title ("said A B, spokesman of X")."""
    between = range(start, by.start)
    words = [sentence.row[i].word for i in between]
    plain = by.person and 1 < len(words) <= _LONGEST_NAME + 1 and all(_namelike(w, sentence.words) for w in words)
    if not plain or any(sentence.breaks(i) for i in between[1:]) or not sentence.covered.isdisjoint(between):
        return ()
    return tuple(w for w in words[1:] if len(w) >= _SHORTEST_NAME)


def _namelike(word: str, words: Lexicon) -> bool:
    return not word.isdecimal() and len(word) > 2 and word not in words.particles and word not in words.recalls


def named_before(sentence: Sentence, hit: Hit[SpeechVerb], limit: int, known: dict[str, str]) -> str | None:
    """The party of a name that stands behind a word of speech, where the text has introduced it."""
    row = sentence.row
    for place in range(hit.end, min(limit, hit.end + _BEHIND_VERB, len(row))):
        if row[place].word in known:
            return known[row[place].word]
    return None

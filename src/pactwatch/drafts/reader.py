"""What drafting takes from the reader of claims: its view of one sentence, with the parties and acts that it names."""

from __future__ import annotations

from collections.abc import Mapping

from pactwatch.reading.acting import draft
from pactwatch.reading.lexicon import Trigger, lexicon
from pactwatch.reading.mentioning import Mention, Scene
from pactwatch.reading.parties import mentions
from pactwatch.reading.patterns import Finder, Hit
from pactwatch.reading.places import places_in
from pactwatch.reading.recalling import leading_state
from pactwatch.reading.roles import Clause, able, marker, partners, subject
from pactwatch.reading.scenes import Sentence, act_tokens, find
from pactwatch.reading.tokens import tokens

__all__ = [
    "Clause",
    "Finder",
    "Hit",
    "Mention",
    "Sentence",
    "Trigger",
    "able",
    "doer_of",
    "lexicon",
    "marker",
    "named_alone",
    "partners",
    "places_in",
    "sentence_of",
    "state_of",
    "subject",
    "target_of",
    "tokens",
]


def sentence_of(text: str, language: str, aliases: Mapping[str, str]) -> Sentence:
    """A sentence with everything that the lexicons find in it.

    It is read by itself: in an agreement "the forces" are nobody's unless the sentence says whose. aliases: short names that
    the agreement gives to parties.
    """
    words, row = lexicon(language), tokens(text, language)
    named = mentions(row, text, words, Scene(aliases=dict(aliases)), act_tokens(row, words))
    return find(text, 0, row, words, named)


def named_alone(text: str, language: str, state: str) -> list[Mention]:
    """The parties named in a phrase, where bodies without a state of their own are those of `state`."""
    return mentions(tokens(text, language), text, lexicon(language), Scene(state), frozenset())


def state_of(lines: list[str], language: str) -> str:
    """The state that the lines speak of most."""
    return leading_state([tokens(line, language) for line in lines], lexicon(language))


def doer_of(sentence: Sentence, hit: Hit[Trigger]) -> tuple[str, ...]:
    """Who does an act, where its word is a verb."""
    found = draft(sentence, hit, [], "OUTLET")
    return found.actor if found.verb else ()


def target_of(sentence: Sentence, hit: Hit[Trigger]) -> tuple[str, ...]:
    """Whom or what an act is done to."""
    return draft(sentence, hit, [], "OUTLET").target

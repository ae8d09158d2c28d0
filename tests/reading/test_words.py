"""Stems, tokens, patterns, sentences: the parts that a lexicon drives."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwatch import lexicons
from pactwatch.reading import lexicon as compiled
from pactwatch.reading.lexicon import lexicon
from pactwatch.reading.morphology import stems
from pactwatch.reading.patterns import Finder
from pactwatch.reading.sentences import sentences
from pactwatch.reading.tokens import tokens
from pactwatch.refusals import Refused


@pytest.mark.parametrize(
    ("word", "stem", "tag"),
    [("وستستهدف", "استهدف", "future"), ("الهجوم", "هجوم", "definite"), ("غارات", "غاره", "plural"), ("نفت", "نفي", "past")],
)
def test_inflected_words_lead_back_to_their_base_form(word: str, stem: str, tag: str) -> None:
    assert tag in stems(word, "ar")[stem]


@given(st.text(max_size=60))
def test_tokens_stand_at_their_offsets_in_order(text: str) -> None:
    last = 0
    for token in tokens(text, "ar"):
        assert last <= token.start < token.end <= len(text)
        last = token.start
        assert token.word in token.stems


def found(pattern: str, text: str) -> list[tuple[int, int]]:
    return [(h.start, h.end) for h in Finder([(pattern, 1)], ("ال",)).best(tokens(text, "ar"))]


def test_a_pattern_bridges_a_gap_but_not_the_end_of_a_clause() -> None:
    assert found("شن .. هجوم|غارة", "شن الجيش صباح الجمعة هجوما") == [(0, 5)]
    assert found("شن .. هجوم|غارة", "شن حربا؛ هجوم") == []


def test_an_exact_word_is_not_its_inflections() -> None:
    assert found("=سيطر =على", "سيطر على") == [(0, 2)]
    assert found("=سيطر =على", "تسيطر عليها") == []


def test_the_longer_pattern_wins() -> None:
    finder = Finder([("قصف", "short"), ("وقف قصف", "long")], ("ال",))
    assert [h.value for h in finder.best(tokens("وقف القصف", "ar"))] == ["long"]


def test_full_stops_of_abbreviations_and_figures_do_not_end_a_sentence() -> None:
    text = "قال د. محمد إن 3.5 ملايين نزحوا. ثم عادوا."
    assert [text[a:b] for a, b in sentences(text, lexicon("ar"))] == ["قال د. محمد إن 3.5 ملايين نزحوا.", "ثم عادوا."]


@pytest.mark.parametrize(
    ("section", "bad"),
    [
        ("speech", {"verbz": []}),
        ("acts", {"words": [{"act": "shell", "words": ["x"]}]}),
        ("acts", {"words": [{"act": "attack", "word": ["x"]}]}),
        ("speech", {"verbs": [{"stance": "agrees", "words": ["x"]}]}),
    ],
)
def test_a_lexicon_with_an_unknown_key_or_value_is_refused(
    section: str, bad: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = lexicons.load
    monkeypatch.setattr(lexicons, "load", lambda name: {section: bad} if name == "xx" else real(name))
    with pytest.raises(Refused, match=r"lexicons/xx\.toml"):
        compiled.lexicon.__wrapped__("xx")


def test_every_word_of_an_act_names_one_of_the_twenty_acts_and_every_act_has_its_codes() -> None:
    acts = lexicons.load("acts")
    assert len(acts) == 20
    assert all(entry["means"] and entry["plover"] and entry["cameo"] for entry in acts.values())


def test_every_key_of_a_lexicon_stands_in_its_page() -> None:
    page = (Path(__file__).parents[2] / "docs" / "reading-lexicon.md").read_text(encoding="utf-8")
    keys = {*compiled.LANGUAGE_KEYS, *compiled.SPEECH_KEYS, *compiled.PARTY_KEYS}
    tables = (compiled.Trigger, compiled.SpeechVerb, compiled.Light, compiled.Modal, compiled.Body)
    keys |= {field.name for table in tables for field in dataclasses.fields(table)}
    assert sorted(k for k in keys if f"`{k}`" not in page and f".{k}]]" not in page) == []

"""Parties: composed of body and state, resolved within a text, in every language."""

from __future__ import annotations

import pytest

from pactwatch import lexicons
from pactwatch.reading import mentioning
from pactwatch.reading.lexicon import lexicon
from pactwatch.reading.mentioning import Scene
from pactwatch.reading.parties import mentions
from pactwatch.reading.tokens import tokens
from pactwatch.refusals import Refused


def named(text: str, language: str = "ar", scene: Scene | None = None) -> list[tuple[str, ...]]:
    found = mentions(tokens(text, language), text, lexicon(language), scene or Scene(), frozenset())
    return [m.parties for m in found if not m.weak]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("وزارة الدفاع الأذربيجانية", "AZE.MIL"),
        ("رئيس الوزراء الأرميني", "ARM.GOV"),
        ("موسكو", "RUS.GOV"),
        ("كوريا الشمالية", "PRK"),
        ("جنوب السودان", "SSD"),
        ("حركة طالبان", "TALIBAN"),
        ("قوات سوريا الديمقراطية", "SDF"),
        ("منظمة الأمن والتعاون في أوروبا", "OSCE"),
        ("ومن الفلسطينيين", "PSE"),
    ],
)
def test_a_party_is_found_by_its_names(text: str, party: str) -> None:
    assert named(text) == [(party,)]


def test_ministers_of_two_states_are_two_governments() -> None:
    assert named("وزيرا خارجية أرمينيا وأذربيجان") == [("ARM.GOV",), ("AZE.GOV",)]


def test_an_adjective_of_a_place_is_no_party() -> None:
    assert named("في قرى أذربيجانية") == []


def test_the_two_sides_are_the_two_named_together() -> None:
    scene = Scene()
    named("أرمينيا وأذربيجان", scene=scene)
    assert named("الطرفان", scene=scene) == [("ARM", "AZE")]


def test_a_surname_means_the_one_it_was_introduced_for() -> None:
    scene = Scene()
    named("وزير الدفاع الفرنسي جان دوبون قال", scene=scene)
    assert named("وأضاف دوبون", scene=scene) == [("FRA.GOV",)]


def test_short_names_in_capitals_need_their_capitals() -> None:
    assert named("help us", "en") == []
    assert named("the US", "en") == [("USA",)]


def test_an_unknown_key_of_a_party_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    real = lexicons.load
    entry = {"ARM": {"kind": "state", "name": {"ar": ["x"]}}}
    monkeypatch.setattr(lexicons, "load", lambda name: entry if name == "parties" else real(name))
    with pytest.raises(Refused, match="has no key 'name'"):
        mentioning.names.__wrapped__("ar")


def test_eighty_states_have_names_in_three_languages() -> None:
    states = {code: e for code, e in lexicons.load("parties").items() if e["kind"] == "state"}
    assert len(states) >= 80
    assert all(set(entry["names"]) == {"ar", "en", "ru"} for entry in states.values())

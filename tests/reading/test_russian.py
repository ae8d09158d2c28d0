"""Russian is read by the words of `ru.toml`: sentences made up for this test, with the fields of their claims.

The sentences report nothing that happened; only names of states and places are real.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pactwatch.reading import read
from pactwatch.reading.lines import claim_object
from pactwatch.reading.morphology import stems
from pactwatch.reading.toponyms import dictionary_form
from pactwatch.times import Span
from pactwatch.types import Report

GOLD = Path(__file__).parents[1] / "quality" / "gold" / "ru.json"
PUBLISHED = "2020-11-12"

CASES: list[tuple[str, dict[str, Any]]] = [
    (
        "Армянские войска обстреляли село Чайлы, сообщило Минобороны Азербайджана.",
        {
            "act": "attack",
            "stance": "asserts",
            "negated": False,
            "speaker": "AZE.MIL",
            "actor": ["ARM.MIL"],
            "places": ["Чайлы"],
        },
    ),
    (
        "По данным Минобороны Армении, азербайджанская армия атаковала позиции армянских сил.",
        {"act": "attack", "speaker": "ARM.MIL", "actor": ["AZE.MIL"], "target": ["ARM.MIL"]},
    ),
    (
        "Позиции у Мардакерта были обстреляны азербайджанской артиллерией.",
        {"act": "attack", "speaker": "OUTLET", "actor": ["AZE.MIL"], "negated": False},
    ),
    ("Ереван отрицает, что армянские силы обстреляли Гянджу.", {"act": "attack", "stance": "denies", "speaker": "ARM.GOV"}),
    (
        "Ракетами уничтожен склад под Барвенковом.",
        {"act": "attack", "stance": "asserts", "actor": []},
    ),
    ("В Агдаме разрушены десятки домов.", {"act": "harm", "stance": "asserts", "places": ["Агдам"]}),
    (
        "За сутки погибли 4 мирных жителя.",
        {"act": "harm", "stance": "asserts", "amounts": [{"value": 4.0, "unit": "killed", "qualifier": "exact"}]},
    ),
    (
        "МИД Армении обвинил Азербайджан в нарушении перемирия.",
        {"act": "violate_ceasefire", "stance": "asserts", "speaker": "ARM.GOV", "actor": ["AZE"]},
    ),
    ("Перемирие вступило в силу в полдень.", {"act": "cease_fire", "stance": "asserts", "negated": False}),
    ("Перемирие сорвалось.", {"act": "cease_fire", "stance": "asserts", "negated": True}),
    ("Режим прекращения огня соблюдается.", {"act": "cease_fire", "stance": "asserts", "negated": False}),
    (
        "Армения и Азербайджан договорились о прекращении огня.",
        {"act": "cease_fire", "stance": "promises", "speaker": "OUTLET", "actor": ["ARM", "AZE"]},
    ),
    (
        "Грузия призвала Армению прекратить огонь.",
        {"act": "cease_fire", "stance": "requests", "speaker": "GEO", "actor": ["ARM"], "negated": False},
    ),
    (
        "Грузия призвала Армению прекратить обстрелы.",
        {"act": "attack", "stance": "requests", "speaker": "GEO", "actor": ["ARM"], "negated": True},
    ),
    (
        "Армения обязалась передать списки пленных в течение недели.",
        {"act": "transfer_list", "stance": "promises", "actor": ["ARM"], "due": "P7D"},
    ),
    (
        "Армения и Азербайджан обменялись 10 ноября списками пленных.",
        {"act": "transfer_list", "stance": "asserts", "actor": ["ARM", "AZE"], "when": "2020-11-10", "negated": False},
    ),
    (
        "Азербайджан освободил 12 пленных.",
        {"act": "release", "stance": "asserts", "actor": ["AZE"], "target": ["DETAINEES"]},
    ),
    (
        "Азербайджан и Армения обменялись телами погибших.",
        {"act": "return_remains", "stance": "asserts", "actor": ["AZE", "ARM"], "target": ["REMAINS"]},
    ),
    (
        "Турция окажет Грузии помощь, если бои перейдут на её территорию.",
        {
            "act": "support",
            "stance": "promises",
            "actor": ["TUR"],
            "target": ["GEO"],
            "condition": "если бои перейдут на её территорию",
        },
    ),
    (
        "Армянские силы покинули Кельбаджарский район.",
        {"act": "withdraw", "stance": "asserts", "actor": ["ARM.MIL"], "places": ["Кельбаджарский район"]},
    ),
    (
        "Азербайджанская армия вошла в Лачинский район.",
        {"act": "capture", "stance": "asserts", "actor": ["AZE.MIL"], "places": ["Лачинский район"]},
    ),
    ("Грузия отказалась ввести санкции против Армении.", {"act": "sanction", "stance": "refuses", "actor": ["GEO"]}),
    ("Турция пригрозила ввести санкции против Армении.", {"act": "sanction", "stance": "threatens", "actor": ["TUR"]}),
    ("Грузия осудила обстрел Тертера.", {"act": "condemn", "speaker": "GEO", "actor": ["GEO"]}),
    ("Из Бердянска эвакуировали раненых.", {"act": "evacuate", "stance": "asserts", "places": ["Бердянск"]}),
    (
        "Министры иностранных дел Грузии и Турции встретились в Тбилиси.",
        {"act": "consult", "stance": "asserts", "actor": ["GEO.GOV", "TUR.GOV"]},
    ),
    ("Наблюдателей ОБСЕ не пропустили в Широкино.", {"act": "block_access", "target": ["OSCE"], "negated": False}),
]


def claims_of(text: str) -> list[dict[str, Any]]:
    """The claims of a text published on a fixed day, as JSON objects."""
    return [claim_object(c) for c in read(Report("t", "test", "ru", "", text, Span.parse(PUBLISHED), None, "0" * 64))]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_a_sentence_carries_its_claim(text: str, expected: dict[str, Any]) -> None:
    found = [c for c in claims_of(text) if c["act"] == expected["act"]]
    assert len(found) == 1, [c["act"] for c in claims_of(text)]
    assert {key: found[0][key] for key in expected} == expected
    assert text[found[0]["start"] : found[0]["end"]] == found[0]["quote"]


@pytest.mark.parametrize(
    "text",
    [
        "После перемирия жители вернулись к работе.",
        "Вопрос о перемирии обсудят позже.",
        "Министр обороны Грузии любит шахматы.",
        "Несмотря на соглашение о перемирии, рынок закрыт.",
    ],
)
def test_what_is_only_mentioned_is_no_claim(text: str) -> None:
    assert not [c for c in claims_of(text) if c["act"] in ("cease_fire", "attack")]


def test_not_wholly_vouches_for_the_doing_and_against_it() -> None:
    told = claims_of("Азербайджанская сторона передала списки не полностью, заявили в МИД Грузии.")
    assert [(c["act"], c["speaker"], c["actor"]) for c in told] == [("transfer_list", "GEO.GOV", ["AZE"])] * 2
    assert {c["negated"] for c in told} == {True, False}


def test_this_was_reported_names_who_told_the_sentence_before() -> None:
    told = claims_of("Село Чайлы обстреляно из миномётов. Об этом сообщило Минобороны Азербайджана.")
    assert [(c["act"], c["speaker"]) for c in told] == [("attack", "AZE.MIL")]
    untold = claims_of("Село Чайлы обстреляно из миномётов. Минобороны Азербайджана возглавит новый министр.")
    assert [c["speaker"] for c in untold if c["act"] == "attack"] == ["OUTLET"]


def test_a_headline_names_its_speaker_before_a_colon_or_behind_a_dash() -> None:
    for text in ("МИД Грузии: Армения освободила пленных", "Армения освободила пленных — МИД Грузии"):
        assert [(c["act"], c["speaker"]) for c in claims_of(text)] == [("release", "GEO.GOV")]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Луцке", "Луцк"),
        ("Черкассами", "Черкассы"),
        ("Кривом Роге", "Кривой Рог"),
        ("Ивано-Франковском", "Ивано-Франковск"),
        ("Нагорном Карабахе", "Нагорный Карабах"),
        ("Ровеньки", "Ровеньки"),
    ],
)
def test_a_place_is_told_in_the_form_of_the_dictionary(written: str, expected: str) -> None:
    assert dictionary_form(written, "ru") == expected


def test_one_adjective_each_makes_a_region_of_its_own() -> None:
    (claim,) = claims_of("Обстрелы Запорожской и Херсонской областей продолжаются.")
    assert claim["places"] == ["Запорожская область", "Херсонская область"]


def test_a_preposition_is_not_read_as_a_noun() -> None:
    assert "посол" not in stems("после", "ru")
    assert "genitive" in stems("армии", "ru")["армия"]


def test_the_quotes_of_our_gold_stand_where_they_say() -> None:
    texts = json.loads(GOLD.read_text(encoding="utf-8"))
    assert len(texts) >= 20
    for text in texts:
        for claim in text["claims"]:
            assert text["text"][claim["start"] : claim["end"]] == claim["quote"], (text["id"], claim["quote"])
            assert claim["condition"] is None or claim["condition"] in text["text"]

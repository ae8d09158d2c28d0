"""Amounts, in sentences of our own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pactwatch import lexicons
from pactwatch.reading.amounts import AmountLexicon, find_amounts
from pactwatch.refusals import Refused
from pactwatch.types import Amount


def amounts(text: str, language: str) -> list[tuple[float, str, str]]:
    return [(m.amount.value, m.amount.unit, m.amount.qualifier) for m in find_amounts(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ar", "قتل 26 شخصا في القصف", [(26, "killed", "exact")]),
        ("ar", "أسفرت الغارة عن مقتل 4 أشخاص وإصابة 5 آخرين", [(4, "killed", "exact"), (5, "wounded", "exact")]),
        ("ar", "قالت اللجنة إن 29 مدنيا قتلوا في السوق", [(29, "killed", "exact")]),
        ("ar", "أصيب ما لا يقل عن ٥٤ جنديا", [(54, "wounded", "at_least")]),
        ("ar", "قتل 12 جنديا على الأقل", [(12, "killed", "at_least")]),
        ("ar", "سيطروا على أكثر من 30 قرية", [(30, "places", "at_least")]),
        ("ar", "سيطروا على قريتين وبلدة", [(2, "places", "exact")]),
        ("ar", "سقط قتيلان وثلاثة جرحى", [(2, "killed", "exact"), (3, "wounded", "exact")]),
        ("ar", "أطلقوا نحو خمسة وعشرين صاروخا", [(25, "weapons", "about")]),
        ("ar", "دمر الجيش أربع دبابات", [(4, "vehicles", "exact")]),
        ("ar", "تبادلا رفات 200 جندي", [(200, "remains", "exact")]),
        ("ar", "أفرج عن 11 أسيرا", [(11, "detainees", "exact")]),
        ("ar", "نزح نحو 4 آلاف شخص", [(4000, "people", "about")]),
        ("ar", "يسيطرون على 20% من المساحة", [(20, "percent", "exact")]),
        ("ar", "نزح ما بين 270 ألفا و330 ألف شخص", [(270000, "people", "at_least"), (330000, "people", "at_most")]),
        ("ar", "قتل 14 شخصا بينهم سبعة جنود", [(14, "killed", "exact"), (7, "killed", "exact")]),
        ("ar", "مقتل جندي قرب الحاجز", [(1, "killed", "exact")]),
        ("en", "26 people were killed in the market", [(26, "killed", "exact")]),
        ("en", "The blast left 26 killed and 12 wounded", [(26, "killed", "exact"), (12, "wounded", "exact")]),
        ("en", "Shelling killed 17 soldiers and wounded five others", [(17, "killed", "exact"), (5, "wounded", "exact")]),
        ("en", "The mission recorded about 9,000 ceasefire violations", [(9000, "violations", "about")]),
        ("en", "They took at least 30 villages", [(30, "places", "at_least")]),
        ("en", "Up to 40 tanks and 12 howitzers stood there", [(40, "vehicles", "at_most"), (12, "weapons", "exact")]),
        (
            "en",
            "They exchanged 11 prisoners, remains of 29 men",
            [(11, "detainees", "exact"), (29, "remains", "exact")],
        ),
        ("en", "They cleared 4,165 anti-tank mines", [(4165, "weapons", "exact")]),
        ("en", "a fall of almost 80 per cent", [(80, "percent", "about")]),
        ("en", "Gunfire killed a young civilian near the post", [(1, "killed", "exact")]),
        ("ru", "погибли 5 мирных жителей, ранены двое", [(5, "killed", "exact"), (2, "wounded", "exact")]),
        ("ru", "Уничтожено до 20 танков", [(20, "vehicles", "at_most")]),
        ("ru", "Разрушено 11 военных аэродромов", [(11, "places", "exact")]),
        ("ru", "Взято не менее трех сел", [(3, "places", "at_least")]),
        ("ru", "Выпущено около 100 ракет", [(100, "weapons", "about")]),
    ],
)
def test_figures_with_what_they_count(language: str, text: str, expected: list[tuple[float, str, str]]) -> None:
    assert amounts(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "قتل العشرات وأصيب المئات"),
        ("ar", "دخل الاتفاق حيز التنفيذ في 10 أكتوبر 2020 عند الساعة 12:00"),
        ("ar", "أطلقوا النار من مدافع عيار 122 ملم"),
        ("ar", "صدر القرار رقم 2254 في عام 2015"),
        ("ar", "توفي وعمره 15 عاما"),
        ("en", "Dozens were killed and hundreds wounded"),
        ("en", "It began at 12:00 on 10 October 2020"),
        ("en", "They fired 122-mm and 82mm rounds"),
        ("en", "Security Council resolution 2254 and article 5 of the 5th Brigade's charter"),
        ("en", "A 24-year-old from the 93rd brigade spoke for two weeks"),
        ("ru", "Погибли десятки людей, стреляли из 122-мм орудий"),
        ("ru", "Соглашение подписано 10 октября 2020 года в 12:00"),
    ],
)
def test_vague_numerals_dates_and_names_are_no_amounts(language: str, text: str) -> None:
    assert amounts(text, language) == []


def test_a_noun_with_a_particle_of_its_own_is_not_what_the_figure_counts() -> None:
    assert amounts("قتل 5 بصواريخ أطلقت ليلا", "ar") == [(5, "killed", "exact")]
    assert amounts("استورد 16,9 مليون طن", "ar") == [(16900000, "other", "exact")]


def test_offsets_run_from_the_qualifier_to_what_is_counted() -> None:
    text = "وقــال إنّ أكثرَ من ٣٠ قرية استعيدت"
    (found,) = find_amounts(text, "ar")
    assert text[found.start : found.end] == "أكثرَ من ٣٠ قرية"


@pytest.mark.parametrize(
    "section",
    [{"noun": {"killed": ["dead"]}}, {"nouns": {"slain": ["dead"]}}, {"qualifiers": {"around": ["about"]}}, {"and": "and"}],
)
def test_what_a_lexicon_cannot_mean_is_refused(section: dict[str, Any]) -> None:
    with pytest.raises(Refused, match=r"en\.toml \[amounts\]"):
        AmountLexicon(section, "en")


def _words(node: object) -> list[str]:
    if isinstance(node, str):
        return [node.rstrip("*")]
    items = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return [word for item in items for word in _words(item)]


NUMERALS = "1 12 0 2020 1,200 % $ ( ) ، . , - – و ٢٧ ﷺ"
VOCABULARY = {language: [*_words(lexicons.load(language)["amounts"]), *NUMERALS.split(" ")] for language in ("ar", "en", "ru")}


@st.composite
def _jumbles(draw: st.DrawFn) -> tuple[str, str]:
    language = draw(st.sampled_from(("ar", "en", "ru")))
    parts = draw(st.lists(st.one_of(st.sampled_from(VOCABULARY[language]), st.text(max_size=4)), max_size=9))
    return language, draw(st.sampled_from((" ", "", " و"))).join(parts)


@settings(deadline=None, max_examples=150)
@given(jumble=_jumbles())
def test_any_text_can_be_read(jumble: tuple[str, str]) -> None:
    language, text = jumble
    for found in find_amounts(text, language):
        assert 0 <= found.start < found.end <= len(text)
        assert found.amount.value > 0


@pytest.mark.parametrize(("language", "floor"), [("ar", 0.89), ("en", 0.81), ("ru", 0.93)])
def test_amounts_of_marked_claims(shared: Path, language: str, floor: float) -> None:
    """F1 of value, unit and qualifier over the amounts of claims that people marked, each looked for in the claim's quote."""
    file = shared / "reading" / "gold" / f"{language}.json"
    if not file.is_file():
        pytest.skip("shared data not present")
    right = read = gold = 0
    for text in json.loads(file.read_text(encoding="utf-8")):
        mentions = find_amounts(text["text"], language)
        for claim in text["claims"]:
            found = [m.amount for m in mentions if m.start < claim["end"] and claim["start"] < m.end]
            read, gold = read + len(found), gold + len(claim["amounts"])
            for wanted in (Amount(float(a["value"]), a["unit"], a["qualifier"]) for a in claim["amounts"]):
                if wanted in found:
                    found.remove(wanted)
                    right += 1
    assert 2 * right / (read + gold) >= floor, f"{right} right of {read} read and {gold} marked"

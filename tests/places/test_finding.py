"""Names of places in running text."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwatch.places import find_places


def names(text: str, language: str) -> list[str]:
    return [name for _, _, name in find_places(text, language)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("قصف مدينة جبرائيل وبلدة هدروت وقرى في قره باغ", ["جبرائيل", "هدروت", "قره باغ"]),
        ("وصل إلى باكو وبستيباناكيرت ولأرمينيا", ["باكو", "ستيباناكيرت", "أرمينيا"]),
        ("قصف بالحديدة وللحديدة", ["الحديدة", "لحديدة"]),
        ("قِطَع حديدة صدئة", []),
        ("مُنظّمة كاراباخية", []),
        ("في قَرَه بَاغ", ["قَرَه بَاغ"]),
        ("قتلى من الخوذ البيضاء", []),
        ("قتلى في محافظة البيضاء", ["البيضاء"]),
        ("قطاع غزة ومدينة غزة", ["قطاع غزة", "مدينة غزة"]),
        ("حريق في كازان وهامبورغ", ["كازان", "هامبورغ"]),
        ("في إطار ال", []),
        ("بناء مدينة جديدة في بداية العام", []),
    ],
)
def test_arabic(text: str, found: list[str]) -> None:
    assert names(text, "ar") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Бои в Степанакерте и у Шуши", ["Степанакерте", "Шуши"]),
        ("ситуация в Нагорном Карабахе", ["Нагорном Карабахе"]),
        ("передача Лачинского района", ["Лачинского района"]),
        ("удар по Барде, Гяндже и Тертеру", ["Барде", "Гяндже", "Тертеру"]),
        ("густой чад и дым", []),
        ("вернулся из Чада", ["Чада"]),
        ("бакинский поезд", []),
        ("в Харьковской области", ["Харьковской области"]),
        ("удар по Кременчугскому НПЗ", ["Кременчугскому НПЗ"]),
        ("в Изюмском районе и в Мартыновском.", ["Изюмском районе", "Мартыновском"]),
        ("в Советском Союзе", []),
        ("в Вильнюсе, Каунасе и Тарту", ["Вильнюсе", "Каунасе", "Тарту"]),
        ("у Иванова и Петрова", []),
        ("в Счастье; семейное Счастье", ["Счастье"]),
    ],
)
def test_russian_endings(text: str, found: list[str]) -> None:
    assert names(text, "ru") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("У Ніжині, під Херсоном", ["Ніжині", "Херсоном"]),
        ("біля Миколаєва та Кривого Рогу", ["Миколаєва", "Кривого Рогу"]),
        ("у Києві, Львові й Тернополі", ["Києві", "Львові", "Тернополі"]),
        ("у Горлівці, в Донецькій області", ["Горлівці", "Донецькій області"]),
        ("на Кременчуцький НПЗ", ["Кременчуцький НПЗ"]),
    ],
)
def test_ukrainian_endings(text: str, found: list[str]) -> None:
    assert names(text, "uk") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ganja's market; Nagorno-Karabakh and Nagorno Karabakh", ["Ganja", "Nagorno-Karabakh", "Nagorno Karabakh"]),
        ("they ate turkey in Turkey", ["Turkey"]),
        ("Gandzasar, Bardas and Bakuvian", []),
        ("fighting near Deir ez-Zor, in Khankendi (Stepanakert)", ["Deir ez-Zor", "Khankendi", "Stepanakert"]),
        ("the Gaza Strip", ["Gaza Strip"]),
        ("in Vilnius, Kaunas and Tartu", ["Vilnius", "Kaunas", "Tartu"]),
        ("near Kharkiv's airport", ["Kharkiv"]),
        ("in March, in Parliament, in the Mission", []),
        ("the town of Reading, people in Reading", ["Reading"]),
        ("in Compostela Valley", []),
    ],
)
def test_english(text: str, found: list[str]) -> None:
    assert names(text, "en") == found


PIECES = st.sampled_from(
    [
        "في ",
        "in ",
        "ال",
        "Вильнюсе",
        "، و",
        "قره باغ",
        "وباكو",
        "Hadrut",
        " ",
        "، ",
        "Шуши",
        "шуши",
        "\u200f",
        "ال",
        "town of ",
        "\n",
        "ـ",
        "x",
    ]
)


@given(st.lists(PIECES | st.characters(), max_size=30).map("".join), st.sampled_from(["ar", "en", "ru", "fr"]))
def test_offsets_point_into_the_text_and_never_overlap(text: str, language: str) -> None:
    found = find_places(text, language)
    assert all(text[start:end] == name and start < end for start, end, name in found)
    assert all(a[1] <= b[0] for a, b in pairwise(found))


def test_the_article_of_the_worked_case(shared: Path) -> None:
    text = (shared / "data" / "seed" / "article.txt").read_text(encoding="utf-8")
    found = names(text, "ar")
    assert {"جبرائيل", "هدروت", "قره باغ", "جنيف", "آجدام", "فضولي"} <= set(found)
    assert found.count("قره باغ") == 8

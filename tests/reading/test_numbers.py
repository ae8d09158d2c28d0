"""Numbers in words and digits, in sentences of our own."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pactwatch.reading.numbers import NumberGrammar, find_numbers
from pactwatch.refusals import Refused


def values(text: str, language: str) -> list[float]:
    return [n.value for n in find_numbers(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ar", "ثلاثة جنود وثلاث نساء", [3, 3]),
        ("ar", "أحد عشر جنديا واثنتا عشرة امرأة وخمسة عشر طفلا", [11, 12, 15]),
        ("ar", "خمسة وعشرون قتيلا", [25]),
        ("ar", "خمس وعشرين غارة", [25]),
        ("ar", "مئة وخمسة وعشرون", [125]),
        ("ar", "مائتين وثلاثمئة", [200, 300]),
        ("ar", "ثلاثمائة وأربعة أشخاص", [304]),
        ("ar", "ألفي شخص وألفين وعشرين شخصا", [2000, 2020]),
        ("ar", "50 ألف شخص و4 آلاف جندي", [50000, 4000]),
        ("ar", "8 آلاف و457 غطاء", [8457]),
        ("ar", "بين 270 ألفا و330 ألف شخص", [270000, 330000]),
        ("ar", "ثلاثة ملايين ونصف", [3000000]),
        ("ar", "١٬٢٠٠ خرق و٣٫٥ طن", [1200, 3.5]),
        ("ar", "ألف وتسعمائة وثمانية وسبعون", [1978]),
        ("ar", "عشرات الآلاف ومئات الجرحى وآلاف النازحين", []),
        ("en", "twenty-five men, one hundred and five women", [25, 105]),
        ("en", "three hundred thousand people", [300000]),
        ("en", "1,200 breaches, 83 000 troops, 1.5 million people", [1200, 83000, 1500000]),
        ("en", "three and four, twenty and thirty", [3, 4, 20, 30]),
        ("en", "dozens of dead, hundreds of thousands of people", []),
        ("ru", "двадцать пять человек", [25]),
        ("ru", "сто двадцать три тысячи", [123000]),
        ("ru", "3,6 млн тонн, 2 тыс. человек", [3600000, 2000]),
        ("ru", "1 200 снарядов", [1200]),
        ("ru", "шестеро раненых и двое убитых", [6, 2]),
        ("ru", "тысячи людей", []),
    ],
)
def test_values(language: str, text: str, expected: list[float]) -> None:
    assert values(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("ar", "الحادي والعشرين", 21),
        ("ar", "التاسع عشر", 19),
        ("en", "the twenty-first", 21),
        ("en", "the 3rd", 3),
        ("ru", "двадцать первого", 21),
    ],
)
def test_ordinals_say_which_and_not_how_many(language: str, text: str, value: float) -> None:
    (found,) = find_numbers(text, language)
    assert (found.value, found.ordinal) == (value, True)


def test_a_multiplier_without_a_number_before_it_counts_nothing() -> None:
    assert values("thousand island dressing", "en") == []
    assert values("a thousand islands", "en") == [1000]


@pytest.mark.parametrize(
    "section", [{"cardinal": {"1": ["one"]}}, {"cardinals": {"1": "one"}}, {"cardinals": {"one": ["one"]}}]
)
def test_what_a_lexicon_cannot_mean_is_refused(section: dict[str, Any]) -> None:
    with pytest.raises(Refused, match=r"en\.toml \[numbers\]"):
        NumberGrammar(section, "en")


@settings(deadline=None, max_examples=200)
@given(number=st.integers(min_value=1, max_value=999_999_999))
def test_digits_with_and_without_separators_have_the_same_value(number: int) -> None:
    assert values(f"{number} men", "en") == values(f"{number:,} men", "en") == [number]
    eastern = str(number).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert values(f"قتل {eastern} منهم", "ar") == [number]


@settings(deadline=None, max_examples=200)
@given(
    text=st.text(alphabet="0123456789٣., و-ثلاثةعشرمئلفhundtoysa\n", max_size=40), language=st.sampled_from(("ar", "en", "ru"))
)
def test_any_text_can_be_read(text: str, language: str) -> None:
    last = 0
    for found in find_numbers(text, language):
        assert last <= found.start < found.end <= len(text)
        assert found.value >= 0
        last = found.end

"""Dates, numbers and names as each language and region writes them, and the menu of languages."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from pactwatch.refusals import Refused
from pactwatch.verdicts.language import WRITTEN, choices, language
from pactwatch.verdicts.words import Words

DAY = datetime(2020, 11, 6)
LEVANT, MAGHREB, GREGORIAN = "تشرين الثاني", "نونبر", "نوفمبر"


@pytest.mark.parametrize(
    ("tag", "november", "january"),
    [
        ("ar", GREGORIAN, "يناير"),
        ("ar-EG", GREGORIAN, "يناير"),
        ("ar-SA", GREGORIAN, "يناير"),
        ("ar-YE", GREGORIAN, "يناير"),
        ("ar-SD", GREGORIAN, "يناير"),
        ("ar-SY", LEVANT, "كانون الثاني"),
        ("ar-IQ", LEVANT, "كانون الثاني"),
        ("ar-LB", LEVANT, "كانون الثاني"),
        ("ar-JO", LEVANT, "كانون الثاني"),
        ("ar-PS", LEVANT, "كانون الثاني"),
        ("ar-DZ", GREGORIAN, "جانفي"),
        ("ar-TN", GREGORIAN, "جانفي"),
        ("ar-MA", MAGHREB, "يناير"),
    ],
)
def test_a_region_chooses_its_months(tag: str, november: str, january: str) -> None:
    assert language(tag).date(DAY) == f"6 {november} 2020"
    assert language(tag).month(datetime(2020, 1, 6)) == f"{january} 2020"
    assert language(f"{tag}-u-nu-arab").date(DAY) == f"٦ {november} ٢٠٢٠"


@pytest.mark.parametrize("region", ["", "-SY", "-EG", "-DZ", "-MA"])
def test_digits_are_western_unless_asked_for(region: str) -> None:
    assert language(f"ar{region}-u-nu-latn").date(DAY) == language(f"ar{region}").date(DAY)
    assert language(f"ar{region}-u-nu-arab").number(1234.5) == "١٬٢٣٤٫٥"
    assert language(f"ar{region}").number(42) == "42"
    assert language("ar-u-nu-arab").duration(timedelta(days=28)) == "٢٨ يومًا"


@pytest.mark.parametrize("tag", ["ru", "ru-KZ", "RU"])
def test_russian_writes_out_the_year(tag: str) -> None:
    spoken = language(tag)
    assert (spoken.base, spoken.direction) == ("ru", "ltr")
    assert spoken.date(DAY) == "6 ноября 2020 года"
    assert spoken.month(DAY) == "ноябрь 2020 года"
    assert spoken.duration(timedelta(days=3)) == "3 дня"
    assert spoken.number(12345.5) == "12\u00a0345,5"


@pytest.mark.parametrize(
    ("value", "english", "russian"),
    [
        ("2020", "2020", "2020"),
        ("2020-10", "October 2020", "октябрь 2020 года"),
        ("2020-10-24/2020-10-30", "24 October 2020 to 30 October 2020", "с 24 октября 2020 года по 30 октября 2020 года"),
        ("1992/..", "1 January 1992 onwards", "с 1 января 1992 года"),
        ("P7D", "7 days", "7 дней"),
        ("PT36H", "36 hours", "36 часов"),
        (1234, "1,234", "1\u00a0234"),
        (
            datetime(2020, 11, 10, tzinfo=timezone(timedelta(hours=3))),
            "10 November 2020, 00:00 UTC+3",
            "10 ноября 2020 года, 00:00 UTC+3",
        ),
        (datetime(2020, 11, 6, 23, 59, 59, tzinfo=timezone(timedelta(hours=4))), "6 November 2020", "6 ноября 2020 года"),
        ({"ar": "نص", "en": "text", "ru": "текст"}, "text", "текст"),
    ],
)
def test_values_are_worded_by_what_they_are(value: object, english: str, russian: str) -> None:
    assert Words("en").value("unlisted", value) == english
    assert Words("ru").value("unlisted", value) == russian


def test_every_choice_of_the_menu_is_a_language_under_a_name_of_its_own() -> None:
    found = choices()
    assert [c.tag for c in found if "-" not in c.tag] == list(WRITTEN)
    assert {"ar-SY", "ar-IQ", "ar-LB", "ar-DZ", "ar-TN", "ar-MA", "ar-EG", "ar-SA"} <= {c.tag for c in found}
    assert len({c.name for c in found}) == len(found) == 25
    assert {c.tag: c.name for c in found}["ar-SY"] == "العربية (سوريا)"
    for choice in found:
        for digits in choice.digits:
            assert language(f"{choice.tag}-u-nu-{digits}").date(DAY).startswith("٦" if digits == "arab" else "6")


@pytest.mark.parametrize(
    "tag",
    [
        "",
        "xx-yy-zz",
        "de",
        "ar-XX",
        "ar-Latn",
        "ru-u-nu-arab",
        "ar-u-nu-roman",
        'ar" onload="x',
        "ar\n",
        "ara",
        "en-u-ca-islamic",
    ],
)
def test_a_language_that_is_no_choice_is_refused_with_the_list_of_choices(tag: str) -> None:
    with pytest.raises(Refused, match=r"there is no language .* choose one of: en, ar, ar-AE, .* ar-YE, ru; .*-u-nu-arab"):
        language(tag)

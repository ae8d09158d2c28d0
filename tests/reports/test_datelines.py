"""Datelines in three languages, and dates that are none."""

from __future__ import annotations

from datetime import date

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from pactwatch.refusals import Refused
from pactwatch.reports.datelines import dateline

LOCALES = ("ar", "ar_EG", "ar_SY", "ar_LB", "ar_IQ", "ar_DZ", "ar_TN", "ar_MA", "ar_MR", "en", "ru")
EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
days = st.dates(date(1990, 1, 1), date(2035, 12, 31))


@given(days, st.sampled_from(LOCALES), st.sampled_from(["d MMMM y", "EEEE d MMMM y", "EEEE، d MMMM y"]), st.booleans())
def test_a_date_as_each_locale_writes_it(day: date, locale: str, form: str, eastern: bool) -> None:
    line = format_date(day, form, locale=locale)
    text = f"Title\n\n{line.translate(EASTERN) if eastern else line}\n\nText"
    assert str(dateline(text, locale[:2])) == day.isoformat()


@pytest.mark.parametrize(
    ("language", "line", "expected"),
    [
        ("ar", "السبت 31 أكتوبر 2020 11:46 ص", "2020-10-31T11:46"),
        ("ar", "نشر في: السبت، ٣١ تشرين الأول/أكتوبر ٢٠٢٠ - ٠٧:٤٦ مساءً", "2020-10-31T19:46"),
        ("ar", "31 اكتوبر (تشرين الاول) 2020", "2020-10-31"),
        ("ar", "تاريخ النشر: 03/04/2020", "2020-04-03"),
        ("ar", "14 ربيع الأول 1442هـ الموافق 31 أكتوبر 2020م", "2020-10-31"),
        ("ar", "31 أكتوبر 2020 12:05 ص", "2020-10-31T00:05"),
        ("en", "Baku, 31 October 2020 — The ministry said that it had received the lists", "2020-10-31"),
        ("en", "MOSCOW, October 31, 2020. /Agency/. The ministry said that it had received the lists", "2020-10-31"),
        ("en", "Published on October 31st, 2020 12:10 pm", "2020-10-31T12:10"),
        ("en", "16:05, Saturday 31 Oct. 2020", "2020-10-31T16:05"),
        ("en", "31 October 2020 11:46 GMT", "2020-10-31"),
        ("en", "10/31/2020", "2020-10-31"),
        ("en", "2020-10-31", "2020-10-31"),
        ("ru", "31 октября 2020 г., 14:05", "2020-10-31T14:05"),
        ("ru", "Опубликовано 31.10.2020 14:05", "2020-10-31T14:05"),
        ("ru", "БАКУ, 31 октября 2020 года — Министерство сообщило о получении списков", "2020-10-31"),
    ],
)
def test_a_dateline(language: str, line: str, expected: str) -> None:
    assert str(dateline(f"Title of it\n\n{line}\n\nText", language)) == expected


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Clashes began on 27 September 2020."),
        ("en", "The parties met in Geneva, and on 30 October 2020 they agreed"),
        ("en", "Statement of 10 November 2020"),
        ("en", "03/04/2020"),
        ("en", "Release 3.10.2020.5 of the software"),
        ("ar", "اندلعت الاشتباكات في 27 سبتمبر 2020"),
        ("ru", "Стороны встретились 10 октября 2020 года и договорились о прекращении огня"),
        ("en", "No date at all"),
    ],
)
def test_a_date_told_in_a_sentence_is_no_dateline(language: str, line: str) -> None:
    assert dateline(f"Title of it\n\n{line}\n\nText", language) is None


def test_a_dateline_stands_above_a_date_in_the_title() -> None:
    assert str(dateline("Daily report, 30 October 2020\n31 October 2020\nText", "en")) == "2020-10-31"


def test_a_date_far_down_is_no_dateline() -> None:
    assert dateline("Line\n" * 10 + "31 October 2020\n", "en") is None


@given(days, st.sampled_from(["ar", "en", "ru"]))
def test_a_weekday_that_was_another_is_refused(day: date, locale: str) -> None:
    other = format_date(date.fromordinal(day.toordinal() + 1), "EEEE", locale=locale)
    with pytest.raises(Refused, match="another day of the week"):
        dateline(f"T\n{other} {format_date(day, 'd MMMM y', locale=locale)}\n", locale)


@pytest.mark.parametrize(("line", "language"), [("31 نونبر 2020", "ar"), ("30 февраля 2021 года", "ru"), ("45.13.2020", "en")])
def test_a_date_that_cannot_be_is_refused_with_its_line(line: str, language: str) -> None:
    with pytest.raises(Refused, match="cannot be") as caught:
        dateline(f"T\n\n{line}\n", language)
    assert caught.value.line == 3

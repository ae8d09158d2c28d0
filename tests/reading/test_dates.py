"""Expressions of time, in sentences of our own; and figures on public date cases where those are at hand."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pactwatch import lexicons
from pactwatch.reading.dates import TimeMention, find_times
from pactwatch.reading.timewords import TimeLexicon
from pactwatch.refusals import Refused

SATURDAY = date(2020, 10, 31)


def only(text: str, language: str, published: date | None = SATURDAY) -> TimeMention:
    """The one mention that a text holds."""
    found = find_times(text, language, published)
    assert len(found) == 1, [(text[m.start : m.end], str(m.span)) for m in found]
    return found[0]


ABSOLUTE = [
    ("ar", "وقع القصف في 27 سبتمبر 2020 شمالا", "2020-09-27"),
    ("ar", "وقع القصف في ٢٧ أيلول ٢٠٢٠ شمالا", "2020-09-27"),
    ("ar", "وقع القصف في ۲۷ سبتمبر/أيلول 2020 شمالا", "2020-09-27"),
    ("ar", "عُقد اللقاء يوم 9 تشرين الثاني 2020 هناك", "2020-11-09"),
    ("ar", "عُقد اللقاء في 10 تشرين الأول/أكتوبر 2020 هناك", "2020-10-10"),
    ("ar", "عقد اللقاء في 12 غشت 2020 بالرباط", "2020-08-12"),
    ("ar", "عقد اللقاء في 3 شتنبر 2019 بالرباط", "2019-09-03"),
    ("ar", "عقد اللقاء في 5 جويلية 2020 بالجزائر", "2020-07-05"),
    ("ar", "عقد اللقاء في 7 أفريل 2020 بتونس", "2020-04-07"),
    ("ar", "عقد اللقاء في الخامس والعشرين من أكتوبر 2020 هناك", "2020-10-25"),
    ("ar", "بدأت الهدنة في 10 محرم 1442 هـ", "2020-08-29"),
    ("ar", "صدر البيان بتاريخ 27/9/2020 في المدينة", "2020-09-27"),
    ("ar", "في كانون الثاني 2018 بدأت العملية", "2018-01"),
    ("ar", "في عام 2016 انهار الاتفاق", "2016"),
    ("en", "It was signed on 10 October 2020 in the morning there", "2020-10-10"),
    ("en", "It was signed on October 10, 2020 there", "2020-10-10"),
    ("en", "It was signed on Saturday, 10 October 2020 there", "2020-10-10"),
    ("en", "It was signed on the 10th of October 2020 there", "2020-10-10"),
    ("en", "It was signed on 2020-10-10 there", "2020-10-10"),
    ("en", "The front moved in May 2019 there", "2019-05"),
    ("ru", "Подписано 10 октября 2020 года в столице", "2020-10-10"),
    ("ru", "Подписано 10.10.2020 в столице", "2020-10-10"),
    ("ru", "Подписано первого сентября 2020 года", "2020-09-01"),
    ("ru", "В 2014 году начались бои", "2014"),
]


@pytest.mark.parametrize(("language", "text", "span"), ABSOLUTE)
def test_a_full_date_is_the_same_whenever_it_was_published(language: str, text: str, span: str) -> None:
    assert {str(only(text, language, published).span) for published in (None, SATURDAY, date(2024, 2, 29))} == {span}


RELATIVE = [
    ("ar", "تبادل الطرفان النار أمس قرب البلدة", "2020-10-30"),
    ("ar", "تبادل الطرفان النار أول أمس قرب البلدة", "2020-10-29"),
    ("ar", "والخميس الماضي تبادل الطرفان النار", "2020-10-29"),
    ("ar", "تبادل الطرفان النار السبت قرب البلدة", "2020-10-31"),
    ("ar", "تبادل الطرفان النار السبت الماضي قرب البلدة", "2020-10-24"),
    ("ar", "يزور الوفد البلدة الثلاثاء المقبل", "2020-11-03"),
    ("ar", "يزور الوفد البلدة غدا الأحد", "2020-11-01"),
    ("ar", "قصفت المدينة ليل الخميس الجمعة", "2020-10-29/2020-10-30"),
    ("ar", "قصفت المدينة الأسبوع الماضي", "2020-10-19/2020-10-25"),
    ("ar", "قصفت المدينة خلال الأسبوع الماضي", "2020-10-19/2020-10-25"),
    ("ar", "قصفت المدينة في وقت سابق من هذا الشهر", "2020-10"),
    ("ar", "قصفت المدينة الشهر الماضي", "2020-09"),
    ("ar", "قصفت المدينة قبل ثلاثة أيام", "2020-10-28"),
    ("ar", "قصفت المدينة قبل يومين", "2020-10-29"),
    ("ar", "قصفت المدينة في سبتمبر الماضي", "2020-09"),
    ("ar", "تعود اللجنة في يناير المقبل", "2021-01"),
    ("ar", "قصفت المدينة في ديسمبر وحدها", "2019-12"),
    ("ar", "سقط الضحايا في الأيام التسعة الماضية", "2020-10-22/2020-10-31"),
    ("ar", "يسيطرون عليها منذ عام 1992 وحدهم", "1992-01-01/.."),
    ("ar", "يقصفونها منذ 27 سبتمبر وحدهم", "2020-09-27/.."),
    ("ar", "دارت المعارك بين 24 و30 أكتوبر هناك", "2020-10-24/2020-10-30"),
    ("ar", "دارت المعارك من 28 سبتمبر إلى 3 أكتوبر هناك", "2020-09-28/2020-10-03"),
    ("en", "Shells fell on Thursday near the town", "2020-10-29"),
    ("en", "Shells fell last week near the town", "2020-10-19/2020-10-25"),
    ("en", "Shells fell on October 22 near the town", "2020-10-22"),
    ("en", "On October 9, 4,532 people left", "2020-10-09"),
    ("en", "Shells fell two days ago near the town", "2020-10-29"),
    ("en", "Shells fell earlier this month near the town", "2020-10"),
    ("en", "Shells have fallen since July 2019 near the town", "2019-07-01/.."),
    ("en", "Shells have fallen since March near the town", "2020-03-01/.."),
    ("en", "Shells fell on 24–30 October near the town", "2020-10-24/2020-10-30"),
    ("en", "Shells fell from 28 December to 3 January near the town", "2019-12-28/2020-01-03"),
    ("en", "The envoy arrives next Monday in the town", "2020-11-02"),
    ("en", "The talks will open on Monday in the town", "2020-11-02"),
    ("en", "It took effect at 12:00 on 10 October in the town", "2020-10-10T12:00"),
    ("en", "It took effect at noon on 10 October in the town", "2020-10-10T12:00"),
    ("ru", "Обстрел начался в четверг у села", "2020-10-29"),
    ("ru", "Обстрел начался на прошлой неделе у села", "2020-10-19/2020-10-25"),
    ("ru", "Обстрел длился с 3 по 5 октября у села", "2020-10-03/2020-10-05"),
    ("ru", "Обстрел идет с марта у села", "2020-03-01/.."),
    ("ru", "Обстрел был вчера у села", "2020-10-30"),
    ("ru", "Делегация приедет в следующий вторник", "2020-11-03"),
]


@pytest.mark.parametrize(("language", "text", "span"), RELATIVE)
def test_a_relative_date_is_counted_from_publication(language: str, text: str, span: str) -> None:
    found = only(text, language)
    assert (str(found.span), found.deadline) == (span, False)


@pytest.mark.parametrize(("language", "text", "_span"), RELATIVE)
def test_without_publication_nothing_relative_is_resolved(language: str, text: str, _span: str) -> None:
    spans = {str(m.span) for m in find_times(text, language, None) if m.span}
    assert spans <= {"1992-01-01/..", "2019-07-01/.."}


DEADLINES = [
    ("ar", "اتفقا على تقديم القوائم خلال أسبوع", None, "P7D"),
    ("ar", "تبدأ الهدنة في غضون 72 ساعة", None, "PT72H"),
    ("ar", "تسلم القوائم خلال أسبوعين", None, "P14D"),
    ("ar", "ينسحبون بحلول 15 نوفمبر", "2020-11-15", None),
    ("ar", "ينسحبون قبل نهاية الشهر", "2020-10-31", None),
    ("en", "They shall hand over the lists within one week", None, "P7D"),
    ("en", "They shall hand over the lists within a week", None, "P7D"),
    ("en", "They shall withdraw by 1 December", "2020-12-01", None),
    ("en", "They shall withdraw no later than Friday", "2020-11-06", None),
    ("en", "They shall withdraw by the end of the year", "2020-12-31", None),
    ("ru", "Списки передадут в течение недели", None, "P7D"),
    ("ru", "Войска выведут до 15 ноября", "2020-11-15", None),
    ("ru", "Войска выведут до конца месяца", "2020-10-31", None),
]


@pytest.mark.parametrize(("language", "text", "span", "duration"), DEADLINES)
def test_deadlines_and_durations(language: str, text: str, span: str | None, duration: str | None) -> None:
    found = only(text, language)
    assert (found.span and str(found.span), found.duration, found.deadline) == (span, duration, True)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "They fought for two weeks"),
        ("en", "They fought until 15 October"),
        ("en", "They fought over the past two weeks"),
        ("ar", "قصفوها خلال الساعات الماضية"),
        ("ar", "قصفوها خلال الأيام الماضية"),
        ("ru", "Бои шли до 15 октября"),
    ],
)
def test_what_lies_in_the_past_is_no_deadline(language: str, text: str) -> None:
    assert not any(m.deadline for m in find_times(text, language, SATURDAY))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "They may march on the town with 20 tanks and 122mm guns"),
        ("en", "Paragraph 1.2.14 binds both sides"),
        ("ar", "مارس الوسطاء ضغوطا على 30 ضابطا"),
        ("ru", "Взяты 12 танков и 3 орудия"),
    ],
)
def test_words_that_only_look_like_dates_are_left_alone(language: str, text: str) -> None:
    assert find_times(text, language, SATURDAY) == ()


def test_a_figure_behind_a_weekday_is_not_the_day_of_a_month() -> None:
    assert str(only("قتل السبت أربعة جنود قرب الحاجز", "ar").span) == "2020-10-31"
    assert str(only("سقطت المدينة خلال عام 2017 كله", "ar").span) == "2017"


def test_a_report_of_a_sunday_counts_as_in_the_new_week_in_arabic() -> None:
    assert str(only("قصفت المدينة الأسبوع الماضي", "ar", date(2018, 6, 3)).span) == "2018-05-27/2018-06-02"
    assert str(only("It was shelled last week", "en", date(2018, 6, 3)).span) == "2018-05-21/2018-05-27"


def test_a_year_is_shared_by_both_dates_it_follows() -> None:
    found = find_times("Posts fell on 5 February and 20 March 2022 there", "en", None)
    assert [str(m.span) for m in found] == ["2022-02-05", "2022-03-20"]


def test_offsets_are_those_of_the_text_as_given() -> None:
    text = "قُصِفَت المدينــة يومَ الخميس الماضي، ثم هدأت"
    (found,) = find_times(text, "ar", SATURDAY)
    assert text[found.start : found.end] == "يومَ الخميس الماضي"


def test_a_date_that_cannot_be_has_no_span() -> None:
    assert only("It happened on 31 February 2020 there", "en").span is None


@pytest.mark.parametrize(
    ("section", "problem"),
    [
        ({"mounths": {"1": ["January"]}}, "mounths"),
        ({"units": {"fortnight": ["fortnight"]}}, "fortnight"),
        ({"months": {"13": ["January"]}}, "13"),
        ({"fixed": {"soon": ["soon"]}}, "soon"),
        ({"clocks": {"25:00": ["noon"]}}, "25:00"),
        ({"near": {"soon": ["soon"]}}, "soon"),
        ({"patterns": {"date": ["day !of month"]}}, "'of'"),
        ({"patterns": {"date": ["day + month"]}}, "'+'"),
        ({"patterns": {"dait": ["day month"]}}, "dait"),
        ({"frames": {"since": ["(point"]}}, "(point"),
        ({"months": {"1": "January"}}, "months"),
    ],
)
def test_what_a_lexicon_cannot_mean_is_refused(section: dict[str, Any], problem: str) -> None:
    with pytest.raises(Refused, match=r"en\.toml \[dates\]") as refused:
        TimeLexicon(section, "en")
    assert problem in str(refused.value)


def _words(node: object) -> list[str]:
    if isinstance(node, str):
        return [node.rstrip("*")]
    items = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return [word for item in items for word in _words(item)]


NUMERALS = "1 3 12 31 2020 0 99999999999999999999 1,200 27/9/2020 31/2/2020 12:00 24:61 9999 ٢٧ % – ( ) ، . \n \u200f ﷺ İ"


def _vocabulary(language: str) -> list[str]:
    dates = {key: part for key, part in lexicons.load(language)["dates"].items() if key not in ("patterns", "frames")}
    return [*_words(dates), *_words(lexicons.load(language)["numbers"]), *NUMERALS.split(" ")]


VOCABULARY = {language: _vocabulary(language) for language in ("ar", "en", "ru")}


@st.composite
def _jumbles(draw: st.DrawFn) -> tuple[str, str]:
    language = draw(st.sampled_from(("ar", "en", "ru")))
    parts = draw(st.lists(st.one_of(st.sampled_from(VOCABULARY[language]), st.text(max_size=5)), max_size=9))
    return language, draw(st.sampled_from((" ", "", " و"))).join(parts)


@settings(deadline=None, max_examples=150)
@given(jumble=_jumbles(), published=st.one_of(st.none(), st.dates()))
def test_any_text_can_be_read(jumble: tuple[str, str], published: date | None) -> None:
    language, text = jumble
    last = 0
    for found in find_times(text, language, published):
        assert last <= found.start < found.end <= len(text)
        assert not (found.deadline and found.span is None and found.duration is None) or published is None
        last = found.end


FLOORS = {"DateParser.json": 68, "DatePeriodParser.json": 80}


@pytest.mark.parametrize("name", FLOORS)
def test_public_arabic_date_cases(shared: Path, name: str) -> None:
    """How many of the cases are resolved as they ask, past or coming; their periods end with the day after the last."""
    file = shared / "data" / "arabic-dates" / name
    if not file.is_file():
        pytest.skip("shared data not present")
    cases = json.loads(file.read_text(encoding="utf-8-sig"))
    right = sum(_resolved(case) for case in cases)
    assert right >= FLOORS[name], f"{right} of {len(cases)}"


def _resolved(case: dict[str, Any]) -> bool:
    published = date.fromisoformat(case["Context"]["ReferenceDateTime"][:10])
    wanted: set[tuple[date, date]] = set()
    for result in case["Results"]:
        for side in ("PastResolution", "FutureResolution"):
            ends = result["Value"].get(side) or {}
            if "date" in ends:
                wanted.add((date.fromisoformat(ends["date"]),) * 2)
            if "startDate" in ends:
                first, last = date.fromisoformat(ends["startDate"]), date.fromisoformat(ends["endDate"])
                wanted |= {(first, last), (first, last - timedelta(days=1))}
    spans = [m.span for m in find_times(case["Input"], "ar", published) if m.span]
    return any((span.earliest.date(), span.latest.date()) in wanted for span in spans)

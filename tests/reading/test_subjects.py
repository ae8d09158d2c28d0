"""Who acts and who suffers where something stands between the party and the verb, or the party only as an adjective."""

from __future__ import annotations

import pytest

from pactwatch.reading import read
from pactwatch.times import Span
from pactwatch.types import Claim, Report


def of(text: str, language: str, act: str) -> Claim:
    report = Report("r", "outlet", language, "", text, Span.parse("2022-11-12"), None, "")
    return next(c for c in read(report) if c.act == act)


@pytest.mark.parametrize(
    ("text", "language", "actor"),
    [
        ("Kenya said on Thursday that Somali troops had shelled Mandera.", "en", ("SOM.MIL",)),
        ("Kenya said on Thursday Somali troops had shelled Mandera.", "en", ("SOM.MIL",)),
        ("Kenya said on Twitter that Somali troops had shelled Mandera.", "en", ("SOM.MIL",)),
        ("أعلن الجيش السوداني في بيان على فيسبوك أن قوات الدعم السريع هاجمت سنار.", "ar", ("RSF",)),
        ("Хуситы сообщили, что выпустили ракеты по Израилю.", "ru", ("HOUTHI",)),
    ],
)
def test_who_acts_is_not_who_speaks_nor_when(text: str, language: str, actor: tuple[str, ...]) -> None:
    assert of(text, language, "attack").actor == actor


@pytest.mark.parametrize(
    ("text", "language", "actor", "target"),
    [
        ("Four Palestinians were killed in Israeli strikes on Jabalia.", "en", ("ISR",), ("PSE",)),
        ("Nine people were killed in a Russian missile attack on Odesa.", "en", ("RUS",), ("CIV",)),
        ("Six villagers were killed in an RSF attack on Sennar.", "en", ("RSF",), ("CIV",)),
        ("Two villagers were killed by Russian-backed rebels.", "en", ("REBELS",), ("CIV",)),
        ("مقتل تسعة مدنيين في قصف روسي على أوديسا.", "ar", ("RUS",), ("CIV",)),
    ],
)
def test_a_blow_is_his_whose_name_it_bears_and_hurts_whom_it_hurt(
    text: str, language: str, actor: tuple[str, ...], target: tuple[str, ...]
) -> None:
    found = of(text, language, "attack")
    assert (found.actor, found.target) == (actor, target)


@pytest.mark.parametrize(
    "text",
    ["Девять мирных жителей погибли в Одессе.", "В Одессе погибли 9 мирных жителей.", "За ночь погибло 9 мирных жителей."],
)
def test_counted_people_are_those_who_suffered(text: str) -> None:
    assert of(text, "ru", "harm").target == ("CIV",)


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Войска Саудовской Аравии обстреляли Сааду.", "SAU.MIL"),
        ("Бойцы Рабочей партии Курдистана обстреляли пост.", "PKK"),
        ("Боевики Сил быстрой поддержки обстреляли Сеннар.", "RSF"),
    ],
)
def test_a_name_of_several_words_is_known_in_every_case(text: str, actor: str) -> None:
    assert of(text, "ru", "attack").actor == (actor,)


@pytest.mark.parametrize(
    ("text", "language", "actor"),
    [
        ("Ethiopia urged Eritrea to pull its troops out of Tigray.", "en", "ERI"),
        ("Эфиопия призвала Эритрею вывести войска из Тыграя.", "ru", "ERI"),
    ],
)
def test_the_troops_withdrawn_are_those_of_who_is_to_withdraw_them(text: str, language: str, actor: str) -> None:
    found = of(text, language, "withdraw")
    assert (found.actor, found.target) == ((actor,), ())


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Кения предлагает сторонам прекратить огонь.", ("ALL",)),
        ("Кения предлагает прекратить огонь со стороны Украины.", ("UKR",)),
    ],
)
def test_the_sides_are_meant_only_where_no_preposition_makes_one_of_them(text: str, actor: tuple[str, ...]) -> None:
    assert of(text, "ru", "cease_fire").actor == actor


@pytest.mark.parametrize(
    ("text", "language", "actor"),
    [
        ("The Syrian government said all evacuation corridors functioned.", "en", ("SYR.GOV",)),
        ("Правительство Сирии заявило, что гуманитарные коридоры работали весь день.", "ru", ("SYR.GOV",)),
        ("All evacuation corridors functioned, Reuters reported.", "en", ()),
    ],
)
def test_a_government_that_tells_that_its_corridors_worked_arranged_them(
    text: str, language: str, actor: tuple[str, ...]
) -> None:
    assert of(text, language, "deliver_aid").actor == actor

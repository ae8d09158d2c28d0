"""Chronicles of a day in Russian: lists under a name, summaries, days told by a word."""

from __future__ import annotations

from pactwatch.reading import read
from pactwatch.times import Span
from pactwatch.types import Claim, Report


def claims(text: str) -> tuple[Claim, ...]:
    return read(Report("r", "own", "ru", "", text, Span.parse("2022-03-12"), None, "0"))


def test_the_items_of_a_list_are_told_by_the_one_whose_name_opens_it() -> None:
    found = claims(
        "Генштаб ВСУ:\n— под Изюмом отбита атака российских войск;\n— подразделения ВСУ оставили село Каменка.\n"
        "Минобороны России:\n— российские войска взяли под контроль поселок Донецкий."
    )
    assert [(c.act, c.speaker) for c in found] == [("attack", "UKR.MIL"), ("withdraw", "UKR.MIL"), ("capture", "RUS.MIL")]


def test_items_may_run_on_in_one_line() -> None:
    found = claims(
        "— Минобороны России сообщило об обстреле Белгорода — Генштаб ВСУ заявил, что удар нанесли российские войска"
    )
    assert [(c.speaker, c.actor) for c in found if c.actor] == [("UKR.MIL", ("RUS.MIL",))]


def test_what_follows_the_notice_of_a_summary_is_told_by_its_author() -> None:
    found = claims("Минобороны России опубликовало очередную сводку. За сутки сбиты два украинских вертолета.")
    assert [(c.act, c.speaker, str(c.when)) for c in found] == [("attack", "RUS.MIL", "2022-03-11/2022-03-12")]


def test_a_part_of_the_day_is_that_of_publication_unless_a_day_is_named() -> None:
    assert str(claims("Утром российские войска обстреляли Чернигов.")[0].when) == "2022-03-12"
    assert str(claims("Утром 10 марта российские войска обстреляли Чернигов.")[0].when) == "2022-03-10"


def test_a_ministry_between_commas_tells_the_whole_sentence() -> None:
    found = claims("Генштаб ВСУ сообщил о боях за Изюм. В плен, утверждает ведомство, сдались 47 военнослужащих.")
    assert [c.speaker for c in found if c.act == "detain"] == ["UKR.MIL"]


def test_what_a_side_says_it_does_not_do_it_denies() -> None:
    found = claims("Минобороны России заявило, что российская армия ударов по городам не наносит.")
    assert [(c.stance, c.negated, c.speaker) for c in found] == [("denies", False, "RUS.MIL")]


def test_laying_down_arms_is_no_truce() -> None:
    assert [c.act for c in claims("Всего сложили оружие более 150 украинских военных.")] == ["withdraw"]


def test_a_part_in_an_attack_is_denied_and_an_offer_turned_down() -> None:
    assert [(c.act, c.stance, c.speaker) for c in claims("Киев отрицает причастность к обстрелу.")] == [
        ("attack", "denies", "UKR.GOV")
    ]
    assert [(c.act, c.stance) for c in claims("В Кремле отвергли предложение о перемирии.")] == [("cease_fire", "refuses")]

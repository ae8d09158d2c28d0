"""Denials whose words only point at what was said before."""

from __future__ import annotations

from hashlib import sha256

import pytest

from pactwatch import read
from pactwatch.types import Claim, Report


def claims(language: str, text: str) -> list[Claim]:
    return list(read(Report("r", "s", language, "", text, None, None, sha256(text.encode()).hexdigest())))


def told(found: list[Claim]) -> list[tuple[str, str, str, tuple[str, ...]]]:
    return [(c.speaker, c.stance, c.act, c.actor) for c in found]


@pytest.mark.parametrize(
    ("language", "text", "denied"),
    [
        ("en", "Georgia accused Russia of shelling Gori. Moscow denied it.", "Moscow denied it"),
        ("en", "Georgia accused Russia of shelling Gori, an accusation Moscow rejected.", "an accusation Moscow rejected"),
        ("en", "Georgia accused Russia of shelling Gori. Moscow denies involvement.", "Moscow denies involvement"),
        (
            "ru",
            "Грузия обвинила Россию в обстреле Гори. Москва отрицает свою причастность.",
            "Москва отрицает свою причастность",
        ),
        ("ru", "Грузия обвинила Россию в обстреле Гори. В Москве обвинения отвергли.", "В Москве обвинения отвергли"),
        ("ar", "اتهمت جورجيا روسيا بقصف مدينة غوري. ونفت موسكو ذلك.", "ونفت موسكو ذلك"),
        ("ar", "اتهمت جورجيا روسيا بقصف مدينة غوري، وهو ما نفته موسكو.", "وهو ما نفته موسكو"),
    ],
)
def test_an_accusation_and_its_denial_are_two_claims(language: str, text: str, denied: str) -> None:
    one, two = claims(language, text)
    assert told([one]) == [("GEO", "asserts", "attack", ("RUS",))]
    assert told([two]) == [("RUS.GOV", "denies", "attack", ("RUS",))]
    assert (two.quote, two.places) == (denied, one.places)
    assert text[two.start : two.end] == two.quote
    assert two.quote in two.statement.text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Eritrea said its forces had taken Badme, which Ethiopia denied."),
        ("en", "Eritrea said its forces had taken Badme, a claim denied by Ethiopia."),
        ("en", "Eritrea said its forces had taken Badme. Ethiopia denied that the town had fallen."),
        ("ru", "Эритрея заявила о взятии Бадме, что Эфиопия опровергла."),
        ("ru", "Эритрея заявила о взятии Бадме. Эфиопия опровергла падение города."),
        ("ar", "أعلنت إريتريا السيطرة على بادمي، الأمر الذي نفته إثيوبيا."),
        ("ar", "أعلنت إريتريا السيطرة على بادمي. ونفت إثيوبيا سقوطها."),
        ("ar", "أعلنت إريتريا السيطرة على بادمي. ونفت إثيوبيا سقوط المدينة."),
    ],
)
def test_who_took_a_place_is_told_and_denied(language: str, text: str) -> None:
    one, two = claims(language, text)
    assert [one.speaker, one.stance, two.speaker, two.stance] == ["ERI", "asserts", "ETH", "denies"]
    assert one.act == two.act == "capture"
    assert two.actor == one.actor
    assert one.actor[0].startswith("ERI")
    assert two.places == one.places


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Georgia accused Russia of shelling Gori. Moscow denied the report that a minister had resigned."),
        ("en", "Georgia shelled Tskhinvali. Moscow denied a rift with Minsk."),
        ("ru", "Грузия обвинила Россию в обстреле Гори. Москва отрицает сообщения о разрыве с Минском."),
        ("ar", "اتهمت جورجيا روسيا بقصف مدينة غوري. ونفت موسكو الأنباء عن استقالة الوزير."),
        ("ar", "قصفت جورجيا مدينة غوري. وتتهم كييف موسكو بتمويل الأحزاب، لكن موسكو تنفي ذلك."),
    ],
)
def test_a_denial_of_something_else_is_none_of_what_was_told(language: str, text: str) -> None:
    assert not [c for c in claims(language, text) if c.stance == "denies"]


def test_a_place_that_a_side_names_otherwise_is_found_again() -> None:
    """Between the claim and its denial another place is spoken of; the denial names the first as its side calls it."""
    text = (
        "أعلن الجيش الأذربيجاني السيطرة على جبرائيل. وأعلن الجيش الأذربيجاني السيطرة على هادروت. "
        "ونفى الجانب الأرميني، الذي يسمي المدينة جراكان، سقوطها."
    )
    *_, last = claims("ar", text)
    assert (last.speaker, last.stance, last.places) == ("ARM", "denies", ("جبرائيل",))


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("استعاد الجيش السوري مدينة تدمر.", ["capture"]),
        ("وقال الوزير إنه لا بد من آليات لاستعادة من فُقدوا.", []),
    ],
)
def test_the_name_of_a_town_destroys_nothing_and_people_are_not_captured_back(text: str, acts: list[str]) -> None:
    assert [c.act for c in claims("ar", text)] == acts

"""From a name to its place."""

import pytest

from pactwatch.places import resolve


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("بلدة هدروت", "hadrut"),
        ("وبمدينة شوشا", "shusha-shushi"),
        ("شوشي", "shusha-shushi"),
        ("للحديدة", "hodeidah"),
        ("إقليم «قره باغ»", "karabakh"),
        ("Mets Masrik town", "mets-masrik"),
        ("town of Hadrut", "hadrut"),
        ("KHANKENDI", "khankendi-stepanakert"),
        ("Степанакерте", "khankendi-stepanakert"),
        ("города Шуши", "shusha-shushi"),
        ("Нагорном Карабахе", "karabakh"),
        ("Azerbaijan", "AZE"),
        ("الأراضي الفلسطينية", "PSE"),
        ("U.S.", "USA"),
        ("ARM", "ARM"),
    ],
)
def test_a_name_in_any_dress(name: str, id_: str) -> None:
    found = resolve(name)
    assert found is not None
    assert found.id == id_


@pytest.mark.parametrize("name", ["", "الأراضي", "village", "قرية", "Atlantis Deep", "في"])
def test_what_names_no_place(name: str) -> None:
    assert resolve(name) is None


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("جنوب غربي سوريا", "SYR"),
        ("شمالي قره باغ", "karabakh"),
        ("وسط ستيباناكيرت", "khankendi-stepanakert"),
        ("northern Nagorno-Karabakh", "karabakh"),
        ("central Ganja", "ganja"),
        ("севере Сирии", "SYR"),
        ("южном Ливане", "southern-lebanon"),
        ("جنوب السودان", "SSD"),
    ],
)
def test_a_part_of_a_place_is_in_it(name: str, id_: str) -> None:
    assert getattr(resolve(name), "id", None) == id_


@pytest.mark.parametrize("name", ["شرق لاتشين", "east of Lachin", "north Hadrut", "к востоку от Лачина", "شمال"])
def test_what_is_beside_a_town_may_be_outside_it(name: str) -> None:
    assert resolve(name) is None


def test_places_of_one_name_are_told_apart_by_what_the_text_is_about() -> None:
    assert getattr(resolve("Martuni", ["ARM.MIL"]), "id", None) == "martuni-gegharkunik"
    assert getattr(resolve("Martuni", ["karabakh"]), "id", None) == "khojavend-martuni"
    assert getattr(resolve("طرابلس", ["HEZBOLLAH", "LBN"]), "id", None) == "tripoli-lebanon"


def test_one_that_nothing_tells_apart_is_left_open_unless_one_is_usually_meant() -> None:
    assert resolve("Martuni") is None
    assert resolve("Martuni", ["ARM", "AZE"]) is None
    assert getattr(resolve("Tripoli"), "id", None) == "tripoli"

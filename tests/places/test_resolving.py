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


@pytest.mark.parametrize(
    ("name", "near", "id_"),
    [
        ("Изюмском районе", [], "izium"),
        ("Кременчугскому НПЗ", [], "kremenchuk"),
        ("Запорізькій АЕС", [], "zaporizhzhia-plant"),
        ("Артемовск", [], "bakhmut"),
        ("Красный Луч", [], "khrustalnyi"),
        ("Горлівці", [], "horlivka"),
    ],
)
def test_adjectives_of_a_town_and_the_names_of_each_side(name: str, near: list[str], id_: str) -> None:
    assert getattr(resolve(name, near), "id", None) == id_


def test_around_a_town_is_less_exact_than_the_town() -> None:
    town, works, district = (resolve(name) for name in ("Изюм", "Изюмский завод", "Изюмский район"))
    assert (town, works, district) != (None, None, None)
    assert [getattr(p, "precision", None) for p in (town, works, district)] == [5, 10, 30]


def test_namesakes_of_the_index_are_told_apart_by_region_then_by_the_towns_beside_them() -> None:
    regions = [("chernihiv-region", "UKR"), ("poltava-region", "UKR")]
    found = [resolve("Семеновка", near) for near in regions]
    assert all(p is not None and near[0] in p.within for p, near in zip(found, regions, strict=True))
    assert len({p.id for p in found if p}) == len(regions)


def test_a_village_that_many_share_stays_open_without_a_context() -> None:
    assert resolve("Ивановка") is None
    assert resolve("Ивановка", ["UKR"]) is None


def test_a_small_place_of_a_state_the_text_is_not_about_is_not_meant() -> None:
    assert getattr(resolve("Джермук", ["ARM"]), "id", None) == "jermuk"
    assert resolve("Kupcino", ["YEM"]) is None


def test_a_place_of_the_index_in_a_region_of_the_text_comes_before_a_curated_one_elsewhere() -> None:
    assert getattr(resolve("Золочев", ["UKR"]), "id", None) == "zolochiv-kharkiv"
    assert getattr(resolve("Золочев", ["lviv-region"]), "within", ())[:1] == ("lviv-region",)


def test_a_curated_place_comes_before_its_namesakes_of_the_world() -> None:
    assert getattr(resolve("Damascus", ["USA"]), "id", None) == "damascus"
    assert getattr(resolve("Sochi"), "id", None) == "sochi"


@pytest.mark.parametrize("name", ["reading", "Reading", "جديدة", "в", "Победа", "ال", "Ґ"])
def test_a_word_of_the_language_is_no_place_by_itself(name: str) -> None:
    assert resolve(name) is None

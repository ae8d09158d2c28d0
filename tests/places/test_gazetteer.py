"""What is known of places, and that every name leads back to its place."""

import pytest

from pactwatch.places import find_places, place, places, resolve
from pactwatch.places.gazetteer import spellings
from pactwatch.places.spelling import form, script
from pactwatch.refusals import Refused

ADJACENT = ("jabrayil", "fuzuli", "aghdam", "kalbajar", "lachin", "zangilan", "qubadli")
SENTENCES = {"arabic": ("ar", "وقع في {} أمس"), "cyrillic": ("ru", "бой у {} вчера"), "latin": ("en", "near {} today")}


def test_at_least_600_places_each_in_three_languages_with_a_point_and_a_precision() -> None:
    curated = [p for p in places().values() if not (len(p.id) == 3 and p.id.isupper())]
    lacking = [p.id for p in curated if not {"ar", "en", "ru"} <= set(p.names) or p.latitude is None or not p.precision]
    assert len(curated) >= 600
    assert not lacking


@pytest.mark.parametrize(
    ("area", "least"),
    [
        *(("karabakh", 20), ("karabakh-adjacent", 15), ("syunik", 10), ("gegharkunik", 9), ("tavush", 8)),
        *(("donetsk-region", 50), ("luhansk-region", 18), ("kharkiv-region", 10), ("zaporizhzhia-region", 10), ("crimea", 10)),
        *(("aleppo", 25), ("idlib", 12), ("raqqa", 4), ("hasakah", 7), ("eastern-ghouta", 14)),
        *(("gaza-strip", 25), ("southern-lebanon", 20), ("west-bank", 11)),
        *(("hodeidah", 20), ("marib", 16), ("al-jawf", 3), ("taiz", 6)),
        *(("SDN", 35), ("tigray", 16), ("amhara", 7)),
    ],
)
def test_areas_of_conflict_are_told_place_by_place(area: str, least: int) -> None:
    assert sum(area in p.within for p in places().values()) >= least


def test_every_chain_ends_with_a_state_or_nowhere() -> None:
    loose = {p.id for p in places().values() if p.within and not (len(p.within[-1]) == 3 and p.within[-1].isupper())}
    assert not loose
    assert all(place(parent) for p in places().values() for parent in p.within)


def test_every_spelling_resolves_to_its_place() -> None:
    read = [s for s in spellings() if form(s.text)]
    wrong = [s for s in read if (found := resolve(s.text, [s.place])) is None or found.id != s.place]
    assert len(read) > 2000
    assert not wrong


def test_every_spelling_that_is_no_common_word_is_found_in_a_sentence() -> None:
    missed = []
    for spelling in spellings():
        if form(spelling.text) and not spelling.common:
            language, sentence = SENTENCES[script(spelling.text)]
            names = [name for _, _, name in find_places(sentence.format(spelling.text), language)]
            missed += [spelling] if spelling.text not in names else []
    assert not missed


@pytest.mark.parametrize("id_", ["karabakh", "hadrut", "shusha-shushi", "khankendi-stepanakert", *ADJACENT])
def test_karabakh_lies_within_the_recognised_border_of_azerbaijan(id_: str) -> None:
    assert place(id_).within[-1:] == ("AZE",)


@pytest.mark.parametrize("id_", ADJACENT)
def test_the_adjacent_districts_are_not_karabakh(id_: str) -> None:
    assert place(id_).within[0] == "karabakh-adjacent"
    assert "karabakh" not in place(id_).within


def test_mets_masrik_lies_in_armenia() -> None:
    assert place("mets-masrik").within == ("gegharkunik", "ARM")


def test_each_side_s_name_of_a_contested_town_is_kept_and_neither_stands_alone() -> None:
    names = place("khankendi-stepanakert").names
    assert names["en"] == "Khankendi / Stepanakert"
    assert (names["en@AZE"], names["en@ARM"]) == ("Khankendi", "Stepanakert")
    assert (names["az@AZE"], names["hy@ARM"]) == ("Xankəndi", "Ստեփանակերտ")


@pytest.mark.parametrize("id_", [*ADJACENT, "shusha-shushi", "khojavend-martuni", "aghdara-martakert"])
def test_no_side_s_name_of_a_contested_place_is_shown_without_the_other_s(id_: str) -> None:
    names = place(id_).names
    assert all(" / " in names[language] for language in ("en", "ar", "ru"))


def test_states_have_names_in_three_languages_and_dead_ones_are_gone() -> None:
    assert place("ARM").names["ar"] == "أرمينيا"
    assert place("RUS").names["ru"] == "Россия"
    assert not {"SUN", "YUG", "DDR", "QMM"} & set(places())


def test_an_unknown_id_is_refused_with_the_nearest() -> None:
    with pytest.raises(Refused, match=r"there is no place 'kalbajr'; did you mean kalbajar"):
        place("kalbajr")

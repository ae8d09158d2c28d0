"""Words in sentences."""

from __future__ import annotations

import pytest

from pactwatch.web.events.searching import WordIndex

TEXTS = (
    (("a", "أعلنت وزارة الدفاع السيطرة على هادروت"),),
    (("b", "The ministry denied shelling Hadrut"), ("c", "Гадрут обстреляли")),
    (("b", "The ministry denied shelling Hadrut"),),
    (),
)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("وزاره", [0]),
        ("دفاع", [0]),
        ("HADRUT", [1, 2]),
        ("shell ministry", [1, 2]),
        ("hadrut гадрут", [1]),
        ("nothing", []),
        ("", [0, 1, 2, 3]),
        ("!!", [0, 1, 2, 3]),
    ],
)
def test_a_word_is_found_however_it_is_written(query: str, found: list[int]) -> None:
    mask = WordIndex(TEXTS).mask(query)
    assert [n for n, is_there in enumerate(mask) if is_there] == found


def test_an_index_of_nothing_finds_nothing() -> None:
    assert not WordIndex(()).mask("anything").any()

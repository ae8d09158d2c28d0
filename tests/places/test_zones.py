"""Whether a place lies in a zone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwatch.places import lies_in, place, places
from pactwatch.types import ZoneReading

RECOGNISED = ZoneReading("recognised", ("ARM",))
WIDER = ZoneReading("wider", ("ARM", "karabakh", "karabakh-adjacent"))
LACHIN = ZoneReading("lachin", ("lachin",), ("lachin-corridor",))
ELSEWHERE = ZoneReading("elsewhere", ("*",), ("karabakh",))
IDS = st.sampled_from(sorted(places()))


@pytest.mark.parametrize(
    ("id_", "reading", "answer"),
    [
        ("mets-masrik", RECOGNISED, True),
        ("mets-masrik", WIDER, True),
        ("hadrut", RECOGNISED, False),
        ("hadrut", WIDER, True),
        ("jabrayil", WIDER, True),
        ("ganja", WIDER, False),
        ("AZE", WIDER, None),
        ("AZE", RECOGNISED, False),
        ("ARM", WIDER, True),
        ("lachin", LACHIN, None),
        ("lachin-corridor", LACHIN, False),
        ("gochaz", LACHIN, True),
        ("ganja", ELSEWHERE, True),
        ("hadrut", ELSEWHERE, False),
        ("AZE", ELSEWHERE, None),
    ],
)
def test_the_nearest_decides_and_a_larger_place_leaves_it_open(id_: str, reading: ZoneReading, answer: bool | None) -> None:
    assert lies_in(place(id_), reading) is answer


def test_no_place_is_unknown_except_where_the_zone_is_anywhere() -> None:
    assert lies_in(None, WIDER) is None
    assert lies_in(None, ELSEWHERE) is None
    assert lies_in(None, ZoneReading("any", ("*",))) is True


@given(IDS, IDS)
def test_a_part_of_a_place_lies_wherever_the_whole_does(inner: str, zone: str) -> None:
    reading = ZoneReading("z", (zone,))
    for parent in place(inner).within:
        if lies_in(place(parent), reading) is True:
            assert lies_in(place(inner), reading) is True


@given(IDS, IDS)
def test_what_is_left_out_is_never_inside(id_: str, zone: str) -> None:
    reading = ZoneReading("z", (zone,), (id_,))
    assert lies_in(place(id_), reading) is not True

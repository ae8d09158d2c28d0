"""The events of an earlier line, numbered out of those of a later one, are those that indexing them afresh gives."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pactwatch.times import moment
from pactwatch.types import Entry
from pactwatch.web.control import Control
from pactwatch.web.events import Counter, EarlierIndex, EventIndex
from pactwatch.web.events.contests import Contests, contests
from pactwatch.web.events.figures import EACH
from tests.verdicts.ledgers import cut, ledgers, said
from tests.verdicts.test_standing import days
from tests.verdicts.world import ZONE

KINDS = ("act", "party", "place", "source", "voice")
COLUMNS = ("first", "last", "level", "contested", "dated", "day")
POINTS = ("at_event", "at_spot", "latitudes", "longitudes")
OPPONENTS, MONITORS = frozenset({"ARM", "AZE"}), ("OSCE",)


@given(ledgers, st.data())
@settings(max_examples=150, deadline=None)
def test_the_index_of_an_earlier_line_is_that_made_afresh(entries: list[Entry], data: st.DataObject) -> None:
    present, past, fresh = said(entries, data.draw(st.integers(0, len(entries))))
    later = Counter(EventIndex(present, OPPONENTS, MONITORS))
    index, wanted = EarlierIndex(later.index, past, cut(past)), EventIndex(fresh, OPPONENTS, MONITORS)
    assert (list(index.events), list(index.ids)) == (list(wanted.events), list(wanted.ids))
    names = {*later.index.ids, *wanted.ids, "no such event"}
    assert [index.number_of(name) for name in names] == [wanted.number_of(name) for name in names]
    assert index.map.spots == wanted.map.spots
    for name in COLUMNS:
        assert getattr(index, name).tolist() == getattr(wanted, name).tolist(), name
    for name in POINTS:
        assert getattr(index.map, name).tolist() == getattr(wanted.map, name).tolist(), name
    for kind in KINDS:
        assert index.known(kind) == wanted.known(kind)
        for value in wanted.known(kind):
            assert index.of((kind, value)).tolist() == wanted.of((kind, value)).tolist()
    for side in ("ARM", "AZE", "RUS", "UN"):
        told = EventIndex(fresh.of_side(side), OPPONENTS, MONITORS).events
        assert [h.event for h in index.of_side(past.of_side(side), side)] == list(told)
    for word in ("one", "two3", "5", "attack"):
        assert index.words.mask(word).tolist() == wanted.words.mask(word).tolist()
    counted, afresh = Counter(index, later), Counter(wanted)
    numbers, groups = np.arange(len(wanted), dtype=np.int32), np.arange(len(wanted)) % 2
    for rule in (*sorted(EACH), "per_place_and_hour", "bursts_of_thirty"):
        assert counted.by_group(numbers, groups, 2, rule) == afresh.by_group(numbers, groups, 2, rule), rule


CONTESTED = ("others", "figures", "reprints", "numbers", "voices")


@given(ledgers, st.data())
@settings(max_examples=150, deadline=None)
def test_what_was_contested_at_an_earlier_line_is_what_is_found_afresh(entries: list[Entry], data: st.DataObject) -> None:
    present, past, fresh = said(entries, data.draw(st.integers(0, len(entries))))
    now = EventIndex(present, OPPONENTS, MONITORS)
    told = contests(EarlierIndex(now, past, cut(past)), Contests(now))
    wanted = Contests(EventIndex(fresh, OPPONENTS, MONITORS))
    for name in CONTESTED:
        found, afresh = (getattr(one, name) for one in (told, wanted))
        assert (found.tolist() if name == "numbers" else found) == (afresh.tolist() if name == "numbers" else afresh), name
    for side in ("ARM", "AZE", "UN", "agency"):
        assert told.of(side).tolist() == wanted.of(side).tolist()


@given(ledgers, days, st.data())
@settings(max_examples=150, deadline=None)
def test_who_was_said_to_hold_a_place_at_an_earlier_line_is_what_is_found_afresh(
    entries: list[Entry], at: str, data: st.DataObject
) -> None:
    present, past, fresh = said(entries, data.draw(st.integers(0, len(entries))))
    told, wanted = Control.told(present).earlier(past, cut(past)), Control.told(fresh)
    assert told.words == wanted.words
    assert told.at(moment(at, ZONE)) == wanted.at(moment(at, ZONE))

"""A view of any earlier line is what the view was then."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pactwatch.ledger import Ledger, NewEntry, View, open_ledger, to_body
from tests.ledger.places import Places
from tests.ledger.records import claim, report, source

BODIES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("source", to_body(source("a"))),
    ("source", to_body(source("b"))),
    ("report", to_body(report("a", "Both sides agreed to a truce."))),
    ("report", to_body(report("a", "Both sides agreed to a longer truce."))),
    ("report", to_body(report("b", "The ministry denies it."))),
    ("claim", to_body(claim(report("a")))),
    ("claim", to_body(claim(report("b"), "attack"))),
    ("draft", {"clause": "lists"}),
    ("note", {"of": "monitor"}),
)
writes = st.tuples(st.just("write"), st.integers(0, len(BODIES) - 1))
backs = st.tuples(st.just("back"), st.integers(0, len(BODIES) - 1))
steps = st.lists(writes | writes | backs, min_size=1, max_size=14)


def step(ledger: Ledger, what: str, number: int, standing: dict[int, str], at: datetime) -> None:
    """Writes a body, or takes it back where it stands."""
    kind, body = BODIES[number]
    if what == "write":
        standing[number] = ledger.append(kind, body, by="ana", recorded_at=at).id
    elif number in standing:
        ledger.append("retraction", {"why": "a slip"}, by="ana", retracts=standing.pop(number), recorded_at=at)


def shown(standing: dict[int, str]) -> set[str]:
    """Ids that a view should hold: what stands, without claims whose report has been taken back."""
    return {entry_id for number, entry_id in standing.items() if BODIES[number][0] != "claim"}


@settings(max_examples=30, deadline=None)
@given(steps)
def test_a_view_of_any_line_is_what_it_was_then(places: Places, given_steps: list[tuple[str, int]]) -> None:
    standing: dict[int, str] = {}
    seen: dict[int, View] = {}
    start = datetime(2020, 10, 10, tzinfo=UTC)
    address = places.new()
    with open_ledger(address, clock="replay") as ledger:
        for n, (what, number) in enumerate(given_steps):
            step(ledger, what, number, standing, start + timedelta(hours=n))
            view = ledger.view()
            seen[view.seq] = view
            in_view = set(view.recorded) - set(view.claims)
            assert in_view == shown(standing)
            assert set(view.claims) <= set(standing.values())
    with open_ledger(address) as again:
        for seq, view in seen.items():
            assert again.view(seq) == view
            for other in seen.values():
                assert again.view(seq, like=other) == view
            assert again.view(view.known_at).seq == seq
        assert again.verify() == ()


def test_an_earlier_view_does_not_grow(ledger: Ledger) -> None:
    early = ledger.view()
    ledger.append("source", to_body(source()), by="ana")
    ledger.append("draft", {}, by="ana")
    assert (early.sources, early.others, early.seq) == ({}, (), 1)


def test_other_kinds_are_kept_in_order_and_housekeeping_is_not_shown(ledger: Ledger) -> None:
    for kind in ("draft", "memo", "note"):
        ledger.append(kind, {"n": kind}, by="ana")
    slip = ledger.append("draft", {"n": "slip"}, by="ana")
    ledger.append("retraction", {"why": "a slip"}, by="ana", retracts=slip.id)
    assert [entry.kind for entry in ledger.view().others] == ["draft", "memo", "note"]


def test_more_lines_than_a_page_are_all_read(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pactwatch.ledger.store._PAGE", 10)
    ledger.append_all(NewEntry("note", {"n": n}, "ana") for n in range(35))
    assert [entry.seq for entry in ledger.entries(since=3)] == list(range(4, 37))
